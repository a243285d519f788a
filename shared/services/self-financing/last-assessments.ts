import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { FIRST_ASSESSED, autonomyPeriodOf } from '../../law/autonomy-period.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';

/**
 * The years whose assessments may stand on a date, newest first: those of the period that it lies in, for which a group is
 * held, and the last of the period before, whose groups stand until the first assessments of the new one.
 */
export function yearsStanding(date: PlainDate): number[] {
  const last = yearOf(date);
  if (last < FIRST_ASSESSED) return [];
  const first = Math.max(FIRST_ASSESSED, autonomyPeriodOf(last).first - 1);
  return Array.from({ length: last - first + 1 }, (_, back) => last - back);
}

/**
 * The last assessment of each unit up to a date within the period that the date lies in: a unit that has not been assessed
 * again keeps its group.
 * @param load the records of a year; a reader that has them already need not read them again
 */
export async function lastAssessments(
  ctx: Context,
  tree: Tree,
  date: PlainDate,
  load = (year: number): Promise<readonly SelfFinancingRecord[]> => loadSelfFinancingOfYear(ctx.store, year),
): Promise<SelfFinancingRecord[]> {
  const expected = tree.aliveOn(date).flatMap(({ unit, facts }) => (facts.kind === 'public-service' ? [unit.key] : []));
  const found = new Map<string, SelfFinancingRecord>();
  for (const year of yearsStanding(date)) {
    if (year !== yearOf(date) && expected.every((unit) => found.has(unit))) break;
    for (const record of await load(year)) if (!found.has(record.unit)) found.set(record.unit, record);
  }
  return [...found.values()];
}
