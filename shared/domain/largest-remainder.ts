import Fraction from 'fraction.js';

export type Weighted = { key: string; weight: Fraction };

/** Order of two codes by code unit, the same on every machine and in every language. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Gives out `total` whole posts in proportion to exact weights by largest remainder (Hamilton): everybody gets the whole
 * part of their quota, the posts left go one each to the largest remainders, ties in the order of `weights`. The result
 * sums to `total`; each part is its quota rounded down or up.
 * @param total whole posts, 0 or more
 * @param weights 0 or more each, keys distinct; they need not sum to 1
 * @throws RangeError when `total` is negative or no integer, a weight is negative, or all are 0 though there are posts
 */
export function largestRemainder(total: number, weights: readonly Weighted[]): Map<string, number> {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`posts to give out: ${total}`);
  const sum = weights.reduce((all, { weight }) => all.add(weight), new Fraction(0));
  if (weights.some(({ weight }) => weight.lt(0)) || (total > 0 && sum.equals(0))) throw new RangeError('weights to give posts out by');
  const parts = weights.map(({ key, weight }) => {
    const quota = total === 0 ? new Fraction(0) : weight.mul(total).div(sum);
    const whole = quota.floor();
    return { key, whole: Number(whole.n), rest: quota.sub(whole) };
  });
  const left = total - parts.reduce((all, { whole }) => all + whole, 0);
  // Sorting is stable: equal remainders keep the order given.
  const lucky = new Set(
    [...parts]
      .sort((a, b) => b.rest.compare(a.rest))
      .slice(0, left)
      .map(({ key }) => key),
  );
  return new Map(parts.map(({ key, whole }) => [key, whole + (lucky.has(key) ? 1 : 0)]));
}

/** Posts of one category: all of them, and those among them outside the base of the targets. */
export type Holding = { total: number; outsideBase: number };

/**
 * Gives out a holding in whole posts: first all posts by their shares, then those outside the base in proportion to what
 * each received, so that nobody receives more outside the base than in all, and explicit numbers of posts stay exact.
 */
export function giveOut({ total, outsideBase }: Holding, shares: readonly Weighted[]): Map<string, Holding> {
  const all = largestRemainder(total, shares);
  const outside = largestRemainder(
    outsideBase,
    [...all].map(([key, posts]) => ({ key, weight: new Fraction(posts) })),
  );
  return new Map([...all].map(([key, posts]) => [key, { total: posts, outsideBase: outside.get(key) ?? 0 }]));
}
