import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { ROLES } from './actor.ts';
import { decisionSchema, orNull } from './domain/vocabulary.ts';
import { plainDateSchema } from './time.ts';

/** SHA-256 of a text, as lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** RFC 8785 text of a JSON value: the same value always gives the same bytes. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}

export const hashOf = (value: unknown): string => sha256(canonical(value));

/** Hash of the entry before the first one. */
export const GENESIS = '0'.repeat(64);

export type Sealed = {
  stream: string;
  sequence: number;
  at: string;
  actor: string;
  role: string;
  previousHash: string;
  payloadHash: string;
};

/** The payload's canonical text is hashed with its salt, so that erasing both later leaves the chain whole. */
export const payloadHash = (salt: string, payload: string): string => sha256(salt + payload);

/** The hash that chains an entry to the one before it. */
export const entryHash = ({ stream, sequence, at, actor, role, previousHash, payloadHash: payload }: Sealed): string =>
  hashOf({ stream, sequence, at, actor, role, previousHash, payloadHash: payload });

/** What one transaction did to one record of a stream. */
export const recordChangeSchema = z.strictObject({
  record: z.string().meta({ description: 'Record within the stream', example: 'headcount/2025-07' }),
  version: z.int().meta({ description: 'Version of the record after the change' }),
  before: z.unknown(),
  after: z.unknown(),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;

/** What of an entry is hashed with its salt, and can be erased with it. */
export const payloadSchema = z.strictObject({
  request: z.string(),
  verb: z.string(),
  reason: orNull(z.string()),
  decision: orNull(decisionSchema),
  changes: z.array(recordChangeSchema),
});
export type Payload = z.infer<typeof payloadSchema>;

export const sealSchema = z.strictObject({
  stream: z.string(),
  sequence: z.int().min(1),
  at: z.string().meta({ description: 'Instant of recording (UTC)' }),
  day: plainDateSchema,
  actor: z.string(),
  role: z.enum(ROLES),
  salt: z.string(),
  payloadHash: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});

export const logEntrySchema = z
  .strictObject({ ...sealSchema.shape, ...payloadSchema.shape })
  .meta({ id: 'LogEntry', description: 'One audited change: who, when, why, before and after, chained by hash' });
export type LogEntry = z.infer<typeof logEntrySchema>;

/** An entry as the table keeps it: the payload as the very text that was hashed. Payload and salt are empty once erased. */
export const keptSchema = sealSchema.extend({ payload: z.string() });
export type Kept = z.infer<typeof keptSchema>;

export type ChainFault = {
  stream: string;
  sequence: number;
  fault: 'out-of-sequence' | 'payload-altered' | 'does-not-follow' | 'entry-altered' | 'head-elsewhere';
};

/**
 * What is wrong with one chain: recomputes every hash from what is kept, in order, and compares the end with the head.
 * An entry that was altered, dropped, moved or added does not get past it. A payload may be erased together with its
 * salt: the chain goes on over its hash.
 */
export function chainFaults(head: { stream: string; sequence: number; hash: string }, entries: readonly Kept[]): ChainFault[] {
  const { stream } = head;
  const faults: ChainFault[] = [];
  let previous: string = GENESIS;
  for (const [index, entry] of entries.entries()) {
    const { sequence } = entry;
    if (entry.stream !== stream || sequence !== index + 1) faults.push({ stream, sequence, fault: 'out-of-sequence' });
    const erased = entry.payload === '' && entry.salt === '';
    if (!erased && payloadHash(entry.salt, entry.payload) !== entry.payloadHash)
      faults.push({ stream, sequence, fault: 'payload-altered' });
    if (entry.previousHash !== previous) faults.push({ stream, sequence, fault: 'does-not-follow' });
    if (entryHash(entry) !== entry.hash) faults.push({ stream, sequence, fault: 'entry-altered' });
    previous = entry.hash;
  }
  if (head.sequence !== entries.length || head.hash !== previous) faults.push({ stream, sequence: 0, fault: 'head-elsewhere' });
  return faults;
}
