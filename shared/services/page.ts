import { hashOf } from '../audit.ts';
import { Refusal } from '../errors.ts';
import type { Item } from '../store/store.ts';
import type { Context } from './context.ts';

export const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 200;
const CREEP_LIMIT = 200;

/** Which list is read, under which filters, how much of it, and where the page before ended. */
export type PageRequest = { list: string; filters: Record<string, unknown>; limit: number; cursor?: string | undefined };
/** The part of it that a reader states. */
export type PageAsk = Pick<PageRequest, 'limit' | 'cursor'>;
export type Page<T> = { items: T[]; next: string | null };

/** A cursor is bound to its tenant, list, filters and place, so that it cannot be used to read anything else. */
function fingerprint(ctx: Context, { list, filters }: PageRequest, after: string): string {
  const stated = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
  return hashOf([ctx.actor.tenant, list, stated, after]).slice(0, 16);
}

function encode(ctx: Context, request: PageRequest, after: string): string {
  return Buffer.from(JSON.stringify([fingerprint(ctx, request, after), after])).toString('base64url');
}

/** Sort keys of the table; anything else would be outside of every partition. */
const SORT_KEY = /^[\x20-\x7e]{1,200}$/;

function decode(ctx: Context, request: PageRequest): string | undefined {
  if (request.cursor === undefined) return undefined;
  try {
    const [, after] = JSON.parse(Buffer.from(request.cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    if (typeof after === 'string' && SORT_KEY.test(after) && encode(ctx, request, after) === request.cursor) return after;
  } catch {
    // falls through: whatever cannot be read is not one of ours
  }
  throw new Refusal('invalid-cursor', {}, 'cursor');
}

/** A page of what is already in memory, in the order of `keyOf`. */
export function pageOf<T>(ctx: Context, request: PageRequest, sorted: readonly T[], keyOf: (row: T) => string): Page<T> {
  const after = decode(ctx, request);
  const rest = after === undefined ? sorted : sorted.filter((row) => keyOf(row) > after);
  const items = rest.slice(0, request.limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rest.length > items.length ? encode(ctx, request, keyOf(last)) : null };
}

/** A page of a partition of the table; rows that `keep` turns down are passed over without shortening the page. */
export const pageOfPartition = <T>(
  ctx: Context,
  request: PageRequest,
  pk: string,
  parse: (item: Item) => T,
  keep: (row: T) => boolean | Promise<boolean>,
  direction: { backward?: boolean } = {},
): Promise<Page<T>> => {
  const rowOf = async (item: Item): Promise<T | undefined> => {
    const row = parse(item);
    return (await keep(row)) ? row : undefined;
  };
  return pageOfRanges(ctx, request, [{ name: '', pk }], rowOf, direction);
};

/** A partition, or part of it, by a name without `|`. */
export type Range = { name: string; pk: string; from?: string; to?: string };

/** A page of several ranges of the table, one after the other in the order of their names; what has no row is passed over. */
export async function pageOfRanges<T>(
  ctx: Context,
  request: PageRequest,
  ranges: readonly Range[],
  rowOf: (item: Item) => T | undefined | Promise<T | undefined>,
  direction: { backward?: boolean } = {},
): Promise<Page<T>> {
  const kept: { row: T; key: string }[] = [];
  // One row more than the page holds tells whether there is a page after it, so that the last one is never empty.
  const wanted = request.limit + 1;
  // Where rows are turned down, small pages would creep through the partition.
  let limit = wanted;
  const cursor = decode(ctx, request);
  const reached = cursor?.slice(0, cursor.indexOf('|'));
  for (const { name, pk, ...within } of ranges) {
    if (reached !== undefined && name < reached) continue;
    let after = name === reached ? cursor?.slice(name.length + 1) : undefined;
    for (let more = true; more && kept.length < wanted; limit = Math.max(wanted, CREEP_LIMIT)) {
      const page = await ctx.store.page(pk, { ...within, ...direction, ...(after === undefined ? {} : { after }), limit });
      for (const item of page.items) {
        const row = await rowOf(item);
        if (row !== undefined) kept.push({ row, key: `${name}|${item['sk'] as string}` });
      }
      more = page.next !== null;
      after = page.next ?? undefined;
    }
    if (kept.length >= wanted) break;
  }
  const shown = kept.slice(0, request.limit);
  const last = shown.at(-1);
  return { items: shown.map(({ row }) => row), next: last && kept.length > shown.length ? encode(ctx, request, last.key) : null };
}

/** Candidates that are looked up together. */
const LOOKUP_BATCH = 100;

/**
 * A page of rows that are looked up for candidates in memory (units, in the order of their keys): some candidates at a
 * time, and no more than fill the page. A row's key is its candidate, `#`, and what orders the candidate's rows.
 */
export async function pageOfLookups<T>(
  ctx: Context,
  request: PageRequest,
  candidates: readonly string[],
  lookUp: (some: readonly string[]) => Promise<readonly T[]>,
  keyOf: (row: T) => string,
): Promise<Page<T>> {
  const read = async (after: string | undefined) => {
    const open = after === undefined ? candidates : candidates.filter((candidate) => `${candidate}#~` > after);
    const some = open.slice(0, LOOKUP_BATCH);
    const rows = await lookUp(some);
    const next = open.length > some.length ? `${some.at(-1)}#~` : null;
    return { rows: after === undefined ? rows : rows.filter((row) => keyOf(row) > after), next };
  };
  return pageOfReads(ctx, request, read, keyOf);
}

/**
 * A page of rows that `read` answers, some at a time, from after a key; `next` is where it goes on. Where it has read
 * `enough` the page ends, short or even empty, and the next one goes on from there.
 */
export async function pageOfReads<T>(
  ctx: Context,
  request: PageRequest,
  read: (after: string | undefined, limit: number) => Promise<{ rows: readonly T[]; next: string | null; enough?: boolean }>,
  keyOf: (row: T) => string,
): Promise<Page<T>> {
  const rows: T[] = [];
  let after = decode(ctx, request);
  for (let more = true; more && rows.length <= request.limit; ) {
    const part = await read(after, request.limit + 1);
    rows.push(...part.rows);
    more = part.next !== null && part.enough !== true;
    after = part.next ?? undefined;
  }
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const reached = last !== undefined && rows.length > items.length ? keyOf(last) : after;
  return { items, next: reached === undefined ? null : encode(ctx, request, reached) };
}
