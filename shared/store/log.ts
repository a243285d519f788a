import * as z from 'zod';
import { GENESIS, type Kept, type LogEntry, type Payload, canonical, entryHash, keptSchema, payloadHash, payloadSchema } from '../audit.ts';
import { bare } from './item.ts';
import type { Action, Item, Store } from './store.ts';

/** Where a stream's chain stands: the entry that the next one follows. */
export const headSchema = z.strictObject({ stream: z.string(), sequence: z.int().min(0), hash: z.string() });
export type Head = z.infer<typeof headSchema>;
export const emptyHead = (stream: string): Head => ({ stream, sequence: 0, hash: GENESIS });

const LOG_SHARDS = 4;

export type Draft = Pick<LogEntry, 'at' | 'day' | 'actor' | 'role' | 'salt'> & { payload: Payload };

/** Chains a draft behind a head. */
export function seal(head: Head, { payload, ...draft }: Draft): Kept {
  const text = canonical(payload);
  const sealed = {
    stream: head.stream,
    sequence: head.sequence + 1,
    at: draft.at,
    actor: draft.actor,
    role: draft.role,
    previousHash: head.hash,
    payloadHash: payloadHash(draft.salt, text),
  };
  return { ...draft, ...sealed, hash: entryHash(sealed), payload: text };
}

/** The two actions that append an entry: the entry itself, and the head moved from exactly where it was read. */
export function appendEntry(store: Store, head: Head, entry: Kept): Action[] {
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

/** Every chain head of the province, by stream. */
export async function loadHeads(store: Store): Promise<Head[]> {
  return (await store.all(store.keys.heads())).map((item) => parseHead(item['stream'] as string, item));
}

export const parseKeptEntry = (item: Item): Kept => keptSchema.parse(bare(item));

export function parseLogEntry(item: Item): LogEntry {
  const { payload, ...sealed } = parseKeptEntry(item);
  return { ...sealed, ...payloadSchema.parse(JSON.parse(payload)) };
}
