import type { Fault } from '../../errors.ts';
import { CATEGORY_COUNT, categoryPosition } from '../projection/roster.ts';
import { type Hazard, OLDEST } from '../projection/drivers.ts';
import { beta, type Random } from './random.ts';

/** Ages of a category, in years; one more for people whose birth month is not known. */
const AGES = OLDEST + 1;
export const UNKNOWN_AGE = OLDEST;

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
const monthly = (annual: number): number => -Math.expm1(Math.log1p(-annual) / 12);

/**
 * The monthly rates of a request. People of unknown age leave at the mean of those whose age is known, by `ages`; where none
 * is known, at the rate for every age if there is one.
 * @param ages how many people of known age, by category × AGES + age
 * @param random where given, each fitted rate is drawn from its beta distribution (Jeffreys' prior) instead
 */
export function ratesOf(hazards: readonly Hazard[], ages: Float64Array, random?: Random): Rates {
  const rates = new Float64Array(CATEGORY_COUNT * AGES);
  for (const { category, fromAge, belowAge, annual, fitted } of hazards) {
    const drawn = random && fitted ? beta(random, fitted.leavers + 0.5, Math.max(0, fitted.personYears - fitted.leavers) + 0.5) : annual;
    const first = categoryPosition(category) * AGES;
    rates.fill(monthly(drawn), first + fromAge, first + belowAge);
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
  const [first, last] = [rateAt(rates, category, 0), rateAt(rates, category, OLDEST - 1)];
  return first === last ? first : 0;
}

export const noAges = (): Float64Array => new Float64Array(CATEGORY_COUNT * AGES);
export const countAge = (ages: Float64Array, category: number, age: number, people: number): void => {
  ages[category * AGES + age] = (ages[category * AGES + age] ?? 0) + people;
};
