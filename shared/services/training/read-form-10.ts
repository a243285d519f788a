import { type ServicePeriod, mainOf, serviceOn } from '../../domain/staff.ts';
import { standingOf } from '../../domain/staff-placement.ts';
import { isCompletedWithin } from '../../domain/training/attendance.ts';
import { type Completion, type Form10, form10 } from '../../domain/training/form-10.ts';
import type { Tree } from '../../domain/tree.ts';
import type { UnitLevel } from '../../domain/vocabulary.ts';
import { LISTED_POSITIONS } from '../../law/positions/catalogue.ts';
import { targetOn } from '../../law/targets.ts';
import { loadCatalogueEntries } from '../../store/position-frameworks.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { type CoverageAsk, askCoverage } from './ask-coverage.ts';
import { loadPeople, loadYear } from './load-trained.ts';

/** Whether a position leads, by its code: of the acts' lists and what the province added to them. */
async function leadersIn(ctx: Context): Promise<ReadonlyMap<string, boolean>> {
  const positions = [...LISTED_POSITIONS, ...(await loadCatalogueEntries(ctx.store))];
  return new Map(positions.map(({ code, group }) => [code, group === 'leadership' || group === 'management']));
}

/**
 * Form 10 of a year: cadres, civil servants and public employees who completed courses, each where and as what they
 * served on the day of completion, gone or not since.
 */
export async function readForm10(ctx: Context, ask: CoverageAsk): Promise<Form10> {
  const { tree, year, measuredOn, includes } = await askCoverage(ctx, ask);
  const categories = targetOn('digital-training', measuredOn).population.categories ?? [];
  const from = `${year}-01-01`;
  const people = await loadPeople(ctx, tree, (unit) => includes(standingOf(tree, unit, measuredOn) ?? unit));
  const { attendances, courses } = await loadYear(ctx, year, people);
  const leaders = await leadersIn(ctx);
  const byId = new Map(people.map((person) => [person.id, person]));
  const completions = attendances.flatMap((attendance): Completion[] => {
    const { staff, course: id, completedOn } = attendance;
    const course = courses.get(id);
    const person = byId.get(staff);
    if (!course || course.cancelled || !person || completedOn === null || !isCompletedWithin(attendance, from, measuredOn)) return [];
    const service = serviceOn(person, completedOn);
    if (!service || !categories.includes(service.category)) return [];
    const served = servedOn(tree, leaders, service, completedOn);
    if (!includes(standingOf(tree, served.unit, measuredOn) ?? served.unit)) return [];
    return [{ staff, completedOn, programme: course.class, level: served.level, leads: served.leads }];
  });
  const held = [...courses.values()].filter(
    ({ id, host, start, cancelled }) =>
      id.startsWith(`${year}-`) && start <= measuredOn && cancelled === null && includes(standingOf(tree, host, measuredOn) ?? host),
  );
  return form10(
    { year, measuredOn },
    completions,
    held.map((course) => course.class),
  );
}

/** Where, on which level and in what position somebody served on a day. */
function servedOn(
  tree: Tree,
  leaders: ReadonlyMap<string, boolean>,
  service: ServicePeriod,
  day: PlainDate,
): { unit: string; level: UnitLevel; leads: boolean | null } {
  const { unit: main, position } = mainOf(service);
  const unit = standingOf(tree, main, day) ?? main;
  const periods = tree.find(unit)?.periods ?? [];
  const facts = periods.findLast(({ from }) => from <= day) ?? periods[0];
  if (facts === undefined) throw new Error(`people at an unknown unit ${unit}`);
  return { unit, level: facts.level, leads: position === null ? null : (leaders.get(position) ?? null) };
}
