import * as z from 'zod';
import { plainDateSchema } from '../time.ts';

const count = z.int().min(0);

/** Where every chain of the log stood at one moment of a day. */
export const logDigestSchema = z
  .strictObject({
    day: plainDateSchema.meta({ description: 'Day in whose course it was kept; a day on which nobody kept one has none' }),
    keptAt: z.string().meta({ description: 'Instant of keeping (UTC)' }),
    digest: z.string().meta({ description: 'SHA-256 of every chain head of that moment, as /v1/audit/verify answers it' }),
    streams: count,
    entries: count.meta({ description: 'Entries of all streams' }),
    sequence: z.int().min(1).meta({ description: 'Place in the stream ~DIGESTS where the digest itself is logged' }),
  })
  .meta({ id: 'LogDigest', description: 'Digest of the log, kept once a day' });
export type LogDigest = z.infer<typeof logDigestSchema>;

/** A digest as kept: with the parts that hold the heads themselves. */
export const keptDigestSchema = logDigestSchema
  .extend({ parts: z.strictObject({ owner: z.string(), count }), version: z.int().min(1) })
  .meta({ id: 'KeptLogDigest', description: 'Digest as kept' });
export type KeptDigest = z.infer<typeof keptDigestSchema>;

/** What has become of an entry that was the end of its chain when a digest was kept. */
export const DIGEST_DIFFERENCES = ['dropped', 'replaced', 'altered'] as const;
export type DigestDifference = (typeof DIGEST_DIFFERENCES)[number];
