import { InternalServerError, ProvisionedThroughputExceededException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { Store, TransactionRefused } from '../../shared/store/store.ts';
import { testWorld } from '../support/province.ts';

const TABLE = 'bienche';
const documents = mockClient(DynamoDBDocumentClient);
const metadata = { $metadata: {}, message: 'no' };

/** What the embedded engines never do: leave work undone, throttle, fail, time out. */
describe('what only the cloud does', () => {
  let waits: number[];
  const key = (n: number) => ({ pk: 'H49#X', sk: `k${n}` });
  const open = () => {
    const world = { ...testWorld(), sleep: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)) };
    return new Store({ documents: documents as unknown as DynamoDBDocumentClient, table: TABLE, world }, 'H49');
  };

  beforeEach(() => {
    documents.reset();
    waits = [];
  });

  it('keys that were left unprocessed are asked for again, after a wait, until all are there', async () => {
    documents
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { [TABLE]: [{ ...key(1), n: 1 }] }, UnprocessedKeys: { [TABLE]: { Keys: [key(0), key(2)] } } })
      .resolvesOnce({ Responses: { [TABLE]: [{ ...key(2), n: 2 }] }, UnprocessedKeys: { [TABLE]: { Keys: [key(0)] } } })
      .resolvesOnce({ Responses: { [TABLE]: [{ ...key(0), n: 0 }] } });
    const found = await open().getMany([key(0), key(1), key(2)]);
    expect(found.map((item) => item?.['n'])).toEqual([0, 1, 2]);
    expect(documents.commandCalls(BatchGetCommand).map((call) => call.args[0].input.RequestItems?.[TABLE]?.Keys?.length)).toEqual([
      3, 2, 1,
    ]);
    expect(waits).toHaveLength(2);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? Infinity);
  });

  it('puts that were left unprocessed are sent again', async () => {
    const left = { PutRequest: { Item: key(1) } };
    documents
      .on(BatchWriteCommand)
      .resolvesOnce({ UnprocessedItems: { [TABLE]: [left] } })
      .resolvesOnce({});
    await open().putAll([key(0), key(1)]);
    expect(documents.commandCalls(BatchWriteCommand).map((call) => call.args[0].input.RequestItems?.[TABLE])).toEqual([
      [{ PutRequest: { Item: key(0) } }, left],
      [left],
    ]);
  });

  it('what stays unprocessed is an error after eight attempts, never a shorter answer', async () => {
    documents.on(BatchGetCommand).resolves({ UnprocessedKeys: { [TABLE]: { Keys: [key(0)] } } });
    await expect(open().getMany([key(0)])).rejects.toMatchObject({ code: 'busy' });
    expect(documents.commandCalls(BatchGetCommand)).toHaveLength(8);
    documents.on(BatchWriteCommand).resolves({ UnprocessedItems: { [TABLE]: [{ PutRequest: { Item: key(0) } }] } });
    await expect(open().putAll([key(0)])).rejects.toMatchObject({ code: 'busy' });
    expect(documents.commandCalls(BatchWriteCommand)).toHaveLength(8);
  });

  it.for([
    ['throttling', new ProvisionedThroughputExceededException(metadata)],
    ['a failure of the service', new InternalServerError(metadata)],
    ['a request that got no answer in time', Object.assign(new Error('no'), { name: 'TimeoutError' })],
  ] as const)('%s beyond the patience of the client is said as busy, of reads and of writes', async ([, error]) => {
    documents.rejects(error);
    const store = open();
    await expect(store.get(key(0))).rejects.toMatchObject({ code: 'busy' });
    await expect(store.getMany([key(0)])).rejects.toMatchObject({ code: 'busy' });
    await expect(store.page('H49#X')).rejects.toMatchObject({ code: 'busy' });
    await expect(store.all('H49#X')).rejects.toMatchObject({ code: 'busy' });
    await expect(store.putAll([key(0)])).rejects.toMatchObject({ code: 'busy' });
    await expect(store.transact([store.put(key(0), {}, null)])).rejects.toMatchObject({ code: 'busy' });
  });

  it('a transaction that the cloud cancelled for its own reasons says them, to be tried again', async () => {
    documents
      .on(TransactWriteCommand)
      .rejects(new TransactionCanceledException({ ...metadata, CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }] }));
    const refused = open().transact([]);
    await expect(refused).rejects.toBeInstanceOf(TransactionRefused);
    await expect(refused).rejects.toMatchObject({ reasons: ['None', 'TransactionConflict'], inDoubt: false });
  });

  it('a transaction that was sent more than once and is refused at last may have been made before: it is in doubt', async () => {
    const cancelled = { $metadata: { attempts: 2 }, message: 'no', CancellationReasons: [{ Code: 'ConditionalCheckFailed' }] };
    documents.on(TransactWriteCommand).rejects(new TransactionCanceledException(cancelled));
    await expect(open().transact([])).rejects.toMatchObject({ inDoubt: true });
  });

  it.for(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'])('a connection that cannot be had (%s) is busy', async (code) => {
    documents.rejects(Object.assign(new Error('no connection'), { code }));
    await expect(open().get(key(0))).rejects.toMatchObject({ code: 'busy' });
  });

  it('nothing is asked any more for a request that has run out of time, but its last word', async () => {
    documents.on(GetCommand).callsFake((_input, _client) => Promise.resolve({}));
    const store = new Store(
      { documents: documents as unknown as DynamoDBDocumentClient, table: TABLE, world: testWorld(), signal: AbortSignal.abort() },
      'H49',
    );
    await store.get(key(0));
    await store.within(1_000).get(key(0));
    const asked = documents.commandCalls(GetCommand).map(({ args }) => args as readonly unknown[]);
    const [first, last] = asked.map(([, options]) => (options as { abortSignal: AbortSignal }).abortSignal.aborted);
    expect([first, last]).toEqual([true, false]);
    documents.on(GetCommand).rejects(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
    await expect(store.get(key(0))).rejects.toMatchObject({ code: 'busy' });
  });

  it('any other error is ours and is not hidden', async () => {
    const error = Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException' });
    documents.on(GetCommand).rejects(error).on(QueryCommand).rejects(error);
    await expect(open().get(key(0))).rejects.toBe(error);
    await expect(open().all('H49#X')).rejects.toBe(error);
  });
});
