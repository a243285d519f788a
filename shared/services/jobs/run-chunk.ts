import { type ActingRole, ROLES } from '../../actor.ts';
import { hashOf } from '../../audit.ts';
import { type JobChunk, MAX_ATTEMPTS, type StoredJob, isEnded } from '../../domain/jobs/job.ts';
import { Refusal } from '../../errors.ts';
import { PROBLEMS } from '../../problems/index.ts';
import { type KeptJob, loadJob, loadJobChunk, loadJobChunks, loadJobRows } from '../../store/jobs.ts';
import { permit } from '../access.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { found } from '../read-record.ts';
import { beginChunk, closeJob, endChunk } from './chunk-course.ts';
import { messagesOf } from './job-record.ts';
import { JOB_KINDS } from './kinds.ts';
import type { ChunkMessage, Queue } from './queue.ts';

/** A worker that is gone is noticed after this time: a step of a chunk takes less, and one that takes more does no harm. */
const LEASE_MILLISECONDS = 3_000;
const PATIENCE_MILLISECONDS = 500;
/** For saying how it ended once the time of a chunk is over. */
const LAST_WORD_MILLISECONDS = 3_000;
/** Longer than a lease, so that what a killed worker left is taken over by the next. */
const MOST_PATIENT = 10;

/** What became of a message: the chunk as it ended, or null where there was nothing (any more) to do. */
export type Carried = { kind: string; chunk: JobChunk } | null;

/**
 * Carries out one chunk of a job as the service itself, with the rights recorded when the job was created. A message may
 * come twice, late, or after its job is over: what has ended is not begun again. A refusal of the whole chunk fails it;
 * anything unexpected, and a table that stays busy, is thrown, so that the message comes again, until the chunk has been
 * begun as often as it may.
 */
export async function runChunk(ctx: Context, queue: Queue, { job: id, chunk: number }: ChunkMessage): Promise<Carried> {
  permit(ctx, 'write', 'jobs');
  const kept = found(await loadJob(ctx.store, id, ctx.world.now()), { record: 'job', id });
  if (number > kept.job.chunks) throw new Refusal('not-found', { record: 'job', id });
  const begun = await beginChunk(ctx, kept, number);
  const ended = begun && (await carryOut(ctx, queue, kept, begun));
  await goOn(ctx, queue, kept.job);
  return ended && { kind: kept.job.kind, chunk: ended };
}

async function carryOut(ctx: Context, queue: Queue, kept: KeptJob, chunk: JobChunk): Promise<JobChunk> {
  if (chunk.attempts > MAX_ATTEMPTS) return endChunk(ctx, kept, chunk.number, gaveUp(chunk));
  try {
    return await endChunk(ctx, kept, chunk.number, await patiently(ctx, () => resultsOf(ctx, kept, chunk)));
  } catch (error) {
    const last = { ...ctx, store: ctx.store.within(LAST_WORD_MILLISECONDS) };
    // A twin may have ended it, and taken its rows away.
    const now = await loadJobChunk(last.store, kept.job.id, chunk.number);
    if (now && isEnded(now)) return now;
    if (error instanceof Refusal && !isPassing(error)) return endChunk(last, kept, chunk.number, error);
    if (chunk.attempts >= MAX_ATTEMPTS) {
      await endChunk(last, kept, chunk.number, gaveUp(chunk));
      await goOn(last, queue, kept.job);
    }
    throw error;
  }
}

const gaveUp = ({ number }: JobChunk) => new Refusal('job-gave-up', { chunk: number, attempts: MAX_ATTEMPTS });

/** The rows of a chunk through the verb of its kind, as whoever created the job, under a key that no caller can choose. */
async function resultsOf(ctx: Context, { job }: KeptJob, { number }: JobChunk): Promise<RowResult[]> {
  const part = job.parts.find((one) => one.number === number);
  const rows = part ? await loadJobRows(ctx.store, part) : [];
  const as: Context = {
    ...ctx,
    actor: { ...job.actor, role: roleOf(job.actor.role), tenant: ctx.store.tenant },
    requestId: `job ${job.id} ${number}`,
    idempotency: { key: `job ${job.id} ${number}`, bodyHash: hashOf([job.id, number]), leaseMilliseconds: LEASE_MILLISECONDS },
  };
  return JOB_KINDS[job.kind].run(as, job, { number, rows });
}

function roleOf(name: string): ActingRole {
  const role = ROLES.find((one) => one === name);
  if (role === undefined) throw new Error(`a job of the unknown role ${name}`);
  return role;
}

/** Waits for a twin at work on the same chunk, and for a table that is busy, while there is time. */
async function patiently<T>(ctx: Context, work: () => Promise<T>): Promise<T> {
  for (let wait = 1; ; wait++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Refusal) || !isPassing(error) || ctx.store.isLate() || wait >= MOST_PATIENT) throw error;
      await ctx.world.sleep(PATIENCE_MILLISECONDS);
    }
  }
}

/** Whether the same request may be answered otherwise a moment later. */
const isPassing = ({ code }: Refusal): boolean => code === 'still-running' || PROBLEMS[code].status >= 500;

/** Behind a chunk: ends the job when it was the last; of an ordered kind sends the next. */
async function goOn(ctx: Context, queue: Queue, { id, kind }: StoredJob): Promise<void> {
  if ((await closeJob(ctx, id)) || !JOB_KINDS[kind].ordered) return;
  const kept = await loadJob(ctx.store, id, ctx.world.now());
  if (kept) await queue.send(messagesOf(ctx, kept.job, await loadJobChunks(ctx.store, id)));
}
