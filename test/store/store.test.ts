import { beforeAll, describe, expect, it } from 'vitest';
import { Store, TransactionRefused, documentsOf } from '../../shared/store/store.ts';
import { testWorld } from '../support/province.ts';
import { freshTable } from '../support/engine.ts';

describe('the store', () => {
  let store: Store;
  const key = (pk: string, sk: string) => ({ pk: `H49#${pk}`, sk });
  const put = (items: readonly { pk: string; sk: string }[]) => store.putAll(items);
  const sks = (items: readonly Record<string, unknown>[]) => items.map(({ sk }) => sk);

  beforeAll(async () => {
    const { client, tableName: table } = await freshTable();
    store = new Store({ documents: documentsOf(client), table, world: testWorld() }, 'H49');
  });

  describe('reading a partition', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...key('BIG', `u${String(n).padStart(2, '0')}`), text: 'đ'.repeat(45_000) }));
    beforeAll(() => put([...many, key('BIGGER', 'other')]));

    it('of 2.7 MB goes on page after page and loses or repeats nothing', async () => {
      const first = await store.page('H49#BIG');
      expect(first.items.length).toBeLessThan(many.length);
      expect(first.next).not.toBeNull();
      expect(sks(await store.all('H49#BIG'))).toEqual(sks(many));
    });

    it('one item at a time gives the same as all at once, forward and backward', async () => {
      const walk = async (backward: boolean) => {
        const seen: unknown[] = [];
        for (let after: string | undefined; ; ) {
          const page = await store.page('H49#BIG', { limit: 1, backward, ...(after === undefined ? {} : { after }) });
          seen.push(...sks(page.items));
          if (page.next === null) return seen;
          after = page.next;
        }
      };
      expect(await walk(false)).toEqual(sks(many));
      expect(await walk(true)).toEqual(sks(many).toReversed());
    });

    it('can be held to a range, both ends included', async () => {
      expect(sks(await store.all('H49#BIG', { from: 'u03', to: 'u05' }))).toEqual(['u03', 'u04', 'u05']);
    });

    it('keeps upper and lower case apart', async () => {
      await put([key('CASE', 'A1'), key('CASE', 'a1'), key('CASE', 'B1')]);
      expect(sks(await store.all('H49#CASE', { from: 'A', to: 'A~' }))).toEqual(['A1']);
    });

    it('that has nothing is empty', async () => {
      expect(await store.all('H49#NOTHING')).toEqual([]);
    });

    it('counts the capacity that the engine reports', async () => {
      const before = store.meter.read;
      await store.all('H49#BIG');
      expect(store.meter.read - before).toBeGreaterThan(600);
    });
  });

  describe('reading many keys', () => {
    it('takes more than 100, answers in the order asked, repeats duplicates, leaves gaps undefined', async () => {
      const there = Array.from({ length: 130 }, (_, n) => ({ ...key('MANY', `k${n}`), n }));
      await put(there);
      const asked = [...there.map(({ pk, sk }) => ({ pk, sk })).toReversed(), key('MANY', 'k7'), key('MANY', 'absent'), key('MANY', 'k7')];
      const found = await store.getMany(asked);
      expect(found.map((item) => item?.['n'])).toEqual([...there.map(({ n }) => n).toReversed(), 7, undefined, 7]);
    });

    it('of 17 MB, more than one answer holds, comes complete', async () => {
      const big = Array.from({ length: 50 }, (_, n) => ({ ...key('HEAVY', `k${n}`), n, bytes: Buffer.alloc(350_000, n) }));
      for (const item of big) await put([item]);
      const found = await store.getMany(big.map(({ pk, sk }) => ({ pk, sk })));
      expect(found.map((item) => item?.['n'])).toEqual(big.map(({ n }) => n));
    });

    it('of none asks nothing', async () => {
      expect(await store.getMany([])).toEqual([]);
    });
  });

  describe('a transaction', () => {
    const at = (sk: string) => key('TX', sk);
    const thing = (version: number) => ({ version, name: `v${version}` });

    it('writes everything or nothing, and says action by action why not', async () => {
      await store.transact([store.put(at('a'), thing(1), null), store.put(at('b'), thing(1), null)]);
      const refused = store.transact([
        store.put(at('c'), thing(1), null),
        store.put(at('a'), thing(1), null),
        store.put(at('b'), thing(3), 2),
      ]);
      await expect(refused).rejects.toMatchObject({ reasons: ['None', 'ConditionalCheckFailed', 'ConditionalCheckFailed'] });
      await expect(refused).rejects.toBeInstanceOf(TransactionRefused);
      expect(await store.getMany([at('a'), at('b'), at('c')])).toMatchObject([{ version: 1 }, { version: 1 }, undefined]);
    });

    it('insists on exactly the version it saw', async () => {
      await store.transact([store.put(at('versioned'), thing(1), null)]);
      await expect(store.transact([store.put(at('versioned'), thing(3), 2)])).rejects.toBeInstanceOf(TransactionRefused);
      await store.transact([store.put(at('versioned'), thing(2), 1)]);
      await expect(store.transact([store.put(at('versioned'), thing(2), 1)])).rejects.toBeInstanceOf(TransactionRefused);
      expect(await store.get(at('versioned'))).toMatchObject({ version: 2, name: 'v2' });
    });

    it('replaces an item whose time has run out, not one second earlier', async () => {
      const item = (name: string) => ({ name, expiresAt: 1000 });
      await store.transact([store.putUnlessLive(at('timed'), item('first'), 0)]);
      await expect(store.transact([store.putUnlessLive(at('timed'), item('early'), 1000)])).rejects.toBeInstanceOf(TransactionRefused);
      await store.transact([store.putUnlessLive(at('timed'), item('second'), 1001)]);
      expect(await store.get(at('timed'))).toMatchObject({ name: 'second' });
    });

    it('of a hundred actions is taken', async () => {
      await store.transact(Array.from({ length: 100 }, (_, n) => store.put(key('HUNDRED', `k${n}`), thing(1), null)));
      expect(await store.all('H49#HUNDRED')).toHaveLength(100);
    });

    it('with an item that the table cannot take is refused plainly before it is sent', () => {
      expect(() => store.put(at('fat'), { text: 'x'.repeat(380_001) }, null)).toThrow(
        expect.objectContaining({ code: 'change-too-large', data: { bytes: 380_001, limit: 380_000 } }),
      );
      expect(() => store.put(at('full'), { text: 'x'.repeat(380_000) }, null)).not.toThrow();
    });

    it('of more than the table takes together is refused plainly, and nothing of it is written', async () => {
      const puts = (count: number) =>
        Array.from({ length: count }, (_, n) => store.put(key('OVERWEIGHT', `k${n}`), { text: 'x'.repeat(380_000) }, null));
      await expect(store.transact(puts(11))).rejects.toMatchObject({
        code: 'change-too-large',
        data: { limit: 3_800_000 },
      });
      expect(await store.all('H49#OVERWEIGHT')).toEqual([]);
      await store.transact(puts(9));
      expect(await store.all('H49#OVERWEIGHT')).toHaveLength(9);
    });

    it('leaves out what is undefined and keeps what is null', async () => {
      await store.transact([store.put(at('gaps'), { none: undefined, nil: null, zero: 0 }, null)]);
      expect(await store.get(at('gaps'))).toEqual({ ...at('gaps'), nil: null, zero: 0 });
    });
  });
});
