import { type Kept, sha256 } from '../../audit.ts';
import { type Erasure, type ErasureInput, anonymousRecord, erasedId, requireNotErased } from '../../domain/staff-erasure.ts';
import { type StaffRecord, mainOf, unitsOfStaff } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { keptUntil } from '../../law/retention.ts';
import { ANSWER_DAYS } from '../../store/idempotency.ts';
import { eraseFromEntry, saltIn } from '../../store/log.ts';
import { type KeptStaff, loadStaff, replaceStaff } from '../../store/staff.ts';
import type { Action } from '../../store/store.ts';
import { renameAttendance } from '../../store/training.ts';
import { type PlainDate, addDays } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireTaken } from '../judge-dates.ts';
import { loadTree } from '../load-tree.ts';
import { type Change, transact } from '../transact.ts';
import { type Held, loadOfPerson, recordsOf, shownOf } from './held-of-person.ts';
import { keptStaff } from './person-log.ts';
import { staffViewOf } from './read-staff.ts';

/** Entries of the log and attendances that go in one transaction; who has more is erased in several. */
const ENTRIES_AT_ONCE = 20;
const ATTENDANCES_AT_ONCE = 15;

/** The last day on which the person was in service, or null while that goes on. */
function leftOn({ periods }: StaffRecord): PlainDate | null {
  const last = periods.at(-1);
  return last?.state === 'left' ? last.from : null;
}

/** Refuses unless the actor sees the whole record: half of what is held is neither shown as all of it nor erased. */
function requireWhole(ctx: Context, tree: Tree, { person }: KeptStaff): void {
  const { complete } = staffViewOf(ctx, tree, person, ctx.today);
  if (!complete) throw new Refusal('held-beyond-scope', {});
}

/** All that is held under one id, for the person who asks what is kept about them. */
export async function heldOf(ctx: Context, id: string): Promise<Held> {
  permit(ctx, 'read', 'staff');
  permit(ctx, 'read', 'history');
  const tree = await loadTree(ctx);
  const kept = await keptStaff(ctx, id);
  requireWhole(ctx, tree, kept);
  const { attendances, entries } = await loadOfPerson(ctx, kept);
  const left = leftOn(kept.person);
  return {
    record: kept.person,
    filedUnder: unitsOfStaff(kept.person),
    attendances: [...attendances],
    log: shownOf(id, entries),
    counted: 'STAFFCOUNT',
    keptUntil: left === null ? null : keptUntil(left, ctx.today).until,
    answersUntil: addDays(ctx.today, ANSWER_DAYS),
  };
}

/**
 * Erases what is held about a person who has left: the record and its copies, what the log says of it, and the name on
 * every attendance. What stays has no way back to the id: unit, category, sex and year of birth, so that the totals of past
 * days stay as they were. The chains of the log stay whole. Cannot be undone.
 * @throws Refusal while the person is in service, while archive law keeps the record and no authority orders otherwise, and
 *   as long as answers saved for repeated requests may still hold it
 */
export async function eraseStaff(ctx: Context, id: string, input: ErasureInput, expected: Expected): Promise<Erasure> {
  permit(ctx, 'write', 'staff');
  requireNotErased(id);
  requireTaken(ctx, input.decision);
  const intent = { verb: 'erase-staff', reason: input.reason, decision: input.decision };
  // Who is not there any more is refused below, after a repeat has got its saved answer.
  const known = async () => (await loadStaff(ctx.store, [id]))[0];
  const streams = async () => {
    const kept = await known();
    return kept ? unitsOfStaff(kept.person) : [];
  };
  const before = { logEntries: 0, attendances: 0 };
  for (;;) {
    const kept = await known();
    if (!kept || (await survey(ctx, kept)).isLast) break;
    const done = await transact({ ...ctx, idempotency: null }, intent, streams, async () => {
      const found = await survey(ctx, (await judged(ctx, id, input, expected)).kept);
      // By an attendance its entries are found: they go before it, or with it.
      const some = found.isAllEarly ? found.attendances.slice(0, ATTENDANCES_AT_ONCE) : [];
      const write = [...found.early, ...some.flatMap((attendance) => renameAttendance(ctx.store, attendance, found.anonymous))];
      return { result: { logEntries: found.early.length, attendances: some.length }, changes: erasureChanges(found.person, write) };
    });
    before.logEntries += done.logEntries;
    before.attendances += done.attendances;
  }
  return transact(ctx, intent, streams, async () => {
    const { kept, basis } = await judged(ctx, id, input, expected);
    const { person, anonymous, attendances, early, last } = await survey(ctx, kept);
    const renamed = attendances.flatMap((attendance) => renameAttendance(ctx.store, attendance, anonymous));
    const units = unitsOfStaff(person);
    const counts = {
      logEntries: before.logEntries + early.length + last.length,
      attendances: before.attendances + attendances.length,
    };
    const result: Erasure = { id, erasedOn: ctx.today, ...counts, units, basis };
    const write = [...replaceStaff(ctx.store, person, anonymousRecord(person, anonymous)), ...renamed, ...early, ...last];
    return { result, changes: erasureChanges(person, write) };
  });
}

