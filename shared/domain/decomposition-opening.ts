import { firstDay, type PlainDate, yearOf } from '../time.ts';
import type { Frame, Span } from './decomposition-frame.ts';
import { partOf, sum } from './decomposition-year.ts';
import { giveOut, type Holding } from './largest-remainder.ts';
import { type PostEntry, type PostsRecord, RESERVE } from './posts.ts';
import type { Reorganisation } from './reorganisation.ts';
import { asWeights } from './reorganise-posts.ts';
import { isSink, sharesOf } from './reorganise-shares.ts';
import { CATEGORIES, type Category } from './vocabulary.ts';

/** A closing on its way to the next recorded year; `counted` = it stands in the population's sum at present. */
type Cell = Holding & { unit: string; category: Category; counted: boolean };
export type Carried = Map<string, Cell>;
const keyOf = (unit: string, category: Category) => `${unit}|${category}`;

/** The posts of every living holder on a date, of the population or not. */
export function closingOf({ membership, entriesOf }: Frame, records: readonly PostsRecord[], date: PlainDate): Carried {
  const closing: Carried = new Map();
  for (const record of records) {
    const { unit } = record;
    if (!membership.isAlive(unit, date)) continue;
    for (const [category, entries] of Map.groupBy(entriesOf(record), (entry) => entry.category)) {
      const effective = entries.filter(({ effectiveFrom }) => effectiveFrom <= date);
      const outsideBase = sum(effective.filter((entry) => entry.outsideBase));
      closing.set(keyOf(unit, category), { unit, category, total: sum(effective), outsideBase, counted: membership.belongs(unit, date) });
    }
  }
  return closing;
}

/** Brings a cell's standing up to a date: what its unit's facts take into or out of the population is scope. */
function revalue({ membership, book }: Frame, cell: Cell, date: PlainDate, year: number): void {
  const counted = membership.belongs(cell.unit, date);
  const step = Number(counted) - Number(cell.counted);
  cell.counted = counted;
  book.note({ part: 'scope', reason: 'conversion', outsideBase: false, year, quantity: step * (cell.total - cell.outsideBase) });
  book.note({ part: 'scope', reason: 'conversion', outsideBase: true, year, quantity: step * cell.outsideBase });
}

/**
 * Hands closings on along the reorganisations between two recorded years, and within the new one where the source had no
 * posts of the year yet when the reorganisation was recorded; else its entries move the posts. What leaves the
 * population's sum on the way (surrendered, outside, units of another population) is the reorganisations' part.
 */
export function handOnClosings(
  frame: Frame,
  carried: Carried,
  records: readonly PostsRecord[],
  reorganisations: readonly Reorganisation[],
  span: Span,
): void {
  const entriesOf = new Map(records.map((record) => [record.unit, frame.entriesOf(record)]));
  for (const reorganisation of reorganisations) {
    const { effectiveFrom: date, shares } = reorganisation;
    if (date <= span.after || date > span.until) continue;
    const hasItsOwn = ({ unit, category }: Cell) => {
      const entries = entriesOf.get(unit)?.filter((entry) => entry.category === category) ?? [];
      return yearOf(date) === span.year && standsAlone(frame, entries, reorganisation, span.year);
    };
    const held = reorganisation.sources.flatMap((unit) => CATEGORIES.flatMap((category) => carried.get(keyOf(unit, category)) ?? []));
    const leaving = held.filter((cell) => sharesOf(shares, cell.unit, cell.category).length > 0 && !hasItsOwn(cell));
    // All sources leave before anything arrives, so that two units may swap posts in one record.
    for (const cell of leaving) carried.delete(keyOf(cell.unit, cell.category));
    for (const cell of leaving) {
      revalue(frame, cell, date, span.year);
      for (const [to, part] of giveOut(cell, asWeights(sharesOf(shares, cell.unit, cell.category))))
        arrive(frame, carried, cell, to, part, date, span.year);
    }
  }
}

/** Whether a source opened the year on its own: the reorganisation moved its posts by entries, or it had used them up by then. */
function standsAlone(frame: Frame, entries: readonly PostEntry[], { id, effectiveFrom: date }: Reorganisation, year: number): boolean {
  if (entries.some((entry) => entry.reorganisation === id)) return true;
  const until = entries.filter(({ effectiveFrom }) => effectiveFrom <= date);
  return until.some((entry) => opens(frame, entry, year)) && sum(until) === 0;
}

/** Whether an entry opens the year: an assignment, or a reorganisation repeated from an earlier year. */
const opens = ({ isCarried }: Frame, entry: PostEntry, year: number): boolean => entry.reason === 'assign' || isCarried(entry, year);

function arrive(frame: Frame, carried: Carried, from: Cell, to: string, part: Holding, date: PlainDate, year: number): void {
  const unit = to === 'reserve' ? RESERVE : to;
  const counted = !isSink(unit) && frame.membership.belongs(unit, date);
  const step = Number(counted) - Number(from.counted);
  const note = { reason: 'reorganisation', year };
  const inside = to === 'outside' ? 'scope' : 'reorganisation';
  frame.book.note({ ...note, part: inside, outsideBase: false, quantity: step * (part.total - part.outsideBase) });
  frame.book.note({ ...note, part: 'scope', outsideBase: true, quantity: step * part.outsideBase });
  if (isSink(unit)) return;
  const key = keyOf(unit, from.category);
  const there = carried.get(key) ?? { unit, category: from.category, total: 0, outsideBase: 0, counted };
  revalue(frame, there, date, year);
  carried.set(key, { ...there, total: there.total + part.total, outsideBase: there.outsideBase + part.outsideBase });
}

/** Books each holder's opening against the closing that was handed on to it. */
export function bookOpenings(frame: Frame, carried: Carried, records: readonly PostsRecord[], { year, until }: Span): void {
  const { book, membership } = frame;
  const openedOn = new Map<string, PlainDate>();
  for (const record of records) {
    const opening = frame.entriesOf(record).filter((entry) => entry.effectiveFrom <= until && opens(frame, entry, year));
    for (const { outsideBase, quantity, effectiveFrom } of opening) {
      const first = openedOn.get(record.unit) ?? effectiveFrom;
      openedOn.set(record.unit, effectiveFrom < first ? effectiveFrom : first);
      if (!membership.belongs(record.unit, effectiveFrom)) continue;
      book.note({ part: partOf('unexplained', outsideBase), reason: 'opening', outsideBase, year, quantity, entries: 1 }, record.unit);
    }
  }
  for (const cell of carried.values()) {
    revalue(frame, cell, openedOn.get(cell.unit) ?? firstDay(`${year}-01`), year);
    if (!cell.counted) continue;
    const note = { reason: 'opening', year };
    book.note({ ...note, part: partOf('unexplained', false), outsideBase: false, quantity: cell.outsideBase - cell.total }, cell.unit);
    book.note({ ...note, part: partOf('unexplained', true), outsideBase: true, quantity: -cell.outsideBase }, cell.unit);
  }
}
