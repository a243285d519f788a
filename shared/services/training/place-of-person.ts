import { type StaffRecord, mainOf, serviceOn } from '../../domain/staff.ts';
import { placeOn } from '../../domain/staff-placement.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Course } from '../../domain/training/course.ts';
import { Refusal } from '../../errors.ts';
import type { PlainDate } from '../../time.ts';
import type { Scope } from '../access.ts';
import { refusable } from '../refusable.ts';

export type People = { tree: Tree; scope: Scope; course: Course };

/** The first day of a course on which somebody is in service: those who join while it runs count from then. */
function firstDayInService(person: StaffRecord, { start, end }: Course): PlainDate | undefined {
  if (serviceOn(person, start)) return start;
  return person.periods.find(({ from, state }) => state === 'in-service' && start < from && from <= end)?.from;
}

/** Where a person counts on a day in service: the unit of the main assignment or its sole heir; else that unit as it ended. */
export function unitOf(tree: Tree, person: StaffRecord, day: PlainDate): string {
  const placed = placeOn(tree, person, day);
  if (placed === undefined) throw new Error(`${person.id} is not in service on ${day}`);
  return placed.unit ?? mainOf(placed.service).unit;
}

/**
 * The unit at which a person counts when the course begins, once the actor keeps that unit's records. Somebody whom the
 * actor may not see and somebody who does not exist are answered with the same words.
 */
export function ownUnitOf({ tree, scope, course }: People, staff: string, person: StaffRecord | undefined): string {
  const hidden = new Refusal('not-found', { what: staff }, 'staff');
  if (person === undefined) throw hidden;
  const day = firstDayInService(person, course);
  if (day === undefined) {
    const services = person.periods.filter((period) => period.state === 'in-service');
    const nearest = services.findLast(({ from }) => from <= course.start) ?? services[0];
    if (nearest && scope.sees(mainOf(nearest).unit, nearest.from))
      throw new Refusal('not-in-service', { from: course.start, to: course.end }, 'staff');
    throw hidden;
  }
  const unit = unitOf(tree, person, day);
  const refused = refusable(() => scope.requireWrite(unit, day));
  if (refused) throw refused.code === 'not-found' ? hidden : new Refusal(refused.code, refused.data, 'staff');
  return unit;
}
