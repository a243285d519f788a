import { Refusal } from '../../errors.ts';
import { boundsOf, type Claim, claimsOf } from './claim.ts';
import type { AllocationInput, AllocationMethod } from './input.ts';
import { byLargestRemainder, type Rounded } from './by-largest-remainder.ts';
import { byLeastDisruption, bySainteLague } from './by-marginal-cost.ts';

/**
 * The method itself, over claims that have been judged.
 * @param total between the sums of `least` and of `most`
 * @param attritions by position, in posts; read by least disruption only
 */
export function giveOut(total: number, claims: readonly Claim[], method: AllocationMethod, attritions: readonly number[]): Rounded {
  if (method === 'largest-remainder') return byLargestRemainder(total, claims);
  const posts = method === 'sainte-lague' ? bySainteLague(total, claims) : byLeastDisruption(total, claims, attritions);
  return { posts, quotas: new Map() };
}

/**
 * Gives out `total` whole posts to units. Floor and cap bound a unit's **share**, its posts before credit;
 * `posts = max(0, share − credit)`, and the total is that of the posts: what credits take off is given out again, as if
 * the shares had been raised together until the posts sum to `total`. So:
 *
 * - a unit gets between max(0, floor − credit) and max(0, cap − credit) posts; with a credit of its cap or more it gets 0;
 * - a unit without posts may have any share up to its credit; one with posts has a share of posts + credit, in proportion
 *   with every other such unit as if there were no credits;
 * - a higher credit never raises its unit's posts and never lowers anybody else's (under largest remainder: before rounding);
 * - an exempt unit gets 0 whatever its floor; a unit of weight 0 gets its floor, less credit, and no more.
 *
 * Methods, of shares: *largest remainder*: quotas median(floor, λ·weight, cap) with the one exact λ whose posts sum to
 * `total`, whole parts first, the posts left to the largest remainders. *Sainte-Laguë*: from the floors, one post at a
 * time to the least (2·share − 1)/weight among those below their cap; a larger total never lowers anybody.
 * *Least disruption*: likewise by the least max(0, share − attrition)/weight, then (2·share − 1)/weight, which
 * minimises the sum of the first over all posts given, and the second among the ways to do so.
 * Whatever is still equal goes in the order of the request. Exact arithmetic throughout.
 *
 * @param input `total` 0 … 10⁹; at most 50,000 units
 * @returns posts per unit, in the order of the request, summing to `total`
 * @throws Refusal `duplicate-unit`, `cap-below-floor`; `total-below-floors`, `total-above-caps` when no allocation exists
 */
export function allocate({ total, method, units }: AllocationInput): { id: string; posts: number }[] {
  const claims = claimsOf(units);
  const { least, most } = boundsOf(claims);
  if (total < least) throw new Refusal('total-below-floors', { total, least }, 'total');
  if (total > most) throw new Refusal('total-above-caps', { total, most }, 'total');
  const attrition = units.map((unit) => unit.attrition ?? 0);
  const { posts } = giveOut(total, claims, method, attrition);
  return units.map(({ id }, index) => ({ id, posts: posts[index] as number }));
}
