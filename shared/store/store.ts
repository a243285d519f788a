import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Refusal } from '../errors.ts';
import type { World } from '../world.ts';
import { type Key, type Keys, keysOf } from './keys.ts';
import { orBusy } from './not-now.ts';
import { TABLE } from './table.ts';

export type Item = Record<string, unknown>;
export type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A transaction that the table refused: why, action by action ('None' where the action was fine). */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
  readonly reasons: readonly string[];
  /** It was sent more than once: a sending whose answer was lost may have been carried out, and be what it now conflicts with. */
  readonly inDoubt: boolean;
  constructor(reasons: readonly string[], inDoubt = false) {
    super(reasons.join(','));
    this.reasons = reasons;
    this.inDoubt = inDoubt;
  }

  /** Whether the same work, decided anew, may succeed: somebody else was there first, or the table was too busy. */
  isPassing(): boolean {
    return this.reasons.every((reason) => PASSING.includes(reason));
  }
}

type Cancelled = { CancellationReasons?: { Code?: string }[]; $metadata?: { attempts?: number } };

const PASSING: readonly string[] = [
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
];

/** Units of capacity consumed, as the engine reports them. */
export type Meter = { read: number; write: number };

/** `signal`: when the request that is being answered has run out of time; nothing is asked of the table any more. */
type Place = {
  readonly documents: DynamoDBDocumentClient;
  readonly table: string;
  readonly world: World;
  readonly signal?: AbortSignal | undefined;
};

/** The client that understands plain objects; undefined values are left out. */
export function documentsOf(client: DynamoDBClient): DynamoDBDocumentClient {
  // It copies every item of every answer for a log that nobody reads.
  client.middlewareStack.remove('loggerMiddleware');
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

const ATTEMPTS = 8;
/** Text of one item: the table takes 400 KB, names and numbers included. */
const MAX_TEXT_BYTES = 380_000;

/** Text of one transaction: the table takes 4 MB, names and numbers included. */
const MAX_TRANSACTION_BYTES = 3_800_000;

const textBytes = (item: Item): number =>
  Object.values(item).reduce<number>((sum, value) => sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0), 0);

function requireSize(item: Item): void {
  const bytes = textBytes(item);
  if (bytes > MAX_TEXT_BYTES) throw new Refusal('change-too-large', { bytes, limit: MAX_TEXT_BYTES });
}

function requireTransactionSize(actions: readonly Action[]): void {
  const bytes = actions.reduce((sum, { Put }) => sum + textBytes(Put?.Item ?? {}), 0);
  if (bytes > MAX_TRANSACTION_BYTES) throw new Refusal('change-too-large', { bytes, limit: MAX_TRANSACTION_BYTES });
}

/** One tenant's view of the table: every key it can name begins with the tenant. All reads are strongly consistent. */
export class Store {
  readonly tenant: string;
  readonly keys: Keys;
  readonly meter: Meter = { read: 0, write: 0 };
  readonly #place: Place;
  readonly #inTime: { abortSignal?: AbortSignal };

  constructor(place: Place, tenant: string) {
    this.#place = place;
    this.#inTime = place.signal ? { abortSignal: place.signal } : {};
    this.tenant = tenant;
    this.keys = keysOf(tenant);
  }

