import { isEnded } from '../../domain/jobs/job.ts';
import { loadJob, loadJobChunks, loadOpenJobs, unmarkOpen } from '../../store/jobs.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { closeJob } from './chunk-course.ts';
import { messagesOf } from './job-record.ts';
import type { Queue } from './queue.ts';

/** A job in which nothing has moved for this long has lost its messages, unless the queue is long: then they come twice. */
export const STALLED_MILLISECONDS = 15 * 60_000;

/**
 * Sets going again what stands still: jobs that were stored as started whose messages were never sent or are gone, and jobs
 * whose last chunk ended without anybody closing them. Answers how many messages it sent.
 */
export async function sweepJobs(ctx: Context, queue: Queue, stalledMilliseconds = STALLED_MILLISECONDS): Promise<number> {
  permit(ctx, 'write', 'jobs');
  const { store, world } = ctx;
  let sent = 0;
  for (const id of await loadOpenJobs(store)) {
    const kept = await loadJob(store, id, world.now());
    if (!kept) await store.transact([unmarkOpen(store, id)]);
    if (kept?.job.stage !== 'started' || (await closeJob(ctx, id))) continue;
    const begun = await loadJobChunks(store, id);
    const moved = begun.flatMap(({ begunAt, endedAt }) => [begunAt, endedAt ?? begunAt]).concat(kept.job.startedAt ?? []);
    if (moved.some((instant) => instant > instantAt(world.now() - stalledMilliseconds))) continue;
    const messages = messagesOf(ctx, kept.job, begun.filter(isEnded));
    await queue.send(messages);
    sent += messages.length;
  }
  return sent;
}
