import { standingOf } from '../../domain/staff-placement.ts';
import { type Assignment, type ServicePeriod, type StaffPeriod, type StaffRecord, unitsOfStaff } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import { type PlainDate, addDays } from '../../time.ts';
import type { Scope } from '../access.ts';

/** The units by which a period is seen: those it names; of a departure, those that were left. */
function unitsOf(periods: readonly StaffPeriod[], index: number): string[] {
  const period = periods[index] as StaffPeriod;
  if (period.state === 'in-service') return unitsOfStaff({ periods: [period] });
  return index === 0 ? [] : unitsOf(periods, index - 1);
}

/** Whether the actor may see a period: one of its units lay in the actor's scope when it began, or at its end or today. */
export function showsPeriod(scope: Scope, { periods }: Pick<StaffRecord, 'periods'>, index: number, today: PlainDate): boolean {
  const { from } = periods[index] as StaffPeriod;
  const next = periods[index + 1]?.from;
  const last = next !== undefined && next <= today ? addDays(next, -1) : today;
  return unitsOf(periods, index).some((unit) => scope.sees(unit, from) || (last > from && scope.sees(unit, last)));
}

/** The periods that the actor may see; what somebody did elsewhere is left out. */
export const shownPeriods = (scope: Scope, person: Pick<StaffRecord, 'periods'>, today: PlainDate): StaffPeriod[] =>
  person.periods.filter((_, index) => showsPeriod(scope, person, index, today));

const isStaff = (record: string): boolean => record.startsWith('staff/');

/** What a log entry says of a person, without the periods that the actor may not see. */
export function shownState(scope: Scope, state: unknown, today: PlainDate): unknown {
  if (state === null) return null;
  const person = state as StaffRecord;
  const periods = shownPeriods(scope, person, today);
  return periods.length === 0 ? null : { ...person, periods };
}

/** A logged change as the actor may see it; other records than those of persons are as logged. */
export function shownChange<C extends { record: string; before?: unknown; after?: unknown }>(scope: Scope, change: C, today: PlainDate): C {
  if (!isStaff(change.record)) return change;
  return { ...change, before: shownState(scope, change.before ?? null, today), after: shownState(scope, change.after ?? null, today) };
}

/** A unit of a service and how the person works there. */
export type Seen = { assignment: Assignment; unit: string };

/** Where a service is seen by the actor and a filter of units: at the main unit if that is among them, else at a host; by standing. */
export function workUnitSeen(
  scope: Scope,
  tree: Tree,
  date: PlainDate,
  within: (unit: string) => boolean = () => true,
): (service: ServicePeriod) => Seen | undefined {
  const known = new Map<string, string | null>();
  const standing = (unit: string): string | null => {
    const before = known.get(unit);
    if (before !== undefined) return before;
    // Who is unplaced is shown under the unit that has ended.
    const stands = standingOf(tree, unit, date) ?? unit;
    const shown = within(stands) && scope.sees(stands, date) ? stands : null;
    known.set(unit, shown);
    return shown;
  };
  return ({ assignments }) => {
    const mainFirst = assignments.toSorted((one, other) => Number(other.kind === 'main') - Number(one.kind === 'main'));
    for (const assignment of mainFirst) {
      const unit = standing(assignment.unit);
      if (unit !== null) return { assignment, unit };
    }
    return undefined;
  };
}
