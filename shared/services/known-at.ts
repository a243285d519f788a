import type * as z from 'zod';
import type { RecordChange } from '../audit.ts';
import { parseHead, parseKeptEntry, parseLogEntry } from '../store/log.ts';
import { type PlainDate, type PlainMonth, firstDay } from '../time.ts';
import type { Context } from './context.ts';

/** A record as the log names it, and the first day on which it can have been written. */
export type LoggedRecord = { record: string; since: PlainDate };

/** A record of a month, which nobody writes before the month begins. */
export const ofMonth = (name: string, month: PlainMonth): LoggedRecord => ({ record: `${name}/${month}`, since: firstDay(month) });
/** A record of a year, which nobody writes before the year that goes before it (see judge-dates.ts). */
export const ofYear = (name: string, year: number): LoggedRecord => ({ record: `${name}/${year}`, since: firstDay(`${year - 1}-01`) });

/** Log entries that are read together. */
const ENTRIES_AT_ONCE = 50;

/**
 * What was known of some records of a stream at the end of a day: of each list the first record that there was by then,
 * as its newest change logged on or before the day left it; undefined where there was none. The last entry of the day is
 * found by halving, for a stream's entries stand in the order of their days; from there the log is read backward, some
 * entries at a time, until nothing is open any more or no older entry can hold what is.
 */
export async function knownAt(
  ctx: Context,
  stream: string,
  day: PlainDate,
  wanted: readonly (readonly LoggedRecord[])[],
): Promise<(RecordChange | undefined)[]> {
  const { store } = ctx;
  const names = new Set(wanted.flat().map(({ record }) => record));
  const found = new Map<string, RecordChange>();
  const isOpen = (before: PlainDate) =>
    wanted.some((list) => {
      const known = list.findIndex(({ record }) => found.has(record));
      return list.slice(0, known === -1 ? list.length : known).some(({ since }) => since <= before);
    });
  if (isOpen(day)) {
    const last = store.keys.logEntry(stream, await lastEntryOf(ctx, stream, day));
    for (let after: string | undefined, more = true; more; ) {
      const within = { to: last.sk, backward: true, limit: ENTRIES_AT_ONCE, ...(after === undefined ? {} : { after }) };
      const page = await store.page(last.pk, within);
      const entries = page.items.map(parseLogEntry);
      for (const change of entries.flatMap(({ changes }) => changes))
        if (names.has(change.record) && !found.has(change.record)) found.set(change.record, change);
      more = page.next !== null && isOpen(entries.at(-1)?.day ?? day);
      after = page.next ?? undefined;
    }
  }
  return wanted.map((list) => list.map(({ record }) => found.get(record)).find((change) => change !== undefined));
}

/** One record as it was known at the end of a day; undefined where there was none. */
export async function recordKnownAt<S extends z.ZodType>(
  ctx: Context,
  stream: string,
  day: PlainDate,
  record: LoggedRecord,
  schema: S,
): Promise<z.output<S> | undefined> {
  const [change] = await knownAt(ctx, stream, day, [[record]]);
  return change && schema.parse(change.after);
}

/** The number of a stream's last entry of a day or of those before it; 0 when there is none. */
async function lastEntryOf({ store, today }: Context, stream: string, day: PlainDate): Promise<number> {
  let [low, high] = [0, parseHead(stream, await store.get(store.keys.head(stream))).sequence];
  // Nothing is logged on a day to come.
  if (day >= today) return high;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const item = await store.get(store.keys.logEntry(stream, middle));
    if (item === undefined) throw new Error(`the log of ${stream} lacks entry ${middle}`);
    if (parseKeptEntry(item).day <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}
