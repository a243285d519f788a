import { monthOf } from '../../time.ts';
import { checkCohorts, checkIdentity } from './check-identity.ts';
import { type Cohorts, openCohorts } from './cohorts.ts';
import { convert } from './convert.ts';
import { giveUp, nothingSurrendered } from './give-up.ts';
import type { ProjectionInput } from './input.ts';
import { type Closing, closeYear, type Ledger, openLedger, stocksOf } from './ledger.ts';
import type { PlannedEvent } from './events.ts';
import { schedule } from './schedule.ts';
import { openingLists } from './opening-lists.ts';
import { recruit } from './recruit.ts';
import { reorganise } from './reorganise.ts';
import type { ProjectionResult } from './result.ts';
import { retire } from './retire.ts';
import { categoryPosition, type Roster } from './roster.ts';
import type { ProvinceState, Retires } from './state.ts';
import { type Carried, summarise } from './summarise.ts';

function carryOut(event: PlannedEvent, ledger: Ledger, cohorts: Cohorts, roster: Roster): Carried {
  if (event.type === 'reorganisation') return { event, parcels: reorganise(event, { ledger, cohorts, roster }) };
  const moved = convert(ledger, cohorts, event.row);
  const category = categoryPosition('employee-budget');
  const parcel = { from: event.row, to: event.row, category, ...moved, ageless: 0, freed: 0 };
  return { event, parcels: moved.posts > 0 || moved.people > 0 ? [parcel] : [] };
}

/**
 * Projects a province month by month, from the month after `state.date` to December of the horizon. In a month, in this order:
 * on 1 January posts are given up; statutory retirement; reorganisations and conversions by their days; recruitment.
 * Whole posts and people. Deterministic; neither the order of the units nor that of their rows changes the answer.
 *
 * @param state the stock at the end of the start day; `input.start` has been resolved to it
 * @param retires the law's month from which a cohort's posts are free
 * @throws Refusal for a request that contradicts itself or the province (see `schedule`, `reorganise`)
 * @throws IdentityBroken when a step does not add up: a fault of this program
 */
export function project(state: ProvinceState, input: ProjectionInput, retires: Retires): ProjectionResult {
  const { roster, firstStep, steps, events } = schedule(state, input);
  const ledger = openLedger(state, roster);
  const cohorts = openCohorts(roster, ledger, firstStep, steps, retires);
  const lists = openingLists(roster, ledger, cohorts, firstStep);
  const surrendered = nothingSurrendered();
  const opening = stocksOf(ledger);
  const before = stocksOf(ledger);
  const closings: Closing[] = [];
  const carried: Carried[] = [];
  let checks = 0;
  for (let step = 0; step < steps; step++) {
    const month = firstStep + step;
    if (monthOf(month).endsWith('-01')) giveUp(ledger, input.drivers.surrender, surrendered);
    retire(ledger, cohorts, step);
    for (const event of events) if (event.step === step) carried.push(carryOut(event, ledger, cohorts, roster));
    for (const rule of input.drivers.replacement) recruit(ledger, rule);
    checks += checkIdentity(ledger, { year: closings.at(-1) ?? opening, step: before }, roster, month);
    if (!monthOf(month).endsWith('-12')) continue;
    checks += checkCohorts(ledger, cohorts, roster, month);
    closings.push(closeYear(ledger));
  }
  const identity = { steps, checks, violations: 0 as const };
  return summarise({ state, roster, opening, closings, carried, lists, identity, firstStep, everTouched: ledger.everTouched });
}
