import { unitsOfStaff } from '../../shared/domain/staff.ts';
import { listStream } from '../../shared/services/training/course-change.ts';
import { STAFF_SHARDS, TRAINING_SHARDS } from '../../shared/store/keys.ts';
import { loadStaff } from '../../shared/store/staff.ts';
import type { Item, Store } from '../../shared/store/store.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { Floor } from '../floor.ts';
import { logged, progressFloor, there } from '../measure-capacity.ts';
import { onePerPerson } from '../registers/measure-coverage.ts';

const { lastMonth, monthBefore, nextMonth, asOf } = DEMONSTRATION;
const range = (length: number): number[] => Array.from({ length }, (_, number) => number);
const allOf = async (store: Store, partitions: readonly string[]): Promise<Item[]> =>
  (await Promise.all(partitions.map((pk) => store.all(pk)))).flat();

/** The version of the tree, which a process keeps. */
export const ofTree = async (store: Store): Promise<Floor> => new Floor().get(await store.get(store.keys.tree()));

/** Scope, chain head, the report with the one before and the one after it; report, log entry and head written. */
export async function ofHeadcount(store: Store, unit: string): Promise<Floor> {
  const { keys } = store;
  const { entry, head } = await logged(store, unit);
  const report = await there(store, keys.headcount(lastMonth, unit));
  const neighbours = await store.getMany([monthBefore, nextMonth].map((month) => keys.headcount(month, unit)));
  return (await ofTree(store))
    .get(head, report, ...neighbours)
    .put(report, report)
    .put(entry)
    .put(head);
}

/** A list of a course: whoever asks is its host; then chunk by chunk course, tree, head, people and what is there of them. */
export async function ofAttendances(
  store: Store,
  { course, staff, actor, key }: { course: string; staff: readonly string[]; actor: string; key: string },
): Promise<Floor> {
  const { keys } = store;
  const [tree, held] = [await store.get(keys.tree()), await there(store, keys.course(course))];
  const request = await there(store, keys.request(actor, key));
  const floor = new Floor().get(tree, held, undefined).put(request).put(request);
  for (const stream of new Set(staff.map((one) => listStream(course, one)))) {
    const { entry, head } = await logged(store, stream);
    floor.get(tree, held, undefined, head).put(entry).put(head);
  }
  for (const chunk of (await store.all(keys.requestParts(actor, key), { from: 'CHUNK#', to: 'CHUNK#~' })) as Item[]) floor.put(chunk);
  for (const one of staff)
    floor.get(await there(store, keys.staff(one)), undefined).put(await there(store, keys.attendance(+asOf.slice(0, 4), one, course)));
  return floor;
}

/** Scope, the record, and of both units the head; the record with its copies, counts, log entries and heads written, and the answer. */
export async function ofTransfer(store: Store, { staff, actor, key }: { staff: string; actor: string; key: string }): Promise<Floor> {
  const { keys } = store;
  const record = await there(store, keys.staff(staff));
  const floor = (await ofTree(store)).get(record, undefined).put(record, record);
  const [kept] = await loadStaff(store, [staff]);
  for (const unit of kept ? unitsOfStaff(kept.person) : []) {
    const { entry, head } = await logged(store, unit);
    const [copy, count] = [await there(store, keys.filedStaff(unit, staff)), await there(store, keys.staffCount(unit))];
    floor.get(head).put(entry).put(head).put(copy).put(count, count);
  }
  return floor.put(await there(store, keys.request(actor, key)));
}

/** A page of a unit's log. */
export async function ofAudit(store: Store, unit: string, limit: number): Promise<Floor> {
  const { items } = await store.page(store.keys.log(unit), { limit });
  return (await ofTree(store)).query(items);
}

/** People as filed, each once, and what they were trained in that year. */
async function ofTraining(store: Store, floor: Floor, year: number): Promise<Floor> {
  const { keys } = store;
  const people = onePerPerson(await allOf(store, range(STAFF_SHARDS).map(keys.staffShard)));
  const attendances = await allOf(store, [
    ...range(TRAINING_SHARDS).map((shard) => keys.attendanceShard(year, shard)),
    keys.coursesOfYear(year),
  ]);
  return floor.query(people).query(attendances);
}

/** Coverage in a process that has read nothing yet. */
export const ofCoverage = async (store: Store): Promise<Floor> =>
  ofTraining(store, (await ofTree(store)).query(await store.all(store.keys.units())), +asOf.slice(0, 4));

/** Every target in a process that has read nothing yet: people and training as of the last day of the training targets. */
export async function ofProgress(store: Store): Promise<Floor> {
  const floor = (await progressFloor(store)).query(await store.all(store.keys.units())).query(await store.all(store.keys.frameworks()));
  return ofTraining(store, floor, DEMONSTRATION.lastDistrictBudget);
}
