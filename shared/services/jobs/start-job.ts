import { type Job, type StoredJob, shownJob } from '../../domain/jobs/job.ts';
import { Refusal } from '../../errors.ts';
import { loadJobChunks, markOpen } from '../../store/jobs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { JOBS, changeTo, messagesOf, ownJob } from './job-record.ts';
import { JOB_KINDS } from './kinds.ts';
import type { Queue } from './queue.ts';

/** What whoever sent the parts believes to have sent. */
export type Stated = { parts: number; rows: number };

/**
 * Lets a job begin once every part is there. First the job is stored as started, then its chunks are sent; a start that
 * broke off between the two is repeated with the same effect, and a sweep does it for whoever does not.
 */
export async function startJob(ctx: Context, queue: Queue, id: string, stated: Stated): Promise<Job> {
  permit(ctx, 'write', 'jobs');
  const answer = await transact(ctx, { verb: 'start-job', reason: null, decision: null }, [JOBS], async () => {
    const kept = await ownJob(ctx, id);
    const { job: before } = kept;
    if (before.stage === 'started') return { result: shownJob(before, await loadJobChunks(ctx.store, id)), changes: [] };
    if (before.stage !== 'open') throw new Refusal('job-over', { id });
    requireParts(before, stated);
    const chunks = JOB_KINDS[before.kind].plan(before);
    const startedAt = instantAt(ctx.world.now());
    const job = { ...before, stage: 'started' as const, chunks, startedAt, version: before.version + 1 };
    const after = { ...kept, job };
    return { result: shownJob(job, []), changes: [changeTo(ctx, before, after, [markOpen(ctx.store, after)])] };
  });
  const { job } = await ownJob(ctx, id);
  await queue.send(messagesOf(ctx, job, await loadJobChunks(ctx.store, id)));
  return answer;
}

/** Every part from 1 on, and as many rows as were sent: a part that was lost on its way is noticed before anything is written. */
function requireParts({ parts }: StoredJob, stated: Stated): void {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const gap = parts.findIndex(({ number }, index) => number !== index + 1);
  if (gap !== -1) throw new Refusal('job-part-missing', { part: gap + 1 }, 'parts');
  if (stated.parts !== parts.length || stated.rows !== rows)
    throw new Refusal('job-parts-differ', { statedParts: stated.parts, statedRows: stated.rows, parts: parts.length, rows }, 'parts');
}
