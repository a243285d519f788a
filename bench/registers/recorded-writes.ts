import { BatchWriteCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Context } from '../../shared/services/context.ts';
import type { Key } from '../../shared/store/keys.ts';
import { type Action, type Item, Store } from '../../shared/store/store.ts';
import { itemSize } from '../item-size.ts';
import type { Place } from '../place.ts';

/** What a service wrote: its transactions, in their order. */
export type Recording = Action[][];

/** A store that notes every transaction that the table has taken. */
class RecordingStore extends Store {
  readonly #recording: Recording;
  constructor(place: Place, { world }: Context, recording: Recording) {
    super({ documents: place.documents, table: place.table, world }, place.tenant);
    this.#recording = recording;
  }

  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    await super.transact(actions, token);
    this.#recording.push([...actions]);
  }

  override putAll(): Promise<void> {
    throw new Error('a register writes in transactions only');
  }
}

export const recording = (place: Place, ctx: Context, into: Recording): Context => ({
  ...ctx,
  store: new RecordingStore(place, ctx, into),
});

/** How a bare client writes the same: by itself, without conditions, in the service's transactions or in plain batches. */
export const WAYS = ['transact', 'batch'] as const;
export type Way = (typeof WAYS)[number];

type Write = Record<string, Item>;
type BatchWrite = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Item } };

/** The same items under another tenant whose name is as long, so that nothing of the service's is overwritten. */
export const underTenant = (item: Item, tenant: string): Item => {
  const moved = { ...item };
  for (const name of ['pk', 'gsi1pk'])
    if (typeof moved[name] === 'string') moved[name] = tenant + (moved[name] as string).slice(tenant.length);
  return moved;
};

const nameOf = ({ pk, sk }: Item): string => `${String(pk)} ${String(sk)}`;

/** The counts that a recording added to, as they stand after it. */
export async function countsAfter(place: Place, recorded: Recording): Promise<Item[]> {
  const keys = recorded.flat().flatMap(({ Update }) => (Update?.Key ? [Update.Key as Key] : []));
  return (await place.contextOf('auditor').store.getMany(keys)).filter((item) => item !== undefined);
}

/**
 * A recording as requests of a bare client. Additions to counts stay additions in a transaction; a batch knows none and
 * puts the counts as they stand after the round.
 */
export function bareRequests(
  { documents, table }: Place,
  { recording: recorded, counts }: { recording: Recording; counts: readonly Item[] },
  way: Way,
  tenant: string,
): (() => Promise<unknown>)[] {
  const transactions = recorded.map((actions) => actions.map((action) => bareWrite(action, tenant)));
  if (way === 'transact')
    return transactions.map((writes) => () => documents.send(new TransactWriteCommand({ TransactItems: writes as Action[] })));
  const after = new Map(counts.map((item) => underTenant(item, tenant)).map((item) => [nameOf(item), item]));
  return transactions.map((writes) => async () => {
    const all = writes.map((write) => inBatch(write, after));
    for (let start = 0; start < all.length; start += 25) {
      const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [table]: all.slice(start, start + 25) } }));
      if (UnprocessedItems?.[table]?.length) throw new Error('the engine left items of a batch unwritten');
    }
  });
}

/** A write without its condition. */
function bareWrite({ Put, Update, Delete }: Action, tenant: string): Write {
  if (Put) return { Put: { TableName: Put.TableName, Item: underTenant(Put.Item as Item, tenant) } };
  if (Update) return { Update: { ...Update, Key: underTenant(Update.Key as Item, tenant) } };
  if (Delete) return { Delete: { TableName: Delete.TableName, Key: underTenant(Delete.Key as Item, tenant) } };
  throw new Error('a service wrote in a way that is not replayed');
}

function inBatch({ Put, Update, Delete }: Write, after: ReadonlyMap<string, Item>): BatchWrite {
  if (Put) return { PutRequest: { Item: Put['Item'] as Item } };
  const key = (Update ?? Delete)?.['Key'] as Item;
  const item = after.get(nameOf(key));
  return Update && item ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: key } };
}

export type Size = { writes: number; bytes: number; transactions: number };

/** How much a recording is; of additions only the names and numbers that are added count. */
export function sizeOf(recorded: Recording): Size {
  const writes = recorded.flat();
  const bytes = writes.reduce((sum, { Put, Update }) => sum + itemSize((Put?.Item ?? Update?.ExpressionAttributeValues ?? {}) as Item), 0);
  return { writes: writes.length, bytes, transactions: recorded.length };
}
