import { type Distribution, binomial, certainly, convolve, oneByOne } from './distribution.ts';

/** People alike: each leaves within a year with `annualHazard`, whatever the others do. */
export type LeavingGroup = { readonly count: number; readonly annualHazard: number };

/** `stay` beside `leave`, because 1 − leave has lost the digits of a small one. */
export type Chance = { readonly count: number; readonly leave: number; readonly stay: number };

/** Chances of leaving within `years`: 1 − (1 − hazard)^years. Groups of one hazard are one, so that their order is nothing. */
export function chancesOf(groups: readonly LeavingGroup[], years: number): Chance[] {
  const counts = new Map<number, number>();
  for (const { count, annualHazard } of groups) counts.set(annualHazard, (counts.get(annualHazard) ?? 0) + count);
  return [...Float64Array.from(counts.keys()).sort()].map((hazard) => {
    const logStay = years * Math.log1p(-hazard);
    return { count: counts.get(hazard) as number, leave: -Math.expm1(logStay), stay: Math.exp(logStay) };
  });
}

/** Up to this size a group is taken person by person, and so many people at once. */
const SMALL = 16;
const BLOCK = 128;

/**
 * The exact distribution of the number who leave (Poisson-binomial): groups convolved two by two, narrow ones first.
 * @param chances probabilities from 0 to 1; those of 0 add nobody, those of 1 everybody
 * @returns probabilities with an absolute error below 10⁻¹²
 */
export function leaversOf(chances: readonly Chance[]): Distribution {
  const sure = chances.filter(({ stay }) => stay === 0).reduce((sum, { count }) => sum + count, 0);
  const unsure = chances.filter(({ leave, stay }) => leave > 0 && stay > 0);
  const people: Chance[] = [];
  const queue: Distribution[] = [];
  for (const chance of unsure)
    if (chance.count > SMALL) queue.push(binomial(chance.count, chance.leave, chance.stay));
    else for (let person = 0; person < chance.count; person++) people.push(chance);
  for (let first = 0; first < people.length; first += BLOCK) queue.push(oneByOne(people.slice(first, first + BLOCK)));
  queue.sort((one, other) => one.mass.length - other.mass.length);
  for (let first = 0; first + 1 < queue.length; first += 2)
    queue.push(convolve(queue[first] as Distribution, queue[first + 1] as Distribution));
  const uncertain = queue.at(-1) ?? certainly(0);
  return { from: uncertain.from + sure, mass: uncertain.mass };
}
