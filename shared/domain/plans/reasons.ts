import type { AllocationMethod } from '../allocation/input.ts';
import type { Claimant, GivenOut } from './give-out.ts';
import type { AllocationReason } from './plan.ts';
import type { Bound } from './unit-claims.ts';

const commonDivisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : commonDivisor(other, one % other));

/** A fraction in lowest terms, as text. */
function exactly(numerator: bigint, denominator: bigint): string {
  const divisor = commonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  const [top, bottom] = [numerator / divisor, denominator / divisor];
  return bottom === 1n ? `${top}` : `${top}/${bottom}`;
}

/** What a post of a claimant costs under a divisor method; null for a weight of 0, which is given its floor only. */
function costOf(claim: Claimant, posts: number, method: AllocationMethod): AllocationReason['lastCost'] {
  if (claim.weight.exact === 0n || method === 'largest-remainder') return null;
  const share = BigInt(posts + claim.credit);
  const free = BigInt(claim.attrition + claim.credit);
  const beyond = method === 'least-disruption' ? exactly(share > free ? share - free : 0n, claim.weight.exact) : null;
  return { beyond, even: exactly(2n * share - 1n, claim.weight.exact) };
}

/** Where the bounds of a claimant come from, as its unit or node says. */
export type BoundsBy = { readonly leastBy: Bound | null; readonly mostBy: Bound | null };

function boundOf(claim: Claimant, by: BoundsBy, given: GivenOut, n: number): AllocationReason['bound'] {
  const posts = given.posts[n] as number;
  if (posts === claim.most) return by.mostBy;
  if (posts === claim.least && by.leastBy !== null) return by.leastBy;
  if (given.phase === 'within-vacancies' && posts === given.most[n]) return 'vacancies';
  return given.phase === 'beyond-vacancies' && posts === given.least[n] && posts > claim.least ? 'vacancies' : null;
}

/** Why a claimant of a node got its number: what bounds it, or its quota, or what its last post and its next one cost. */
export function reasonOf(claim: Claimant, by: BoundsBy, given: GivenOut, n: number, method: AllocationMethod): AllocationReason {
  const posts = given.posts[n] as number;
  const [least, most] = [given.least[n] as number, given.most[n] as number];
  const quota = given.quotas.get(n);
  const fromVacancies = Math.min(posts, claim.vacant);
  const fromRetirements = Math.min(posts - fromVacancies, Math.max(0, claim.attrition - claim.vacant));
  return {
    credit: claim.credit,
    least,
    most,
    bound: boundOf(claim, by, given, n),
    quota: quota ? exactly(quota.numerator, quota.denominator) : null,
    remainderRank: quota?.rank ?? null,
    roundedUp: quota?.up ?? null,
    lastCost: posts > least ? costOf(claim, posts, method) : null,
    nextCost: posts < most ? costOf(claim, posts + 1, method) : null,
    vacant: claim.vacant,
    fallingFree: claim.attrition,
    fromVacancies,
    fromRetirements,
    beyondAttrition: posts - fromVacancies - fromRetirements,
  };
}
