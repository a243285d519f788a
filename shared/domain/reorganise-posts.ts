import Fraction from 'fraction.js';
import { Refusal } from '../errors.ts';
import { yearOf } from '../time.ts';
import { byCode, giveOut, type Holding } from './largest-remainder.ts';
import type { Ledger } from './ledger.ts';
import { type PostEntry, type PostsRecord, RESERVE } from './posts.ts';
import type { Share } from './reorganisation.ts';
import type { Scene } from './reorganise-resolve.ts';
import { isSink, sharesOf } from './reorganise-shares.ts';
import type { Category, Issuer } from './vocabulary.ts';

/** One signed entry that the reorganisation makes, with the holder whose ledger it goes to (or the sink it ends in). */
export type Move = { holder: string; year: number; entry: PostEntry };

/** Shares as weights in the order in which equal remainders are served: the order of the destinations' codes. */
export const asWeights = (shares: readonly Share[]) =>
  [...shares]
    .sort((a, b) => byCode(a.to, b.to))
    .map(({ to, share }) => ({ key: to, weight: new Fraction(share.numerator, share.denominator) }));

/**
 * The equal signed entries by which the sources' posts go to their destinations, for the effective year and each later
 * recorded year, per issuer and category in whole posts by largest remainder. In a later year, and for an ending source
 * also after the effective day, posts that arrive later in the year are handed on the day they arrive: the sum over all
 * holders is the same on every day of every year as without the reorganisation, less what is surrendered or goes outside.
 * @throws Refusal shares-not-one where an ending source holds posts of a category for which no share is stated
 */
export function movePosts(scene: Scene, id: string, shares: readonly Share[], posts: Ledger): Move[] {
  const effectiveYear = yearOf(scene.date);
  const years = [...posts.keys()].filter((year) => year >= effectiveYear).sort((a, b) => a - b);
  return years.flatMap((year) =>
    scene.sources.flatMap((source) => {
      const record = posts.get(year)?.get(source);
      const gives = scene.ends.has(source) || shares.some((share) => share.source === source);
      return record && gives ? moveRecord(scene, id, shares, record) : [];
    }),
  );
}

function moveRecord(scene: Scene, id: string, shares: readonly Share[], record: PostsRecord): Move[] {
  const cells = Map.groupBy(record.entries, ({ issuer, category }) => `${issuer}|${category}`);
  return [...cells]
    .sort(([a], [b]) => byCode(a, b))
    .flatMap(([, entries]) => {
      const { issuer, category } = entries[0] as PostEntry;
      const weights = asWeights(sharesOf(shares, record.unit, category));
      const given = new Map<string, Holding>();
      return daysOf(scene, record, entries).flatMap((day) => {
        const holding = holdingOn(entries, day);
        if (holding.total > 0 && weights.length === 0)
          throw new Refusal('shares-not-one', { source: record.unit, category, sum: '0' }, 'shares');
        const parts = giveOut(holding, weights);
        return [...parts].flatMap(([to, part]) => {
          const before = given.get(to) ?? { total: 0, outsideBase: 0 };
          given.set(to, part);
          const outside = part.outsideBase - before.outsideBase;
          const inside = part.total - before.total - outside;
          const line = { scene, id, record, to, day, issuer, category };
          return to === record.unit
            ? []
            : [...pair({ ...line, quantity: inside, outsideBase: false }), ...pair({ ...line, quantity: outside, outsideBase: true })];
        });
      });
    });
}

/** Days on which posts are handed on. Entries after the day stay with a source that lives on, in the effective year. */
function daysOf({ date, ends }: Scene, record: PostsRecord, entries: readonly PostEntry[]): string[] {
  const days = new Set(entries.map(({ effectiveFrom }) => effectiveFrom));
  if (record.year > yearOf(date)) return [...days].sort();
  const later = ends.has(record.unit) ? [...days].filter((day) => day > date) : [];
  return [date, ...later.sort()];
}

function holdingOn(entries: readonly PostEntry[], day: string): Holding {
  const effective = entries.filter(({ effectiveFrom }) => effectiveFrom <= day);
  const sum = (some: readonly PostEntry[]) => some.reduce((total, { quantity }) => total + quantity, 0);
  return { total: sum(effective), outsideBase: sum(effective.filter(({ outsideBase }) => outsideBase)) };
}

type Line = {
  scene: Scene;
  id: string;
  record: PostsRecord;
  to: string;
  day: string;
  issuer: Issuer;
  category: Category;
  quantity: number;
  outsideBase: boolean;
};

function pair({ scene, id, record, to, day, issuer, category, quantity, outsideBase }: Line): Move[] {
  if (quantity === 0) return [];
  const destination = to === 'reserve' ? RESERVE : to;
  const side = (holder: string, signed: number, counterpart: string): Move => ({
    holder,
    year: record.year,
    entry: {
      issuer,
      category,
      quantity: signed,
      reason: 'reorganisation',
      effectiveFrom: day,
      decision: scene.decision,
      outsideBase,
      reorganisation: id,
      counterpart,
    },
  });
  return [side(record.unit, -quantity, destination), side(destination, quantity, record.unit)];
}

/** Whether a move ends in a ledger; those to `surrendered` and `outside` only leave one. */
export const hasLedger = ({ holder }: Move): boolean => !isSink(holder);
