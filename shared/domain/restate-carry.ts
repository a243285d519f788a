import Fraction from 'fraction.js';
import { RESERVE } from './posts.ts';
import type { Reorganisation, Share } from './reorganisation.ts';
import { isSink, sharesOf } from './reorganise-shares.ts';
import type { LineageBreak, RestatedMove } from './restate-result.ts';
import type { Category } from './vocabulary.ts';

/** Frozen posts of one category: who holds them (unit, ~RESERVE, surrendered, outside), exactly, and by which records they came. */
export type Holdings = Map<string, { posts: Fraction; via: Set<string> }>;
export type Trouble = Omit<LineageBreak, 'posts' | 'category'> & { posts: Fraction };
type Carry = { holdings: Holdings; troubles: Trouble[]; moves: RestatedMove[] };

/**
 * Carries one category's frozen posts over one reorganisation, by exact fractions. All sources give before any target
 * receives. A source without shares that lives on keeps its posts; one that ends without shares, or whose shares do not
 * sum to 1, breaks: its posts leave the holdings for the list of troubles.
 */
export function carryOver(reorganisation: Reorganisation, category: Category, { holdings, troubles, moves }: Carry): void {
  const { id, type, effectiveFrom, sources, ends, shares } = reorganisation;
  const given = sources.flatMap((source) => {
    const held = holdings.get(source);
    const rows = sharesOf(shares, source, category);
    if (!held || (rows.length === 0 && !ends.includes(source))) return [];
    holdings.delete(source);
    const reason = rows.length === 0 ? 'no-share' : sumOf(rows).equals(1) ? undefined : 'shares-not-one';
    if (!reason) return [{ source, held, rows }];
    troubles.push({ unit: source, posts: held.posts, reason, reorganisation: id });
    return [];
  });
  for (const { source, held, rows } of given)
    for (const { to, share } of rows) {
      const holder = to === 'reserve' ? RESERVE : to;
      const posts = held.posts.mul(share.numerator, share.denominator);
      const kept = holder === source;
      add(holdings, holder, posts, kept ? held.via : [...held.via, id]);
      if (!kept) moves.push({ reorganisation: id, type, effectiveFrom, from: source, to: holder, category, exact: posts.toFraction() });
    }
}

export function add(holdings: Holdings, holder: string, posts: Fraction, via: Iterable<string>): void {
  if (posts.equals(0)) return;
  const there = holdings.get(holder) ?? { posts: new Fraction(0), via: new Set<string>() };
  holdings.set(holder, { posts: there.posts.add(posts), via: new Set([...there.via, ...via]) });
}

const sumOf = (rows: readonly Share[]): Fraction =>
  rows.reduce((sum, { share }) => sum.add(share.numerator, share.denominator), new Fraction(0));

/** Sinks that are neither a unit nor the reserve. */
export const isGone = (holder: string): boolean => isSink(holder);
