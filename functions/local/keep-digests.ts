import { keepDigest } from '../../shared/services/audit/keep-digest.ts';
import type { Context } from '../../shared/services/context.ts';

const EVERY_MS = 3_600_000;

/** Keeps the digest of the log of each day on which the server runs, within an hour of the day's beginning; what fails is tried again. */
export function keepDigests(contextOf: () => Context, failed: (error: unknown) => unknown): void {
  const keep = () => {
    const ctx = contextOf();
    void keepDigest({ ...ctx, requestId: 'schedule', actor: { ...ctx.actor, id: 'system' } }).catch(failed);
  };
  keep();
  setInterval(keep, EVERY_MS).unref();
}
