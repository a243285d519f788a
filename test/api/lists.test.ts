import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, type As, freshApi, itemsOf, problemOf } from '../support/api.ts';
import { DECISION } from '../support/province.ts';
import { type Known, prepare } from './matrix-province.ts';

const SCHOOL = 'H49.02.01';
const HR: As = { role: 'hr-officer', units: ['H49.31'] };

const AUDITOR: As = { role: 'auditor' };

describe('a list', () => {
  let api: Api;
  let known: Known;

  /** Every list of the API, whoever reads it, and how many rows it has here. */
  const LISTS: [string, (known: Known) => string, number, As?][] = [
    ['units', () => '/v1/units?asOf=2021-06-30', 12],
    ['units of a filter', () => '/v1/units?asOf=2021-06-30&kind=public-service&under=H49.31&q=truong', 4],
    ['units in scope', () => '/v1/units?asOf=2021-06-30', 6, HR],
    ['history', () => `/v1/units/${SCHOOL}/history`, 17],
    ['posts of both issuers', () => '/v1/post-standings?asOf=2021-12-31', 3],
    ['norm inputs', () => '/v1/norm-inputs?year=2025', 2],
    ['norms in scope', () => '/v1/norms?asOf=2021-06-30', 4, HR],
    ['a yearly plan', () => '/v1/yearly-plans?year=2022&asOf=2021-06-30', 7],
    ['what a decision changed', () => '/v1/decisions/11%2FQ%C4%90-UBND', 1],
    ['reorganisations', () => '/v1/reorganisations', 2],
    ['reorganisations in scope', () => '/v1/reorganisations', 1, HR],
    ['reorganisations of a unit', () => '/v1/reorganisations?unit=H49.31.08', 1],
    ['posts', () => '/v1/posts?year=2021', 3],
    ['posts in scope', () => '/v1/posts?year=2021', 1, HR],
    ['headcount', () => '/v1/headcount?month=2021-12', 2],
    ['headcount in scope', () => '/v1/headcount?month=2021-12', 1, HR],
    ['missing headcounts', () => '/v1/headcount/missing?from=2021-12&to=2021-12&under=H49.31', 6],
    ['overrides', () => '/v1/headcount/overrides?from=2020-01&to=2020-12', 2],
    ['structure counts', () => '/v1/structure?month=2020-12', 2],
    ['structure counts in scope', () => '/v1/structure?month=2020-12', 1, HR],
    ['self-financing', () => '/v1/self-financing?year=2021', 2],
    ['self-financing as of a day', () => '/v1/self-financing?year=2021&asOf=2021-06-30', 2],
    ['autonomy warnings', () => '/v1/self-financing/warnings?year=2021', 2],
    ['district budgets', () => '/v1/district-budgets?year=2021', 1],
    ['projections', () => '/v1/projections', 3],
    ['the log of a unit', () => `/v1/audit?unit=${SCHOOL}`, 17, AUDITOR],
    ['what one officer did', () => '/v1/audit?actor=finance-officer-1', 3, AUDITOR],
    ['digests', () => '/v1/audit/digests', 1, AUDITOR],
  ];

  const follow = async (start: string, as: As | undefined, expected: number) => {
    const pages: unknown[][] = [];
    for (let path: string | undefined = start; path !== undefined; ) {
      const answer = await api.must('GET', path, as ? { as } : {});
      pages.push(itemsOf(answer));
      const link = answer.headers.get('link');
      expect(link === null).toBe(answer.body['next'] === null);
      path = link === null ? undefined : /^<([^>]+)>; rel="next"$/.exec(link)?.[1];
      if (path !== undefined) expect(new URL(path, 'http://api').searchParams.get('cursor')).toBe(answer.body['next']);
      expect(pages.length).toBeLessThanOrEqual(expected);
    }
    return pages;
  };
  const sized = (path: string, limit: number) => `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`;

  beforeAll(async () => {
    api = await freshApi();
    known = await prepare(api);
    for (const horizon of [2027, 2028]) await api.must('POST', '/v1/projections', { body: { start: { baseline: 2021 }, horizon } });
    for (const month of ['2022-01', '2022-02', '2022-03'])
      await api.must('PUT', `/v1/units/${SCHOOL}/headcount/${month}`, { body: { categories: [] } });
  });

  it.each(LISTS)(
    'of %s gives one row at a time exactly what it gives at once, and ends on its last row',
    async (_name, pathOf, count, as) => {
      const path = pathOf(known);
      const [whole = [], ...more] = await follow(sized(path, 200), as, 1);
      expect([whole.length, more]).toEqual([count, []]);
      const pages = await follow(sized(path, 1), as, count);
      expect(pages.map((page) => page.length)).toEqual(Array.from({ length: count }, () => 1));
      expect(pages.flat()).toEqual(whole);
      expect((await follow(sized(path, 2), as, count)).flat()).toEqual(whole);
    },
  );

  it('of the units behind a number is followed the same way', async () => {
    const path = `/v1/projections/${known.run}/explain?year=2026&measure=posts`;
    const page = (answer: { body: Record<string, unknown> }) => answer.body['units'] as { items: unknown[]; next: string | null };
    const whole = page(await api.must('GET', path));
    expect(whole.items).toHaveLength(3);
    const rows: unknown[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const answer = await api.must('GET', `${path}&limit=1${next ? `&cursor=${next}` : ''}`);
      rows.push(...page(answer).items);
      next = page(answer).next;
      expect(answer.headers.get('link') === null).toBe(next === null);
    }
    expect(rows).toEqual(whole.items);
  });

  it('that is empty says so', async () => {
    const answer = await api.call('GET', '/v1/headcount?month=2020-01');
    expect([answer.body, answer.headers.get('link')]).toEqual([{ items: [], next: null }, null]);
  });

  it('has 50 rows unless asked, at most 200', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({
      code: `H49.01.P${n}`,
      name: `Trung tâm ${n}`,
      kind: 'public-service',
      level: 'province',
      sector: 'other-services',
      parent: 'H49.01',
      sites: [],
      from: '2026-01-01',
      decision: DECISION,
    }));
    await api.must('POST', '/v1/units/bulk', { body: { rows } });
    expect(itemsOf(await api.call('GET', '/v1/units?parent=H49.01'))).toHaveLength(50);
    expect(itemsOf(await api.call('GET', '/v1/units?parent=H49.01&limit=200'))).toHaveLength(60);
  });

  it('keeps its place while rows are added before and after it', async () => {
    const first = await api.must('GET', '/v1/headcount?month=2023-01&limit=1');
    expect(first.body['next']).toBeNull();
    for (const unit of ['H49.02', 'H49.31.11']) await api.must('PUT', `/v1/units/${unit}/headcount/2023-01`, { body: { categories: [] } });
    const page = await api.must('GET', '/v1/headcount?month=2023-01&limit=1');
    for (const unit of ['H49.01', 'H49.02.01']) await api.must('PUT', `/v1/units/${unit}/headcount/2023-01`, { body: { categories: [] } });
    const rest = await api.must('GET', `/v1/headcount?month=2023-01&cursor=${String(page.body['next'])}`);
    expect(itemsOf<{ unit: string }>(rest).map(({ unit }) => unit)).toEqual(['H49.02.01', 'H49.31.11']);
  });

  describe('takes no cursor', () => {
    const cursorOf = async (path: string, as: As = {}) => String((await api.must('GET', sized(path, 1), { as })).body['next']);
    const expectRefused = async (path: string, cursor: string, as: As = {}) => {
      const before = sized(path, 1);
      for (const language of ['vi', 'en']) {
        const answer = await api.call('GET', `${before}&cursor=${encodeURIComponent(cursor)}`, {
          as,
          headers: { 'accept-language': language },
        });
        expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalid-cursor', errors: [{ field: 'cursor' }] });
      }
    };

    it('of another list, of other filters, or of another province', async () => {
      const units = await cursorOf('/v1/units?asOf=2021-06-30');
      await expectRefused('/v1/reorganisations', units);
      await expectRefused('/v1/posts?year=2021', units);
      await expectRefused('/v1/units?asOf=2021-07-01', units);
      await expectRefused('/v1/units?asOf=2021-06-30&kind=party', units);
      await expectRefused('/v1/units?asOf=2021-06-30', units, { tenant: 'H50' });
      await expectRefused('/v1/posts?year=2022', await cursorOf('/v1/posts?year=2021'));
      await expectRefused('/v1/posts?year=2021&asOf=2021-06-30', await cursorOf('/v1/posts?year=2021'));
      await expectRefused('/v1/units/H49.31.11/history', await cursorOf(`/v1/units/${SCHOOL}/history`));
    });

    it('that was changed anywhere', async () => {
      const cursor = await cursorOf('/v1/units?asOf=2021-06-30');
      for (let at = 0; at < cursor.length; at += 3) {
        const letter = cursor[at] === 'A' ? 'B' : 'A';
        await expectRefused('/v1/units?asOf=2021-06-30', cursor.slice(0, at) + letter + cursor.slice(at + 1));
      }
      for (const other of [`${cursor}A`, `${cursor}=`, ` ${cursor}`, `${cursor}!`, cursor.slice(0, -1)])
        await expectRefused('/v1/units?asOf=2021-06-30', other);
    });

    it('that was made up, with headers or keys of other partitions in it', async () => {
      const [print] = JSON.parse(Buffer.from(await cursorOf('/v1/posts?year=2021'), 'base64url').toString()) as [string];
      const madeUp = (after: unknown) => Buffer.from(JSON.stringify([print, after])).toString('base64url');
      for (const after of ['', null, 1, {}, '\u0000', '\ud800', 'H49\r\nX-Evil: 1', 'é', 'x'.repeat(201), '\u{10FFFF}x'])
        await expectRefused('/v1/posts?year=2021', madeUp(after));
      for (const text of ['x', '[]', '{}', 'null', '%00', '\r\nSet-Cookie: a=b', '../../etc', 'W10'])
        await expectRefused('/v1/posts?year=2021', text);
      const answer = await api.call('GET', `/v1/posts?year=2021&cursor=${encodeURIComponent('a\r\nSet-Cookie: a=b')}`);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
    });

    it('longer than any of ours', async () => {
      const answer = await api.call('GET', `/v1/units?cursor=${'x'.repeat(1001)}`);
      expect(problemOf(answer)).toMatchObject({ status: 400, code: 'invalid-input', errors: [{ field: 'cursor', code: 'too-big' }] });
    });
  });
});
