import type { Fault } from '../../errors.ts';
import type { Sink } from '../reorganisation.ts';
import { CATEGORIES, type Category } from '../vocabulary.ts';
import type { Weight } from './apportion.ts';
import type { PlannedReorganisation, PlannedShare } from './input.ts';
import type { Roster } from './roster.ts';

/** Where a plan sends posts: the row of a unit or of the reserve, or one of two ways out of the province's count. */
export const SURRENDERED = -1;
export const OUTSIDE = -2;
/** Where added posts come from. */
export const ADDED = -3;

/** Destinations of a source in the order of ties (codes, reserve, surrendered, outside) with weights that sum to the whole. */
export type Shares = { readonly to: readonly number[]; readonly weights: readonly Weight[] };
/** A source and its shares, one entry per category. */
export type SourceShares = { readonly row: number; readonly byCategory: readonly Shares[] };

const tieOrder = (to: number): number => (to >= 0 ? to : Number.MAX_SAFE_INTEGER + to);

const commonDivisor = (one: bigint, other: bigint): bigint => (other === 0n ? one : commonDivisor(other, one % other));

/** Weights over the least common denominator, or the sum as text when it is not 1. */
function weigh(rows: readonly { to: number; share: PlannedShare['share'] }[]): Shares | string {
  const whole = rows.reduce((lcm, { share }) => (lcm / commonDivisor(lcm, BigInt(share.denominator))) * BigInt(share.denominator), 1n);
  const sorted = rows.filter(({ share }) => share.numerator > 0).sort((one, other) => tieOrder(one.to) - tieOrder(other.to));
  const weights = sorted.map(({ share }) => BigInt(share.numerator) * (whole / BigInt(share.denominator)));
  const sum = weights.reduce((one, other) => one + other, 0n);
  const small = whole <= BigInt(Number.MAX_SAFE_INTEGER);
  return sum === whole ? { to: sorted.map(({ to }) => to), weights: small ? weights.map(Number) : weights } : `${sum}/${whole}`;
}

/** Finds what is wrong with single rows of the matrix and gives each its positions. */
function locate(plan: PlannedReorganisation, roster: Roster, field: string, faults: Fault[]) {
  const sources = new Set(plan.sources.map(roster.find));
  const targets = new Set(plan.targets.map(roster.find));
  const sinks: Record<Sink, number> = { reserve: roster.reserve, surrendered: SURRENDERED, outside: OUTSIDE };
  const seen = new Set<string>();
  return plan.shares.flatMap(({ source, to, category, share }, position) => {
    const from = roster.find(source);
    const destination = to in sinks ? sinks[to as Sink] : roster.find(to);
    const at = `${field}.shares.${position}`;
    const key = `${from} ${destination} ${category}`;
    if (from === undefined || !sources.has(from)) faults.push({ field: `${at}.source`, code: 'share-source-unknown', data: { source } });
    else if (destination === undefined || !(to in sinks || targets.has(destination)))
      faults.push({ field: `${at}.to`, code: 'share-target-unknown', data: { to } });
    else if (seen.has(key)) faults.push({ field: at, code: 'share-row-twice', data: { source, to, category: category ?? '*' } });
    else {
      seen.add(key);
      return [{ from, to: destination, category: category ?? null, share }];
    }
    return [];
  });
}

/**
 * The share matrix of a planned reorganisation, per source and category: its own rows, else the source's rows for every
 * category, else everything to the only target. What does not sum to exactly 1 is a fault. Sources in the order of codes.
 */
export function sharesOf(plan: PlannedReorganisation, roster: Roster, field: string, faults: Fault[]): SourceShares[] {
  const before = faults.length;
  const rows = locate(plan, roster, field, faults);
  const only = plan.targets.length === 1 ? roster.find(plan.targets[0] as string) : undefined;
  const everything = only === undefined ? [] : [{ to: only, share: { numerator: 1, denominator: 1 } }];
  if (faults.length > before) return [];
  const resolved = plan.sources.flatMap((source) => {
    const row = roster.find(source);
    if (row === undefined) return [];
    const own = rows.filter(({ from }) => from === row);
    const general = own.filter(({ category }) => category === null);
    const generalShares = weigh(general.length > 0 ? general : everything);
    const wrong = new Map<string, string>();
    const resolve = (category: Category): Shares[] => {
      const special = own.filter((share) => share.category === category);
      const shares = special.length > 0 ? weigh(special) : generalShares;
      if (typeof shares !== 'string') return [shares];
      wrong.set(special.length > 0 ? category : '*', shares);
      return [];
    };
    const byCategory = CATEGORIES.flatMap(resolve);
    for (const [category, sum] of wrong) faults.push({ field: `${field}.shares`, code: 'shares-not-one', data: { source, category, sum } });
    return byCategory.length === CATEGORIES.length ? [{ row, byCategory }] : [];
  });
  return resolved.sort((one, other) => one.row - other.row);
}
