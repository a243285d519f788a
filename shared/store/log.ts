import * as z from 'zod';
import {
  GENESIS,
  type Kept,
  type LogEntry,
  type Payload,
  type RecordChange,
  type Secrets,
  canonical,
  entryHash,
  keptSchema,
  payloadHash,
  payloadSchema,
  secretsOf,
} from '../audit.ts';
import type { PlainDate } from '../time.ts';
import { bare } from './item.ts';
import type { Key } from './keys.ts';
import type { Action, Item, Store } from './store.ts';

/** Where a stream's chain stands: the entry that the next one follows. */
export const headSchema = z.strictObject({ stream: z.string(), sequence: z.int().min(0), hash: z.string() });
export type Head = z.infer<typeof headSchema>;

/** The head with the moment of its entry: an entry never says that it was recorded before the one that it follows. */
export type ChainEnd = Head & Pick<LogEntry, 'at' | 'day'>;
/** Absent from heads of before it was kept. */
const momentSchema = z.object({ at: z.string().default(''), day: z.string().default('') });
const emptyChain = (stream: string): ChainEnd => ({ stream, sequence: 0, hash: GENESIS, at: '', day: '' });

const LOG_SHARDS = 4;

/** A change as it is to be logged; `salt` when it is about a person and must be erasable alone. */
export type LoggedChange = Pick<RecordChange, 'record' | 'version' | 'before' | 'after'> & { salt?: string };
export type Draft = Pick<LogEntry, 'at' | 'day' | 'actor' | 'role' | 'salt'> & {
  payload: Omit<Payload, 'changes'>;
  changes: readonly LoggedChange[];
};

/** Chains a draft behind a head. Where the clock was set back it bears the moment of the entry before: readers rely on the order of days. */
export function seal(head: ChainEnd, { payload, changes, ...said }: Draft): Kept {
  const draft = said.at < head.at ? { ...said, at: head.at, day: head.day } : said;
  const secrets: Secrets = {};
  const listed = changes.map(({ salt, ...change }) => {
    if (salt === undefined) return change;
    const { record, version, before, after } = change;
    const personal = canonical({ before, after });
    const sealed = payloadHash(salt, personal);
    secrets[sealed] = { salt, text: personal };
    return { record, version, sealed };
  });
  const text = canonical({ ...payload, changes: listed });
  const sealed = {
    stream: head.stream,
    sequence: head.sequence + 1,
    at: draft.at,
    actor: draft.actor,
    role: draft.role,
    previousHash: head.hash,
    payloadHash: payloadHash(draft.salt, text),
  };
  const kept: Kept = { ...draft, ...sealed, hash: entryHash(sealed), payload: text };
  return Object.keys(secrets).length === 0 ? kept : { ...kept, secrets: JSON.stringify(secrets) };
}

/** The two actions that append an entry: the entry itself, and the head moved from exactly where it was read. */
export function appendEntry(store: Store, head: Head, entry: Kept): Action[] {
  const shard = entry.sequence % LOG_SHARDS;
  const logged: Item = { ...entry, gsi1pk: store.keys.logDay(entry.day, shard), gsi1sk: `${entry.at}#${entry.stream}#${entry.sequence}` };
  const moved: Item = { stream: entry.stream, version: entry.sequence, hash: entry.hash, at: entry.at, day: entry.day };
  return [
    store.put(store.keys.logEntry(entry.stream, entry.sequence), logged, null),
    store.put(store.keys.head(entry.stream), moved, head.sequence === 0 ? null : head.sequence),
  ];
}

export function parseHead(stream: string, item: Item | undefined): ChainEnd {
  if (item === undefined) return emptyChain(stream);
  return { ...headOf(item), stream, ...momentSchema.parse(item) };
}

const headOf = (item: Item): Head => headSchema.parse({ stream: item['stream'], sequence: item['version'], hash: item['hash'] });

/** Every chain head of the province, by stream. */
export async function loadHeads(store: Store): Promise<Head[]> {
  return (await store.all(store.keys.heads())).map(headOf);
}

/** How far every chain of the province has come, by stream: what moves whenever anything is recorded. */
export async function loadHeadVersions(store: Store): Promise<[stream: string, sequence: number][]> {
  return (await store.all(store.keys.heads())).map((item) => [item['stream'] as string, item['version'] as number]);
}

