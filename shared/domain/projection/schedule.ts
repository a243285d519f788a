import { type Fault, Refusal } from '../../errors.ts';
import { endOfYear, monthIndex } from '../../time.ts';
import { checkDrivers } from './check-drivers.ts';
import type { Draft, PlannedEvent } from './events.ts';
import type { ProjectionInput } from './input.ts';
import { Planner } from './planner.ts';
import { type Roster, rosterOf } from './roster.ts';
import type { ProvinceState } from './state.ts';

/** What a run does and when: `firstStep` is the month (since year 0) of step 0. Events are in the order in which they happen. */
export type Schedule = {
  readonly roster: Roster;
  readonly firstStep: number;
  readonly steps: number;
  readonly events: readonly PlannedEvent[];
};

/** Plans in the order of their days; on one day reorganisations come before conversions, each in the order of the request. */
function draftsOf(input: ProjectionInput): Draft[] {
  const { reorganisations, conversions } = input;
  return [
    ...reorganisations.map((plan, n): Draft => {
      return {
        type: 'reorganisation',
        plan,
        id: plan.id ?? `reorganisation-${n + 1}`,
        field: `reorganisations.${n}`,
        effectiveFrom: plan.effectiveFrom,
      };
    }),
    ...conversions.map((plan, n): Draft => {
      return {
        type: 'conversion',
        plan,
        id: plan.id ?? `conversion-${n + 1}`,
        field: `conversions.${n}`,
        effectiveFrom: plan.effectiveFrom,
      };
    }),
  ].sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : one.effectiveFrom > other.effectiveFrom ? 1 : 0));
}

/**
 * Judges a request against the province and puts its plans in order. A plan takes effect in the month of its day; one that
 * falls in the start month, after the start, takes effect in the first step.
 * @throws Refusal with the first fault, and all faults: horizon before the start, drivers, units, dates, shares, contradictions
 */
export function schedule(state: ProvinceState, input: ProjectionInput): Schedule {
  const firstStep = monthIndex(state.date) + 1;
  const end = endOfYear(input.horizon);
  const steps = monthIndex(end) - firstStep + 1;
  if (steps < 1) throw new Refusal('horizon-before-start', { start: state.date, horizon: input.horizon }, 'horizon');
  const faults: Fault[] = [];
  checkDrivers(input, faults);
  const roster = rosterOf(state, input, faults);
  const planner = new Planner(state, roster, faults);
  const events = draftsOf(input).flatMap((draft): PlannedEvent[] => {
    const { effectiveFrom: date, id, field } = draft;
    planner.label(draft);
    if (date <= state.date || date > end) {
      faults.push({ field: `${field}.effectiveFrom`, code: 'plan-outside-projection', data: { plan: id, date, start: state.date, end } });
      return [];
    }
    const step = Math.max(0, monthIndex(date) - firstStep);
    return [
      draft.type === 'reorganisation' ? planner.reorganisation(draft.plan, draft, step) : planner.conversion(draft.plan, draft, step),
    ];
  });
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.data ?? {}, first.field, faults);
  return { roster, firstStep, steps, events };
}
