import type { RecordChange } from '../../../shared/audit.ts';
import type { Item } from '../../../shared/store/store.ts';
import { changesOf, streamsOf } from '../audit-trail.ts';

/** What one transaction did, as the log has it: the request, its place in each stream, and each record once. */
export type Transaction = {
  readonly request: string;
  readonly places: readonly { stream: string; sequence: number }[];
  readonly changes: ReadonlyMap<string, RecordChange>;
};

/** The name of a record wherever it is logged: a person moves between streams, a course's list is spread over several. */
export function nameOf(stream: string, record: string): string {
  if (record.startsWith('staff/')) return record;
  return `${record.startsWith('attendance/') ? stream.split('.').slice(0, 2).join('.') : stream}|${record}`;
}

type Rows = { key: string; version: number | null; outcome: string }[];

/** Of each bulk request, by its key: the rows that each chunk says it has written. */
export function chunksOf(items: readonly Item[], tenant: string): Map<string, Map<number, Rows>> {
  const chunks = new Map<string, Map<number, Rows>>();
  for (const { pk, sk, result } of items) {
    const [, kind, , key = ''] = `${pk as string}`.split('#');
    if (!`${pk as string}`.startsWith(`${tenant}#`) || kind !== 'IDEM' || !`${sk as string}`.startsWith('CHUNK#')) continue;
    const ofKey = chunks.get(key) ?? new Map<number, Rows>();
    chunks.set(key, ofKey.set(Number(`${sk as string}`.slice('CHUNK#'.length)), JSON.parse(result as string) as Rows));
  }
  return chunks;
}

/**
 * The transactions of a log: entries of one request belong together. Of a bulk request each chunk is one of its own; which
 * entry is of which chunk is told by `chunkOf`, from a record and its version.
 */
export function transactionsOf(
  items: readonly Item[],
  tenant: string,
  chunkOf: (request: string, record: string, version: number) => string,
): Transaction[] {
  const found = new Map<string, { request: string; places: { stream: string; sequence: number }[]; changes: Map<string, RecordChange> }>();
  for (const [stream, entries] of streamsOf(items, tenant))
    for (const entry of entries) {
      const { request } = JSON.parse(entry.payload) as { request: string };
      const changes = changesOf(entry);
      const [first] = changes;
      const name = `${request} ${first ? chunkOf(request, nameOf(stream, first.record), first.version) : ''}`;
      const known = found.get(name) ?? { request, places: [], changes: new Map<string, RecordChange>() };
      known.places.push({ stream, sequence: entry.sequence });
      for (const change of changes) known.changes.set(nameOf(stream, change.record), change);
      found.set(name, known);
    }
  return [...found.values()];
}
