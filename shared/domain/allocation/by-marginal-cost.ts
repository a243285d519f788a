import type { Claim } from './claim.ts';
import { type Order, raise } from './raise.ts';
import { compareRatios } from './weight.ts';

/** A post costs (2·share − 1)/weight: Webster's divisors 1, 3, 5 … */
const EVEN: Order = {
  shareAt: ({ weight }, level) => (level * weight.near + 1) / 2,
  compare: (one, share, other, otherShare) => compareRatios(2 * share - 1, one.weight, 2 * otherShare - 1, other.weight),
};

/**
 * Posts by Sainte-Laguë from the floors up: monotone, since a larger total only goes on where the smaller one stopped.
 * @param total between the sums of `least` and of `most`
 */
export const bySainteLague = (total: number, claims: readonly Claim[]): number[] => raise(total, claims, EVEN);

/** Attrition is an expectation: millionths make it a whole number, as everywhere in the projection. */
const MILLION = 1_000_000;

type Leaving = Claim & { readonly attrition: number };

/** Beyond attrition a post costs (share − attrition)/weight, then as above. */
const BEYOND: Order<Leaving> = {
  shareAt: ({ weight, attrition }, level) => level * weight.near + attrition / MILLION,
  compare: (one, share, other, otherShare) =>
    compareRatios(share * MILLION - one.attrition, one.weight, otherShare * MILLION - other.attrition, other.weight) ||
    EVEN.compare(one, share, other, otherShare),
};

/**
 * Posts by least disruption. Up to its attrition a unit's posts cost nothing, so that only the second criterion speaks:
 * Sainte-Laguë under a lower cap. When all of that is used up, every further post lies beyond somebody's attrition.
 * @param total between the sums of `least` and of `most`
 * @param attritions by position, in posts
 */
export function byLeastDisruption(total: number, claims: readonly Claim[], attritions: readonly number[]): number[] {
  const leaving = claims.map((claim, index) => ({ ...claim, attrition: Math.round((attritions[index] as number) * MILLION) }));
  const free = leaving.map((claim) => ({
    ...claim,
    most: Math.max(claim.least, Math.min(claim.most, Math.floor(claim.attrition / MILLION) - claim.credit)),
  }));
  if (total <= free.reduce((sum, { most }) => sum + most, 0)) return raise(total, free, EVEN);
  const beyond = leaving.map((claim, index) => ({ ...claim, least: (free[index] as Leaving).most }));
  return raise(total, beyond, BEYOND);
}
