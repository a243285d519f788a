import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadcountInput } from '../../shared/domain/headcount.ts';
import { ROWS_PER_CHUNK } from '../../shared/services/bulk.ts';
import type { Context } from '../../shared/services/context.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { loadHeadcountsOfMonth } from '../../shared/store/headcount.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { type Action, Store } from '../../shared/store/store.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { SMALL_PROVINCE, freshProvince, settle, HR, byHr } from '../support/province.ts';

const report = (people: number): HeadcountInput => ({
  categories: [{ category: 'employee-budget', opening: people, increases: {}, decreases: {}, closing: people }],
});
const SCHOOLS = Array.from({ length: 65 }, (_, n) => `H49.31.S${String(n).padStart(2, '0')}`);
const rows = SCHOOLS.map((unit, n) => ({ unit, version: null, input: report(n) }));

/** Counts the transactions, and fails when told to: before the commit, or behind it. */
class Failing extends Store {
  commits = 0;
  failAt: number | undefined;
  behind = false;
  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    this.commits += 1;
    const fails = this.commits === this.failAt;
    if (!fails || this.behind) await super.transact(actions, token);
    if (fails) throw new Error('broken off');
  }
}

describe('a bulk request', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const put = (ctx: Context, month: string, some: readonly { unit: string; version: number | null; input: HeadcountInput }[] = rows) =>
    putMany(byHr(ctx), headcountRegister, { period: month, rows: some, reason: 'Rà soát lại' }, false);
  const failing = (ctx: Context, failAt?: number, behind = false) => {
    const { documents, table } = province;
    const store = Object.assign(new Failing({ documents, table, world: ctx.world }, 'H49'), { failAt, behind });
    return { ...ctx, store };
  };
  const stored = async (month: string) => (await loadHeadcountsOfMonth(province.as().store, month)).length;
  const later = (milliseconds: number) => ({ ...province.world, now: () => province.world.now() + milliseconds });

  beforeAll(async () => {
    province = await freshProvince();
    const [school] = SMALL_PROVINCE.slice(-1);
    const schools = SCHOOLS.map((code) => ({ ...(school as (typeof SMALL_PROVINCE)[number]), code, name: `Trường ${code}` }));
    await settle(province.as(), [...SMALL_PROVINCE, ...schools]);
  });

  it('of 65 rows goes in three chunks, each one transaction with its own results, and answers in the order asked', async () => {
    const ctx = failing(province.as({ key: 'counted' }));
    const results = await put(ctx, '2025-01');
    expect(results.map(({ index, key, outcome, version }) => [index, key, outcome, version])).toEqual(
      SCHOOLS.map((unit, index) => [index, unit, 'created', 1]),
    );
    // Request record, three chunks, request record done.
    expect(ctx.store.commits).toBe(5);
    const parts = await ctx.store.all(ctx.store.keys.requestParts(ctx.actor.id, 'counted'));
    expect(parts.map(({ sk }) => sk)).toEqual(['CHUNK#00000', 'CHUNK#00001', 'CHUNK#00002', 'REQ']);
  });

  it('that is repeated with its key writes nothing and answers the same', async () => {
    const first = await put(province.as({ key: 'repeated' }), '2025-02');
    const again = failing(province.as({ key: 'repeated' }));
    expect(await put(again, '2025-02')).toEqual(first);
    expect(again.store.commits).toBe(0);
    await expect(put(province.as({ key: 'repeated', body: 'another' }), '2025-02')).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it.for([
    ['before a commit', false],
    ['behind a commit', true],
  ] as const)('broken off %s keeps whole chunks, can be resumed at once, and then every row is there once', async ([where, behind]) => {
    for (const failAt of [2, 4, 5]) {
      const [period, key] = [`${behind ? 2023 : 2024}-0${failAt}`, `broken-${where}-${failAt}`];
      await expect(put(failing(province.as({ key }), failAt, behind), period)).rejects.toThrow('broken off');
      const kept = await stored(period);
      expect(kept % ROWS_PER_CHUNK === 0 || kept % ROWS_PER_CHUNK === SCHOOLS.length % ROWS_PER_CHUNK).toBe(true);
      const resumed = await put(province.as({ key }), period);
      expect(resumed.map(({ outcome, version }) => `${outcome} ${version}`)).toEqual(rows.map(() => 'created 1'));
      expect(await stored(period)).toBe(SCHOOLS.length);
    }
  });

  it('of a process that is gone stays leased for fifteen seconds, then another takes it over', async () => {
    const ctx = province.as({ key: 'gone' });
    // What a killed process leaves: the request record and its first chunk.
    const killed = failing(ctx, 3);
    killed.store.behind = true;
    await expect(put(killed, '2025-03')).rejects.toThrow('broken off');
    const { keys } = ctx.store;
    const left = await ctx.store.get(keys.request(ctx.actor.id, 'gone'));
    const leased = { ...left, leaseUntil: province.world.now() + 15_000, version: (left?.['version'] as number) + 1 };
    await ctx.store.transact([ctx.store.put(keys.request(ctx.actor.id, 'gone'), leased, left?.['version'] as number)]);

    const refused = put(province.as({ key: 'gone', world: later(14_999) }), '2025-03');
    await expect(refused).rejects.toMatchObject({ code: 'still-running', data: { retryAfter: 1 } });
    const resumed = await put(province.as({ key: 'gone', world: later(15_000) }), '2025-03');
    expect(resumed.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect(await stored('2025-03')).toBe(SCHOOLS.length);
  });

  it('of two at once with one key is carried out by one; the other is told to wait or gets the same answer', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => put(province.as({ key: 'twins' }), '2025-04')));
    const [first, ...others] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(first).toHaveLength(SCHOOLS.length);
    for (const other of others) expect(other).toEqual(first);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'still-running' });
    expect(await put(province.as({ key: 'twins' }), '2025-04')).toEqual(first);
  });

  it('meets other writers of the same units without losing either', async () => {
    const singles = SCHOOLS.slice(0, 5).map((unit) =>
      putOne(province.as(HR), headcountRegister, { unit, period: '2025-06', input: report(7), expected: 'nothing' }, null),
    );
    const [bulk] = await Promise.all([put(province.as({ key: 'crowd' }), '2025-05'), ...singles]);
    expect(bulk?.every(({ outcome }) => outcome === 'created')).toBe(true);
    expect(await stored('2025-06')).toBe(5);
  });

  it('refuses each row for itself: stale, already there, twice, unknown; the others are written', async () => {
    const [a = '', b = '', c = ''] = SCHOOLS;
    const some = [
      { unit: a, version: 1, input: report(1) },
      { unit: b, version: 2, input: report(1) },
      { unit: c, version: null, input: report(1) },
      { unit: a, version: 2, input: report(2) },
      { unit: 'H49.99', version: null, input: report(1) },
    ];
    const results = await put(province.as(), '2025-01', some);
    expect(results.map(({ refusal, outcome }) => refusal?.code ?? outcome)).toEqual([
      'changed',
      'stale-version',
      'already-exists',
      'duplicate-row',
      'not-found',
    ]);
    // What is not there is told like what may not be seen: without a field.
    expect(results.map(({ refusal }) => refusal?.field ?? null)).toEqual([null, 'version', 'version', null, null]);
  });

  it('without a key is refused; a dry run needs none and writes nothing', async () => {
    const keyless: Context = { ...province.as(), idempotency: null };
    await expect(put(keyless, '2025-07')).rejects.toMatchObject({ code: 'idempotency-key-required' });
    const before = await everyItem(province.documents, province.table);
    const rehearsed = await putMany(byHr(keyless), headcountRegister, { period: '2025-07', rows, reason: null }, true);
    expect(rehearsed).toHaveLength(SCHOOLS.length);
    expect(rehearsed[3]).toMatchObject({ outcome: 'created', before: null, after: { unit: SCHOOLS[3], month: '2025-07' } });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
  });

  it('leaves the log whole through all of this', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
