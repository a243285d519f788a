import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { GENESIS, type Payload, type RecordChange, canonical, entryHash, payloadHash } from '../../shared/audit.ts';
import type { Item } from '../../shared/store/store.ts';
import { oncePerVersion, staffFaults } from './staff-trail.ts';

/** Everything in a table; only a test may read it that way. */
export async function everyItem(documents: DynamoDBDocumentClient, table: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let from: Item | undefined, more = true; more; more = from !== undefined) {
    const page = await documents.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ...(from === undefined ? {} : { ExclusiveStartKey: from }) }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  }
  return items;
}

type Kept = Item &
  Parameters<typeof entryHash>[0] & { salt: string; payload: string; secrets?: string; hash: string; pk: string; sk: string };

/** Entries of every stream of a tenant, in the order of their keys. */
export function streamsOf(items: readonly Item[], tenant: string): Map<string, Kept[]> {
  const prefix = `${tenant}#LOG#`;
  const entries = items.filter(({ pk }) => `${pk as string}`.startsWith(prefix)) as Kept[];
  entries.sort((a, b) => (a.sk < b.sk ? -1 : 1));
  return Map.groupBy(entries, ({ pk }) => pk.slice(prefix.length));
}

/**
 * What is wrong with the log of a tenant: recomputes every hash of every stream from what is kept, and compares the end of
 * each chain with its head. An entry that was altered, dropped, moved or added does not get past it.
 */
export function chainFaults(items: readonly Item[], tenant: string): string[] {
  const streams = streamsOf(items, tenant);
  const heads = new Map(items.filter(({ pk }) => pk === `${tenant}#HEAD`).map((head) => [head['sk'] as string, head]));
  const names = new Set([...streams.keys(), ...heads.keys()]);
  return [...names].flatMap((name) => {
    const faults: string[] = [];
    let previous: string = GENESIS;
    const entries = streams.get(name) ?? [];
    for (const [index, entry] of entries.entries()) {
      const at = `${name} ${entry.sk}`;
      if (entry.stream !== name || entry.sequence !== index + 1 || Number(entry.sk) !== index + 1) faults.push(`${at}: out of sequence`);
      // A payload may be erased together with its salt: the chain goes on over its hash.
      const erased = entry.payload === '' && entry.salt === '';
      if (!erased && canonical(JSON.parse(entry.payload)) !== entry.payload) faults.push(`${at}: payload is not canonical`);
      if (!erased && payloadHash(entry.salt, entry.payload) !== entry.payloadHash) faults.push(`${at}: payload altered`);
      if (entry.previousHash !== previous) faults.push(`${at}: does not follow the entry before`);
      if (entryHash(entry) !== entry.hash) faults.push(`${at}: entry altered`);
      previous = entry.hash;
    }
    const head = heads.get(name);
    if (head?.['version'] !== entries.length || head['hash'] !== previous) faults.push(`${name}: head is elsewhere`);
    return faults;
  });
}

/** The changes that an entry logs; what it says of persons stands beside its payload, unless it has been erased. */
export function changesOf({ payload, secrets = '{}' }: Kept): RecordChange[] {
  const said = JSON.parse(secrets) as Record<string, { text: string }>;
  return (JSON.parse(payload) as Payload).changes.map((change) => {
    if (!('sealed' in change)) return change;
    const { record, version, sealed } = change;
    const { before, after } = JSON.parse(said[sealed]?.text ?? '{"before":null,"after":null}') as Pick<RecordChange, 'before' | 'after'>;
    return { record, version, before, after };
  });
}

/** Registers whose records the log must account for, by the first word of their partition. */
const REGISTERS = [
  'UNITS',
  'REORG',
  'POSTS',
  'NORM',
  'YPLAN',
  'HC',
  'STRUCT',
  'AGE',
  'STAFF',
  'SF',
  'DB',
  'BASE',
  'RUN',
  'RPLAN',
  'SCEN',
  'COURSES',
  'TRAIN',
  'DIGEST',
  'PF',
  'POSCAT',
];

