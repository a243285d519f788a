import * as z from 'zod';
import { plainDateSchema } from '../time.ts';
import { decisionSchema, orNull } from '../domain/vocabulary.ts';
import { ROLES } from '../actor.ts';
import { GENESIS, entryHash, payloadHash } from '../audit.ts';
import type { Action, Item, Store } from './store.ts';

/** What one transaction did to one record of a stream. */
export const recordChangeSchema = z.strictObject({
  record: z.string().meta({ description: 'Record within the stream', example: 'headcount/2025-07' }),
  version: z.int().meta({ description: 'Version of the record after the change' }),
  before: z.unknown(),
  after: z.unknown(),
});
export type RecordChange = z.infer<typeof recordChangeSchema>;

export const logEntrySchema = z
  .strictObject({
    stream: z.string(),
    sequence: z.int().min(1),
    at: z.string().meta({ description: 'Instant of recording (UTC)' }),
    day: plainDateSchema,
    actor: z.string(),
    role: z.enum(ROLES),
    request: z.string(),
    verb: z.string(),
    reason: orNull(z.string()),
    decision: orNull(decisionSchema),
    changes: z.array(recordChangeSchema),
    salt: z.string(),
    payloadHash: z.string(),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'LogEntry', description: 'One audited change: who, when, why, before and after, chained by hash' });
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Where a stream's chain stands: the entry that the next one follows. */
export const headSchema = z.strictObject({ stream: z.string(), sequence: z.int().min(0), hash: z.string() });
export type Head = z.infer<typeof headSchema>;
export const emptyHead = (stream: string): Head => ({ stream, sequence: 0, hash: GENESIS });

const LOG_SHARDS = 4;

export type Draft = Pick<LogEntry, 'at' | 'day' | 'actor' | 'role' | 'request' | 'verb' | 'reason' | 'decision' | 'changes' | 'salt'>;

/** What of an entry is hashed with its salt, and can be erased with it. */
export const payloadOf = ({ request, verb, reason, decision, changes }: Pick<LogEntry, 'request' | 'verb' | 'reason' | 'decision' | 'changes'>) => ({
  request,
  verb,
  reason,
  decision,
  changes,
});

/** Chains a draft behind a head. */
export function seal(head: Head, draft: Draft): LogEntry {
  const sealed = {
    stream: head.stream,
    sequence: head.sequence + 1,
    at: draft.at,
    actor: draft.actor,
    role: draft.role,
    previousHash: head.hash,
    payloadHash: payloadHash(draft.salt, payloadOf(draft)),
  };
  return { ...draft, ...sealed, hash: entryHash(sealed) };
}

/** The two actions that append an entry: the entry itself, and the head moved from exactly where it was read. */
export function appendEntry(store: Store, head: Head, entry: LogEntry): Action[] {
  const shard = entry.sequence % LOG_SHARDS;
  const logged: Item = { ...entry, gsi1pk: store.keys.logDay(entry.day, shard), gsi1sk: `${entry.at}#${entry.stream}#${entry.sequence}` };
  const moved: Item = { stream: entry.stream, version: entry.sequence, hash: entry.hash };
  return [
    store.put(store.keys.logEntry(entry.stream, entry.sequence), logged, null),
    store.put(store.keys.head(entry.stream), moved, head.sequence === 0 ? null : head.sequence),
  ];
}

export function parseHead(stream: string, item: Item | undefined): Head {
  if (item === undefined) return emptyHead(stream);
  return headSchema.parse({ stream: item['stream'], sequence: item['version'], hash: item['hash'] });
}

export function parseLogEntry(item: Item): LogEntry {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...entry } = item;
  return logEntrySchema.parse(entry);
}
