import { type JobChunk, type StoredJob, isEnded } from '../../domain/jobs/job.ts';
import { Refusal } from '../../errors.ts';
import { type KeptJob, loadJob, putJob } from '../../store/jobs.ts';
import type { Action } from '../../store/store.ts';
import { isScoped } from '../access.ts';
import type { Context } from '../context.ts';
import { found } from '../read-record.ts';
import type { Change } from '../transact.ts';
import { JOB_KINDS } from './kinds.ts';
import type { ChunkMessage } from './queue.ts';

/** Who asked for which job, and who stopped it: one chain for all jobs of a province. */
export const JOBS = '~JOBS';

/** A job that the actor may see: one's own, and all of them for roles that are not held to a subtree. */
export async function visibleJob(ctx: Context, id: string): Promise<KeptJob> {
  const kept = found(await loadJob(ctx.store, id, ctx.world.now()), { record: 'job', id });
  if (isScoped(ctx) && kept.job.actor.id !== ctx.actor.id) throw new Refusal('not-found', { record: 'job', id });
  return kept;
}

/** A job of one's own, to be changed. */
export async function ownJob(ctx: Context, id: string): Promise<KeptJob> {
  const kept = await visibleJob(ctx, id);
  if (kept.job.actor.id !== ctx.actor.id) throw new Refusal('forbidden');
  return kept;
}

/** The change that writes a job, as the log keeps it: without the names under which its rows lie. */
export function changeTo({ store }: Context, before: StoredJob | null, after: KeptJob, besides: readonly Action[] = []): Change {
  const said = ({ parts, ...job }: StoredJob) => ({ ...job, parts: parts.length, rows: parts.reduce((sum, { rows }) => sum + rows, 0) });
  const { job } = after;
  return {
    stream: JOBS,
    record: `job/${job.id}`,
    version: job.version,
    before: before && said(before),
    after: said(job),
    write: [putJob(store, after), ...besides],
  };
}

/** Chunks that are still to be carried out, as messages; of an ordered kind the first of them. */
export function messagesOf({ store }: Context, { id, kind, stage, chunks }: StoredJob, begun: readonly JobChunk[]): ChunkMessage[] {
  if (stage !== 'started') return [];
  const ended = new Set(begun.filter(isEnded).map(({ number }) => number));
  const open = Array.from({ length: chunks }, (_, index) => index + 1).filter((number) => !ended.has(number));
  return open.slice(0, JOB_KINDS[kind].ordered ? 1 : undefined).map((chunk) => ({ tenant: store.tenant, job: id, chunk }));
}
