import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Bundles, buildBundles } from '../../tools/build-lambda.ts';
import { type Metafile, bytesOf } from '../../tools/bundle-bytes.ts';
import { AUDIENCE, ISSUER, contract, testIssuer } from '../support/api.ts';
import { freshTable } from '../support/engine.ts';
import { DECISION, SMALL_PROVINCE } from '../support/province.ts';
import { type Stated, apiEvent } from './events.ts';
import { type Answer, type RunningFunction, startFunction } from './function.ts';
import { serveQueue, sqsEvent } from './sqs.ts';

const out = mkdtempSync(join(tmpdir(), 'bienche-lambda-'));
let bundles: Bundles;
let issuer: Awaited<ReturnType<typeof testIssuer>>;
let keys: Server;
let environment: Record<string, string>;
let api: RunningFunction;
let queue: Awaited<ReturnType<typeof serveQueue>>;

/** A server of public keys on a loopback port. */
async function serveKeys(set: object): Promise<{ server: Server; address: string }> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(set)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys` };
}

const token = (as: Parameters<typeof issuer.sign>[0] = {}) => issuer.sign(as, Date.now());
const ask = async (method: string, path: string, stated: Stated = {}) =>
  api.invoke(apiEvent(method, path, { token: await token(), ...stated }));
const bodyOf = ({ body }: Answer) => JSON.parse(body) as Record<string, unknown>;

beforeAll(async () => {
  [bundles, issuer, queue] = await Promise.all([buildBundles(out), testIssuer(), serveQueue()]);
  const served = await serveKeys(issuer.keys);
  keys = served.server;
  const { tableName } = await freshTable();
  environment = {
    BIENCHE_STAGE: 'test',
    BIENCHE_TABLE: tableName,
    BIENCHE_ISSUER: ISSUER,
    BIENCHE_AUDIENCE: AUDIENCE,
    BIENCHE_KEY_SET: served.address,
    BIENCHE_LIMIT_ALL: 'off',
    BIENCHE_LIMIT_HEAVY: '1000/6000',
    BIENCHE_QUEUE: `${queue.address}/123456789012/chunks`,
    AWS_ENDPOINT_URL_SQS: queue.address,
    AWS_ENDPOINT_URL_DYNAMODB: inject('engine').endpoint,
  };
  api = await startFunction(bundles.folders.api, environment);
  const rows = SMALL_PROVINCE.map((unit) => ({ ...unit, from: '2020-01-01', decision: DECISION }));
  const settled = await ask('POST', '/v1/units/bulk', { body: { rows }, headers: { 'idempotency-key': 'settle' } });
  if (bodyOf(settled)['created'] !== SMALL_PROVINCE.length) throw new Error(settled.body);
});

afterAll(async () => {
  await api?.stop();
  keys?.close();
  queue?.stop();
  rmSync(out, { recursive: true });
});

describe('the built bundle of the API', () => {
  it('reads and changes records as on one machine', async () => {
    const read = await ask('GET', '/v1/units/H49.02');
    expect([read.statusCode, read.headers['etag'], bodyOf(read)['name']]).toEqual([200, '"1"', 'Sở Giáo dục và Đào tạo']);
    const change = { name: 'Sở Giáo dục', from: '2025-01-01', decision: DECISION };
    const changed = await ask('PATCH', '/v1/units/H49.02', { body: change, headers: { 'if-match': '"1"' } });
    expect([changed.statusCode, changed.headers['etag']]).toEqual([200, '"2"']);
    const stale = await ask('PATCH', '/v1/units/H49.02', { body: change, headers: { 'if-match': '"1"' } });
    expect([stale.statusCode, bodyOf(stale)['code']]).toEqual([412, 'stale-version']);
  });

  it('creates with a Location, and takes a body in base64 as in plain text, whatever stands in it', async () => {
    const unit = {
      kind: 'administrative',
      level: 'province',
      sector: 'administration',
      sites: [],
      parent: 'H49',
      from: '2021-01-01',
      decision: DECISION,
    };
    for (const [code, base64] of [
      ['H49.61', false],
      ['H49.62', true],
    ] as const) {
      const body = { ...unit, code, name: 'Sở Nông nghiệp và Môi trường – “Quảng Ninh” 🌊' };
      const made = await ask('POST', '/v1/units', { body, base64, headers: { 'idempotency-key': code } });
      expect([made.statusCode, made.headers['location'], made.isBase64Encoded]).toEqual([201, `/v1/units/${code}`, false]);
      expect(bodyOf(await ask('GET', `/v1/units/${code}`))).toMatchObject({ name: body.name });
      const again = await ask('POST', '/v1/units', { body, base64: !base64, headers: { 'idempotency-key': code } });
      expect([again.statusCode, again.body]).toEqual([201, made.body]);
    }
  });

  it('reads headers of several values, cookies and a query', async () => {
    const english = await ask('GET', '/v1/nothing', { headers: { 'accept-language': 'en-GB,vi;q=0.5' }, cookies: ['theme=dark', 'a=b'] });
    expect([english.statusCode, english.headers['content-language'], bodyOf(english)['title']]).toEqual([404, 'en', 'Not found']);
    const first = await ask('GET', '/v1/units', { query: 'limit=2' });
    expect(bodyOf(first)['items']).toHaveLength(2);
    const next = String(bodyOf(first)['next']);
    expect(first.headers['link']).toContain('rel="next"');
    const second = await ask('GET', '/v1/units', { query: new URLSearchParams({ limit: '2', cursor: next }).toString() });
    expect(bodyOf(second)['items']).not.toEqual(bodyOf(first)['items']);
  });

  it('answers below the path of a stage, and takes decoded paths for what they are', async () => {
    expect((await ask('GET', '/v1/me', { stage: 'prod' })).statusCode).toBe(200);
    expect((await ask('GET', '/healthz', { stage: 'v1' })).statusCode).toBe(200);
    const number = encodeURIComponent(DECISION.number);
    expect((await ask('GET', '/v1/decisions', { query: `number=${number}&limit=1` })).statusCode).toBe(200);
    expect((await ask('GET', `/v1/decisions/${DECISION.number}`)).statusCode).toBe(404);
    const odd = await ask('GET', '/v1/units/H49?limit=1#Đầm Hà');
    expect([odd.statusCode, bodyOf(odd)['code']]).not.toEqual([200, undefined]);
  });

  it.each([
    ['malformed JSON', { text: '{"name":' }, 400, 'malformed-json'],
    ['another type', { text: 'code=H49', headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    ['more than 2 MB', { text: `"${'x'.repeat(2 * 1024 * 1024)}"` }, 413, 'payload-too-large'],
    [
      'more than 2 MB said to come in pieces',
      { text: `"${'x'.repeat(2 * 1024 * 1024)}"`, headers: { 'transfer-encoding': 'chunked' } },
      413,
      'payload-too-large',
    ],
    ['nothing', {}, 415, 'unsupported-media-type'],
  ])('refuses a body of %s', async (_what, stated, status, code) => {
    const answer = await ask('POST', '/v1/units', { headers: { 'idempotency-key': 'bad' }, ...stated } as Stated);
    expect([answer.statusCode, bodyOf(answer)['code']]).toEqual([status, code]);
  });

  it('shows its contract, and the page of it with its own files', async () => {
    const open = (path: string) => api.invoke(apiEvent('GET', path));
    expect(bodyOf(await open('/openapi.json'))).toEqual(JSON.parse(JSON.stringify(contract())));
    expect((await open('/docs')).body).toContain('swagger-ui-bundle.js');
    for (const [path, type] of [
      ['/docs/swagger-ui.css', 'text/css'],
      ['/docs/swagger-ui-bundle.js', 'text/javascript'],
    ] as const) {
      const file = await open(path);
      expect([file.statusCode, file.isBase64Encoded]).toEqual([200, false]);
      expect(file.headers['content-type']).toContain(type);
      expect(file.body.length).toBeGreaterThan(10_000);
    }
    expect((await api.invoke(apiEvent('HEAD', '/healthz'))).body).toBe('');
  });

  it('is well while its table answers, and says when it does not', async () => {
    expect((await api.invoke(apiEvent('GET', '/healthz'))).statusCode).toBe(200);
    const lost = await startFunction(bundles.folders.api, { ...environment, BIENCHE_TABLE: 'no-such-table' });
    onTestFinished(lost.stop);
    expect((await lost.invoke(apiEvent('GET', '/healthz'))).statusCode).toBe(503);
  });
});

describe('whoever the gateway let through', () => {
  const claims = { sub: 'x', tenant: 'H49', role: 'home-affairs', iss: ISSUER, aud: AUDIENCE };

  it('without a token gets nowhere but to the public paths, whatever the gateway says of them', async () => {
    for (const route of bundles.routes) {
      const [method = '', path = ''] = route.split(' ');
      if (bundles.publicPaths.includes(path)) continue;
      const answer = await api.invoke(
        apiEvent(method, path.replaceAll(/:\w+/g, 'H49'), { claims, body: method === 'GET' ? undefined : {} }),
      );
      expect([route, answer.statusCode]).toEqual([route, 401]);
    }
  });

  it('with a token of another issuer, key, audience or time is refused by the application itself', async () => {
    const stranger = await testIssuer();
    const now = Date.now();
    const bad = {
      'another key': await stranger.sign({}, now),
      'an unknown key': await (await testIssuer('unknown')).sign({}, now),
      'another issuer': await issuer.sign({}, now, { iss: 'https://elsewhere.example' }),
      'another audience': await issuer.sign({}, now, { aud: 'another-client' }),
      'long ago': await issuer.sign({}, now - 2 * 3600_000),
      'an identity token, without role': await issuer.sign({}, now, { role: undefined }),
      nonsense: 'a.b.c',
    };
    for (const [what, given] of Object.entries(bad)) {
      const answer = await api.invoke(apiEvent('GET', '/v1/me', { token: given, claims }));
      expect([what, answer.statusCode, answer.headers['www-authenticate']]).toEqual([what, 401, 'Bearer']);
    }
  });

  it('is who the token says, not who the gateway says', async () => {
    const answer = await api.invoke(apiEvent('GET', '/v1/me', { token: await token({ role: 'viewer', tenant: 'H50' }), claims }));
    expect(bodyOf(answer)).toMatchObject({ role: 'viewer', tenant: 'H50' });
  });

  it('stays in while the issuer is away, and is asked to come back where its keys were never had', async () => {
    const { server, address } = await serveKeys(issuer.keys);
    const known = await startFunction(bundles.folders.api, { ...environment, BIENCHE_KEY_SET: address });
    onTestFinished(known.stop);
    const me = async (by: RunningFunction, id: string) =>
      (await by.invoke(apiEvent('GET', '/v1/me', { token: await token({ id }) }))).statusCode;
    expect(await me(known, 'before')).toBe(200);
    server.close();
    server.closeAllConnections();
    expect(await me(known, 'during')).toBe(200);
    const fresh = await startFunction(bundles.folders.api, { ...environment, BIENCHE_KEY_SET: address });
    onTestFinished(fresh.stop);
    expect(await me(fresh, 'unknown')).toBe(503);
  });
});

describe('what the function tells', () => {
  it('is one line of metrics for each request, with the id of the gateway and no secret', async () => {
    const one = await startFunction(bundles.folders.api, environment);
    onTestFinished(one.stop);
    const bearer = await token();
    await one.invoke(apiEvent('GET', '/v1/units/H49.01', { token: bearer }));
    await one.invoke(apiEvent('GET', '/v1/units', { token: bearer, query: 'q=secret', headers: { 'x-request-id': 'trace-9' } }));
    const lines = one.lines();
    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { stage: 'test', route: '/v1/units/{code}', requestId: 'JKJaXmPLvHcESHA=', tenant: 'H49', status: 200, coldStart: true },
      { stage: 'test', route: '/v1/units', requestId: 'trace-9', coldStart: false },
    ]);
    expect(events[0]?.['readCapacity']).toBeGreaterThan(0);
    expect(lines.join()).not.toContain(bearer.slice(0, 30));
    expect(lines.join()).not.toContain('secret');
  });
});

it('every area of the bundle is there when it is asked for', async () => {
  const reads = bundles.routes.filter((route) => route.startsWith('GET /v1/')).map((route) => route.slice('GET '.length));
  for (const path of reads) {
    const answer = await ask('GET', path.replaceAll(/[{:]\w+\}?/g, '2025'));
    expect([path, answer.statusCode < 500, bodyOf(answer)['code'] === 'internal']).toEqual([path, true, false]);
  }
});

describe('the built bundles of jobs', () => {
  const asOfficer = { role: 'hr-officer', units: ['H49'] } as const;
  let asked = 0;
  const officer = async (method: string, path: string, body?: unknown) => {
    asked += 1;
    const headers = { 'idempotency-key': `job-${asked}` };
    return api.invoke(apiEvent(method, path, { token: await token(asOfficer), body, headers }));
  };
  const report = (unit: string) => ({ unit, version: null, categories: [] });
  type Failed = { batchItemFailures: { itemIdentifier: string }[] };
  type Progress = { state: string; chunkCounts: object; rowCounts: object };
  const progress = async (path: string) => bodyOf(await officer('GET', path)) as unknown as Progress;
  const started = async (...units: string[]) => {
    const made = await officer('POST', '/v1/jobs', { kind: 'headcount', parameters: { month: '2025-04' }, reason: units.join() });
    const path = String(made.headers['location']);
    for (const [index, unit] of units.entries())
      expect((await officer('PUT', `${path}/parts/${index + 1}`, { kind: 'headcount', rows: [report(unit)] })).statusCode).toBe(200);
    return { path, start: () => officer('POST', `${path}/start`, { parts: units.length, rows: units.length }) };
  };

  it('carry out what the API sent to the queue; of several messages only those that failed are to come again', async () => {
    const { path, start } = await started('H49.01', 'H49.02', 'H49.31');
    expect([(await start()).statusCode, (await progress(path)).state]).toEqual([202, 'queued']);
    const [one = '', two = '', three = ''] = queue.take();
    expect(JSON.parse(two)).toEqual({ tenant: 'H49', job: path.split('/').at(-1), chunk: 2 });
    const worker = await startFunction(bundles.folders.jobs, environment);
    onTestFinished(worker.stop);
    const nobodys = JSON.stringify({ ...JSON.parse(three), job: '01JZ0000000000000000000000' });
    const event = sqsEvent([one, 'not JSON', two, '{"tenant":"H49"}', nobodys, three, one]);
    const { batchItemFailures } = await worker.invoke<Failed>(event);
    expect(batchItemFailures).toEqual([1, 3, 4].map((index) => ({ itemIdentifier: event.Records[index]?.messageId })));
    expect(await progress(path)).toMatchObject({ state: 'done', chunkCounts: { done: 3 }, rowCounts: { accepted: 3, refused: 0 } });
    const told = worker.lines().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told.map(({ state, level }) => state ?? level)).toEqual(['done', 'error', 'done', 'error', 'error', 'done', 'over']);
    expect(told[0]).toMatchObject({ stage: 'test', tenant: 'H49', kind: 'headcount', chunk: 1, rows: 1, accepted: 1, attempts: 1 });
    expect(await worker.invoke<Failed>(sqsEvent([one, two]))).toEqual({ batchItemFailures: [] });
  });

  it('leave to another invocation what this one has no time for', async () => {
    const { path, start } = await started('H49.02.01');
    await start();
    const [message = ''] = queue.take();
    const worker = await startFunction(bundles.folders.jobs, { ...environment, TEST_REMAINING_MS: '20000' });
    onTestFinished(worker.stop);
    expect((await worker.invoke<Failed>(sqsEvent([message]))).batchItemFailures).toHaveLength(1);
    expect(await progress(path)).toMatchObject({ state: 'queued' });
  });

  it('answer busy while the queue takes nothing; the schedule sends what was stored, and keeps the digest of every province', async () => {
    const { path, start } = await started('H49.31.01');
    queue.state.down = true;
    expect((await start()).statusCode).toBe(503);
    queue.state.down = false;
    expect([(await start()).statusCode, queue.take().length]).toEqual([202, 1]);
    const schedule = await startFunction(bundles.folders.schedule, environment);
    onTestFinished(schedule.stop);
    expect(await schedule.invoke({})).toEqual({ tenants: 1 });
    // It has moved a moment ago: nothing is sent a second time.
    expect(queue.take()).toEqual([]);
    expect(await progress(path)).toMatchObject({ state: 'queued' });
    const auditor = await token({ role: 'auditor' });
    expect(bodyOf(await api.invoke(apiEvent('GET', '/v1/audit/digests', { token: auditor })))['items']).toHaveLength(1);
  });

  it.each(['jobs', 'schedule'] as const)('of %s do not start without their queue', async (name) => {
    const { BIENCHE_QUEUE: _none, ...others } = environment;
    await expect(startFunction(bundles.folders[name], others)).rejects.toThrow('BIENCHE_QUEUE is missing; it must be an https:// address');
  });
});

describe('a function with a wrong environment', () => {
  it.each([
    ['BIENCHE_TABLE', undefined, 'BIENCHE_TABLE is missing; it must be the name of the table'],
    ['BIENCHE_AUDIENCE', '', 'BIENCHE_AUDIENCE is ""; it must be the audience of the tokens'],
    ['BIENCHE_KEY_SET', 'http://keys.example', 'BIENCHE_KEY_SET is "http://keys.example"; it must be an https:// address'],
    ['BIENCHE_ISSUER', 'issuer', 'BIENCHE_ISSUER is "issuer"; it must be an https:// address'],
    ['BIENCHE_QUEUE', 'chunks', 'BIENCHE_QUEUE is "chunks"; it must be an https:// address'],
  ])('does not start, and says %s', async (name, value, sentence) => {
    const { [name]: _right, ...others } = environment;
    const started = startFunction(bundles.folders.api, value === undefined ? others : { ...others, [name]: value });
    await expect(started).rejects.toThrow(sentence);
  });
});

it('the bundle carries no more of other people’s code than it needs, and none of the page’s', () => {
  const metafile = JSON.parse(readFileSync(join(out, 'api.json'), 'utf8')) as Metafile;
  const { packages, cold } = bytesOf(metafile, 'routes/units.ts');
  expect(packages).toBeLessThan(450_000);
  expect(cold).toBeLessThan(550_000);
  const carried = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  expect(
    carried.filter((file) => /node_modules.*(swagger-ui|undici|zod-to-openapi)|credential-provider-(ini|sso|http|process)/.test(file)),
  ).toEqual([]);
});
