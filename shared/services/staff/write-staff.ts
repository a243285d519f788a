import { canonical } from '../../audit.ts';
import { type StaffCounts, countsOfChange } from '../../domain/staff-counts.ts';
import { standingOf } from '../../domain/staff-placement.ts';
import { type Assignment, type StaffPeriod, type StaffRecord, mainOf, unitsOfStaff } from '../../domain/staff.ts';
import type { StaffView } from '../../domain/staff-view.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { type KeptStaff, loadStaff, putStaff } from '../../store/staff.ts';
import type { PlainDate } from '../../time.ts';
import type { Scope } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { type Change, type Intent, type NextEntry, transact } from '../transact.ts';
import { staffViewOf } from './read-staff.ts';

/** Judges what becomes of a person (undefined: not on record); pure but for its refusals. */
export type JudgeStaff = (tree: Tree, kept: KeptStaff | undefined) => StaffRecord;

type Differing = { period: StaffPeriod; previous: StaffPeriod | undefined };

/** Periods of one state of a record that the other does not have, each with the one before it. */
function differing(one: StaffRecord | undefined, other: StaffRecord | undefined): Differing[] {
  const periods = (one?.periods ?? []).map((period, index, all) => ({ period, previous: all[index - 1] }));
  if (other === undefined) return periods;
  const known = new Set(other.periods.map(canonical));
  return periods.filter(({ period }) => !known.has(canonical(period)));
}

const changedPeriods = (before: StaffRecord | undefined, after: StaffRecord): Differing[] => [
  ...differing(after, before),
  ...differing(before, after),
];

const isSamePerson = (before: StaffRecord | undefined, after: StaffRecord): boolean =>
  before === undefined || (before.sex === after.sex && before.birth === after.birth);

const mainUnitOf = (period: StaffPeriod | undefined): string[] => (period?.state === 'in-service' ? [mainOf(period).unit] : []);
const hostsOf = (period: StaffPeriod | undefined): Assignment[] =>
  period?.state === 'in-service' ? period.assignments.filter(({ kind }) => kind !== 'main') : [];

/** Units about which a change says something new, with the day: the main unit before and after, hosts that begin, end or change. */
export function touchedUnits(before: StaffRecord | undefined, after: StaffRecord): { unit: string; date: PlainDate }[] {
  const touched = changedPeriods(before, after).flatMap(({ period, previous }) => {
    const [now, then] = [hostsOf(period), hostsOf(previous)];
    const without = (some: Assignment[], others: Assignment[]) => {
      const known = new Set(others.map(canonical));
      return some.filter((one) => !known.has(canonical(one))).map(({ unit }) => unit);
    };
    const units = [...mainUnitOf(previous), ...mainUnitOf(period), ...without(now, then), ...without(then, now)];
    return units.map((unit) => ({ unit, date: period.from }));
  });
  if (isSamePerson(before, after)) return touched;
  const last = after.periods.findLast(({ state }) => state === 'in-service');
  return [...touched, ...mainUnitOf(last).map((unit) => ({ unit, date: last?.from ?? '' }))];
}

/** Refuses unless the actor may write about every unit that a change says something new about. */
export function requireTouched(scope: Scope, before: StaffRecord | undefined, after: StaffRecord): void {
  for (const { unit, date } of touchedUnits(before, after)) scope.requireWrite(unit, date);
}

/** The streams in which a change is logged: every unit of the periods that change and of those before them, and where the person stands. */
export function staffStreams(tree: Tree, before: StaffRecord | undefined, after: StaffRecord): string[] {
  const streams = new Set<string>(isSamePerson(before, after) ? [] : [...unitsOfStaff(after), ...(before ? unitsOfStaff(before) : [])]);
  for (const { period, previous } of changedPeriods(before, after)) {
    for (const unit of unitsOfStaff({ periods: previous ? [previous, period] : [period] })) streams.add(unit);
    for (const unit of [...mainUnitOf(previous), ...mainUnitOf(period)]) {
      const standing = standingOf(tree, unit, period.from);
      if (standing !== null) streams.add(standing);
    }
  }
  return [...streams].sort();
}

/** Counts that move the version of every unit under which the record is filed, also where no number changes: who keeps its people in mind reads them again. */
function touching(counts: StaffCounts, before: StaffRecord | undefined, after: StaffRecord): StaffCounts {
  const filed = [...(before ? unitsOfStaff(before) : []), ...unitsOfStaff(after)];
  return new Map([...filed.map((unit) => [unit, new Map<string, number>()] as const), ...counts]);
}

/** The change of a record: written once, logged in each stream that it concerns. */
export function staffChangeOf(
  ctx: Context,
  tree: Tree,
  kept: KeptStaff | undefined,
  after: StaffRecord,
  next: NextEntry,
): { change: Change; alsoIn: Change[] } {
  const before = kept?.person;
  const streams = staffStreams(tree, before, after);
  const logged = { record: `staff/${after.id}`, version: after.version, before: before ?? null, after, personal: true } as const;
  const [change, ...alsoIn] = streams.map((stream): Change => ({ ...logged, stream, write: [] }));
  if (change === undefined) throw new Refusal('nothing-to-do');
  const log = [...(kept?.log ?? []), streams.map((stream): [string, number] => [stream, next(stream)])];
  return {
    change: {
      ...change,
      write: putStaff(ctx.store, before, { person: after, log }),
      counts: touching(countsOfChange(before, after), before, after),
    },
    alsoIn,
  };
}

/**
 * Writes what is judged of one person, under the heads of the units that it concerns. Answers the person as of today, and
 * keeps that: repeated on another day or after a reorganisation, the request gets the same answer.
 */
export async function writeStaff(ctx: Context, intent: Intent, id: string, judge: JudgeStaff): Promise<StaffView> {
  let kept: KeptStaff | undefined;
  // What is refused here is refused again, after a repeat has got its saved answer.
  const streams = async (): Promise<string[]> => {
    const tree = await loadTree(ctx);
    [kept] = await loadStaff(ctx.store, [id]);
    const after = refusable(() => judge(tree, kept));
    return after instanceof Refusal ? [] : staffStreams(tree, kept?.person, after);
  };
  return transact(ctx, intent, streams, async (next) => {
    const tree = await loadTree(ctx);
    const after = judge(tree, kept);
    const { change, alsoIn } = staffChangeOf(ctx, tree, kept, after, next);
    return { result: staffViewOf(ctx, tree, after, ctx.today), changes: [change, ...alsoIn] };
  });
}