/** An attendance may move to another year and is the same record. */
const placeOf = (pk: string): string => pk.replace(/#TRAIN#\d{4}#\d$/, '#TRAIN');

/** Where the log keeps a record, said as the key of the record. */
function keyOf(tenant: string, stream: string, record: string): string {
  const [kind = ''] = record.split('/');
  const rest = record.slice(record.indexOf('/') + 1);
  if (kind === 'unit') return `${tenant}#UNITS|${stream}`;
  if (kind === 'reorganisation') return `${tenant}#REORG|${rest}`;
  if (kind === 'scenario') return `${tenant}#SCEN|${rest}`;
  if (kind === 'position-framework') return `${tenant}#PF|${stream}#${rest.padStart(4, '0')}`;
  if (kind === 'position-catalogue') return `${tenant}#POSCAT|${rest.replace('/', '#')}`;
  if (kind === 'digest') return `${tenant}#DIGEST|${rest}`;
  if (kind === 'reduction-plan') return `${tenant}#RPLAN|${rest}`;
  if (kind === 'course') return `${tenant}#COURSES#${rest.slice(0, 4)}|${rest}`;
  if (kind === 'attendance') return `${tenant}#TRAIN|${rest}#${stream.split('.')[1]}`;
  if (kind === 'staff') return `${tenant}#STAFF#${rest}|HEAD`;
  if (kind === 'projection') return `${tenant}#RUN|${rest}`;
  if (kind === 'baseline') return `${tenant}#BASE|${rest.split('-')[0]}#${(rest.split('-')[1] ?? '').padStart(4, '0')}`;
  const partition = {
    posts: 'POSTS',
    'norm-input': 'NORM',
    'yearly-plan': 'YPLAN',
    headcount: 'HC',
    structure: 'STRUCT',
    'age-profile': 'AGE',
    'self-financing': 'SF',
    'district-budget': 'DB',
  }[kind];
  return `${tenant}#${partition}#${rest}|${stream}`;
}

/** Nested fields are kept as text: compared as the log has them. */
function agrees(record: string, item: Item, changes: readonly RecordChange[]): boolean {
  const after = changes.at(-1)?.after as Item;
  const asKept = (field: string, value: unknown) => (typeof value === 'string' ? item[field] : JSON.parse(`${item[field] as string}`));
  if (record.startsWith('posts/')) {
    const added = changes.flatMap((change) => (change.after as { added: unknown[] }).added);
    return isDeepStrictEqual(JSON.parse(item['entries'] as string), added);
  }
  if (record.startsWith('age-profile/')) return isDeepStrictEqual(JSON.parse(item['people'] as string), after);
  if (record.startsWith('position-framework/')) {
    const { positions, ...rest } = after;
    const kept = { ...item, positions: undefined };
    return (
      (JSON.parse(item['positions'] as string) as unknown[]).length === positions &&
      agrees('', kept, [{ ...changes[0], after: rest }] as RecordChange[])
    );
  }
  return Object.entries(after).every(([field, value]) =>
    isDeepStrictEqual(
      plainOf(item[field], () => asKept(field, value)),
      value,
    ),
  );
}

const plainOf = (kept: unknown, parsed: () => unknown): unknown => (typeof kept === 'string' ? parsed() : kept);

/**
 * What of the registers the log does not account for: versions that are not contiguous, a record that is not what its
 * history says, a change without a record, a record without history.
 */
export function historyFaults(items: readonly Item[], tenant: string): string[] {
  const records = new Map(
    items
      .filter(({ pk }) => REGISTERS.includes(`${pk as string}`.split('#')[1] ?? '') && `${pk as string}`.startsWith(`${tenant}#`))
      .map((item) => [`${placeOf(item['pk'] as string)}|${item['sk'] as string}`, item]),
  );
  const histories = new Map<string, { record: string; changes: RecordChange[] }>();
  for (const [stream, entries] of streamsOf(items, tenant))
    for (const entry of entries)
      for (const change of changesOf(entry)) {
        // A job is work, not a record: it is logged who asked for it and who stopped it, and it goes after thirty days.
        if (change.record.startsWith('job/')) continue;
        const key = keyOf(tenant, stream, change.record);
        const history = histories.get(key) ?? { record: change.record, changes: [] };
        history.changes.push(change);
        histories.set(key, history);
      }
  const faults = [...records.keys()].filter((key) => !histories.has(key)).map((key) => `${key}: no history`);
  for (const [key, { record, changes: logged }] of histories) {
    const item = records.get(key);
    const { changes, faults: differing } = record.startsWith('staff/') ? oncePerVersion(key, logged) : { changes: logged, faults: [] };
    faults.push(...differing);
    if (changes.some(({ version }, index) => version !== index + 1)) faults.push(`${key}: versions are not contiguous`);
    if (item === undefined) faults.push(`${key}: logged but not there`);
    else if (item['version'] !== changes.length)
      faults.push(`${key}: at version ${item['version'] as number} after ${changes.length} changes`);
    else if (!agrees(record, item, changes)) faults.push(`${key}: not what its history says`);
  }
  const entries = streamsOf(items, tenant);
  const changesAt = (stream: string, sequence: number) => {
    const entry = entries.get(stream)?.[sequence - 1];
    return entry ? changesOf(entry) : [];
  };
  return [...faults, ...staffFaults(items, tenant, changesAt)];
}
