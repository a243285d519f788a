import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { realWorld } from '../../functions/api/world.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { type Answer, type Api, freshApi, itemsOf } from '../support/api.ts';
import { DECISION, NOW, SMALL_PROVINCE } from '../support/province.ts';

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
const SCHOOL = 'H49.31.11';
type Entry = { sequence: number; at: string; day: string };

describe('a clock that is set back', () => {
  let api: Api;
  const put = (month: string, closing: number, headers: Record<string, string> = {}): Promise<Answer> =>
    api.call('PUT', `/v1/units/${SCHOOL}/headcount/${month}`, {
      body: {
        categories: [{ category: 'employee-budget', opening: closing, increases: {}, decreases: {}, closing }],
        ...('if-match' in headers ? { reason: 'Rà soát lại' } : {}),
      },
      headers,
    });
  const transfer = (key: string) =>
    api.call('POST', '/v1/post-transfers', {
      body: {
        from: SCHOOL,
        to: '~RESERVE',
        issuer: 'provincial-council',
        category: 'employee-budget',
        quantity: 1,
        effectiveFrom: '2025-03-01',
        decision: DECISION,
        reason: 'điều chuyển',
      },
      headers: { 'idempotency-key': key },
    });

  beforeAll(async () => {
    api = await freshApi();
    const rows = SMALL_PROVINCE.map((unit) => ({ ...unit, from: '2020-01-01', decision: DECISION }));
    await api.must('POST', '/v1/units/bulk', { body: { rows } });
    const entry = {
      issuer: 'provincial-council',
      category: 'employee-budget',
      quantity: 20,
      reason: 'assign',
      effectiveFrom: '2025-01-01',
    };
    await api.must('POST', `/v1/units/${SCHOOL}/posts/2025`, { body: { entries: [{ ...entry, decision: DECISION }] } });
  });
  afterEach(() => {
    api.clock.now = NOW;
    vi.useRealTimers();
  });

  it('does not disorder the log: an entry bears no earlier moment than the one that it follows', async () => {
    expect((await put('2025-05', 10)).status).toBe(201);
    api.clock.now = NOW - 2 * DAY;
    expect((await put('2025-05', 11, { 'if-match': '"1"' })).status).toBe(200);
    api.clock.now = NOW + HOUR;
    expect((await put('2025-05', 12, { 'if-match': '"2"' })).status).toBe(200);
    const entries = itemsOf<Entry>(await api.call('GET', `/v1/units/${SCHOOL}/history`))
      .slice(0, 3)
      .reverse();
    expect(entries.map(({ at }) => at)).toEqual([NOW, NOW, NOW + HOUR].map((moment) => new Date(moment).toISOString()));
    const known = await api.call('GET', `/v1/units/${SCHOOL}/headcount/2025-05?knownAt=${entries[0]?.day}`);
    expect(known.body).toMatchObject({ version: 3 });
    api.clock.now = NOW + DAY;
    const yesterday = new Date(NOW - DAY).toISOString().slice(0, 10);
    expect((await api.call('GET', `/v1/units/${SCHOOL}/headcount/2025-05?knownAt=${yesterday}`)).status).toBe(404);
  });

  it('does not make a repeated request a new one', async () => {
    const first = await transfer('moved');
    expect(first.status).toBe(201);
    for (const jump of [-DAY, -HOUR, 6 * DAY]) {
      api.clock.now = NOW + jump;
      const again = await transfer('moved');
      expect([again.status, again.text]).toEqual([201, first.text]);
    }
  });

  it('does not hold a month that has not begun by then against what was reported in it', async () => {
    expect((await put('2026-11', 9)).status).toBe(201);
    api.clock.now = Date.UTC(2026, 9, 31, 2);
    expect((await put('2026-11', 8, { 'if-match': '"1"' })).body).toMatchObject({ code: 'month-in-future' });
    expect((await api.call('GET', `/v1/units/${SCHOOL}/headcount/2026-11`)).body).toMatchObject({ version: 1 });
    api.clock.now = NOW;
    expect((await put('2026-11', 8, { 'if-match': '"1"' })).body).toMatchObject({ version: 2 });
  });

  it('does not make ids go back: what is recorded later has the greater one', () => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
    const { newId } = realWorld();
    const ids = [newId()];
    for (const moment of [NOW - DAY, NOW - 2 * DAY, NOW, NOW + 1]) {
      vi.setSystemTime(moment);
      ids.push(newId());
    }
    expect(ids).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves a whole chain, and a history that accounts for every record', async () => {
    const items = await everyItem(api.documents, api.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
