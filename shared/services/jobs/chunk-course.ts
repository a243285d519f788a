import { type JobChunk, type StoredJob, isEnded } from '../../domain/jobs/job.ts';
import { Refusal } from '../../errors.ts';
import {
  type KeptJob,
  loadJob,
  loadJobChunk,
  loadJobChunks,
  putJob,
  putJobChunk,
  putJobRows,
  removeJobRows,
  unmarkOpen,
} from '../../store/jobs.ts';
import { type Action, TransactionRefused } from '../../store/store.ts';
import { instantAt } from '../../time.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';

const ATTEMPTS = 8;

/** Decides and writes until nobody was faster; null when there is nothing to write. */
async function settle<T>(ctx: Context, decide: () => Promise<{ result: T; actions: readonly Action[] } | null>): Promise<T | null> {
  for (let attempt = 1; ; attempt++) {
    const decided = await decide();
    if (!decided) return null;
    try {
      await ctx.store.transact(decided.actions);
      return decided.result;
    } catch (error) {
      if (!(error instanceof TransactionRefused) || !error.isPassing()) throw error;
      if (attempt >= ATTEMPTS) throw new Refusal('busy');
      await ctx.world.sleep(ctx.world.jitter() * 10 * 2 ** attempt);
    }
  }
}

/** Counts another attempt at a chunk; null when it has ended, or its job is no longer under way. */
export const beginChunk = (ctx: Context, { job: { id } }: KeptJob, number: number): Promise<JobChunk | null> =>
  settle(ctx, async () => {
    const [kept, before] = await Promise.all([loadJob(ctx.store, id, ctx.world.now()), loadJobChunk(ctx.store, id, number)]);
    if (kept?.job.stage !== 'started' || (before && isEnded(before))) return null;
    const begunAt = instantAt(ctx.world.now());
    const first = { number, state: 'running' as const, rows: 0, accepted: 0, refused: 0, results: null, endedAt: null, problem: null };
    const chunk = { ...(before ?? first), begunAt, attempts: (before?.attempts ?? 0) + 1, version: (before?.version ?? 0) + 1 };
    return { result: chunk, actions: [putJobChunk(ctx.store, kept, chunk)] };
  });

/** Ends a chunk, once: with what became of its rows, or why it failed. Nobody needs the rows that were sent any more. */
export async function endChunk(ctx: Context, kept: KeptJob, number: number, end: readonly RowResult[] | Refusal): Promise<JobChunk> {
  const { job, expiresAt } = kept;
  const part = job.parts.find((one) => one.number === number);
  const failed = end instanceof Refusal;
  const results = failed ? null : await putJobRows(ctx.store, `${job.id}.R${number}.${ctx.world.newId()}`, end, expiresAt);
  const refused = failed ? (part?.rows ?? 0) : end.filter(({ outcome }) => outcome === 'refused').length;
  const rows = failed ? (part?.rows ?? 0) : end.length;
  const ended = await settle(ctx, async () => {
    const before = await loadJobChunk(ctx.store, job.id, number);
    if (!before || isEnded(before)) return null;
    const chunk: JobChunk = {
      ...before,
      state: failed ? 'failed' : 'done',
      rows,
      accepted: rows - refused,
      refused,
      results,
      endedAt: instantAt(ctx.world.now()),
      problem: failed ? { code: end.code, data: end.data } : null,
      version: before.version + 1,
    };
    return { result: chunk, actions: [putJobChunk(ctx.store, kept, chunk), ...(part ? removeJobRows(ctx.store, part) : [])] };
  });
  return ended ?? ((await loadJobChunk(ctx.store, job.id, number)) as JobChunk);
}

/** Ends a job all of whose chunks have ended. */
export async function closeJob(ctx: Context, id: string): Promise<StoredJob | null> {
  return settle(ctx, async () => {
    const kept = await loadJob(ctx.store, id, ctx.world.now());
    if (kept?.job.stage !== 'started') return null;
    const begun = await loadJobChunks(ctx.store, id);
    if (begun.filter(isEnded).length < kept.job.chunks) return null;
    const stage = begun.some(({ state }) => state === 'failed') ? ('failed' as const) : ('done' as const);
    const job = { ...kept.job, stage, finishedAt: instantAt(ctx.world.now()), version: kept.job.version + 1 };
    return { result: job, actions: [putJob(ctx.store, { ...kept, job }), unmarkOpen(ctx.store, id)] };
  });
}
