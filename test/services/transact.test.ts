import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import type { PostEntryInput } from '../../shared/domain/posts.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { listBaselines } from '../../shared/services/baselines/read-baselines.ts';
import type { Context } from '../../shared/services/context.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { getPosts } from '../../shared/services/posts/read-posts.ts';
import { transact } from '../../shared/services/transact.ts';
import { type Action, Store, TransactionRefused, documentsOf } from '../../shared/store/store.ts';
import { chainFaults, everyItem, historyFaults, streamsOf } from '../support/audit-trail.ts';
import { DECISION, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const assign = (quantity: number): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'assign',
  effectiveFrom: '2021-01-01',
  decision: DECISION,
  outsideBase: false,
});

/** Commits, and loses the answer on the way: what a broken connection looks like to the one who asked. */
class Forgetful extends Store {
  lost = 0;
  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    await super.transact(actions, token);
    this.lost += 1;
    throw new Error('the answer was lost');
  }
}

/** Commits, loses the answer, sends again, and is told that something stands in the way: itself. */
class Doubting extends Store {
  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    await super.transact(actions, token);
    throw new TransactionRefused(['ConditionalCheckFailed'], true);
  }
}

describe('a change', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const forgetful = (ctx: Context): Context => {
    const { documents, table, world } = province;
    return { ...ctx, store: new Forgetful({ documents, table, world }, ctx.actor.tenant) };
  };
  const add = (ctx: Context, year: number, quantity: number, expected: number | 'unstated' = 'unstated') => {
    const entries = [{ ...assign(quantity), effectiveFrom: `${year}-01-01` }];
    return addPostEntries(ctx, { unit: SCHOOL, year, entries, reason: null, expected });
  };
  const entriesOf = async (year: number) => (await getPosts(province.as(), SCHOOL, year, `${year}-12-31`)).entries.length;
  const items = () => everyItem(province.documents, province.table);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('whose answer was lost has one effect when it is repeated with its key, and the repeat gets the answer', async () => {
    await expect(add(forgetful(province.as({ key: 'lost-1' })), 2021, 20)).rejects.toThrow('the answer was lost');
    expect(await entriesOf(2021)).toBe(1);
    const answer = await add(province.as({ key: 'lost-1' }), 2021, 20);
    expect(answer).toMatchObject({ version: 1, assigned: [{ assigned: 20 }] });
    expect(await add(province.as({ key: 'lost-1' }), 2021, 20)).toEqual(answer);
    expect(await entriesOf(2021)).toBe(1);
  });

  it('whose answer was lost more than once still has one effect', async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      const ctx = forgetful(province.as({ key: 'lost-2' }));
      if (attempt === 0) await expect(add(ctx, 2022, 5)).rejects.toThrow('the answer was lost');
      else await expect(add(ctx, 2022, 5)).resolves.toMatchObject({ version: 1 });
    }
    expect(await entriesOf(2022)).toBe(1);
  });

  it('that the client sends again by itself, after a connection that broke behind the commit, is made once', async () => {
    const config = { ...localClientConfig(inject('engine').endpoint), maxAttempts: 3 };
    const { requestHandler } = new DynamoDBClient(config).config;
    let broken = 0;
    const breaking: typeof requestHandler = {
      ...requestHandler,
      metadata: requestHandler.metadata,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
      async handle(request, options) {
        const answer = await requestHandler.handle(request, options);
        if (broken === 0 && request.headers['x-amz-target']?.endsWith('TransactWriteItems')) {
          broken += 1;
          throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
        }
        return answer;
      },
    };
    const documents = documentsOf(new DynamoDBClient({ ...config, requestHandler: breaking }));
    const ctx = province.as({ key: 'broken' });
    const store = new Store({ documents, table: province.table, world: province.world }, 'H49');
    await expect(add({ ...ctx, store }, 2023, 7)).resolves.toMatchObject({ version: 1 });
    expect(broken).toBe(1);
    expect(await entriesOf(2023)).toBe(1);
  });

  it('that conflicts with its own lost sending is not refused as somebody else’s: busy without a key, the saved answer with one', async () => {
    const doubting = (ctx: Context): Context => {
      const { documents, table, world } = province;
      return { ...ctx, store: new Doubting({ documents, table, world }, ctx.actor.tenant) };
    };
    await expect(add(doubting({ ...province.as(), idempotency: null }), 2020, 6)).rejects.toMatchObject({ code: 'busy' });
    await expect(add(doubting(province.as({ key: 'doubt' })), 2026, 6)).resolves.toMatchObject({ version: 1 });
    expect([await entriesOf(2020), await entriesOf(2026)]).toEqual([1, 1]);
  });

  it('of two at once with one key is made once, and both get the same answer', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => add(province.as({ key: 'twins' }), 2024, 9)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await entriesOf(2024)).toBe(1);
  });

  it('under a key that was used for something else is refused', async () => {
    await expect(add(province.as({ key: 'lost-1', body: 'other' }), 2021, 20)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(add(province.as({ key: 'lost-1', id: 'somebody-else' }), 2021, 3, 1)).resolves.toMatchObject({ version: 2 });
  });

  it('that was refused leaves nothing, so that its key can be used once the fault is mended', async () => {
    const before = await items();
    await expect(add(province.as({ key: 'mended' }), 2021, -100, 2)).rejects.toMatchObject({ code: 'sign-against-reason' });
    expect(await items()).toEqual(before);
    await expect(add(province.as({ key: 'mended' }), 2021, 1, 2)).resolves.toMatchObject({ version: 3 });
  });

  it('keeps its answer seven days; a repeat after that is a new request', async () => {
    const day = 24 * 3600 * 1000;
    const at = (days: number, seconds = 0) => ({ ...province.world, now: () => province.world.now() + days * day + seconds * 1000 });
    await add(province.as({ key: 'aged' }), 2025, 4);
    await expect(add(province.as({ key: 'aged', world: at(7) }), 2025, 4)).resolves.toMatchObject({ version: 1 });
    await expect(add(province.as({ key: 'aged', world: at(7, 1) }), 2025, 4)).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(add(province.as({ key: 'aged', world: at(7, 1) }), 2025, 4, 1)).resolves.toMatchObject({ version: 2 });
  });

  it('that meets another writer each time gives up after eight attempts and says that it is busy', async () => {
    const waits: number[] = [];
    const world = { ...province.world, sleep: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)) };
    let attempts = 0;
    const intent = { verb: 'test', reason: null, decision: null };
    const moved = transact(province.as({ world }), intent, [SCHOOL], async () => {
      attempts += 1;
      // The other writer commits between this one's reading and writing.
      const { version } = await getPosts(province.as(), SCHOOL, 2021, '2021-12-31');
      await add(province.as(), 2021, 1, version);
      const write = province.as().store.put({ pk: 'H49#TEST', sk: 'x' }, { version: 1 }, null);
      return { result: null, changes: [{ stream: SCHOOL, record: 'test', version: 1, before: null, after: null, write }] };
    });
    await expect(moved).rejects.toMatchObject({ code: 'busy' });
    expect(attempts).toBe(8);
    expect(waits).toHaveLength(7);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(await province.as().store.get({ pk: 'H49#TEST', sk: 'x' })).toBeUndefined();
  });

  it('of more than a hundred writes is refused plainly', async () => {
    const { store } = province.as();
    const writes = Array.from({ length: 97 }, (_, n) => store.put({ pk: 'H49#TEST', sk: `${n}` }, { version: 1 }, null));
    const changes = writes.map((write, n) => ({ stream: SCHOOL, record: `test/${n}`, version: 1, before: null, after: null, write }));
    const all = transact(province.as(), { verb: 'test', reason: null, decision: null }, [SCHOOL], () =>
      Promise.resolve({ result: null, changes: [...changes, ...changes.slice(0, 1)] }),
    );
    await expect(all).rejects.toMatchObject({ code: 'too-large-for-one-transaction', data: { actions: 101, limit: 100 } });
    expect(await store.all('H49#TEST')).toEqual([]);
  });

  it('whose log does not cover a stream is a fault of ours, and nothing is written', async () => {
    const { store } = province.as();
    const write = store.put({ pk: 'H49#TEST', sk: 'unseen' }, { version: 1 }, null);
    const change = { stream: 'H49.99', record: 'test', version: 1, before: null, after: null, write };
    const unseen = transact(province.as(), { verb: 'test', reason: null, decision: null }, [SCHOOL], () =>
      Promise.resolve({ result: null, changes: [change] }),
    );
    await expect(unseen).rejects.toThrow('without its head having been read');
    expect(await store.all('H49#TEST')).toEqual([]);
  });

  it('of somebody who is elsewhere each time it is decided asks anew, and at last says that it is busy', async () => {
    const { store } = province.as();
    const intent = { verb: 'test', reason: null, decision: null };
    const change = { stream: 'H49.99', record: 'test', version: 1, before: null, after: null, write: [] };
    let asked = 0;
    const streams = () => Promise.resolve([`H49.${(asked += 1)}`]);
    const chased = transact(province.as(), intent, streams, () => Promise.resolve({ result: null, changes: [change] }));
    await expect(chased).rejects.toMatchObject({ code: 'busy' });
    expect(asked).toBe(8);
    expect(await store.get(store.keys.head('H49.99'))).toBeUndefined();
  });

  it('of two freezes at once makes one baseline, whichever answer was lost', async () => {
    const freeze = (ctx: Context) => freezeBaseline(ctx, { year: 2021, decision: DECISION });
    await expect(freeze(forgetful(province.as({ key: 'freeze' })))).rejects.toThrow('the answer was lost');
    await expect(freeze(province.as({ key: 'freeze' }))).resolves.toMatchObject({ id: '2021-1' });
    await expect(freeze(province.as({ key: 'other' }))).rejects.toMatchObject({ code: 'baseline-exists' });
    expect(await listBaselines(province.as())).toHaveLength(1);
  });

  it('leaves a whole chain and a history that accounts for every record, whatever went wrong on the way', async () => {
    const all = await items();
    expect(streamsOf(all, 'H49').size).toBeGreaterThan(8);
    expect(chainFaults(all, 'H49')).toEqual([]);
    expect(historyFaults(all, 'H49')).toEqual([]);
  });
});
