import type { PlainDate } from '../time.ts';
import { changesScope } from './ledger-counted.ts';
import type { Ledger } from './ledger.ts';
import { type Population, Membership, fitsPopulation, ofPopulation } from './ledger-population.ts';
import { type PostsRecord, RESERVE } from './posts.ts';
import type { Tree } from './tree.ts';
import { type CountedUnits, isCounted } from './unit-count-on.ts';
import type { Issuer } from './vocabulary.ts';

/** Days on which something counts against a target: from `from`, until `until` (exclusive, null = open). */
export type CountedSpan = {
  /** What counts: an entry by year, holder and place in the ledger, or a unit. */
  readonly key: string;
  readonly quantity: number;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** An entry of the posts ledger by year, holder and place. Ledgers only grow, so that it is the same entry ever after. */
export const entryKey = (year: number, holder: string, place: number): string => `${year}|${holder}|${place}`;

type Life = { from: PlainDate; until: PlainDate | null };

/** When a holder lives and is of the population; the reserve always is. */
function livesOf(holder: string, tree: Tree, population: Population): Life[] {
  if (holder === RESERVE) return [{ from: '', until: null }];
  return (tree.find(holder)?.periods ?? []).filter((facts) => fitsPopulation(facts, population));
}

/**
 * Every posts entry that counts against a target, with the days on which it does: the same count as {@link countedFor}
 * on each of those days, entry by entry. An entry counts within its year while its holder lives in the population; a change
 * of scope since the base year is taken off again from its day on.
 */
export function countedSpans(
  population: Population,
  { ledger, tree, baseYear, issuer = 'provincial-council' }: { ledger: Ledger; tree: Tree; baseYear: number; issuer?: Issuer },
): CountedSpan[] {
  const membership = new Membership(tree, population);
  const spans: CountedSpan[] = [];
  const repeated = new Set<string>();
  for (const [year, records] of [...ledger].sort(([one], [other]) => one - other)) {
    const thisYear: string[] = [];
    for (const { unit, entries } of records.values()) {
      const lives = livesOf(unit, tree, population);
      for (const [place, entry] of entries.entries()) {
        if (entry.issuer !== issuer) continue;
        const { effectiveFrom: from, quantity, category, outsideBase, reorganisation } = entry;
        const once = `${reorganisation}|${unit}|${category}`;
        const changes = changesScope(entry);
        if (changes && reorganisation !== undefined) thisYear.push(once);
        if (outsideBase || !ofPopulation(category, population)) continue;
        const key = entryKey(year, unit, place);
        spans.push(...within(lives, { key, quantity, from, until: `${year + 1}-01-01` }));
        if (!changes || year <= baseYear || repeated.has(once) || !membership.belongs(unit, from)) continue;
        spans.push({ key, quantity: -quantity, from, until: null });
      }
    }
    for (const once of thisYear) repeated.add(once);
  }
  return spans;
}

/** A span cut to the days of some lives. */
const within = (lives: readonly Life[], span: CountedSpan & { until: PlainDate }): CountedSpan[] =>
  lives.flatMap((life) => {
    const from = life.from > span.from ? life.from : span.from;
    const until = life.until !== null && life.until < span.until ? life.until : span.until;
    return from < until ? [{ ...span, from, until }] : [];
  });

/** Every unit of a count of units, with the days on which it is one of them. */
export const unitSpans = (tree: Tree, which: CountedUnits): CountedSpan[] =>
  [...tree.units()].flatMap(({ key, periods }) =>
    periods.filter((facts) => isCounted(facts, which)).map(({ from, until }) => ({ key, quantity: 1, from, until })),
  );

/** What counts on a date, by key; what comes to nothing is left out. */
export function countedOn(spans: readonly CountedSpan[], date: PlainDate): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { key, quantity, from, until } of spans)
    if (from <= date && (until === null || date < until)) counted.set(key, (counted.get(key) ?? 0) + quantity);
  for (const [key, quantity] of counted) if (quantity === 0) counted.delete(key);
  return counted;
}

/** What is counted in all on each of some dates, in one pass over the spans. @param dates in order */
export function countedSeries(spans: readonly CountedSpan[], dates: readonly PlainDate[]): number[] {
  const steps = dates.map(() => 0);
  const at = (date: PlainDate) => firstFrom(dates, date);
  for (const { quantity, from, until } of spans) {
    const [start, end] = [at(from), until === null ? dates.length : at(until)];
    if (start < dates.length) steps[start] = (steps[start] as number) + quantity;
    if (end < dates.length) steps[end] = (steps[end] as number) - quantity;
  }
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Place of the first date that is not before another. */
function firstFrom(dates: readonly PlainDate[], date: PlainDate): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] as PlainDate) < date) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The ledger entry that a key names. */
export function entryOf(ledger: Ledger, key: string): { year: number; unit: string; place: number; record: PostsRecord | undefined } {
  const [year = '', unit = '', place = ''] = key.split('|');
  return { year: Number(year), unit, place: Number(place), record: ledger.get(Number(year))?.get(unit) };
}
