import type { StaffRecord } from '../../domain/staff.ts';
import { standingOf } from '../../domain/staff-placement.ts';
import { type TrainedPerson, countedOn, trainingOf } from '../../domain/training/coverage.ts';
import type { Attendance } from '../../domain/training/attendance.ts';
import type { Course } from '../../domain/training/course.ts';
import type { Tree } from '../../domain/tree.ts';
import { type CoverageTerms, coverageTermsOn } from '../../law/training.ts';
import type { Basis } from '../../law/source.ts';
import { targetBasis, targetOn } from '../../law/targets.ts';
import { loadStaffOfUnit } from '../../store/staff.ts';
import { loadAttendancesOfStaff, loadAttendancesOfYear, loadCourses, loadCoursesOfYear } from '../../store/training.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { allFiledStaff } from '../staff/filed-staff.ts';

/** Up to so many units' people, and so many people's courses, are read one by one; for more, whole partitions cost less. */
const FEW_UNITS = 40;
const FEW_PEOPLE = 300;
const UNITS_AT_ONCE = 8;

/** Everybody who ever worked at one of the units that `includes` answers for, each once. */
export async function loadPeople(ctx: Context, tree: Tree, includes: (unit: string) => boolean): Promise<StaffRecord[]> {
  const units = [...tree.units()].map(({ key }) => key).filter(includes);
  if (units.length > FEW_UNITS) return distinct([...(await allFiledStaff(ctx)).values()].flat());
  const people: StaffRecord[] = [];
  for (let start = 0; start < units.length; start += UNITS_AT_ONCE)
    people.push(...(await Promise.all(units.slice(start, start + UNITS_AT_ONCE).map((unit) => loadStaffOfUnit(ctx.store, unit)))).flat());
  return distinct(people);
}

const distinct = (people: readonly StaffRecord[]): StaffRecord[] => [...new Map(people.map((person) => [person.id, person])).values()];

/** What is recorded of people in a year, and the courses that it is about. */
export async function loadYear(
  ctx: Context,
  year: number,
  people: readonly StaffRecord[],
): Promise<{ attendances: Attendance[]; courses: Map<string, Course> }> {
  const attendances =
    people.length > FEW_PEOPLE
      ? await loadAttendancesOfYear(ctx.store, year)
      : await loadAttendancesOfStaff(
          ctx.store,
          year,
          people.map(({ id }) => id),
        );
  const courses = new Map((await loadCoursesOfYear(ctx.store, year)).map((course) => [course.id, course]));
  // What began in an earlier year and was completed in this one.
  const earlier = [...new Set(attendances.map(({ course }) => course))].filter((id) => !courses.has(id));
  for (const course of await loadCourses(ctx.store, earlier)) if (course) courses.set(course.id, course);
  return { attendances, courses };
}

/** People as counted on a date in its year, with the law by which, and how much training is on record at all. */
export type Trained = { people: TrainedPerson[]; terms: CoverageTerms; basis: Basis[]; recorded: number };

/**
 * Who counts on a date and what they completed since 1 January: of the units, as they stand on that date, that
 * `includes` answers for.
 */
export async function loadTrained(ctx: Context, tree: Tree, date: PlainDate, includes: (unit: string) => boolean): Promise<Trained> {
  const terms = coverageTermsOn(date);
  const target = targetOn('digital-training', date);
  const categories = target.population.categories ?? [];
  const span = { from: `${yearOf(date)}-01-01`, date };
  const standing = (unit: string) => standingOf(tree, unit, date) ?? unit;
  const people = await loadPeople(ctx, tree, (unit) => includes(standing(unit)));
  const { attendances, courses } = await loadYear(ctx, yearOf(date), people);
  const training = trainingOf(attendances, courses, terms.classes, span);
  const counted = people.flatMap((person) => {
    const found = countedOn(person, { tree, categories, longLeave: terms.longLeave, ...span });
    return found && includes(found.unit) ? [{ digital: false, data: false, periods: 0, ...found, ...training.get(person.id) }] : [];
  });
  return { people: counted, terms, basis: [targetBasis(target), ...terms.basis], recorded: attendances.length };
}
