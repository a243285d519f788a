import { type Job, shownJob } from '../../domain/jobs/job.ts';
import type { JobRequest } from '../../domain/jobs/kinds.ts';
import { expiryOfJob } from '../../store/jobs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { JOBS, changeTo } from './job-record.ts';
import { JOB_KINDS } from './kinds.ts';

/** Opens a job: what is to be done, with the rights of whoever asks. Its rows follow in parts. */
export async function createJob(ctx: Context, { kind, parameters, reason: stated }: JobRequest): Promise<Job> {
  permit(ctx, 'write', 'jobs');
  await JOB_KINDS[kind].admit(ctx, parameters);
  const reason = stated ?? null;
  const { actor, world } = ctx;
  const now = world.now();
  const id = world.newId();
  return transact(ctx, { verb: 'create-job', reason, decision: null }, [JOBS], () => {
    const job = {
      id,
      kind,
      parameters,
      reason,
      actor: { id: actor.id, role: actor.role, units: [...actor.units] },
      stage: 'open' as const,
      parts: [],
      chunks: 0,
      createdAt: instantAt(now),
      startedAt: null,
      finishedAt: null,
      version: 1,
    };
    return Promise.resolve({ result: shownJob(job, []), changes: [changeTo(ctx, null, { job, expiresAt: expiryOfJob(now) })] });
  });
}
