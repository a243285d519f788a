import { describe, expect, it } from 'vitest';
import { Buckets, isHeavy } from '../../functions/api/http/limits.ts';
import { limitSchema } from '../../functions/environment.ts';
import { freshApi, problemOf } from '../support/api.ts';
import { contractDocument } from '../support/contract-schemas.ts';

const NOW = Date.UTC(2026, 10, 24);

describe('a bucket of requests', () => {
  const bucket = () => new Buckets({ burst: 3, perMinute: 60 });

  it('gives as many as it holds at once, then one after the other at its pace', () => {
    const buckets = bucket();
    expect([1, 2, 3].map(() => buckets.take('A', NOW))).toEqual([
      { taken: true, left: 2, seconds: 0 },
      { taken: true, left: 1, seconds: 0 },
      { taken: true, left: 0, seconds: 1 },
    ]);
    expect(buckets.take('A', NOW + 999)).toEqual({ taken: false, left: 0, seconds: 1 });
    expect(buckets.take('A', NOW + 1000)).toMatchObject({ taken: true });
    expect(buckets.take('A', NOW + 1000)).toMatchObject({ taken: false });
    expect(buckets.take('A', NOW + 60_000)).toEqual({ taken: true, left: 2, seconds: 0 });
  });

  it('is each caller’s own', () => {
    const buckets = bucket();
    for (let asked = 0; asked < 3; asked++) buckets.take('A', NOW);
    expect(buckets.take('A', NOW).taken).toBe(false);
    expect(buckets.take('B', NOW).taken).toBe(true);
  });

  it('is filled by no clock that is set back, and waits no longer for it', () => {
    const buckets = bucket();
    for (let asked = 0; asked < 3; asked++) buckets.take('A', NOW);
    expect(buckets.take('A', NOW - 3_600_000).taken).toBe(false);
    expect(buckets.take('A', NOW + 1000).taken).toBe(true);
  });

  it('of ten thousand callers is remembered; who has asked nothing for longest makes room', () => {
    const buckets = bucket();
    for (let asked = 0; asked < 3; asked++) buckets.take('first', NOW);
    for (let caller = 0; caller < 9_999; caller++) buckets.take(`${caller}`, NOW);
    expect(buckets.take('first', NOW).taken).toBe(false);
    for (let caller = 0; caller < 10_000; caller++) buckets.take(`other ${caller}`, NOW);
    expect(buckets.take('first', NOW).taken).toBe(true);
  });
});

describe('limits as they are written', () => {
  it.each([
    ['30/120', { burst: 30, perMinute: 120 }],
    ['off', null],
  ])('%s', (text, limit) => expect(limitSchema.parse(text)).toEqual(limit));
  it.each(['', '30', '0/10', '10/0', '-1/5', '1/2/3', 'on'])('not %j', (text) => expect(limitSchema.safeParse(text).success).toBe(false));
});

describe('the narrower limit', () => {
  type Declared = { parameters?: { name: string }[] };
  const operations = Object.entries(contractDocument<Declared>().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      heavy: isHeavy(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x')),
      bulk: parameters.some(({ name }) => name === 'dryRun'),
    })),
  );

  it('counts every bulk request: a route that is missing here belongs into HEAVY of functions/api/http/limits.ts', () => {
    expect(operations.filter(({ bulk }) => bulk).length).toBeGreaterThan(10);
    expect(operations.filter(({ bulk, heavy }) => bulk && !heavy).map(({ name }) => name)).toEqual([]);
  });

  it('counts what computes over the province, and neither plain reads nor calculators', () => {
    const counted = (name: string) => operations.find((each) => each.name === name)?.heavy;
    for (const name of [
      'POST /v1/projections',
      'POST /v1/reduction-plans',
      'GET /v1/progress',
      'GET /v1/audit/verify',
      'GET /v1/scenarios/compare',
    ])
      expect([name, counted(name)]).toEqual([name, true]);
    for (const name of [
      'GET /v1/me',
      'GET /v1/units',
      'PUT /v1/units/{code}/headcount/{month}',
      'POST /v1/law/retirement-date',
      'POST /v1/planning/allocation',
    ])
      expect([name, counted(name)]).toEqual([name, false]);
  });
});

describe('who asks too much', () => {
  it('is refused with 429 and when to come back, as one token of one province, and changes nothing', async () => {
    const api = await freshApi(undefined, { limits: { all: { burst: 4, perMinute: 60 }, heavy: { burst: 1, perMinute: 6 } } });
    const bulk = (as: object = {}) =>
      api.call('POST', '/v1/units/bulk', {
        as,
        body: {
          rows: [
            {
              code: 'H49',
              name: 'Tỉnh',
              kind: 'administrative',
              level: 'province',
              sector: 'administration',
              parent: null,
              sites: [],
              from: '2020-01-01',
              decision: { number: '1/QĐ', date: '2020-01-01', issuedBy: 'UBND' },
            },
          ],
        },
      });
    const first = await bulk();
    expect([first.status, first.headers.get('ratelimit'), first.headers.get('ratelimit-policy')]).toEqual([
      200,
      '"heavy";r=0;t=10',
      '"heavy";q=1;w=10',
    ]);
    const before = await api.dump();
    const second = await bulk();
    expect(problemOf(second)).toMatchObject({
      status: 429,
      code: 'too-many-requests',
      detail: 'Quá nhiều yêu cầu; hãy thử lại sau 10 giây.',
    });
    expect(second.headers.get('retry-after')).toBe('10');
    expect(second.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await api.dump()).toEqual(before);
    // Plain requests go on until the wider bucket is empty; somebody else has one of their own, also under the same name elsewhere.
    expect((await api.call('GET', '/v1/me')).headers.get('ratelimit')).toBe('"all";r=1;t=0');
    expect([(await api.call('GET', '/v1/me')).status, (await api.call('GET', '/v1/me')).status]).toEqual([200, 429]);
    expect([(await bulk({ id: 'other' })).status, (await bulk({ tenant: 'H50' })).status]).toEqual([200, 200]);
    api.clock.now += 10_000;
    expect((await bulk()).status).toBe(200);
  });

  it('without a good token is counted against nobody', async () => {
    const api = await freshApi(undefined, { limits: { all: { burst: 1, perMinute: 1 }, heavy: null } });
    for (let asked = 0; asked < 3; asked++) expect((await api.call('GET', '/v1/me', { token: 'x' })).status).toBe(401);
    expect((await api.call('GET', '/v1/me')).status).toBe(200);
  });
});
