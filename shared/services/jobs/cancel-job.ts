import { type Job, shownJob } from '../../domain/jobs/job.ts';
import { Refusal } from '../../errors.ts';
import { loadJobChunks, unmarkOpen } from '../../store/jobs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { JOBS, changeTo, ownJob } from './job-record.ts';

/** Stops a job: no further chunk is begun. What has been written stays; a chunk under way goes on to its end. */
export async function cancelJob(ctx: Context, id: string, reason: string | null): Promise<Job> {
  permit(ctx, 'write', 'jobs');
  return transact(ctx, { verb: 'cancel-job', reason, decision: null }, [JOBS], async () => {
    const kept = await ownJob(ctx, id);
    const { job: before } = kept;
    const begun = await loadJobChunks(ctx.store, id);
    if (before.stage === 'cancelled') return { result: shownJob(before, begun), changes: [] };
    if (before.stage === 'done' || before.stage === 'failed') throw new Refusal('job-over', { id });
    const job = { ...before, stage: 'cancelled' as const, finishedAt: instantAt(ctx.world.now()), version: before.version + 1 };
    return { result: shownJob(job, begun), changes: [changeTo(ctx, before, { ...kept, job }, [unmarkOpen(ctx.store, id)])] };
  });
}
