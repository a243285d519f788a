import * as z from 'zod';
import { decisionsIn } from '../domain/decision-citations.ts';
import { Refusal } from '../errors.ts';
import { type BulkRequest, bulkRequestSchema, expiryOf, liveRequest, savedResult } from '../store/idempotency.ts';
import { TransactionRefused } from '../store/store.ts';
import type { Context, Idempotency } from './context.ts';
import { VERSION_FIELD, VERSION_HEADER } from './expected.ts';
import { type Change, type Intent, MAX_ACTIONS, type NextEntry, type Outcome, transact } from './transact.ts';

export const MAX_BULK_ROWS = 5000;
/** Rows of one transaction: record, log entry and head each, the chunk's results beside them. */
export const ROWS_PER_CHUNK = 30;
/** Of a row: its record, its log entry and its stream's head. Besides: the chunk's results, and the tree's version. */
const ACTIONS_PER_ROW = 3;
const ACTIONS_BESIDES = 2;
/** What the rows of one transaction say: it is written twice, beside what they replace, and a transaction holds 4 MB. */
const MAX_CHUNK_CHARACTERS = 800_000;
/** Chunks of unrelated rows that are under way together. */
const CHUNKS_AT_ONCE = 3;
const LEASE_MILLISECONDS = 15_000;
const leaseOf = ({ leaseMilliseconds = LEASE_MILLISECONDS }: Idempotency): number => leaseMilliseconds;
/** For giving up the lease of a request that has run out of time. */
const LAST_WORD_MILLISECONDS = 2_000;

