import type { Claim } from './claim.ts';
import { compareRatios } from './weight.ts';

/** Where a unit's quota begins to rise with λ, or stops to: at `share / weight`. */
type Breakpoint = { readonly index: number; readonly share: number; readonly starts: boolean };

function breakpointsOf(claims: readonly Claim[]): Breakpoint[] {
  const points: Breakpoint[] = [];
  for (const [index, { credit, least, most }] of claims.entries()) {
    if (most === least) continue;
    points.push({ index, share: credit + least, starts: true });
    if (most !== Infinity) points.push({ index, share: credit + most, starts: false });
  }
  const weight = (point: Breakpoint) => (claims[point.index] as Claim).weight;
  return points.sort((one, other) => compareRatios(one.share, weight(one), other.share, weight(other)));
}

/** How a quota between its bounds became whole: exact, with the place of its remainder among those rounded (1 = largest). */
export type Quota = { readonly numerator: bigint; readonly denominator: bigint; readonly rank: number; readonly up: boolean };
/** Posts by position, and the quotas of those that no bound held. */
export type Rounded = { readonly posts: number[]; readonly quotas: ReadonlyMap<number, Quota> };

/**
 * Posts by largest remainder. Their quotas are max(0, median(floor, λ·weight, cap) − credit): a sum that rises with λ in
 * straight pieces, fixed + slope·λ, so that λ is found by walking from breakpoint to breakpoint.
 * @param total between the sums of `least` and of `most`
 */
export function byLargestRemainder(total: number, claims: readonly Claim[]): Rounded {
  const posts = claims.map(({ least }) => least);
  const rising = new Set<number>();
  let fixed = BigInt(posts.reduce((sum, least) => sum + least, 0));
  let slope = 0n;
  for (const { index, share, starts } of breakpointsOf(claims)) {
    const { weight, credit, least, most } = claims[index] as Claim;
    if (slope * BigInt(share) >= (BigInt(total) - fixed) * weight.exact) break;
    if (starts) {
      rising.add(index);
      fixed -= BigInt(credit + least);
      slope += weight.exact;
    } else {
      rising.delete(index);
      posts[index] = most;
      fixed += BigInt(credit + most);
      slope -= weight.exact;
    }
  }
  return roundQuotas(BigInt(total) - fixed, slope, rising, claims, posts);
}

/** Quotas `amount × weight / slope − credit` of the rising units in whole posts; they share one denominator. */
function roundQuotas(amount: bigint, slope: bigint, rising: Set<number>, claims: readonly Claim[], posts: number[]): Rounded {
  let left = amount;
  const rests = [...rising].map((index) => {
    const { weight, credit } = claims[index] as Claim;
    const product = amount * weight.exact;
    const whole = product / slope;
    posts[index] = Number(whole) - credit;
    left -= whole;
    return { index, rest: product - whole * slope, numerator: product - BigInt(credit) * slope };
  });
  rests.sort((one, other) => (one.rest > other.rest ? -1 : one.rest < other.rest ? 1 : one.index - other.index));
  const quotas = new Map<number, Quota>();
  rests.forEach(({ index, numerator }, place) => {
    const up = place < Number(left);
    if (up) posts[index] = (posts[index] as number) + 1;
    quotas.set(index, { numerator, denominator: slope, rank: place + 1, up });
  });
  return { posts, quotas };
}