  /** The same view with so much time of its own: for what must still be written once a request has run out of time. */
  within(milliseconds: number): Store {
    return new Store({ ...this.#place, signal: AbortSignal.timeout(milliseconds) }, this.tenant);
  }

  /** Whether the time is over within which anything may be asked of the table. */
  isLate(): boolean {
    return this.#place.signal?.aborted ?? false;
  }

  async get(key: Key): Promise<Item | undefined> {
    const { documents, table: TableName } = this.#place;
    const question = new GetCommand({ TableName, Key: key, ConsistentRead: true, ReturnConsumedCapacity: 'TOTAL' });
    const answer = await orBusy(documents.send(question, this.#inTime));
    this.meter.read += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    return answer.Item;
  }

  /** Items of many keys, in the order of the keys; undefined where there is none. Duplicate keys are read once. */
  async getMany(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    const found = new Map<string, Item>();
    const name = (key: Item | Key) => `${key.pk as string}\u0000${key.sk as string}`;
    const distinct = [...new Map(keys.map((key) => [name(key), key])).values()];
    for (let start = 0; start < distinct.length; start += 100) {
      let open: Key[] = distinct.slice(start, start + 100);
      for (let attempt = 0; open.length > 0; attempt++) {
        if (attempt > 0) await this.#backOff(attempt);
        const answer = await orBusy(
          this.#place.documents.send(
            new BatchGetCommand({
              RequestItems: { [this.#place.table]: { Keys: open, ConsistentRead: true } },
              ReturnConsumedCapacity: 'TOTAL',
            }),
            this.#inTime,
          ),
        );
        this.meter.read += (answer.ConsumedCapacity ?? []).reduce((sum, part) => sum + (part.CapacityUnits ?? 0), 0);
        for (const item of answer.Responses?.[this.#place.table] ?? []) found.set(name(item), item);
        open = (answer.UnprocessedKeys?.[this.#place.table]?.Keys ?? []) as Key[];
      }
    }
    return keys.map((key) => found.get(name(key)));
  }

  /** One page of a partition in key order, from after `after`; `next` is the last key read, or null at the end. */
  async page(
    pk: string,
    options: { from?: string; to?: string; after?: string; limit?: number; backward?: boolean } = {},
  ): Promise<{ items: Item[]; next: string | null }> {
    const answer = await orBusy(
      this.#place.documents.send(
        new QueryCommand({
          TableName: this.#place.table,
          // BETWEEN and not begins_with: an embedded engine ignores case in the latter.
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
          ExpressionAttributeValues: { ':pk': pk, ':from': options.from ?? '\u0001', ':to': options.to ?? '\u{10FFFF}' },
          ...(options.after === undefined ? {} : { ExclusiveStartKey: { pk, sk: options.after } }),
          ...(options.limit === undefined ? {} : { Limit: options.limit }),
          ScanIndexForward: !options.backward,
          ConsistentRead: true,
          ReturnConsumedCapacity: 'TOTAL',
        }),
        this.#inTime,
      ),
    );
    this.meter.read += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    return { items: answer.Items ?? [], next: (answer.LastEvaluatedKey?.['sk'] as string | undefined) ?? null };
  }

  /**
   * The table keys of a page of an index partition, from after `after` in the index's own order (`place`). The index
   * follows the table a moment later and holds keys only: what they name is read from the table.
   */
  async indexPage(
    pk: string,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ keys: (Key & { place: string })[]; next: string | null }> {
    const { name: IndexName, partitionKey, sortKey } = TABLE.index;
    const answer = await orBusy(
      this.#place.documents.send(
        new QueryCommand({
          TableName: this.#place.table,
          IndexName,
          KeyConditionExpression: '#pk = :pk AND #sk > :after',
          ExpressionAttributeNames: { '#pk': partitionKey, '#sk': sortKey },
          ExpressionAttributeValues: { ':pk': pk, ':after': after ?? '\u0001' },
          Limit: limit,
          ReturnConsumedCapacity: 'TOTAL',
        }),
        this.#inTime,
      ),
    );
    this.meter.read += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    const keys = (answer.Items ?? []).map((item) => ({
      pk: item['pk'] as string,
      sk: item['sk'] as string,
      place: item[sortKey] as string,
    }));
    return { keys, next: (answer.LastEvaluatedKey?.[sortKey] as string | undefined) ?? null };
  }

  /** A whole partition (or a range of it), page after page. */
  async all(pk: string, range: { from?: string; to?: string } = {}): Promise<Item[]> {
    const items: Item[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await this.page(pk, { ...range, ...(after === undefined ? {} : { after }) });
      items.push(...page.items);
      more = page.next !== null;
      after = page.next ?? undefined;
    }
    return items;
  }

  /**
   * All actions or none. Throws {@link TransactionRefused} with the reason of each action.
   * @throws Refusal when the items are together larger than a transaction takes
   */
  async transact(actions: readonly Action[], token?: string): Promise<void> {
    requireTransactionSize(actions);
    try {
      const answer = await orBusy(
        this.#place.documents.send(
          new TransactWriteCommand({
            TransactItems: [...actions],
            ReturnConsumedCapacity: 'TOTAL',
            ...(token === undefined ? {} : { ClientRequestToken: token }),
          }),
          this.#inTime,
        ),
      );
      this.meter.write += (answer.ConsumedCapacity ?? []).reduce((sum, part) => sum + (part.CapacityUnits ?? 0), 0);
    } catch (error) {
      const { CancellationReasons: reasons, $metadata } = error as Cancelled;
      if (reasons)
        throw new TransactionRefused(
          reasons.map((reason) => reason.Code ?? 'None'),
          ($metadata?.attempts ?? 1) > 1,
        );
      throw error;
    }
  }

  /** Unconditional puts of items nobody refers to yet (parts written before their header). */
  async putAll(items: readonly (Key & Item)[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      let open: { PutRequest: { Item: Item } }[] = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
      for (let attempt = 0; open.length > 0; attempt++) {
        if (attempt > 0) await this.#backOff(attempt);
        const answer = await orBusy(
          this.#place.documents.send(
            new BatchWriteCommand({ RequestItems: { [this.#place.table]: open }, ReturnConsumedCapacity: 'TOTAL' }),
            this.#inTime,
          ),
        );
        this.meter.write += (answer.ConsumedCapacity ?? []).reduce((sum, part) => sum + (part.CapacityUnits ?? 0), 0);
        open = (answer.UnprocessedItems?.[this.#place.table] ?? []) as typeof open;
      }
    }
  }

  /**
   * A put that insists on what was there: nothing (`expected` null) or exactly that version.
   * @throws Refusal when the item is larger than the table takes
   */
  put(key: Key, item: Item, expected: number | null): Action {
    requireSize(item);
    return {
      Put: {
        TableName: this.#place.table,
        Item: { ...item, ...key },
        ...(expected === null
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :expected',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':expected': expected },
            }),
      },
    };
  }

  /** A put of a copy whose record is conditioned in the same transaction. */
  place(key: Key, item: Item): Action {
    requireSize(item);
    return { Put: { TableName: this.#place.table, Item: { ...item, ...key } } };
  }

  /** Adds to numbers of an item, attribute by attribute; what is not there counts as 0. */
  add(key: Key, sums: readonly (readonly [attribute: string, quantity: number])[]): Action {
    return {
      Update: {
        TableName: this.#place.table,
        Key: key,
        UpdateExpression: `ADD ${sums.map((_, index) => `#${index} :${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(sums.map(([attribute], index) => [`#${index}`, attribute])),
        ExpressionAttributeValues: Object.fromEntries(sums.map(([, quantity], index) => [`:${index}`, quantity])),
      },
    };
  }

  /** Sets attributes of an item that is there, insisting on what others of them said. */
  rewrite(key: Key, values: Readonly<Record<string, string>>, expected: Readonly<Record<string, string>>): Action {
    const [sets, conditions] = [Object.entries(values), Object.entries(expected)];
    return {
      Update: {
        TableName: this.#place.table,
        Key: key,
        UpdateExpression: `SET ${sets.map((_, index) => `#s${index} = :s${index}`).join(', ')}`,
        ConditionExpression: conditions.map((_, index) => `#c${index} = :c${index}`).join(' AND '),
        ExpressionAttributeNames: Object.fromEntries([
          ...sets.map(([name], index) => [`#s${index}`, name]),
          ...conditions.map(([name], index) => [`#c${index}`, name]),
        ]),
        ExpressionAttributeValues: Object.fromEntries([
          ...sets.map(([, value], index) => [`:s${index}`, value]),
          ...conditions.map(([, value], index) => [`:c${index}`, value]),
        ]),
      },
    };
  }

  /** Takes away exactly that version of an item. */
  removeVersion(key: Key, version: number): Action {
    return {
      Delete: {
        TableName: this.#place.table,
        Key: key,
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      },
    };
  }

  /** Takes away a copy whose record is conditioned in the same transaction. */
  remove(key: Key): Action {
    return { Delete: { TableName: this.#place.table, Key: key } };
  }

  /** A put that may replace an item whose time has run out. */
  putUnlessLive(key: Key, item: Item, nowSeconds: number): Action {
    requireSize(item);
    return {
      Put: {
        TableName: this.#place.table,
        Item: { ...item, ...key },
        ConditionExpression: 'attribute_not_exists(pk) OR #expiresAt < :now',
        ExpressionAttributeNames: { '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':now': nowSeconds },
      },
    };
  }

  async #backOff(attempt: number): Promise<void> {
    if (attempt >= ATTEMPTS) throw new Refusal('busy');
    await this.#place.world.sleep(this.#place.world.jitter() * 20 * 2 ** attempt);
  }
}
