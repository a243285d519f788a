import { type Fault, Refusal } from '../../errors.ts';
import type { AllocationUnit } from './input.ts';
import { type Weight, exactWeights } from './weight.ts';

/** Faults that one answer names. */
const MAX_FAULTS = 100;

/**
 * What a unit can be given, in posts after credit. Its share, which floor, cap and every method speak of, is always
 * `posts + credit` as soon as it gets a post: below its credit a unit takes nothing from the total.
 */
export type Claim = {
  readonly weight: Weight;
  readonly credit: number;
  /** max(0, floor − credit) */
  readonly least: number;
  /** max(0, cap − credit); Infinity without a cap; `least` for a weight of 0 */
  readonly most: number;
};

/**
 * The claims of the units, in their order.
 * @throws Refusal `duplicate-unit`, `cap-below-floor`: the first, with every further one (at most 100) in its faults
 */
export function claimsOf(units: readonly AllocationUnit[]): Claim[] {
  const [first, ...others] = faultsOf(units);
  if (first) throw new Refusal(first.code, first.data, first.field, others);
  const weights = exactWeights(units.map(({ weight }) => weight));
  return units.map(({ floor = 0, cap = Infinity, exempt = false, credit = 0 }, index) => {
    const weight = weights[index] as Weight;
    if (exempt) return { weight, credit, least: 0, most: 0 };
    const least = Math.max(0, floor - credit);
    return { weight, credit, least, most: weight.exact === 0n ? least : Math.max(0, cap - credit) };
  });
}

function faultsOf(units: readonly AllocationUnit[]): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const [index, { id, floor = 0, cap = Infinity }] of units.entries()) {
    if (faults.length === MAX_FAULTS) break;
    if (seen.has(id)) faults.push({ field: `units.${index}.id`, code: 'duplicate-unit', data: { unit: id } });
    seen.add(id);
    if (cap < floor) faults.push({ field: `units.${index}.cap`, code: 'cap-below-floor', data: { unit: id, floor, cap } });
  }
  return faults;
}

/** The least and the most posts that the units can be given together; most is Infinity where one has neither cap nor weight 0. */
export function boundsOf(claims: readonly Claim[]): { least: number; most: number } {
  let [least, most] = [0, 0];
  for (const claim of claims) {
    least += claim.least;
    most += claim.most;
  }
  return { least, most };
}
