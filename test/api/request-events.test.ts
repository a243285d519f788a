import { beforeAll, describe, expect, it, vi } from 'vitest';
import { embeddedMetrics } from '../../functions/api/embedded-metrics.ts';
import type { RequestEvent } from '../../functions/api/http/request-event.ts';
import { printRequests } from '../../functions/local/print-requests.ts';
import { type Api, freshApi } from '../support/api.ts';

describe('the wide event of a request', () => {
  const events: RequestEvent[] = [];
  let api: Api;
  const told = async (...ask: Parameters<Api['call']>) => {
    events.length = 0;
    await api.call(...ask);
    expect(events).toHaveLength(1);
    return events[0] as RequestEvent;
  };

  beforeAll(async () => {
    api = await freshApi(undefined, { report: (event) => events.push(event) });
    await api.settle();
  });

  it('says route, province, role, outcome, time and what the table was asked', async () => {
    const event = await told('GET', '/v1/units/H49.02', { headers: { 'x-request-id': 'trace-1' } });
    const { ms, ...rest } = event;
    expect(rest).toEqual({
      requestId: 'trace-1',
      method: 'GET',
      route: '/v1/units/{code}',
      tenant: 'H49',
      role: 'home-affairs',
      status: 200,
      problem: null,
      read: 1,
      write: 0,
      error: null,
    });
    expect(ms).toBeGreaterThan(0);
  });

  it('counts what was written', async () => {
    const body = { name: 'Sở Giáo dục', from: '2025-01-01', decision: { number: '9/QĐ', date: '2025-01-01', issuedBy: 'UBND' } };
    const event = await told('PATCH', '/v1/units/H49.02', { body, headers: { 'if-match': '"1"' } });
    expect(event).toMatchObject({ route: '/v1/units/{code}', status: 200 });
    expect(event.write).toBeGreaterThan(4);
  });

  it.each([
    ['refused for its input', 'GET', '/v1/units?limit=0', {}, '/v1/units', 400, 'invalid-input'],
    ['refused without a token', 'GET', '/v1/units/H49.02', { token: null }, '/v1/units/{code}', 401, 'unauthenticated'],
    ['refused for its role', 'GET', '/v1/progress', { as: { role: 'viewer' } }, '/v1/progress', 403, 'forbidden'],
    ['for what is not there', 'GET', '/v1/units/H49.99', {}, '/v1/units/{code}', 404, 'not-found'],
    ['for no route', 'GET', '/v1/nothing/secret', {}, null, 404, 'not-found'],
    ['by a method that the address does not take', 'DELETE', '/v1/units', {}, null, 405, 'method-not-allowed'],
  ] as const)('of a request %s names route and problem', async (_what, method, path, ask, route, status, problem) => {
    expect(await told(method, path, ask)).toMatchObject({ route, status, problem, error: null });
  });

  it('holds no token, no body, no address and no value of the query', async () => {
    const secret = 'Nguyen-secret';
    const token = await api.issuer.sign();
    const asked = [
      await told('GET', `/v1/units?q=${secret}`, { token }),
      await told('GET', `/v1/units/${secret}`, { token }),
      await told('POST', '/v1/units', { token, body: { name: secret } }),
      await told('POST', '/v1/units', { token, text: `{"${secret}` }),
    ];
    for (const event of asked) {
      expect(JSON.stringify(event)).not.toContain(secret);
      expect(JSON.stringify(event)).not.toContain(token.slice(0, 20));
    }
  });
});

describe('a failure of our own', () => {
  it('is told with its cause, and on standard error when nobody else listens', async () => {
    const events: RequestEvent[] = [];
    const broken = () => ({ send: () => Promise.reject(new Error('no such table')) }) as unknown as Api['documents'];
    const api = await freshApi(broken, { report: (event) => events.push(event) });
    await api.call('GET', '/v1/units');
    expect(events[0]).toMatchObject({ status: 500, problem: 'internal', error: expect.stringContaining('no such table') });
    const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await (await freshApi(broken)).call('GET', '/v1/units');
    expect(complained.mock.calls.flat().join()).toContain('no such table');
    complained.mockRestore();
  });
});

describe('requests as CloudWatch and people read them', () => {
  const EVENT: RequestEvent = {
    requestId: 'trace-1',
    method: 'GET',
    route: '/v1/units/{code}',
    tenant: 'H49',
    role: 'hr-officer',
    status: 200,
    problem: null,
    ms: 3.25,
    read: 2,
    write: 0,
    error: null,
  };

  it('become one line with metrics by stage, and say which was the first of its process', () => {
    const lines: string[] = [];
    const report = embeddedMetrics({ stage: 'prod', now: () => 1_700_000_000_000, print: (line) => lines.push(line) });
    report(EVENT);
    report({ ...EVENT, status: 404, problem: 'not-found' });
    report({ ...EVENT, status: 503, problem: 'busy' });
    report({ ...EVENT, status: 500, problem: 'internal', error: 'Error\n    at line' });
    const [first, refused, busy, failed] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(first).toMatchObject({
      stage: 'prod',
      route: '/v1/units/{code}',
      duration: 3.25,
      readCapacity: 2,
      coldStart: true,
      coldStarts: 1,
    });
    expect([refused, busy, failed].map((line) => [line?.['refusals'], line?.['busy'], line?.['faults'], line?.['coldStarts']])).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
    const { Timestamp, CloudWatchMetrics } = (first as { _aws: unknown })._aws as {
      Timestamp: number;
      CloudWatchMetrics: Record<string, unknown>[];
    };
    expect(Timestamp).toBe(1_700_000_000_000);
    const [{ Namespace, Dimensions, Metrics } = {}] = CloudWatchMetrics;
    expect([Namespace, Dimensions]).toEqual(['bienche', [['stage']]]);
    for (const { Name } of Metrics as { Name: string }[]) expect(first?.[Name]).toBeTypeOf('number');
    expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  });

  it('become one readable line on one machine', () => {
    const lines: string[] = [];
    const print = printRequests((line) => lines.push(line));
    print(EVENT);
    print({ ...EVENT, tenant: null, role: null, route: null, status: 404, problem: 'not-found', read: 0 });
    print({ ...EVENT, status: 500, problem: 'internal', error: 'Error: lost' });
    expect(lines).toEqual([
      '200 GET /v1/units/{code} 3.3 ms · H49 hr-officer · read 2 write 0 · trace-1',
      '404 not-found GET ? 3.3 ms · trace-1',
      '500 internal GET /v1/units/{code} 3.3 ms · H49 hr-officer · read 2 write 0 · trace-1',
      'Error: lost',
    ]);
  });
});
