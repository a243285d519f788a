import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type Api, freshApi, problemOf } from '../support/api.ts';
import { DECISION } from '../support/province.ts';

const SCHOOL = 'H49.02.01';
const headcount = (month: string) => `/v1/units/${SCHOOL}/headcount/${month}`;
const people = (opening: number) => ({
  categories: [{ category: 'employee-budget', opening, increases: {}, decreases: {}, closing: opening }],
});
const unit = (code: string, more: object = {}) => ({
  code,
  name: 'Trường Tiểu học Hạ Long',
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent: 'H49.31',
  sites: [],
  from: '2021-01-01',
  decision: DECISION,
  ...more,
});

describe('manners of the API', () => {
  let api: Api;
  let broken: unknown;
  const english = { 'accept-language': 'en' };
  const faultsOf = (answer: Answer) => (problemOf(answer).errors ?? []).map(({ field, code }) => [field, code]);

  beforeAll(async () => {
    api = await freshApi((documents) =>
      Object.assign(Object.create(documents) as typeof documents, {
        send: (command: never) => (broken === undefined ? documents.send(command) : Promise.reject(broken as Error)),
      }),
    );
    await api.settle();
  });
  afterEach(() => {
    broken = undefined;
    vi.restoreAllMocks();
  });

  describe('a problem', () => {
    it('is a document of RFC 9457 with the code, the sentence, the field and the request', async () => {
      await api.must('PUT', headcount('2021-01'), { body: people(40) });
      const answer = await api.call('PUT', headcount('2021-01'), { body: people(41), headers: { 'if-match': '"7"' } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      const detail = 'Bản ghi đã được người khác sửa: hiện là phiên bản 1, yêu cầu sửa phiên bản 7.';
      expect(answer.body).toEqual({
        type: 'urn:bienche:problem:stale-version',
        title: 'Phiên bản đã cũ',
        status: 412,
        code: 'stale-version',
        detail,
        requestId: answer.headers.get('x-request-id'),
        data: { current: 1, given: 7 },
        errors: [{ field: 'If-Match', code: 'stale-version', message: detail }],
      });
    });

    it.each([
      [null, 'vi'],
      ['en', 'en'],
      ['en-GB,en;q=0.8', 'en'],
      ['vi-VN', 'vi'],
      ['fr, en;q=0.5, vi;q=0.4', 'en'],
      ['en;q=0.1, vi', 'vi'],
      ['fr', 'vi'],
      ['*', 'vi'],
      ['en;q=0', 'vi'],
      ['\u00e9;;q=x', 'vi'],
    ])('to who accepts %s is in %s', async (accepted, language) => {
      const answer = await api.call('GET', '/v1/units/H49.99', { headers: { 'accept-language': accepted } });
      expect(problemOf(answer).detail).toBe(language === 'en' ? 'Not found: H49.99.' : 'Không tìm thấy H49.99.');
      expect(answer.headers.get('content-language')).toBe(language);
    });

    it('of input names every fault by field path and rule, in the reader’s language', async () => {
      const body = {
        ...unit('h49.31.20'),
        name: '',
        kind: 'school',
        sites: [
          { name: 'Cơ sở 1', kind: 'school-site' },
          { name: 'x', kind: 'tent' },
        ],
        decision: { ...DECISION, date: '2021-02-30', signer: 'A' },
        colour: 'red',
      };
      const vietnamese = await api.call('POST', '/v1/units', { body });
      expect(problemOf(vietnamese)).toMatchObject({ status: 400, code: 'invalid-input', detail: 'Dữ liệu gửi lên không hợp lệ.' });
      const faults = [
        ['code', 'unit-code'],
        ['name', 'too-small'],
        ['kind', 'invalid-value'],
        ['sites.1.kind', 'invalid-value'],
        ['decision.date', 'calendar-day'],
        ['decision.signer', 'unrecognized-keys'],
        ['colour', 'unrecognized-keys'],
      ];
      expect(faultsOf(vietnamese)).toEqual(expect.arrayContaining(faults));
      expect(faultsOf(vietnamese)).toHaveLength(faults.length);
      const messages = (answer: Answer) =>
        Object.fromEntries((problemOf(answer).errors ?? []).map(({ field, message }) => [field, message]));
      expect(messages(vietnamese)).toMatchObject({
        code: expect.stringContaining('Quyết định 20/2020/QĐ-TTg') as string,
        'decision.date': 'Không có ngày này trong lịch (viết YYYY-MM-DD).',
        kind: expect.stringMatching(/^Tùy chọn không hợp lệ: .*"administrative"\|"public-service"/) as string,
      });
      const said = messages(await api.call('POST', '/v1/units', { body, headers: english }));
      expect(said).toMatchObject({
        code: expect.stringContaining('Decision 20/2020/QĐ-TTg') as string,
        'decision.date': 'There is no such day in the calendar (YYYY-MM-DD).',
        kind: expect.stringMatching(/^Invalid option: .*"administrative"\|"public-service"/) as string,
      });
      expect(Object.keys(said)).toEqual(Object.keys(messages(vietnamese)));
    });

    it.each([
      ['?asOf=2025-13-01', [['asOf', 'calendar-day']]],
      ['?limit=0', [['limit', 'too-small']]],
      ['?limit=201', [['limit', 'too-big']]],
      ['?limit=ten', [['limit', 'invalid-type']]],
      ['?limit=1e1', [['limit', 'invalid-type']]],
      ['?limit=0x10', [['limit', 'invalid-type']]],
      ['?limit=%2010', [['limit', 'invalid-type']]],
      ['?limit=', [['limit', 'invalid-type']]],
      ['?limit=5&limit=6', [['limit', 'invalid-type']]],
      [
        '?colour=red&kind=x',
        [
          ['kind', 'invalid-value'],
          ['colour', 'unrecognized-keys'],
        ],
      ],
      ['?status=dead', [['status', 'invalid-value']]],
    ])('of the query %s names the parameter', async (query, faults) => {
      const answer = await api.call('GET', `/v1/units${query}`);
      expect(answer.status).toBe(400);
      expect(faultsOf(answer)).toEqual(faults);
    });

    it.each([
      ['/v1/units/H49.31/posts/2025.0', 'year'],
      ['/v1/units/H49.31/posts/0x7e9', 'year'],
      ['/v1/units/H49.31/posts/1999', 'year'],
      ['/v1/units/H49.31/posts/-2025', 'year'],
      ['/v1/units/h49.31', 'code'],
      ['/v1/units/H49.31/headcount/2025-13', 'month'],
      ['/v1/reorganisations/1', 'id'],
    ])('of the address %s names the part', async (path, field) => {
      const answer = await api.call('GET', path);
      expect([answer.status, problemOf(answer).errors?.map((error) => error.field)]).toEqual([400, [field]]);
    });
  });

  describe('a body', () => {
    const post = (text: string, type: string | null = 'application/json') =>
      api.call('POST', '/v1/law/retirement-date', { text, headers: { 'content-type': type } });

    it.each(['', '{', '{"sex":"male",}', "{'sex':'male'}", '\u0000', 'NaN', '{"a":1}{"b":2}'])(
      'that is not JSON is refused: %j',
      async (text) => {
        expect(problemOf(await post(text))).toMatchObject({ status: 400, code: 'malformed-json' });
      },
    );

    it.each(['null', '[]', '[{"sex":"male","birth":"1964-10"}]', '"x"', '1', 'true'])('that is no object is refused: %s', async (text) => {
      const answer = await post(text);
      expect([answer.status, faultsOf(answer)]).toEqual([400, [['(body)', 'invalid-type']]]);
    });

    it.each([null, 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml', 'application/jsonp'])(
      'of the type %s is refused',
      async (type) => {
        expect(problemOf(await post('{"sex":"male","birth":"1964-10"}', type))).toMatchObject({
          status: 415,
          code: 'unsupported-media-type',
        });
      },
    );

    it.each(['application/json; charset=utf-8', 'Application/JSON'])('of the type %s is read', async (type) => {
      expect((await post('{"sex":"male","birth":"1964-10"}', type)).status).toBe(200);
    });

    it('of more than 2 MB is refused, by what it says or by what it is', async () => {
      const limit = 2 * 1024 * 1024;
      const text = `{"sex":"male","birth":"1964-10"${' '.repeat(limit)}}`;
      expect(problemOf(await post(text))).toMatchObject({ status: 413, code: 'payload-too-large', data: { limit } });
      const said = await api.call('POST', '/v1/law/retirement-date', { text: '{}', headers: { 'content-length': `${limit + 1}` } });
      expect(problemOf(said)).toMatchObject({ status: 413 });
      const fits = '{"sex":"male","birth":"1964-10"}';
      expect((await post(fits.padEnd(limit, ' '))).status).toBe(200);
    });
  });

  describe('an address', () => {
    it('that is no route is a 404 to who has a token and a 401 to who has none', async () => {
      for (const path of [
        '/',
        '/v1',
        '/v2/units',
        '/v1/units/',
        '/v1/units/H49/children',
        '/v1/unitsx',
        '//v1/units',
        '/v1/units/H49%2Fposts',
      ]) {
        expect([path, problemOf(await api.call('GET', path, { token: null })).status]).toEqual([path, 401]);
        expect([path, [400, 404].includes((await api.call('GET', path)).status)]).toEqual([path, true]);
      }
      expect(problemOf(await api.call('GET', '/v1/nothing'))).toMatchObject({ code: 'not-found', detail: 'Không tìm thấy /v1/nothing.' });
    });

    it.each([
      ['DELETE', '/v1/units/H49.31', 'GET, PATCH'],
      ['OPTIONS', '/v1/units', 'GET, POST'],
      ['GET', '/v1/law/retirement-date', 'POST'],
      ['DELETE', '/v1/units/H49.31/headcount/2021-01', 'GET, PUT'],
    ])('takes no %s at %s, and says what it takes', async (method, path, allowed) => {
      const answer = await api.call(method, path);
      expect(problemOf(answer)).toMatchObject({ status: 405, code: 'method-not-allowed' });
      expect(answer.headers.get('allow')).toBe(allowed);
      expect((await api.call(method, path, { token: null })).status).toBe(401);
    });

    it('answers HEAD as GET without a body', async () => {
      const get = await api.call('GET', headcount('2021-01'));
      const head = await api.call('HEAD', headcount('2021-01'));
      expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', get.headers.get('etag')]);
      expect((await api.call('HEAD', '/v1/units/H49.99')).status).toBe(404);
    });
  });

  describe('every answer', () => {
    const asks: [string, () => Promise<Answer>][] = [
      ['200', () => api.call('GET', '/v1/me')],
      ['400', () => api.call('GET', '/v1/units?limit=0')],
      ['401', () => api.call('GET', '/v1/me', { token: null })],
      ['404', () => api.call('GET', '/v1/nothing')],
      ['413', () => api.call('POST', '/v1/law/retirement-date', { text: '{}', headers: { 'content-length': '9999999' } })],
      ['415', () => api.call('POST', '/v1/law/retirement-date', { text: '{}', headers: { 'content-type': 'text/plain' } })],
      ['200', () => api.call('GET', '/healthz', { token: null })],
    ];

    it.each(asks)('of %s has a request id and the security headers', async (status, ask) => {
      const answer = await ask();
      expect(`${answer.status}`).toBe(status);
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w=-]{1,64}$/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(answer.headers.get('x-frame-options')).toBe('DENY');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });

    it('that rests on a token is kept by no cache', async () => {
      for (const path of ['/v1/me', '/v1/units', '/v1/units?limit=0', '/v1/nothing'])
        expect((await api.call('GET', path)).headers.get('cache-control')).toBe('no-store');
    });

    it('carries the caller’s own request id when it is a plain one, into the history too', async () => {
      const said = async (id: string) => (await api.call('GET', '/v1/me', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
      expect(await said('trace-42')).toBe('trace-42');
      expect(await said('a b')).not.toBe('a b');
      expect(await said('x'.repeat(65))).toHaveLength(26);
      await api.must('PUT', headcount('2021-06'), { body: people(40), headers: { 'x-request-id': 'trace-43' } });
      const { items } = (await api.call('GET', `/v1/units/${SCHOOL}/history?limit=1`)).body as { items: { request: string }[] };
      expect(items[0]?.request).toBe('trace-43');
    });
  });

  it('says of its own failure the code and the request and nothing else, and logs the cause', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    broken = new Error('secret table name bienche-prod');
    const answer = await api.call('GET', '/v1/units', { headers: { ...english, 'x-request-id': 'trace-500' } });
    expect(answer.body).toEqual({
      type: 'urn:bienche:problem:internal',
      title: 'Internal error',
      status: 500,
      code: 'internal',
      detail: 'Internal error.',
      requestId: 'trace-500',
    });
    expect(logged.mock.calls.flat().join()).toMatch(/trace-500.*secret table name/);
  });

  it('says that it is busy when the table does not answer, and when to try again', async () => {
    broken = Object.assign(new Error('Throughput exceeds the current capacity'), { name: 'ThrottlingException' });
    const answer = await api.call('GET', '/v1/units');
    expect([answer.status, problemOf(answer).code, answer.headers.get('retry-after')]).toEqual([503, 'busy', '1']);
    expect(answer.text).not.toContain('capacity');
  });
});
