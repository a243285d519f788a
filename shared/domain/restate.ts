import Fraction from 'fraction.js';
import type { PlainDate } from '../time.ts';
import { byCode, largestRemainder } from './largest-remainder.ts';
import { RESERVE } from './posts.ts';
import type { Reorganisation } from './reorganisation.ts';
import { add, carryOver, type Holdings, isGone, type Trouble } from './restate-carry.ts';
import type { Restated, RestatedTotal } from './restate-result.ts';
import type { Tree } from './tree.ts';
import { CATEGORIES, type Category } from './vocabulary.ts';

export { type Restated, restatedSchema } from './restate-result.ts';

/** What of a frozen baseline is restated: whole posts of one issuer, 0 or more. */
export type FrozenPosts = {
  date: PlainDate;
  cells: readonly { unit: string; category: Category; posts: number }[];
  reserve: readonly { category: Category; posts: number }[];
};
export type RestateInput = { baseline: FrozenPosts; reorganisations: Iterable<Reorganisation>; tree: Tree; asOf: PlainDate };

/**
 * A frozen baseline as the units of another date hold it: exact fractions multiplied along the reorganisations that took
 * effect after the baseline's date up to `asOf` (in order of effect, then id), rounded once, for display, by largest
 * remainder per category over units, reserve, surrendered and outside together (design, Semantics 4). The frozen posts
 * themselves never change. `conserved` holds when for every category frozen = restated + surrendered + outside exactly
 * and nothing broke; else `breaks` names each unit at which lineage loses posts, how many, and why.
 */
export function restate({ baseline, reorganisations, tree, asOf }: RestateInput): Restated {
  const inOrder = [...reorganisations]
    .filter(({ effectiveFrom }) => baseline.date < effectiveFrom && effectiveFrom <= asOf)
    .sort((a, b) => byCode(a.effectiveFrom, b.effectiveFrom) || byCode(a.id, b.id));
  const order = new Map(inOrder.map(({ id }, index) => [id, index]));
  const result: Restated = { baselineDate: baseline.date, asOf, cells: [], totals: [], conserved: true, breaks: [], moves: [] };
  for (const category of CATEGORIES) {
    const troubles: Trouble[] = [];
    const { holdings, frozen } = opening(baseline, category, tree, troubles);
    for (const reorganisation of inOrder) carryOver(reorganisation, category, { holdings, troubles, moves: result.moves });
    dropTheDead(holdings, tree, asOf, troubles);
    if (frozen === 0 && holdings.size === 0) continue;
    const { rounded, total } = closing(category, frozen, holdings, troubles);
    for (const [unit, { posts, via }] of [...holdings].sort(([a], [b]) => byCode(a, b)))
      if (!isGone(unit))
        result.cells.push({
          unit,
          category,
          exact: posts.toFraction(),
          posts: rounded.get(unit) ?? 0,
          via: [...via].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
        });
    result.totals.push(total);
    result.breaks.push(...troubles.map(({ posts, ...trouble }) => ({ ...trouble, category, posts: posts.toFraction() })));
  }
  return { ...result, conserved: result.breaks.length === 0 && result.totals.every(({ holds }) => holds) };
}

function opening(baseline: FrozenPosts, category: Category, tree: Tree, troubles: Trouble[]): { holdings: Holdings; frozen: number } {
  const holdings: Holdings = new Map();
  const mine = baseline.cells.filter((cell) => cell.category === category);
  const reserve = baseline.reserve.filter((cell) => cell.category === category);
  for (const { posts } of reserve) add(holdings, RESERVE, new Fraction(posts), []);
  for (const { unit: code, posts } of mine) {
    const key = tree.find(code)?.key;
    if (key !== undefined && tree.on(key, baseline.date)) add(holdings, key, new Fraction(posts), []);
    else if (posts > 0) troubles.push({ unit: code, posts: new Fraction(posts), reason: key === undefined ? 'unknown-unit' : 'not-alive' });
  }
  return { holdings, frozen: [...mine, ...reserve].reduce((sum, { posts }) => sum + posts, 0) };
}

/** Whoever holds posts at the end without living then ended without a record that hands them on. */
function dropTheDead(holdings: Holdings, tree: Tree, asOf: PlainDate, troubles: Trouble[]): void {
  for (const [unit, { posts }] of holdings) {
    if (unit === RESERVE || isGone(unit) || tree.on(unit, asOf)) continue;
    holdings.delete(unit);
    troubles.push({ unit, posts, reason: tree.find(unit) ? 'ended-without-successor' : 'unknown-unit' });
  }
}

/** The category's proof, exact and in whole posts. */
function closing(
  category: Category,
  frozen: number,
  holdings: Holdings,
  troubles: readonly Trouble[],
): { rounded: Map<string, number>; total: RestatedTotal } {
  const cells = [...holdings].sort(([a], [b]) => byCode(a, b)).map(([key, { posts }]) => ({ key, weight: posts }));
  const lost = troubles.map(({ posts }, index) => ({ key: `!${index}`, weight: posts }));
  const rounded = largestRemainder(frozen, [...cells, ...lost]);
  const exactly = (some: typeof cells) => some.reduce((sum, { weight }) => sum.add(weight), new Fraction(0));
  const whole = (some: typeof cells) => some.reduce((sum, { key }) => sum + (rounded.get(key) ?? 0), 0);
  const groups = {
    restated: cells.filter(({ key }) => !isGone(key)),
    reserve: cells.filter(({ key }) => key === RESERVE),
    surrendered: cells.filter(({ key }) => key === 'surrendered'),
    outside: cells.filter(({ key }) => key === 'outside'),
    broken: lost,
  };
  const exact = {
    restated: exactly(groups.restated).toFraction(),
    reserve: exactly(groups.reserve).toFraction(),
    surrendered: exactly(groups.surrendered).toFraction(),
    outside: exactly(groups.outside).toFraction(),
    broken: exactly(groups.broken).toFraction(),
  };
  const kept = exactly([...groups.restated, ...groups.surrendered, ...groups.outside]);
  const counts = {
    restated: whole(groups.restated),
    reserve: whole(groups.reserve),
    surrendered: whole(groups.surrendered),
    outside: whole(groups.outside),
    broken: whole(groups.broken),
  };
  return { rounded, total: { category, frozen, ...counts, exact, holds: kept.equals(frozen) } };
}
