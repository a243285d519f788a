import type { Claim } from './claim.ts';
import { type Before, settle, sink } from './heap.ts';

/** In which order posts are given: the cost of a unit's next post rises with its share. */
export type Order<C extends Claim = Claim> = {
  /** The order of giving `one` its post number `share` and `other` its post number `otherShare`, exactly; 0 where they are equal. */
  readonly compare: (one: C, share: number, other: C, otherShare: number) => number;
  /** About the share up to which a unit's posts cost at most `level`. */
  readonly shareAt: (claim: C, level: number) => number;
};

/**
 * Gives posts one by one from `least`, each to the unit whose next post comes first, skipping those at `most`, until the
 * posts sum to `total`; equal posts in the order of the claims. Most posts are given at once by {@link headStart}.
 * @param total between the sums of `least` and of `most`
 */
export function raise<C extends Claim>(total: number, claims: readonly C[], order: Order<C>): number[] {
  const posts = headStart(total, claims, order);
  let left = total - posts.reduce((sum, each) => sum + each, 0);
  const open = [...claims.keys()].filter((index) => (posts[index] as number) < (claims[index] as C).most);
  const before: Before = (one, other) => {
    const [first, second] = [claims[one] as C, claims[other] as C];
    const gap = order.compare(first, (posts[one] as number) + first.credit + 1, second, (posts[other] as number) + second.credit + 1);
    return gap < 0 || (gap === 0 && one < other);
  };
  settle(open, before);
  for (; left > 0; left--) {
    const next = open[0] as number;
    posts[next] = (posts[next] as number) + 1;
    if (posts[next] === (claims[next] as C).most) {
      const last = open.pop() as number;
      if (open.length > 0) open[0] = last;
    }
    sink(open, 0, before);
  }
  return posts;
}

/** Enough for weights from 10⁻⁹ to 10¹² and totals up to 10⁹, where the last halving is worth less than one post. */
const DOUBLINGS = 110;
const HALVINGS = 32;
/** Far above the rounding of doubles. */
const DOUBT = 2 ** -40;

/**
 * Posts that each unit is sure to be given before `total` is reached. At a level, all posts of at most that cost are given:
 * while a little more than the true shares does not exceed `total`, a little less is a state on the way to it.
 */
function headStart<C extends Claim>(total: number, claims: readonly C[], { shareAt }: Order<C>): number[] {
  const at = (claim: C, level: number, doubt: number) =>
    Math.max(claim.least, Math.min(claim.most, Math.floor(shareAt(claim, level) * (1 + doubt)) - claim.credit));
  const fits = (level: number) => claims.reduce((sum, claim) => sum + at(claim, level, DOUBT), 0) <= total;
  let [low, high] = [0, (total + 1) / claims.reduce((sum, { weight }) => sum + weight.near, 1)];
  for (let step = 0; step < DOUBLINGS && fits(high); step++) [low, high] = [high, high * 2];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return claims.map((claim) => (low === 0 ? claim.least : at(claim, low, -DOUBT)));
}
