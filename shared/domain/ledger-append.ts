import { Refusal } from '../errors.ts';
import { type PlainDate, endOfYear, yearOf } from '../time.ts';
import { byCode } from './largest-remainder.ts';
import type { PostEntry, PostReason, PostsRecord } from './posts.ts';

/** Entries of one holder and year: keeps a record and its log entry well inside the store's 400 KB. */
export const MAX_ENTRIES = 1000;

/** From when and until when (exclusive) a unit lives; null for the reserve. */
export type Life = { from: PlainDate; until: PlainDate | null } | null;

type Holder = { unit: string; year: number; life: Life };
const cellOf = (entry: PostEntry) => `${entry.issuer}|${entry.category}|${entry.outsideBase}`;

/**
 * Appends entries to a holder's ledger of a year and returns the next version of the record; the order of entries on one
 * day does not matter. Posts in the base and posts outside it are each kept from falling below 0 on any day.
 * @param record the present record, or undefined when the year has none for the holder
 * @throws Refusal effective-outside-year, unit-not-yet-established, unit-dissolved (an entry on a day on which the unit
 *   does not live), posts-below-zero (with the numbers), posts-after-end (a unit that ends must end with 0),
 *   too-many-entries, sign-against-reason (a recall that adds, an assignment or supplement that takes away); `field` is the path inside `{ entries }`
 */
export function appendEntries(
  record: PostsRecord | undefined,
  unit: string,
  year: number,
  entries: readonly PostEntry[],
  life: Life,
): PostsRecord {
  entries.forEach((entry, index) => {
    checkDate(entry, { unit, year, life }, `entries.${index}.effectiveFrom`);
    checkSign(entry, `entries.${index}.quantity`);
  });
  return appendChecked(record, { unit, year, life }, entries);
}

/** {@link appendEntries} without asking whether the unit lives on the entries' days: a reorganisation empties it on the day it ends. */
export function appendChecked(record: PostsRecord | undefined, holder: Holder, entries: readonly PostEntry[]): PostsRecord {
  const { unit, year } = holder;
  const all = [...(record?.entries ?? []), ...entries];
  if (all.length > MAX_ENTRIES) throw new Refusal('too-many-entries', { unit, year, limit: MAX_ENTRIES, count: all.length }, 'entries');
  checkBalances(all, entries, holder);
  return { unit, year, entries: all, version: (record?.version ?? 0) + 1 };
}

function checkDate({ effectiveFrom: date }: PostEntry, { unit, year, life }: Holder, field: string): void {
  if (yearOf(date) !== year) throw new Refusal('effective-outside-year', { date, year }, field);
  if (life && date < life.from) throw new Refusal('unit-not-yet-established', { unit, established: life.from, date }, field);
  if (life?.until && life.until <= date) throw new Refusal('unit-dissolved', { unit, dissolved: life.until, date }, field);
}

/** Whether a reason adds or takes away; the others may do either. */
const SIGNS: Partial<Record<PostReason, 1 | -1>> = { assign: 1, supplement: 1, recall: -1 };

function checkSign({ reason, quantity }: PostEntry, field: string): void {
  if (quantity * (SIGNS[reason] ?? 0) < 0) throw new Refusal('sign-against-reason', { reason, quantity }, field);
}

/** Every balance that the new entries touch, on every day from the first of them on; and nothing left behind by an ended unit. */
function checkBalances(all: readonly PostEntry[], added: readonly PostEntry[], { unit, year, life }: Holder): void {
  for (const cell of new Set(added.map(cellOf))) {
    const fresh = added.filter((entry) => cellOf(entry) === cell).sort((a, b) => byCode(a.effectiveFrom, b.effectiveFrom));
    const { issuer, category, outsideBase, effectiveFrom: first } = fresh[0] as PostEntry;
    const field = `entries.${added.indexOf(fresh[0] as PostEntry)}.quantity`;
    const mine = all.filter((entry) => cellOf(entry) === cell);
    for (const date of new Set(mine.map(({ effectiveFrom }) => effectiveFrom).filter((date) => date >= first))) {
      const [after, change] = [sumUntil(mine, date), sumUntil(fresh, date)];
      if (after < 0)
        throw new Refusal('posts-below-zero', { unit, issuer, category, outsideBase, date, before: after - change, change, after }, field);
    }
    const left = life?.until && yearOf(life.until) <= year ? sumUntil(mine, endOfYear(year)) : 0;
    if (left !== 0) throw new Refusal('posts-after-end', { unit, until: life?.until, left, category }, field);
  }
}

const sumUntil = (entries: readonly PostEntry[], date: PlainDate): number =>
  entries.reduce((sum, entry) => (entry.effectiveFrom <= date ? sum + entry.quantity : sum), 0);
