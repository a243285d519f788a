import { keepDigest } from '../audit/keep-digest.ts';
import type { Context } from '../context.ts';
import type { Queue } from '../jobs/queue.ts';
import { sweepJobs } from '../jobs/sweep-jobs.ts';

/** What could not be done of which tenant; it is tried again the next time. */
export type Undone = { tenant: string; what: 'digest' | 'jobs'; error: unknown };

/**
 * What the service does by itself every few minutes, tenant by tenant: keeps the digest of the day once, and sets jobs going
 * again that stand still. What fails for one does not keep the others waiting.
 */
export async function keepHouse(contexts: readonly Context[], queue: Queue, stalledMilliseconds?: number): Promise<Undone[]> {
  const undone: Undone[] = [];
  for (const ctx of contexts) {
    const attempt = async (what: Undone['what'], work: () => Promise<unknown>) => {
      await work().catch((error: unknown) => undone.push({ tenant: ctx.actor.tenant, what, error }));
    };
    await attempt('jobs', () => sweepJobs(ctx, queue, stalledMilliseconds));
    await attempt('digest', () => keepDigest(ctx));
  }
  return undone;
}
