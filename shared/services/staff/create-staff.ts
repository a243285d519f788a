import type { StaffEntry } from '../../domain/staff-change-input.ts';
import { requireNotErased } from '../../domain/staff-erasure.ts';
import { type StaffRecord, unitsOfStaff } from '../../domain/staff.ts';
import type { StaffView } from '../../domain/staff-view.ts';
import { Scope, permit } from '../access.ts';
import { MAX_ACTIONS, type Intent } from '../transact.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { keyedPeriods, requirePeriods } from './judge-periods.ts';
import { MAX_CELLS, MAX_LOGGED_CHARACTERS, writeStaffBulk } from './write-staff-bulk.ts';
import { type JudgeStaff, requireTouched, writeStaff } from './write-staff.ts';

const intent = (reason: string | null): Intent => ({ verb: 'create-staff', reason, decision: null });

const judgeEntry =
  (ctx: Context, id: string, { sex, birth, periods }: Omit<StaffEntry, 'id'>, explained: boolean): JudgeStaff =>
  (tree, kept) => {
    requireNotErased(id);
    const person: StaffRecord = { id, sex, birth, periods: keyedPeriods(tree, periods), version: 1 };
    requireTouched(new Scope(ctx, tree), undefined, person);
    nextVersion(kept?.person, 'nothing', { record: 'staff', id });
    requirePeriods(ctx, tree, person, explained, () => true);
    return person;
  };

/** Records a pseudonymous person, under the unit's own id or one that is issued. */
export async function createStaff(ctx: Context, entry: StaffEntry, reason: string | null): Promise<StaffView> {
  permit(ctx, 'write', 'staff');
  const id = entry.id ?? ctx.world.newId();
  return writeStaff(ctx, intent(reason), id, judgeEntry(ctx, id, entry, reason !== null));
}

/** Days on which a later period takes over from a unit that may have ended by then: its heir is concerned, too. */
const handOvers = ({ periods }: StaffEntry): string[] =>
  periods.flatMap(({ from }, index) => {
    const before = periods[index - 1];
    // Not judged yet: there may be no main assignment, or several.
    const main = before?.state === 'in-service' ? before.assignments.filter(({ kind }) => kind === 'main') : [];
    return main.map(({ unit }) => `${unit} ${from}`);
  });

/**
 * How many rows go into one transaction: each is its record and a copy per unit; each unit besides a log entry, its head
 * and its counts. Told by the rows alone, so that a repeat makes the same chunks whatever has happened to the units.
 */
function rowsTogether(rows: readonly StaffEntry[], start: number): number {
  const units = new Set<string>();
  let [count, actions, cells, characters] = [0, 1, 0, 0];
  for (let index = start; index < rows.length; index++, count++) {
    const row = rows[index] as StaffEntry;
    const own = unitsOfStaff(row);
    const heirs = handOvers(row);
    const isNew = (unit: string) => !units.has(unit);
    actions += 1 + own.length + 3 * own.filter(isNew).length + 2 * heirs.filter(isNew).length;
    cells += 2 * row.periods.length;
    characters += JSON.stringify(row).length;
    if (actions > MAX_ACTIONS || cells > MAX_CELLS || characters > MAX_LOGGED_CHARACTERS) break;
    for (const unit of [...own, ...heirs]) units.add(unit);
  }
  return count;
}

/** Records many people; each row stands or falls alone. */
export async function createStaffBulk(
  ctx: Context,
  { rows, reason }: { rows: readonly StaffEntry[]; reason: string | null },
  dryRun: boolean,
): Promise<RowResult[]> {
  permit(ctx, 'write', 'staff');
  const entries = rows.map((row) => ({ ...row, id: row.id ?? ctx.world.newId() }));
  const judge = (row: (typeof entries)[number]) => judgeEntry(ctx, row.id, row, reason !== null);
  return writeStaffBulk(ctx, { intent: intent(reason), rows: entries, judge, rowsPerChunk: rowsTogether }, dryRun);
}