/**
 * What is to be erased. The new id follows from the salt of the record's first entry, which is emptied with the record: the
 * same in every part of an erasure, whoever repeats it, and afterwards nobody can come by it.
 */
async function survey(ctx: Context, kept: KeptStaff) {
  const { store } = ctx;
  const { person } = kept;
  const names = recordsOf(person.id);
  const { attendances, entries } = await loadOfPerson(ctx, kept);
  const [[stream, sequence] = ['', 0]] = kept.log[0] ?? [];
  const first = entries.find((entry) => entry.stream === stream && entry.sequence === sequence);
  if (first === undefined) throw new Error(`the log does not say how ${person.id} came on record`);
  const emptied = (some: readonly Kept[]): Action[] => some.flatMap((entry) => eraseFromEntry(store, entry, names) ?? []);
  const others = emptied(entries.filter((entry) => entry !== first));
  const anonymous = erasedId(sha256(saltIn(first, names) + person.id).slice(0, 16));
  return {
    person,
    anonymous,
    attendances,
    early: others.slice(0, ENTRIES_AT_ONCE),
    last: emptied([first]),
    isAllEarly: others.length <= ENTRIES_AT_ONCE,
    isLast: others.length <= ENTRIES_AT_ONCE && attendances.length <= ATTENDANCES_AT_ONCE,
  };
}

/** The record, if it may be erased by this actor today. */
async function judged(ctx: Context, id: string, { ground }: ErasureInput, expected: Expected) {
  const { today } = ctx;
  const tree = await loadTree(ctx);
  const kept = await keptStaff(ctx, id);
  requireWhole(ctx, tree, kept);
  nextVersion(kept.person, expected, { record: 'staff', id });
  const scope = new Scope(ctx, tree);
  const service = kept.person.periods.findLast((period) => period.state === 'in-service');
  if (service?.state === 'in-service') scope.requireWrite(mainOf(service).unit, service.from);
  const left = leftOn(kept.person);
  if (left === null || left > today) throw new Refusal('erasure-in-service', { id });
  const { until, years, basis } = keptUntil(left, today);
  if (ground === 'retention-ended' && today < until) throw new Refusal('erasure-before-retention', { left, until, years }, 'ground');
  const { entries } = await loadOfPerson(ctx, kept);
  const last = entries.reduce((latest, { day }) => (day > latest ? day : latest), '');
  const free = addDays(last, ANSWER_DAYS + 1);
  if (last !== '' && today < free) throw new Refusal('erasure-after-change', { last, from: free, days: ANSWER_DAYS });
  return { kept, basis: [basis] };
}

/** One entry in the log of every unit that keeps the record; it says that it was erased, and nothing of what it said. */
function erasureChanges({ id, version, ...person }: StaffRecord, write: Change['write']): Change[] {
  const units = unitsOfStaff(person);
  return units.map((stream, index) => ({
    stream,
    record: `erased-staff/${id}`,
    version: version + 1,
    before: null,
    after: null,
    write: index === 0 ? write : [],
    // Whoever keeps a unit's people in mind reads them again.
    ...(index === 0 ? { counts: new Map(units.map((unit) => [unit, new Map<string, number>()])) } : {}),
  }));
}
