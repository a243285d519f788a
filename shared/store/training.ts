import { type Attendance, attendanceSchema, yearOfAttendance } from '../domain/training/attendance.ts';
import { type Course, courseSchema, yearsOfCourse } from '../domain/training/course.ts';
import { bare, pack, unpack } from './item.ts';
import { type Key, TRAINING_SHARDS } from './keys.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['competences', 'decision', 'cancelled'] as const;

export const parseCourse = (item: Item): Course => courseSchema.parse(unpack(item, NESTED));

export async function loadCourses(store: Store, ids: readonly string[]): Promise<(Course | undefined)[]> {
  const items = await store.getMany(ids.map(store.keys.course));
  return items.map((item) => item && parseCourse(item));
}

/** Every course that begins in a year, cancelled ones included. */
export async function loadCoursesOfYear(store: Store, year: number): Promise<Course[]> {
  return (await store.all(store.keys.coursesOfYear(year))).map(parseCourse);
}

export function putCourse(store: Store, course: Course): Action {
  return store.put(store.keys.course(course.id), pack(course, NESTED), course.version === 1 ? null : course.version - 1);
}

export const parseAttendance = (item: Item): Attendance => attendanceSchema.parse(bare(item));

/** What is recorded of people at a course, in their order: looked for in every year into which the course ever reached. */
export async function loadAttendances(store: Store, course: Course, staff: readonly string[]): Promise<(Attendance | undefined)[]> {
  const years = yearsOfCourse(course);
  const items = await store.getMany(staff.flatMap((id) => years.map((year) => store.keys.attendance(year, id, course.id))));
  return staff.map((_, index) => {
    const item = items.slice(index * years.length, (index + 1) * years.length).find((each) => each !== undefined);
    return item && parseAttendance(item);
  });
}

/** Everybody's attendances that are kept under a year. */
export async function loadAttendancesOfYear(store: Store, year: number): Promise<Attendance[]> {
  const shards = await Promise.all(
    Array.from({ length: TRAINING_SHARDS }, (_, shard) => store.all(store.keys.attendanceShard(year, shard))),
  );
  return shards.flat().map(parseAttendance);
}

/** How many people are asked about together. */
const AT_ONCE = 10;

/** Some people's attendances that are kept under a year. */
export async function loadAttendancesOfStaff(store: Store, year: number, staff: readonly string[]): Promise<Attendance[]> {
  const found: Attendance[] = [];
  for (let start = 0; start < staff.length; start += AT_ONCE) {
    const some = staff.slice(start, start + AT_ONCE);
    const items = await Promise.all(
      some.map((id) => store.all(store.keys.attendancesOfStaff(year, id), { from: `${id}#`, to: `${id}#~` })),
    );
    found.push(...items.flat().map(parseAttendance));
  }
  return found;
}

/** A page of a course's list by staff id: who is on it comes from the index, what is said of them from the table. */
export async function pageOfAttendances(
  store: Store,
  course: Course,
  page: { after?: string | undefined; limit: number },
): Promise<{ attendances: Attendance[]; next: string | null }> {
  const { keys, next } = await store.indexPage(store.keys.attendancesOfCourse(course.id), page);
  // By person and not by these keys: one that moved to another year since is not where the index last saw it.
  const staff = new Set(keys.map(({ sk }) => sk.slice(0, sk.indexOf('#'))));
  const attendances = await loadAttendances(store, course, [...staff]);
  return { attendances: attendances.filter((each) => each !== undefined), next };
}

/**
 * The attendance at its new version. One that is completed in another year than before is kept under that one: its old
 * place is emptied in the same transaction, under the head of the one stream in which all of this person's is written.
 */
export function putAttendance(store: Store, before: Attendance | undefined, after: Attendance): Action[] {
  const [place, item] = [placeOf(store, after), itemOf(store, after)];
  if (before === undefined) return [store.put(place, item, null)];
  const from = placeOf(store, before);
  return from.pk === place.pk ? [store.put(place, item, before.version)] : [store.remove(from), store.put(place, item, null)];
}

const placeOf = (store: Store, attendance: Attendance): Key =>
  store.keys.attendance(yearOfAttendance(attendance), attendance.staff, attendance.course);
const itemOf = (store: Store, attendance: Attendance): Item => ({
  ...attendance,
  gsi1pk: store.keys.attendancesOfCourse(attendance.course),
  gsi1sk: attendance.staff,
});

/** The same attendance under another id. */
export function renameAttendance(store: Store, attendance: Attendance, staff: string): Action[] {
  const renamed = { ...attendance, staff };
  return [
    store.removeVersion(placeOf(store, attendance), attendance.version),
    store.put(placeOf(store, renamed), itemOf(store, renamed), null),
  ];
}
