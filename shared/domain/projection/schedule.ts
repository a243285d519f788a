import { type Fault, Refusal } from '../../errors.ts';
import { endOfYear, monthIndex } from '../../time.ts';
import { checkDrivers } from './check-drivers.ts';
import type { Draft, PlannedEvent, PlannedHiring } from './events.ts';
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
  /** Planned recruits, month by month, within a month in the order of the request. */
  readonly hirings: readonly PlannedHiring[];
};

/** Plans in the order of their days; on one day reorganisations, then conversions, then added posts, each in the order of the request. */
function draftsOf({ reorganisations, conversions, drivers: { addedPosts } }: ProjectionInput): Draft[] {
  const placed = (
    type: Draft['type'],
    path: string,
    n: number,
    { id, effectiveFrom }: { id?: string | undefined; effectiveFrom: string },
  ) => {
    return { id: id ?? `${type}-${n + 1}`, field: `${path}.${n}`, effectiveFrom };
  };
  return [
    ...reorganisations.map((plan, n): Draft => {
      return { type: 'reorganisation', plan, ...placed('reorganisation', 'reorganisations', n, plan) };
    }),
    ...conversions.map((plan, n): Draft => {
      return { type: 'conversion', plan, ...placed('conversion', 'conversions', n, plan) };
    }),
    ...addedPosts.map((plan, n): Draft => {
      return { type: 'added-posts', plan, ...placed('added-posts', 'drivers.addedPosts', n, plan) };
    }),
  ].sort((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : one.effectiveFrom > other.effectiveFrom ? 1 : 0));
}

function eventOf(planner: Planner, draft: Draft, step: number): PlannedEvent {
  if (draft.type === 'reorganisation') return planner.reorganisation(draft.plan, draft, step);
  return draft.type === 'conversion' ? planner.conversion(draft.plan, draft, step) : planner.addedPosts(draft.plan, draft, step);
}

/**
 * Judges a request against the province and puts its plans in order. A plan takes effect in the month of its day; one that
 * falls in the start month, after the start, takes effect in the first step.
 * @throws Refusal with the first fault, and all faults: horizon before the start, hazards, drivers, units, dates, shares, contradictions
 */
export function schedule(state: ProvinceState, input: ProjectionInput): Schedule {
  const firstStep = monthIndex(state.date) + 1;
  const end = endOfYear(input.horizon);
  const last = monthIndex(end);
  if (last < firstStep) throw new Refusal('horizon-before-start', { start: state.date, horizon: input.horizon }, 'horizon');
  const faults: Fault[] = [];
  checkDrivers(input, { first: firstStep, last }, faults);
  const roster = rosterOf(state, input, faults);
  const planner = new Planner(state, roster, faults);
  const events = draftsOf(input).flatMap((draft): PlannedEvent[] => {
    const { effectiveFrom: date, id, field } = draft;
    planner.label(draft);
    if (date <= state.date || date > end) {
      faults.push({ field: `${field}.effectiveFrom`, code: 'plan-outside-projection', data: { plan: id, date, start: state.date, end } });
      return [];
    }
    return [eventOf(planner, draft, Math.max(0, monthIndex(date) - firstStep))];
  });
  const hirings = input.drivers.recruitment.map((plan, n): PlannedHiring => {
    const draft = { id: plan.id ?? `recruitment-${n + 1}`, field: `drivers.recruitment.${n}` };
    planner.label(draft);
    return planner.recruitment(plan, draft, monthIndex(plan.month) - firstStep);
  });
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.data ?? {}, first.field, faults);
  hirings.sort((one, other) => one.step - other.step);
  return { roster, firstStep, steps: last - firstStep + 1, events, hirings };
}
