import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, type Ask, freshApi, problemOf } from '../support/api.ts';
import { DECISION, NOW } from '../support/province.ts';
import { type Known, prepare } from './matrix-province.ts';
import { OPERATIONS } from './operations.ts';

/** POSTs that store, by what they store under; calculators store nothing. */
const STORING = Object.keys(OPERATIONS).filter(
  (name) => name.startsWith('POST') && !name.includes('/law/') && !name.includes('/planning/'),
);
const DAY = 24 * 3600 * 1000;

const registration = (code: string, name = 'Trường') => ({
  code,
  name,
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent: 'H49.31',
  sites: [],
  from: '2021-01-01',
  decision: DECISION,
});

describe('an Idempotency-Key', () => {
  let api: Api;
  let known: Known;
  const post = (path: string, key: string | null, body: unknown, more: Ask = {}) =>
    api.call('POST', path, { ...more, body, headers: { 'idempotency-key': key, ...more.headers } });
  const register = (key: string | null, body: unknown, more: Ask = {}) => post('/v1/units', key, body, more);

  beforeAll(async () => {
    api = await freshApi();
    known = await prepare(api);
  });

  describe.each(STORING)('of %s', (name) => {
    const asked = () => (OPERATIONS[name] as (typeof OPERATIONS)[string]).ask('own', known, 20);

    it('is needed, and without it nothing happens', async () => {
      const before = await api.dump();
      const { path, body, headers } = asked();
      for (const language of ['vi', 'en']) {
        const answer = await post(path, null, body, { headers: { ...headers, 'accept-language': language } });
        expect(problemOf(answer)).toMatchObject({ status: 400, code: 'idempotency-key-required', errors: [{ field: 'Idempotency-Key' }] });
      }
      expect(await api.dump()).toEqual(before);
    });

    it('gets the same answer again, byte for byte, also on another day, and nothing twice', async () => {
      const { path, body, headers } = asked();
      const first = await post(path, `again-${name.replaceAll(' ', '-')}`, body, headers ? { headers } : {});
      expect([first.status, first.body['refused'] ?? 0]).toEqual([OPERATIONS[name]?.ok, 0]);
      const after = await api.dump();
      api.clock.now = NOW + 3 * DAY;
      const again = await post(path, `again-${name.replaceAll(' ', '-')}`, body, headers ? { headers } : {});
      api.clock.now = NOW;
      expect([again.status, again.text]).toEqual([first.status, first.text]);
      for (const header of ['etag', 'location', 'content-type']) expect(again.headers.get(header)).toBe(first.headers.get(header));
      expect(await api.dump()).toEqual(after);
    });

    it('used for another body is refused, and nothing changes', async () => {
      const { path, body, headers } = asked();
      const after = await api.dump();
      const answer = await post(
        path,
        `again-${name.replaceAll(' ', '-')}`,
        { ...(body as object), ...changed(body) },
        headers ? { headers } : {},
      );
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
      expect(await api.dump()).toEqual(after);
    });
  });

  /** A body that says something else and is still well formed. */
  function changed(body: unknown): object {
    if ('title' in (body as object)) return { title: 'khác' };
    if ('parts' in (body as object)) return { rows: 2 };
    return ['horizon', 'target', 'recipient'].some((field) => field in (body as object)) ? { note: 'khác' } : { reason: 'khác' };
  }

  it('is refused when it is empty, too long, or no plain text', async () => {
    for (const key of ['', 'a b', 'é', 'x'.repeat(201)]) {
      const answer = await register(key, registration('H49.31.K0'));
      expect([key, answer.status]).toEqual([key, 400]);
    }
    expect((await register('x'.repeat(200), registration('H49.31.K0'))).status).toBe(201);
    expect((await register('a#b/../c%23', registration('H49.31.K1'))).status).toBe(201);
  });

  it('of two requests at once has one effect, and both get the same answer', async () => {
    const asks = await Promise.all([1, 2, 3, 4].map(() => register('at-once', registration('H49.31.K2'))));
    expect(asks.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(asks.map(({ text }) => text)).size).toBe(1);
    expect((await api.call('GET', '/v1/units/H49.31.K2/history')).body).toMatchObject({ items: [{ sequence: 1 }], next: null });
  });

  it('of two different requests at once lets one through and refuses the other', async () => {
    const codes = ['H49.31.K3', 'H49.31.K4'];
    const asks = await Promise.all(codes.map((code) => register('contended', registration(code))));
    expect(asks.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 422]);
    const found = await Promise.all(codes.map((code) => api.call('GET', `/v1/units/${code}`)));
    expect(found.map(({ status }) => status)).toEqual(asks.map(({ status }) => (status === 201 ? 200 : 404)));
  });

  it('does not mind how the same body is written', async () => {
    const body = registration('H49.31.K5');
    const first = await register('spelling', body);
    const shuffled = `{ ${Object.entries(body)
      .reverse()
      .map(([name, value]) => `${JSON.stringify(name)} : ${JSON.stringify(value)}`)
      .join(' , ')} }`;
    const again = await api.call('POST', '/v1/units', { text: shuffled, headers: { 'idempotency-key': 'spelling' } });
    expect([again.status, again.text]).toEqual([201, first.text]);
  });

  it('does not hold a refusal: the request may be put right under the same key', async () => {
    expect((await register('put-right', registration('H49.32.1'))).status).toBe(422);
    expect((await register('put-right', registration('H49.31.K6'))).status).toBe(201);
  });

  it('holds for another address too: single then bulk, bulk then single, and two addresses of one operation', async () => {
    const rows = { rows: [registration('H49.31.K8')] };
    expect((await register('crossed-1', registration('H49.31.K7'))).status).toBe(201);
    expect(problemOf(await post('/v1/units/bulk', 'crossed-1', rows))).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect((await post('/v1/units/bulk', 'crossed-2', rows)).status).toBe(200);
    expect(problemOf(await register('crossed-2', registration('H49.31.K9')))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    const entries = {
      entries: [
        { issuer: 'provincial-council', category: 'cadre', quantity: 1, reason: 'assign', effectiveFrom: '2026-01-01', decision: DECISION },
      ],
    };
    expect((await post('/v1/units/H49.01/posts/2026', 'crossed-3', entries)).status).toBe(201);
    expect(problemOf(await post('/v1/units/H49.02/posts/2026', 'crossed-3', entries))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect((await api.call('GET', '/v1/units/H49.31.K9')).status).toBe(404);
    expect((await api.call('GET', '/v1/units/H49.02/posts/2026')).status).toBe(404);
  });

  it('belongs to its caller: another person’s request under the same text is another request', async () => {
    expect((await register('shared', registration('H49.31.L1'), { as: { id: 'one' } })).status).toBe(201);
    expect((await register('shared', registration('H49.31.L2'), { as: { id: 'two' } })).status).toBe(201);
    expect((await register('b', registration('H49.31.L3'), { as: { id: 'a#a' } })).status).toBe(201);
    expect((await register('a#b', registration('H49.31.L4'), { as: { id: 'a' } })).status).toBe(201);
  });

  it('gives a saved answer only to who may still ask', async () => {
    expect((await register('role-lost', registration('H49.31.L5'), { as: { id: 'mover' } })).status).toBe(201);
    const again = await register('role-lost', registration('H49.31.L5'), { as: { id: 'mover', role: 'auditor' } });
    expect(problemOf(again)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is forgotten after seven days, on the day and not before', async () => {
    const body = registration('H49.31.L6');
    const first = await register('old', body);
    api.clock.now = NOW + 7 * DAY;
    expect((await register('old', body)).text).toBe(first.text);
    api.clock.now = NOW + 7 * DAY + 1000;
    expect(problemOf(await register('old', body))).toMatchObject({ status: 409, code: 'code-taken' });
    expect((await register('old', registration('H49.31.L7'))).status).toBe(201);
    api.clock.now = NOW;
  });
});
