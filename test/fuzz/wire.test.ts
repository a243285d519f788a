import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../../functions/local/listen.ts';
import { type Api, freshApi } from '../support/api.ts';

/** What is sent as it stands, byte by byte: what no client library would send. */
describe('over the wire', () => {
  let api: Api;
  let server: Listening;
  let token: string;
  let port: number;
  const failures: string[] = [];

  beforeAll(async () => {
    api = await freshApi(undefined, { report: ({ error }) => error !== null && failures.push(error) });
    await api.settle();
    server = await listen(api.app.fetch, 0);
    port = Number(new URL(server.url).port);
    token = await api.issuer.sign();
  });
  afterAll(() => server.close());

  /** Everything that the server says before it, or the patience, ends. */
  const raw = (bytes: string | Buffer): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let said = '';
      socket.setTimeout(1500, () => socket.destroy());
      socket.on('data', (data) => (said += data.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(said));
      socket.end(bytes);
    });
  const head = (line: string, ...headers: string[]) =>
    [`${line} HTTP/1.1`, 'Host: x', 'Connection: close', `Authorization: Bearer ${token}`, ...headers, '', ''].join('\r\n');
  const json = (body: string, ...headers: string[]) =>
    head('POST /v1/law/retirement-date', 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`, ...headers) + body;
  const GOOD = '{"sex":"male","birth":"1964-10"}';
  const statuses = (said: string) => [...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

  const cases: [string, () => string | Buffer, number[]][] = [
    ['a good request', () => json(GOOD), [200]],
    ['TRACE', () => head('TRACE /v1/me'), [400, 405, 501]],
    ['CONNECT', () => head('CONNECT /v1/me'), []],
    ['OPTIONS of everything', () => head('OPTIONS *'), [400, 401, 404, 405]],
    ['a method of its own', () => head('FROB /v1/me'), [400]],
    ['a method in small letters', () => head('get /v1/me'), [400]],
    ['HEAD', () => head('HEAD /v1/me'), [200]],
    ['an address in absolute form', () => head('GET http://evil.example/v1/me'), [200, 400, 404]],
    ['an address with a NUL', () => head('GET /v1/units/H49\u0000'), [400]],
    ['an address with a space', () => head('GET /v1/units/H49 x'), [400]],
    ['an address that leaves its root', () => head('GET /../../etc/passwd'), [401, 404]],
    ['an address with broken percent signs', () => head('GET /v1/units/%zz%'), [400, 404]],
    ['an address of twenty thousand letters', () => head(`GET /v1/units/${'x'.repeat(20_000)}`), [400, 414, 431]],
    ['a header of a hundred thousand letters', () => head('GET /v1/me', `X: ${'x'.repeat(100_000)}`), [431]],
    ['three thousand headers', () => head('GET /v1/me', ...Array.from({ length: 3000 }, (_, n) => `X-${n}: 1`)), [200, 431]],
    ['a header with a line break inside', () => head('GET /v1/me', 'X: a\nSet-Cookie: b=c'), [200, 400]],
    ['two hosts', () => head('GET /v1/me', 'Host: evil.example'), [200, 400]],
    ['no host', () => 'GET /v1/me HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
    ['HTTP/1.0', () => `GET /v1/me HTTP/1.0\r\nAuthorization: Bearer ${token}\r\n\r\n`, [200, 400]],
    [
      'a compressed body',
      () =>
        Buffer.concat([
          Buffer.from(
            head(
              'POST /v1/law/retirement-date',
              'Content-Type: application/json',
              'Content-Encoding: gzip',
              `Content-Length: ${gzipSync(GOOD).length}`,
            ),
          ),
          gzipSync(GOOD),
        ]),
      [415],
    ],
    [
      'a body shorter than it says',
      () => head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Content-Length: 500') + GOOD,
      [400],
    ],
    [
      'a body longer than it says',
      () => head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Content-Length: 5') + GOOD,
      [400],
    ],
    ['two lengths', () => json(GOOD, 'Content-Length: 3'), [400]],
    ['a negative length', () => head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Content-Length: -1'), [400]],
    ['a length and chunks', () => json(GOOD, 'Transfer-Encoding: chunked'), [400]],
    [
      'chunks of no size',
      () =>
        `${head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Transfer-Encoding: chunked')}zz\r\n${GOOD}\r\n0\r\n\r\n`,
      [400],
    ],
    [
      'a chunked body over the limit',
      () =>
        `${head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Transfer-Encoding: chunked')}${`100000\r\n${' '.repeat(0x100000)}\r\n`.repeat(3)}0\r\n\r\n`,
      [413],
    ],
    [
      'bytes that are no UTF-8',
      () =>
        Buffer.concat([
          Buffer.from(head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Content-Length: 33')),
          Buffer.from('{"sex":"male","birth":"1964-10'),
          Buffer.from([0xc3, 0x22, 0x7d]),
        ]),
      [400],
    ],
    ['an upgrade', () => head('GET /v1/me', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'), [200, 400]],
    ['no HTTP at all', () => '\u0016\u0003\u0001\u0002\u0000', [400]],
  ];

  it.each(cases)('%s is answered by none of our errors, and tells nothing of the inside', async (_what, bytes, allowed) => {
    const said = await raw(bytes());
    for (const status of statuses(said)) expect(allowed).toContain(status);
    expect(statuses(said).length).toBeLessThanOrEqual(1);
    expect(said).not.toMatch(/node_modules|\.ts:\d+|at .*\(|root:x:|access-control-allow|set-cookie/i);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(failures).toEqual([]);
  });

  it('a request hidden in the body of another is never carried out', async () => {
    const hidden = head('GET /v1/units');
    const said = await raw(
      head('POST /v1/law/retirement-date', 'Content-Type: application/json', `Content-Length: ${hidden.length}`) + hidden,
    );
    expect(statuses(said)).toEqual([400]);
    const chunked = await raw(
      head('POST /v1/law/retirement-date', 'Content-Type: application/json', 'Transfer-Encoding: xchunked', 'Content-Length: 0') + hidden,
    );
    expect(statuses(chunked).length).toBeLessThanOrEqual(1);
  });
});
