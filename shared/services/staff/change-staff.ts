import { periodAfter, withKeys } from '../../domain/staff-change.ts';
import { requireAssignments } from '../../domain/staff-check.ts';
import type { StaffChange } from '../../domain/staff-change-input.ts';
import { carriedOn } from '../../domain/staff-placement.ts';
import { requireNotErased } from '../../domain/staff-erasure.ts';
import type { StaffPeriod, StaffRecord } from '../../domain/staff.ts';
import type { StaffView } from '../../domain/staff-view.ts';
import { Refusal } from '../../errors.ts';
import { Scope, permit } from '../access.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { refusable } from '../refusable.ts';
import type { Intent } from '../transact.ts';
import { keyOfNamed, requirePeriodOn } from './judge-periods.ts';
import { showsPeriod } from './shown-staff.ts';
import { type JudgeStaff, touchedUnits, writeStaff } from './write-staff.ts';
import { writeStaffBulk } from './write-staff-bulk.ts';

const VERBS: Readonly<Record<StaffChange['type'], string>> = {
  transfer: 'transfer-staff',
  category: 'change-staff-category',
  reassign: 'reassign-staff',
  'absence-begin': 'begin-staff-absence',
  'absence-end': 'end-staff-absence',
  leave: 'leave-staff',
  return: 'return-staff',
};

/** Rows of one transaction: a record with a copy and counts in each of up to seven units, and two to four units with entry and head. */
const ROWS_PER_CHUNK = 4;

const judgeChange =
  (ctx: Context, id: string, change: StaffChange, expected: Expected, explained: boolean): JudgeStaff =>
  (tree, kept) => {
    requireNotErased(id);
    const scope = new Scope(ctx, tree);
    const person = reachable(ctx, scope, id, kept?.person, { type: change.type, expected });
    const version = nextVersion(person, expected, { record: 'staff', id });
    const beyond = (unit: string) => new Refusal('transfer-beyond-scope', { unit }, 'unit');
    const keyed = withKeys(change, (code, field) => {
      if (change.type === 'transfer' && field === 'unit' && !tree.find(code)) throw beyond(code);
      return keyOfNamed(tree, code, field);
    });
    const last = carriedOn(tree, person.periods.at(-1) as StaffPeriod, change.from, change.type === 'transfer' ? 'stays' : 'follows');
    const period = periodAfter({ periods: [...person.periods.slice(0, -1), last] }, keyed);
    requireAssignments(period, '');
    const after: StaffRecord = { ...person, periods: [...person.periods, period], version };
    for (const { unit, date } of touchedUnits(person, after)) {
      const judged = refusable(() => scope.requireWrite(unit, date));
      if (judged instanceof Refusal)
        throw keyed.type === 'transfer' && unit === keyed.unit ? beyond(change.type === 'transfer' ? change.unit : unit) : judged;
    }
    requirePeriodOn(ctx, tree, person, period, explained, '');
    return after;
  };

/**
 * The person, if the actor may change what holds last: it is in the actor's sight, or the own unit released the person
 * (left as transferred out), who arrives at a unit whose officer was told the id and the version. Whoever may not be seen
 * does not exist.
 */
function reachable(ctx: Context, scope: Scope, id: string, person: StaffRecord | undefined, ask: Asked): StaffRecord {
  const isSeen = person !== undefined && showsPeriod(scope, person, person.periods.length - 1, ctx.today);
  const last = person?.periods.at(-1);
  const isReleased = ask.type === 'return' && last?.state === 'left' && last.reason === 'transferred-out';
  if (person && (isSeen || (isReleased && ask.expected === person.version))) return person;
  throw new Refusal('not-found', { what: id });
}
type Asked = { type: StaffChange['type']; expected: Expected };

/** Starts a new period of a person's record: transfer, category, position, absence, leaving or return. */
export async function changeStaff(
  ctx: Context,
  id: string,
  change: StaffChange,
  expected: Expected,
  reason: string | null,
): Promise<StaffView> {
  permit(ctx, 'write', 'staff');
  const intent: Intent = { verb: VERBS[change.type], reason, decision: null };
  return writeStaff(ctx, intent, id, judgeChange(ctx, id, change, expected, reason !== null));
}

/** A row of many changes; `version` stands in place of If-Match. */
export type StaffChangeRow = { id: string; version: number; change: StaffChange };

/** Changes many people's records, as after a merger; each row stands or falls alone. */
export async function changeStaffBulk(
  ctx: Context,
  { rows, reason }: { rows: readonly StaffChangeRow[]; reason: string | null },
  dryRun: boolean,
): Promise<RowResult[]> {
  permit(ctx, 'write', 'staff');
  const judge = ({ id, version, change }: StaffChangeRow) => judgeChange(ctx, id, change, version, reason !== null);
  const intent: Intent = { verb: 'change-staff', reason, decision: null };
  // Rows of one merger are logged in the same two streams: chunks side by side would only wait for one another.
  return writeStaffBulk(ctx, { intent, rows, judge, rowsPerChunk: ROWS_PER_CHUNK, ordered: true }, dryRun);
}
