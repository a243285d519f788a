import { addPosts } from './add-posts.ts';
import { checkCohorts, checkIdentity } from './check-identity.ts';
import { openCohorts } from './cohorts.ts';
import { convert } from './convert.ts';
import { giveUp, nothingSurrendered } from './give-up.ts';
import type { ProjectionInput } from './input.ts';
import { EarlyLeaving } from './leave-early.ts';
import { type Closing, closeYear, openLedger, stocksOf } from './ledger.ts';
import type { PlannedEvent } from './events.ts';
import { scaleOf } from './flows.ts';
import type { World } from './parcels.ts';
import { schedule } from './schedule.ts';
import { openingLists } from './opening-lists.ts';
import { recruit, recruitPlanned } from './recruit.ts';
import { reorganise } from './reorganise.ts';
import type { ProjectionResult } from './result.ts';
import { retire, staysOf } from './retire.ts';
import { categoryPosition } from './roster.ts';
import type { ProvinceState, Retires } from './state.ts';
import { type Carried, type NotPlaced, summarise } from './summarise.ts';

function carryOut(event: PlannedEvent, world: World): Carried {
  const { ledger, cohorts } = world;
  if (event.type === 'reorganisation') return { event, parcels: reorganise(event, world) };
  if (event.type === 'added-posts') return { event, parcels: [addPosts(ledger, event)] };
  const moved = convert(ledger, cohorts, event.row);
  const category = categoryPosition('employee-budget');
  const parcel = { from: event.row, to: event.row, category, ...moved, ageless: 0, newcomers: 0, freed: 0 };
  return { event, parcels: moved.posts > 0 || moved.people > 0 ? [parcel] : [] };
}

/**
 * Projects a province month by month, from the month after `state.date` to December of the horizon. Deterministic; neither the order
 * of the units nor that of their rows changes the answer. Stocks and flows are whole numbers of 1/scale of a post or person: whole
 * posts and people where nothing is left to expectation, millionths where people leave early, by a policy, or stay on (`scaleOf`).
 *
 * In a month, in this order:
 * 1. On 1 January posts are given up: whole posts per category of the province (see `giveUp`).
 * 2. Statutory retirement, certain. Who is overdue at the start leaves in the first month. Of each cohort (category, birth month, sex)
 *    that reaches the age, the shares of late retirement stay on, once, for their months, and may leave early like everybody present.
 * 3. Streamlining, of those whose statutory month lies so many months ahead; then resignation by the hazard of category and age in
 *    whole years in that month. The monthly probability is 1 − (1 − annual)^(1/12), in whole 10^-9. Of a cohort of N in the
 *    province floor(q × N) leave; the remainder is carried from unit to unit in the order of codes. People of unknown age leave
 *    at the mean rate of those whose age is known at the start, recruits at the mean rate of the ages at entry; of neither does
 *    anybody take up streamlining. Who has been converted leaves at the rate of the new category.
 * 4. Reorganisations, conversions and added posts by their days.
 * 5. Planned recruits, into vacant posts only, as far as there are; then, per category of the province, by the rule: whole people,
 *    floor(k × leavers / n) to date, where leavers are all of 2 and 3, at most so many in a calendar year of the run. One whole
 *    vacant post after another is filled where most are vacant, ties by code, then the largest fractions. Planned recruits do not
 *    count among those of the rule, but do among those who replace a leaver when posts are given up.
 *
 * @param state the stock at the end of the start day; `input.start` has been resolved to it
 * @param retires the law's month from which a cohort's posts are free
 * @throws Refusal for a request that contradicts itself or the province (see `schedule`, `reorganise`)
 * @throws IdentityBroken when a step does not add up: a fault of this program
 */
export function project(state: ProvinceState, input: ProjectionInput, retires: Retires): ProjectionResult {
  const { roster, firstStep, steps, events, hirings } = schedule(state, input);
  const { drivers } = input;
  const scale = scaleOf(input);
  const stays = staysOf(drivers.lateRetirement);
  const ledger = openLedger(state, roster, scale);
  const cohorts = openCohorts(roster, ledger, { firstStep, steps, retires, stays: stays.months });
  const world: World = { ledger, cohorts, roster };
  const lists = openingLists(roster, ledger, cohorts, firstStep);
  const early = scale === 1 ? null : new EarlyLeaving(ledger, cohorts, input, firstStep);
  const surrendered = nothingSurrendered();
  const opening = stocksOf(ledger);
  const before = stocksOf(ledger);
  const closings: Closing[] = [];
  const carried: Carried[] = [];
  const notPlaced: NotPlaced[] = [];
  let checks = 0;
  for (let step = 0; step < steps; step++) {
    const month = firstStep + step;
    if (month % 12 === 0) {
      giveUp(ledger, drivers.surrender, surrendered);
      ledger.recruitsOfYear.fill(0);
    }
    retire(ledger, cohorts, stays, step, month);
    early?.step(step);
    for (const event of events) if (event.step === step) carried.push(carryOut(event, world));
    for (const hiring of hirings) {
      const people = hiring.step === step ? recruitPlanned(ledger, hiring) : 0;
      if (people > 0) notPlaced.push({ hiring, people });
    }
    for (const rule of drivers.replacement) recruit(ledger, rule, month);
    checks += checkIdentity(ledger, { year: closings.at(-1) ?? opening, step: before }, roster, month);
    if (month % 12 !== 11) continue;
    checks += checkCohorts(ledger, cohorts, roster, month);
    closings.push(closeYear(ledger));
  }
  const identity = { steps, checks, violations: 0 as const };
  return summarise({
    state,
    roster,
    scale,
    opening,
    closings,
    carried,
    notPlaced,
    lists,
    identity,
    firstStep,
    everTouched: ledger.everTouched,
  });
}
