import type { KeptHeadcount } from '../../domain/headcount.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { type PlainMonth, addMonths } from '../../time.ts';
import type { Context } from '../context.ts';

/** How far back a last report is looked for, nearest first; monthly and quarterly reporters are found in the first rounds. */
const ROUNDS = [[1], [2, 3], [4, 5, 6, 7, 8, 9, 10, 11, 12]];

/** Of so many months up to one of them those for which a unit has reported by now, newest first. */
export async function recordedMonths(ctx: Context, unit: string, last: PlainMonth, count: number): Promise<PlainMonth[]> {
  const months = Array.from({ length: count }, (_, back) => addMonths(last, -back));
  const reports = await loadHeadcounts(
    ctx.store,
    months.map((month) => ({ unit, month })),
  );
  return months.filter((_, index) => reports[index] !== undefined);
}

/** The last report of each unit before a month, at most twelve months back. */
export async function loadPrevious(ctx: Context, units: readonly string[], month: PlainMonth): Promise<Map<string, KeptHeadcount>> {
  const found = new Map<string, KeptHeadcount>();
  for (const round of ROUNDS) {
    const open = units.filter((unit) => !found.has(unit));
    if (open.length === 0) break;
    const cells = round.flatMap((back) => open.map((unit) => ({ unit, month: addMonths(month, -back) })));
    for (const record of await loadHeadcounts(ctx.store, cells)) if (record && !found.has(record.unit)) found.set(record.unit, record);
  }
  return found;
}
