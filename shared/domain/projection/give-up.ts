import { apportion, floorShare } from './apportion.ts';
import { GIVEN_UP_UNREPLACED, GIVEN_UP_VACANT } from './flows.ts';
import type { ProjectionDrivers } from './drivers.ts';
import { add, type Ledger, noteFlow, settle, vacant } from './ledger.ts';
import { CATEGORY_COUNT } from './roster.ts';
import type { FractionValue } from '../vocabulary.ts';

/** Since the start, per category of the province: what has been claimed so far in whole posts, and the fraction that is still open. */
type Claims = { readonly settled: Float64Array; readonly open: Float64Array };
/** Besides, the posts that were up as vacant so far. */
export type SurrenderedToDate = { readonly up: Float64Array; readonly vacant: Claims; readonly unreplaced: Claims };

const perCategory = () => new Float64Array(CATEGORY_COUNT);
export const nothingSurrendered = (): SurrenderedToDate => ({
  up: perCategory(),
  vacant: { settled: perCategory(), open: perCategory() },
  unreplaced: { settled: perCategory(), open: perCategory() },
});

const sumOf = (amounts: Float64Array): number => amounts.reduce((sum, amount) => sum + amount, 0);
const whole = (amount: number, scale: number): number => Math.floor(amount / scale) * scale;

/**
 * Whole posts that a share of an amount to date comes to beyond what was claimed before, so that no fraction is lost over the years;
 * what is below a whole post stays open. In whole-number runs nothing does.
 */
function claim({ settled, open }: Claims, category: number, toDate: number, share: FractionValue, scale: number): number {
  const before = settled[category] as number;
  const exact = floorShare(toDate, share.numerator, share.denominator);
  const after = Math.max(before, whole(exact, scale));
  settled[category] = after;
  open[category] = Math.max(0, exact - after);
  return after - before;
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
    up[unit] = (up[unit] as number) - part;
    settle(ledger, cell);
  });
}

/** Freed posts count as vacant for other reasons from now on, but for the fraction of a post that is claimed and not given up yet. */
function keepOpen(ledger: Ledger, category: number, freed: Float64Array, open: number): void {
  const kept = apportion(Math.min(open, sumOf(freed)), [...freed]);
  for (let unit = 0; unit < ledger.units; unit++) ledger.freed[unit * CATEGORY_COUNT + category] = kept[unit] as number;
}

/**
 * What happens on 1 January, before that month's retirements. Only vacant posts of units are given up, so posts never fall below
 * the people present, and those outside the base go last. Per category of the province whole posts are; a unit may give a fraction.
 *
 * First, by its share, what was vacant for other reasons than a leaver of the year before. Then the posts of unreplaced leavers:
 * to date, per category of the province, floor(share × (posts that leavers left vacant − recruits, planned ones too)). A recruit
 * replaces a leaver wherever he is placed, so what is counted is the province and not the unit; the posts themselves come from the
 * units where those that leavers freed lie vacant. A leaver beyond the posts of his unit left none. What finds no freed post, because
 * a plan took it to the reserve, to another category or away, has lapsed: it is not made up from the posts of later leavers.
 * Freed posts that remain count as vacant for other reasons from now on.
 */
export function giveUp(ledger: Ledger, surrender: ProjectionDrivers['surrender'], toDate: SurrenderedToDate): void {
  const { scale } = ledger;
  const waiting = new Float64Array(ledger.units);
  const freed = new Float64Array(ledger.units);
  for (let category = 0; category < CATEGORY_COUNT; category++) {
    for (let unit = 0; unit < ledger.units; unit++) {
      const cell = unit * CATEGORY_COUNT + category;
      freed[unit] = ledger.freed[cell] as number;
      waiting[unit] = vacant(ledger, cell) - (ledger.freed[cell] as number);
    }
    const vacancies = sumOf(waiting);
    // A fraction that was claimed a year ago and waits is not up a second time.
    add(toDate.up, category, Math.max(0, vacancies - (toDate.vacant.open[category] as number)));
    const claimed = claim(toDate.vacant, category, toDate.up[category] as number, surrender.vacant, scale);
    take(ledger, category, Math.min(claimed, whole(vacancies, scale)), waiting, GIVEN_UP_VACANT);
    const replaced = (ledger.recruits[category] as number) + (ledger.planned[category] as number);
    const unreplaced = Math.max(0, (ledger.vacated[category] as number) - replaced);
    const due = claim(toDate.unreplaced, category, unreplaced, surrender.unreplaced, scale);
    take(ledger, category, Math.min(due, whole(sumOf(freed), scale)), freed, GIVEN_UP_UNREPLACED);
    keepOpen(ledger, category, freed, toDate.unreplaced.open[category] as number);
  }
}