/** What became of one row. `before` and `after` are answered by a dry run only. */
export const rowResultSchema = z.object({
  index: z.int(),
  key: z.string(),
  outcome: z.enum(['created', 'changed', 'refused']),
  version: z.int().nullable(),
  refusal: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()), field: z.string().nullable() }).nullable(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type RowResult = z.infer<typeof rowResultSchema>;

/** A row's judgement: the change it makes (one record, in each stream that it concerns), or why it is refused. */
export type Judged = { change: Change; alsoIn?: readonly Change[] } | Refusal;
export type Row<T> = { index: number; row: T };

export type BulkWork<T> = {
  intent: Intent;
  rows: readonly T[];
  /** Rows build on the rows before them: chunks go one after the other. */
  ordered?: boolean;
  /** What a row is about; a second row for the same is refused. */
  keyOf: (row: T) => string;
  /** The streams that a chunk's rows change, where they are not the rows' keys. */
  streamsOf?: (rows: readonly Row<T>[]) => Promise<readonly string[]>;
  /** Rows of one transaction, where a row is more than its record, log entry and head; told by the rows from `start` on. */
  rowsPerChunk?: number | ((rows: readonly T[], start: number) => number);
  /** Rows that share a stream: a chunk holds rows of one group, and chunks of different groups take turns. */
  groupOf?: (row: T) => string;
  /** Judges the rows of a chunk under the heads that the transaction will insist on. */
  judge: (rows: readonly Row<T>[], next: NextEntry) => Promise<{ judged: readonly Judged[]; tree?: Outcome<never>['tree'] }>;
};

/**
 * Carries out many rows, chunk by chunk, each chunk one transaction that holds its rows, their log entries and its
 * results. Each row succeeds or fails alone. The request record is written first: a repeat with the same
 * Idempotency-Key skips the chunks that are done, also after a crash. A dry run judges and writes nothing.
 */
export async function bulk<T>(ctx: Context, work: BulkWork<T>, dryRun: boolean): Promise<RowResult[]> {
  const chunks = chunked(work);
  if (dryRun) {
    const rehearsed: RowResult[] = [];
    for (const chunk of chunks) rehearsed.push(...(await judgeChunk(work, chunk, () => 1)).results);
    return rehearsed.sort(byIndex);
  }
  const { idempotency } = ctx;
  if (!idempotency) throw new Refusal('idempotency-key-required');
  let request = await openRequest(ctx, idempotency, chunks.length);
  const done = await loadChunks(ctx, idempotency);
  if (!request.done) {
    const width = work.ordered ? 1 : CHUNKS_AT_ONCE;
    const waiting = [...chunks.entries()].filter(([number]) => !done.has(number));
    const open = work.groupOf ? waiting : apart(waiting, width);
    try {
      for (let start = 0; start < open.length; start += width) {
        request = await renewLease(ctx, idempotency, request);
        const some = open.slice(start, start + width);
        const results = await allOf(some.map(([number, chunk]) => carryOut(ctx, work, number, chunk, idempotency)));
        for (const [index, [number]] of some.entries()) done.set(number, results[index] as RowResult[]);
      }
      await saveRequest(ctx, idempotency, { ...request, done: true, version: request.version + 1 }, request.version);
    } catch (error) {
      await giveUpLease(ctx, idempotency, request);
      throw error;
    }
  }
  return chunks.flatMap((_, number) => done.get(number) ?? []).sort(byIndex);
}

/** An order in which those under way together are not neighbours: rows of one unit stand together, and its chain head is one. */
function apart<C>(chunks: readonly C[], width: number): C[] {
  const steps = Math.ceil(chunks.length / width);
  return Array.from({ length: steps }, (_, step) => chunks.filter((_chunk, index) => index % steps === step)).flat();
}

const byIndex = (one: RowResult, other: RowResult): number => one.index - other.index;

/** All results; when one fails the others are waited for, so that nothing is under way any more once the failure is answered. */
async function allOf<R>(work: readonly Promise<R>[]): Promise<R[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

type Chunk<T> = { rows: Row<T>[]; twice: Row<T>[] };

/** As many rows as one transaction holds, each decision that they cite being filed besides. */
function rowsTogether(rows: readonly unknown[], start: number): number {
  for (let size = ROWS_PER_CHUNK; size > 1; size--) {
    const some = rows.slice(start, start + size);
    const besides = MAX_ACTIONS - ACTIONS_PER_ROW * size - ACTIONS_BESIDES;
    if (JSON.stringify(some).length <= MAX_CHUNK_CHARACTERS && decisionsIn(some).length <= besides) return size;
  }
  return 1;
}

/** The chunks of each group, taken in turn, so that those under way together are of different groups. */
function chunked<T>(work: BulkWork<T>): Chunk<T>[] {
  const rows = work.rows.map((row, index) => ({ index, row }));
  const groups = [...Map.groupBy(rows, ({ row }) => work.groupOf?.(row) ?? '').values()].map((group) => chunksOf(work, group));
  const turns = Math.max(0, ...groups.map(({ length }) => length));
  return Array.from({ length: turns }, (_, turn) => groups.flatMap((chunks) => chunks[turn] ?? [])).flat();
}

function chunksOf<T>({ keyOf, rowsPerChunk = rowsTogether }: BulkWork<T>, group: readonly Row<T>[]): Chunk<T>[] {
  const rows = group.map(({ row }) => row);
  const seen = new Set<string>();
  const chunks: Chunk<T>[] = [];
  for (let start = 0, size = 0; start < rows.length; start += size) {
    size = typeof rowsPerChunk === 'number' ? rowsPerChunk : Math.max(1, rowsPerChunk(rows, start));
    const chunk: Chunk<T> = { rows: [], twice: [] };
    for (const each of group.slice(start, start + size)) {
      const key = keyOf(each.row);
      (seen.has(key) ? chunk.twice : chunk.rows).push(each);
      seen.add(key);
    }
    chunks.push(chunk);
  }
  return chunks;
}

async function judgeChunk<T>(work: BulkWork<T>, chunk: Chunk<T>, next: NextEntry) {
  const { judged, tree } = await work.judge(chunk.rows, next);
  const results: RowResult[] = chunk.rows.map(({ index, row }, position) => resultOf(index, work.keyOf(row), judged[position] as Judged));
  for (const { index, row } of chunk.twice)
    results.push(resultOf(index, work.keyOf(row), new Refusal('duplicate-row', { key: work.keyOf(row) })));
  results.sort(byIndex);
  const changes = judged.flatMap((one) => (one instanceof Refusal ? [] : [one.change, ...(one.alsoIn ?? [])]));
  return { results, changes, tree };
}

function resultOf(index: number, key: string, judged: Judged): RowResult {
  if (judged instanceof Refusal)
    return {
      index,
      key,
      outcome: 'refused',
      version: null,
      refusal: { code: judged.code, data: judged.data, field: judged.field === VERSION_HEADER ? VERSION_FIELD : (judged.field ?? null) },
    };
  const { before, after, version } = judged.change;
  return { index, key, outcome: before === null ? 'created' : 'changed', version, refusal: null, before, after };
}

/** Results as they are kept and answered: what was there before and after stands in the history. */
const brief = ({ before: _before, after: _after, ...result }: RowResult): RowResult => result;

/** One chunk, its results saved under the request's key and the chunk's number in the very transaction of its rows. */
async function carryOut<T>(
  ctx: Context,
  work: BulkWork<T>,
  number: number,
  chunk: Chunk<T>,
  idempotency: Idempotency,
): Promise<RowResult[]> {
  const { streamsOf } = work;
  const streams = streamsOf ? () => streamsOf(chunk.rows) : chunk.rows.map(({ row }) => work.keyOf(row));
  return transact({ ...ctx, idempotency: { ...idempotency, chunk: number } }, work.intent, streams, async (next) => {
    const { results, changes, tree } = await judgeChunk(work, chunk, next);
    return { result: results.map(brief), changes, tree };
  });
}

async function loadChunks(ctx: Context, { key, bodyHash }: Idempotency): Promise<Map<number, RowResult[]>> {
  const items = await ctx.store.all(ctx.store.keys.requestParts(ctx.actor.id, key), { from: 'CHUNK#', to: 'CHUNK#~' });
  const live = items.filter((item) => liveRequest(item, bodyHash, ctx.world.now()));
  return new Map(
    live.map((item) => [Number((item['sk'] as string).slice('CHUNK#'.length)), z.array(rowResultSchema).parse(savedResult(item))]),
  );
}

/** Writes the request record, or takes over one that was left behind; refuses while somebody is at work on it. */
async function openRequest(ctx: Context, idempotency: Idempotency, chunks: number): Promise<BulkRequest> {
  const now = ctx.world.now();
  const item = await ctx.store.get(ctx.store.keys.request(ctx.actor.id, idempotency.key));
  const live = liveRequest(item, idempotency.bodyHash, now);
  const found = live && bulkRequestSchema.parse(live);
  if (found?.done) return found;
  // A lease that seems to run longer than any is given was given before the clock was set back.
  if (found && found.leaseUntil > now && found.leaseUntil <= now + LEASE_MILLISECONDS)
    throw new Refusal('still-running', { retryAfter: Math.ceil((found.leaseUntil - now) / 1000) });
  const leaseUntil = now + leaseOf(idempotency);
  const request = {
    bodyHash: idempotency.bodyHash,
    chunks,
    done: false,
    leaseUntil,
    version: (found?.version ?? 0) + 1,
    expiresAt: expiryOf(now),
  };
  return saveRequest(ctx, idempotency, request, found?.version ?? null);
}

async function renewLease(ctx: Context, idempotency: Idempotency, request: BulkRequest): Promise<BulkRequest> {
  const now = ctx.world.now();
  const lease = leaseOf(idempotency);
  if (request.leaseUntil - now > lease / 2) return request;
  return saveRequest(ctx, idempotency, { ...request, leaseUntil: now + lease, version: request.version + 1 }, request.version);
}

/** After a failure that is answered, a repeat need not wait for the lease to run out. If this fails too, it waits. */
async function giveUpLease(ctx: Context, idempotency: Idempotency, request: BulkRequest): Promise<void> {
  const free = { ...request, leaseUntil: ctx.world.now(), version: request.version + 1 };
  const store = ctx.store.within(LAST_WORD_MILLISECONDS);
  await saveRequest({ ...ctx, store }, idempotency, free, request.version).catch(() => undefined);
}

async function saveRequest(ctx: Context, { key }: Idempotency, request: BulkRequest, expected: number | null): Promise<BulkRequest> {
  try {
    const place = ctx.store.keys.request(ctx.actor.id, key);
    const put =
      expected === null
        ? ctx.store.putUnlessLive(place, request, Math.floor(ctx.world.now() / 1000))
        : ctx.store.put(place, request, expected);
    await ctx.store.transact([put]);
    return request;
  } catch (error) {
    if (error instanceof TransactionRefused) throw new Refusal('still-running', { retryAfter: 1 });
    throw error;
  }
}
