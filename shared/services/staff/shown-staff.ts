import { type StaffPeriod, type StaffRecord, unitsOfStaff } from '../../domain/staff.ts';
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
