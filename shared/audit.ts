import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';
import { ACTING_ROLES } from './actor.ts';
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

/** Digest of where all chains stand: SHA-256 of stream, sequence and hash of each head, in the order of the streams. */
export const headsDigest = (heads: readonly Pick<Sealed & { hash: string }, 'stream' | 'sequence' | 'hash'>[]): string =>
  hashOf(heads.map(({ stream, sequence, hash }) => [stream, sequence, hash]));

const recordName = {
  record: z.string().meta({ description: 'Record within the stream', example: 'headcount/2025-07' }),
  version: z.int().meta({ description: 'Version of the record after the change' }),
};

/** What one transaction did to one record of a stream. */
export const recordChangeSchema = z.strictObject({
  ...recordName,
  before: z.unknown(),
  after: z.unknown(),
  erased: z.literal(true).optional().meta({ description: 'What was recorded about the person has been erased' }),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;

/** A change of a person's record: the entry holds its hash, so that what it said can be erased without the others. */
const sealedChangeSchema = z.strictObject({ ...recordName, sealed: z.string() });

/** What of an entry is hashed with its salt, and can be erased with it. */
export const payloadSchema = z.strictObject({
  request: z.string(),
  verb: z.string(),
  reason: orNull(z.string()),
  decision: orNull(decisionSchema),
  changes: z.array(z.union([sealedChangeSchema, recordChangeSchema])),
});
export type Payload = z.infer<typeof payloadSchema>;

/** What changes of persons' records said, by the hash that the payload holds: each with a salt of its own. */
export const secretsSchema = z.record(z.string(), z.strictObject({ salt: z.string(), text: z.string() }));
export type Secrets = z.infer<typeof secretsSchema>;

export const sealSchema = z.strictObject({
  stream: z.string(),
  sequence: z.int().min(1),
  at: z.string().meta({ description: 'Instant of recording (UTC)' }),
  day: plainDateSchema,
  actor: z.string(),
  role: z.enum(ACTING_ROLES),
  salt: z.string(),
  payloadHash: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});

export const logEntrySchema = z
  .strictObject({
    ...sealSchema.shape,
    ...payloadSchema.shape,
    changes: z.array(recordChangeSchema),
    erased: z.literal(true).optional().meta({ description: 'The whole entry was about a person and has been erased' }),
  })
  .meta({ id: 'LogEntry', description: 'One audited change: who, when, why, before and after, chained by hash' });
export type LogEntry = z.infer<typeof logEntrySchema>;

/**
 * An entry as the table keeps it: the payload as the very text that was hashed, and beside it what it says about persons.
 * Payload and salt are empty once erased; of persons, what was erased is left out.
 */
export const keptSchema = sealSchema.extend({ payload: z.string(), secrets: z.string().optional() });
export type Kept = z.infer<typeof keptSchema>;

export const secretsOf = ({ secrets }: Pick<Kept, 'secrets'>): Secrets =>
  secrets === undefined ? {} : secretsSchema.parse(JSON.parse(secrets));

/** Whether everything that is kept of persons is what the payload holds the hash of. */
function secretsHold(kept: Kept): boolean {
  const sealed = new Set(
    kept.payload === ''
      ? []
      : payloadSchema.parse(JSON.parse(kept.payload)).changes.flatMap((change) => ('sealed' in change ? [change.sealed] : [])),
  );
  return Object.entries(secretsOf(kept)).every(([hash, { salt, text }]) => sealed.has(hash) && payloadHash(salt, text) === hash);
}

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
    if ((!erased && payloadHash(entry.salt, entry.payload) !== entry.payloadHash) || !secretsHold(entry))
      faults.push({ stream, sequence, fault: 'payload-altered' });
    if (entry.previousHash !== previous) faults.push({ stream, sequence, fault: 'does-not-follow' });
    if (entryHash(entry) !== entry.hash) faults.push({ stream, sequence, fault: 'entry-altered' });
    previous = entry.hash;
  }
  if (head.sequence !== entries.length || head.hash !== previous) faults.push({ stream, sequence: 0, fault: 'head-elsewhere' });
  return faults;
}
