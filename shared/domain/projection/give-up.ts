import { apportion, floorShare } from './apportion.ts';
import { GIVEN_UP_UNREPLACED, GIVEN_UP_VACANT } from './flows.ts';
import type { ProjectionDrivers } from './drivers.ts';
import { add, type Ledger, noteFlow, settle, vacant } from './ledger.ts';
import { CATEGORY_COUNT } from './roster.ts';
import type { FractionValue } from '../vocabulary.ts';

/** Since the start, per category of the province: posts that were up as vacant, and what each share has settled so far. */
export type SurrenderedToDate = { readonly up: Float64Array; readonly vacant: Float64Array; readonly unreplaced: Float64Array };
export const nothingSurrendered = (): SurrenderedToDate => ({
  up: new Float64Array(CATEGORY_COUNT),
  vacant: new Float64Array(CATEGORY_COUNT),
  unreplaced: new Float64Array(CATEGORY_COUNT),
});

const sumOf = (amounts: Float64Array): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** What a share of an amount to date comes to beyond what was settled before, so that no fraction is lost over the years. */
function due(settled: Float64Array, category: number, toDate: number, share: FractionValue): number {
  const before = settled[category] as number;
  settled[category] = Math.max(before, floorShare(toDate, share.numerator, share.denominator));
  return settled[category] - before;
}

/** Takes posts of a category from the units in proportion to what each has up, by largest remainder, ties by code. */
function take(ledger: Ledger, category: number, total: number, up: Float64Array, flow: number): void {
  if (total === 0) return;
  const units = [...up.keys()].filter((unit) => up[unit] !== 0);
  const parts = apportion(
    total,
    units.map((unit) => up[unit] as number),
  );
  units.forEach((unit, position) => {
    const part = parts[position] as number;
    if (part === 0) return;
    const cell = unit * CATEGORY_COUNT + category;
    add(ledger.posts, cell, -part);
    noteFlow(ledger, cell, flow, part);
    settle(ledger, cell);
  });
}

/**
 * What happens on 1 January, before that month's retirements. Only vacant posts of units are given up, so posts never fall below
 * the people present, and those outside the base go last.
 *
 * First, by its share, what was vacant for other reasons than a leaver of the year before. Then the posts of unreplaced leavers:
 * to date, per category of the province, floor(share × (posts that leavers left vacant − recruits)). A recruit replaces a leaver
 * wherever he is placed, so what is counted is the province and not the unit; the posts themselves come from the units where those
 * that leavers freed lie vacant. A leaver beyond the posts of his unit left none. What finds no freed post, because a plan took it
 * to the reserve, to another category or away, has lapsed: it is not made up from the posts of later leavers.
 * Freed posts that remain count as vacant for other reasons from now on.
 */
export function giveUp(ledger: Ledger, surrender: ProjectionDrivers['surrender'], toDate: SurrenderedToDate): void {
  const waiting = new Float64Array(ledger.units);
  const freed = new Float64Array(ledger.units);
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    for (let unit = 0; unit < ledger.units; unit++) {
      const cell = unit * CATEGORY_COUNT + category;
      freed[unit] = ledger.freed[cell] as number;
      waiting[unit] = vacant(ledger, cell) - (ledger.freed[cell] as number);
    }
    add(toDate.up, category, sumOf(waiting));
    take(ledger, category, due(toDate.vacant, category, toDate.up[category] as number, surrender.vacant), waiting, GIVEN_UP_VACANT);
    const unreplaced = Math.max(0, (ledger.vacated[category] as number) - (ledger.recruits[category] as number));
    const claimed = due(toDate.unreplaced, category, unreplaced, surrender.unreplaced);
    take(ledger, category, Math.min(claimed, sumOf(freed)), freed, GIVEN_UP_UNREPLACED);
  }
  ledger.freed.fill(0);
}