export const parseKeptEntry = (item: Item): Kept => keptSchema.parse(bare(item));

/** An entry as it is shown. One whose payload has been erased says that, and when by whom something was recorded. */
export function parseLogEntry(item: Item): LogEntry {
  const { payload, secrets, ...sealed } = parseKeptEntry(item);
  if (payload === '') return { ...sealed, request: '', verb: 'erased', reason: null, decision: null, changes: [], erased: true };
  const said = secretsOf({ secrets });
  const { changes, ...rest } = payloadSchema.parse(JSON.parse(payload));
  return { ...sealed, ...rest, changes: changes.map((change) => ('sealed' in change ? opened(change, said) : change)) };
}

/**
 * A page of the entries recorded on a day, in the order of recording, by their places in the index: the shards of the day
 * are read side by side, and merged as far as all of them have been read.
 */
export async function pageOfLogDay(
  store: Store,
  day: PlainDate,
  page: { after?: string | undefined; limit: number },
): Promise<{ keys: (Key & { place: string })[]; next: string | null }> {
  const shards = await Promise.all(Array.from({ length: LOG_SHARDS }, (_, shard) => store.indexPage(store.keys.logDay(day, shard), page)));
  const ends = shards.flatMap(({ next }) => next ?? []);
  const known = shards.flatMap(({ keys }) => keys).filter(({ place }) => ends.every((end) => place <= end));
  const keys = known.sort((one, other) => (one.place < other.place ? -1 : 1)).slice(0, page.limit);
  const last = keys.at(-1);
  return { keys, next: last !== undefined && (ends.length > 0 || known.length > keys.length) ? last.place : null };
}

/** What a change of a person's record said, or that it has been erased. */
function opened({ record, version, sealed }: { record: string; version: number; sealed: string }, said: Secrets): RecordChange {
  const secret = said[sealed];
  if (secret === undefined) return { record, version, before: null, after: null, erased: true };
  const { before, after } = JSON.parse(secret.text) as Pick<RecordChange, 'before' | 'after'>;
  return { record, version, before, after };
}

/** Records of some names that an entry's payload lists, in its order. */
export const namesIn = ({ payload }: Pick<Kept, 'payload'>, names: ReadonlySet<string>): string[] =>
  payload === '' ? [] : payloadSchema.parse(JSON.parse(payload)).changes.flatMap(({ record }) => (names.has(record) ? [record] : []));

/** The salt under which an entry keeps what it says of some records: random, and gone once that is erased. */
export function saltIn(entry: Kept, names: ReadonlySet<string>): string {
  const { changes } = payloadSchema.parse(JSON.parse(entry.payload));
  const sealed = changes.flatMap((change) => ('sealed' in change && names.has(change.record) ? [change.sealed] : []));
  const salt = secretsOf(entry)[sealed[0] ?? '']?.salt;
  if (salt === undefined) throw new Error(`${entry.stream} ${entry.sequence} says nothing of ${[...names].join(', ')} any more`);
  return salt;
}

/**
 * Takes out of an entry what it says of some records, whose changes were sealed apart; the whole payload with its salt when
 * it speaks of nothing else. The chain goes on over the hashes. Insists on the entry as it was read.
 * @returns undefined when nothing of them is left to erase
 */
export function eraseFromEntry(store: Store, entry: Kept, names: ReadonlySet<string>): Action | undefined {
  if (entry.payload === '' || entry.secrets === undefined) return undefined;
  const { changes } = payloadSchema.parse(JSON.parse(entry.payload));
  const gone = new Set(changes.flatMap((change) => ('sealed' in change && names.has(change.record) ? [change.sealed] : [])));
  const said = Object.entries(secretsOf(entry));
  const left = said.filter(([sealed]) => !gone.has(sealed));
  const isAll = changes.every(({ record }) => names.has(record));
  if (left.length === said.length && !isAll) return undefined;
  const erased = { payload: isAll ? '' : entry.payload, salt: isAll ? '' : entry.salt, secrets: JSON.stringify(Object.fromEntries(left)) };
  return store.rewrite(store.keys.logEntry(entry.stream, entry.sequence), erased, { secrets: entry.secrets });
}
