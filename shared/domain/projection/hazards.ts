import type { Fault } from '../../errors.ts';
import { type Hazard, OLDEST } from './drivers.ts';
import { CATEGORY_COUNT, categoryPosition } from './roster.ts';

/** Ages of a category, in years; one more for people whose birth month is not known. */
const AGES = OLDEST + 1;
export const UNKNOWN_AGE = OLDEST;

/** Age in years after some steps; that of nobody known is a rate of its own. */
export const ageAt = (months: number, step: number): number =>
  months < 0 ? UNKNOWN_AGE : Math.min(OLDEST - 1, Math.floor((months + step) / 12));

/** Monthly probability of leaving, by category × AGES + age in years. */
export type Rates = Float64Array;
export const rateAt = (rates: Rates, category: number, age: number): number => rates[category * AGES + age] as number;

/** Rows that contradict one another: an empty stretch of ages, or one age of a category twice. */
export function checkHazards(hazards: readonly Hazard[], faults: Fault[]): void {
  hazards.forEach(({ category, fromAge, belowAge }, n) => {
    if (belowAge <= fromAge)
      faults.push({ field: `hazards.${n}.belowAge`, code: 'hazard-ages-empty', data: { category, fromAge, belowAge } });
    const other = hazards.findIndex((one, m) => m < n && one.category === category && one.fromAge < belowAge && fromAge < one.belowAge);
    if (other >= 0) faults.push({ field: `hazards.${n}`, code: 'hazards-overlap', data: { category, first: other + 1, second: n + 1 } });
  });
}

/** 1 − (1 − annual)^(1/12), without losing the digits of a small one. */
export const monthly = (annual: number): number => -Math.expm1(Math.log1p(-annual) / 12);

/**
 * The monthly rates of a request. People of unknown age leave at the mean of those whose age is known, by `ages`; where none
 * is known, at the rate for every age if there is one.
 * @param ages how many people of known age there are at the start, by category × AGES + age
 * @param annualOf another annual rate in place of the stated one, such as a drawn one
 */
export function monthlyRates(hazards: readonly Hazard[], ages: Float64Array, annualOf = ({ annual }: Hazard): number => annual): Rates {
  const rates = new Float64Array(CATEGORY_COUNT * AGES);
  for (const hazard of hazards) {
    const first = categoryPosition(hazard.category) * AGES;
    rates.fill(monthly(annualOf(hazard)), first + hazard.fromAge, first + hazard.belowAge);
  }
  for (let category = 0; category < CATEGORY_COUNT; category++) rates[category * AGES + UNKNOWN_AGE] = meanOf(rates, ages, category);
  return rates;
}

function meanOf(rates: Rates, ages: Float64Array, category: number): number {
  let [people, leaving] = [0, 0];
  for (let at = category * AGES; at < category * AGES + OLDEST; at++) {
    people += ages[at] as number;
    leaving += (ages[at] as number) * (rates[at] as number);
  }
  if (people > 0) return leaving / people;
  const everyAge = rates.subarray(category * AGES, category * AGES + OLDEST);
  const first = everyAge[0] as number;
  return everyAge.every((rate) => rate === first) ? first : 0;
}

/** Monthly rate of the recruits of a category: the weighted mean over the ages at entry. */
export function recruitRate(rates: Rates, category: number, entryAges: readonly { age: number; weight: number }[]): number {
  let [weights, leaving] = [0, 0];
  for (const { age, weight } of entryAges) {
    weights += weight;
    leaving += weight * rateAt(rates, category, age);
  }
  return leaving / weights;
}

export const noAges = (): Float64Array => new Float64Array(CATEGORY_COUNT * AGES);
export const countAge = (ages: Float64Array, category: number, age: number, people: number): void => {
  ages[category * AGES + age] = (ages[category * AGES + age] ?? 0) + people;
};
