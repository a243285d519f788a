import { headsDigest } from '../../audit.ts';
import type { KeptDigest } from '../../domain/log-digest.ts';
import { loadDigest, putDigest } from '../../store/digests.ts';
import { loadHeads } from '../../store/log.ts';
import { putParts } from '../../store/parts.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';

/** The chain of the digests themselves: each of them says how it stood before, so that no earlier one can be exchanged. */
export const DIGESTS = '~DIGESTS';

/**
 * Keeps the digest of today, once: where every chain stands at the first moment of the day in which this is asked for.
 * Of another day than today nobody can say that any more. Answers the digest of the day, or null while there is no log.
 */
export async function keepDigest(ctx: Context): Promise<KeptDigest | null> {
  permit(ctx, 'write', 'audit');
  const { store, world, today } = ctx;
  const known = await loadDigest(store, today);
  if (known) return known;
  const heads = await loadHeads(store);
  if (heads.length === 0) return null;
  const parts = await putParts(store, `DIGEST.${world.newId()}`, heads);
  return transact(ctx, { verb: 'keep-digest', reason: null, decision: null }, [DIGESTS], async (next) => {
    const twin = await loadDigest(store, today);
    if (twin) return { result: twin, changes: [] };
    const kept: KeptDigest = {
      day: today,
      keptAt: instantAt(world.now()),
      digest: headsDigest(heads),
      streams: heads.length,
      entries: heads.reduce((sum, { sequence }) => sum + sequence, 0),
      sequence: next(DIGESTS),
      parts,
      version: 1,
    };
    const change = { stream: DIGESTS, record: `digest/${today}`, version: 1, before: null, after: kept, write: putDigest(store, kept) };
    return { result: kept, changes: [change] };
  });
}
