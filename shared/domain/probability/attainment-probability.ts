import { Refusal } from '../../errors.ts';
import { atLeast } from './distribution.ts';
import { type AttainmentProbabilityInput, MAX_PEOPLE } from './input.ts';
import { chancesOf, leaversOf } from './leavers.ts';

/** Leavers, in people; the certain ones are in the mean. */
export type AttainmentProbability = { probability: number; mean: number; standardDeviation: number; method: 'exact' };

/**
 * The probability that `certain` leavers and those who leave by chance within `years` are at least `required`, where nobody
 * is hired and each leaves independently with 1 − (1 − annualHazard)^years. Exactly 1 when the certain ones suffice, exactly
 * 0 when everybody together does not; else with an absolute error below 10⁻¹².
 * @param input people as whole numbers, `years` above 0 (parts of a year too), hazards from 0 to 1
 * @throws Refusal `too-many-people` above 3 million
 */
export function attainmentProbability({ required, years, certain, groups }: AttainmentProbabilityInput): AttainmentProbability {
  const people = groups.reduce((sum, { count }) => sum + count, 0);
  if (people > MAX_PEOPLE) throw new Refusal('too-many-people', { people, limit: MAX_PEOPLE }, 'groups');
  const chances = chancesOf(groups, years);
  const mean = chances.reduce((sum, { count, leave }) => sum + count * leave, certain);
  const variance = chances.reduce((sum, { count, leave, stay }) => sum + count * leave * stay, 0);
  return { probability: atLeast(leaversOf(chances), required - certain), mean, standardDeviation: Math.sqrt(variance), method: 'exact' };
}
