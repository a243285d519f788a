import * as z from 'zod';
import { type Kept, chainFaults, headsDigest } from '../../audit.ts';
import { loadHeads, parseKeptEntry } from '../../store/log.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type PageAsk, pageOf } from '../page.ts';

export const auditFaultSchema = z
  .strictObject({
    stream: z.string().meta({ description: 'Unit key, ~RESERVE, ~BASELINES or ~RUN.<id>' }),
    sequence: z.int().meta({ description: 'Place in the stream; 0 for the head' }),
    fault: z.enum(['out-of-sequence', 'payload-altered', 'does-not-follow', 'entry-altered', 'head-elsewhere']),
  })
  .meta({ id: 'AuditFault', description: 'A place where a chain does not hold' });

export const auditVerificationSchema = z
  .strictObject({
    digest: z.string().meta({
      description: 'SHA-256 of every chain head of the province: written down elsewhere, it proves later that nothing was dropped',
    }),
    streams: z.int().meta({ description: 'Streams of the province' }),
    verified: z.int().meta({ description: 'Streams verified on this page' }),
    entries: z.int().meta({ description: 'Entries recomputed on this page' }),
    faults: z.array(auditFaultSchema),
    next: z.union([z.string(), z.null()]),
  })
  .meta({ id: 'AuditVerification', description: 'Hash chains recomputed, a page of streams at a time' });
export type AuditVerification = z.infer<typeof auditVerificationSchema>;

/** Recomputes the hash chains of a page of streams from what is kept, and compares each end with its head. */
export async function verifyLog(ctx: Context, page: PageAsk): Promise<AuditVerification> {
  permit(ctx, 'read', 'audit');
  const heads = await loadHeads(ctx.store);
  const digest = headsDigest(heads);
  const { items, next } = pageOf(ctx, { ...page, list: 'audit-verify', filters: {} }, heads, ({ stream }) => stream);
  const faults: AuditVerification['faults'] = [];
  let entries = 0;
  for (const head of items) {
    const kept: Kept[] = (await ctx.store.all(ctx.store.keys.log(head.stream))).map(parseKeptEntry);
    entries += kept.length;
    faults.push(...chainFaults(head, kept));
  }
  return { digest, streams: heads.length, verified: items.length, entries, faults, next };
}
