import { keepDigest } from '../../shared/services/audit/keep-digest.ts';
import type { Context } from '../../shared/services/context.ts';

const EVERY_MS = 3_600_000;

/** Keeps the digest of the log of each day on which the server runs, within an hour of the day's beginning; what fails is tried again. */
export async function keepDigests(contextOf: () => Context, failed: (error: unknown) => unknown): Promise<void> {
  const keep = async () => {
    const ctx = contextOf();
    await keepDigest({ ...ctx, requestId: 'schedule', actor: { ...ctx.actor, id: 'system' } }).catch(failed);
  };
  setInterval(() => void keep(), EVERY_MS).unref();
  await keep();
}
