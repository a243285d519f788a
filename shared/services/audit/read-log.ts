import type { LogEntry } from '../../audit.ts';
import { Refusal } from '../../errors.ts';
import { pageOfLogDay, parseLogEntry } from '../../store/log.ts';
import type { Item, Store } from '../../store/store.ts';
import { type PlainDate, addDays } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfReads } from '../page.ts';
import { found } from '../read-record.ts';

/** Days that are looked through at a time, where no unit narrows them. */
export const MAX_DAYS = 31;
/** What a page costs at most: one whose entries are turned down ends short and says where it goes on. */
const AT_ONCE = 100;
const MOST_ENTRIES = 1_000;
const MOST_CHARACTERS = 2_000_000;

/** The unit (or other stream) whose entries are asked for, who made them, and from which day to which. */
export type LogQuestion = {
  unit?: string | undefined;
  actor?: string | undefined;
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
};

type Line = { place: string; item: Item };
type Reader = (after: string | undefined, limit: number) => Promise<{ lines: Line[]; next: string | null }>;

/**
 * The log in the order of recording: of one stream as it stands, or of all of them day by day, by the index, which follows
 * the log a moment later. An auditor sees everything that is recorded of persons; what has been erased says so.
 */
export async function readLog(ctx: Context, question: LogQuestion, page: PageAsk): Promise<Page<LogEntry>> {
  permit(ctx, 'read', 'audit');
  const { unit, actor, from, to } = question;
  if (from !== undefined && to !== undefined && from > to) throw new Refusal('from-after-to', { from, to }, 'from');
  const some =
    unit === undefined ? linesOfDays(ctx.store, daysAsked(ctx, question)) : linesOfStream(ctx.store, await streamNamed(ctx, unit));
  const isWanted = (entry: LogEntry): boolean =>
    (actor === undefined || entry.actor === actor) && (from === undefined || entry.day >= from) && (to === undefined || entry.day <= to);
  let entries = 0;
  let characters = 0;
  const read = async (after: string | undefined, limit: number) => {
    const { lines, next } = await some(after, actor === undefined ? Math.min(limit, AT_ONCE) : AT_ONCE);
    const rows: { place: string; entry: LogEntry }[] = [];
    for (const { place, item } of lines) {
      entries += 1;
      const entry = parseLogEntry(item);
      if (isWanted(entry)) {
        rows.push({ place, entry });
        characters += sizeOf(item);
      }
      if (characters >= MOST_CHARACTERS) return { rows, next: place === lines.at(-1)?.place ? next : place, enough: true };
    }
    return { rows, next, enough: entries >= MOST_ENTRIES };
  };
  const { items, next } = await pageOfReads(ctx, { ...page, list: 'audit', filters: question }, read, ({ place }) => place);
  return { items: items.map(({ entry }) => entry), next };
}

const sizeOf = ({ payload, secrets }: Item): number => `${payload as string}${(secrets as string | undefined) ?? ''}`.length;

/** The stream of a unit, by any code that it had, or the stream of that name. */
async function streamNamed(ctx: Context, unit: string): Promise<string> {
  if (unit.startsWith('~')) return unit;
  return found((await loadTree(ctx)).find(unit), { what: unit }).key;
}

/** The days that are asked about and have begun: unless told, the last ones up to today. */
function daysAsked({ today }: Context, { from: asked, to = today }: LogQuestion): PlainDate[] {
  const from = asked ?? addDays(to, 1 - MAX_DAYS);
  if (from > to) throw new Refusal('from-after-to', { from, to }, 'from');
  const days: PlainDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (days.length === MAX_DAYS) throw new Refusal('too-many-days', { from, to, limit: MAX_DAYS }, 'from');
    days.push(day);
  }
  return days.filter((day) => day <= today);
}

/** Entries of days; the place of each is its day, `|`, and its place in the index. */
const linesOfDays =
  (store: Store, days: readonly PlainDate[]): Reader =>
  async (after = '', limit) => {
    const reached = after.slice(0, 10);
    const place = after.slice(11);
    const index = days.findIndex((day) => day >= reached);
    const day = days[index];
    if (day === undefined) return { lines: [], next: null };
    const { keys, next } = await pageOfLogDay(store, day, { after: day === reached && place !== '' ? place : undefined, limit });
    const items = await store.getMany(keys.map(({ pk, sk }) => ({ pk, sk })));
    const lines = keys.map((key, line) => ({ place: `${day}|${key.place}`, item: found(items[line], { what: `${key.pk} ${key.sk}` }) }));
    const following = days[index + 1];
    return { lines, next: next !== null ? `${day}|${next}` : following === undefined ? null : `${following}|` };
  };

/** Entries of one stream; the place of each is its key. */
const linesOfStream =
  (store: Store, stream: string): Reader =>
  async (after, limit) => {
    const { items, next } = await store.page(store.keys.log(stream), { ...(after === undefined ? {} : { after }), limit });
    return { lines: items.map((item) => ({ place: item['sk'] as string, item })), next };
  };
