import { apportion, floorShare } from './apportion.ts';
import { GIVEN_UP_UNREPLACED, GIVEN_UP_VACANT } from './flows.ts';
import type { ProjectionDrivers } from './input.ts';
import { add, type Ledger, noteFlow, settle, vacant } from './ledger.ts';
import { CATEGORY_COUNT } from './roster.ts';
import type { FractionValue } from '../vocabulary.ts';

/** Posts of one kind and category that were up for giving up, and those that were given up, since the start. */
export type SurrenderedToDate = { readonly eligible: Float64Array; readonly given: Float64Array };
export const nothingSurrendered = (): SurrenderedToDate => ({
  eligible: new Float64Array(CATEGORY_COUNT),
  given: new Float64Array(CATEGORY_COUNT),
});

/**
 * Given up to date = floor(share × eligible to date) for the province and category, so that no fraction is lost over the
 * years; this year's part is spread over the units in proportion to what is eligible there, by largest remainder, ties by code.
 */
function take(
  ledger: Ledger,
  category: number,
  eligible: Float64Array,
  share: FractionValue,
  toDate: SurrenderedToDate,
  flow: number,
): void {
  const units: number[] = [];
  for (let unit = 0; unit < eligible.length; unit++) if ((eligible[unit] as number) > 0) units.push(unit);
  const weights = units.map((unit) => eligible[unit] as number);
  for (const weight of weights) add(toDate.eligible, category, weight);
  const total = floorShare(toDate.eligible[category] as number, share.numerator, share.denominator) - (toDate.given[category] as number);
  if (total === 0) return;
  add(toDate.given, category, total);
  const parts = apportion(total, weights);
  units.forEach((unit, n) => {
    const cell = unit * CATEGORY_COUNT + category;
    add(ledger.posts, cell, -(parts[n] as number));
    noteFlow(ledger, cell, flow, parts[n] as number);
    settle(ledger, cell);
  });
}

/**
 * What happens on 1 January, before that month's retirements: of the vacant posts those that were vacant already, then those
 * that leavers freed during the year before and nobody refilled, each by its share. Only vacant posts are given up, so posts
 * never fall below the people present. What is left counts as vacant already from now on.
 */
export function giveUp(
  ledger: Ledger,
  surrender: ProjectionDrivers['surrender'],
  already: SurrenderedToDate,
  unreplaced: SurrenderedToDate,
): void {
  const waiting = new Float64Array(ledger.units);
  const freed = new Float64Array(ledger.units);
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    for (let unit = 0; unit < ledger.units; unit++) {
      const cell = unit * CATEGORY_COUNT + category;
      freed[unit] = ledger.freed[cell] as number;
      waiting[unit] = vacant(ledger, cell) - (ledger.freed[cell] as number);
    }
    take(ledger, category, waiting, surrender.vacant, already, GIVEN_UP_VACANT);
    take(ledger, category, freed, surrender.unreplaced, unreplaced, GIVEN_UP_UNREPLACED);
  }
  ledger.freed.fill(0);
}
