import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ROWS_PER_CHUNK } from '../../shared/services/bulk.ts';
import type { Item } from '../../shared/store/store.ts';
import { chainFaults, historyFaults } from '../support/audit-trail.ts';
import { engineOf, isAlive, itemsIn } from '../support/local-process.ts';
import { dataFolder, startEmpty, startLocally } from '../support/local-server.ts';
import { DECISION } from '../support/province.ts';

const MINUTE = 60_000;
const SCHOOLS = Array.from({ length: 300 }, (_, n) => `H49.02.S${String(n).padStart(3, '0')}`);
const unit = (code: string, parent: string | null, kind = 'administrative') => ({
  code,
  name: `Đơn vị ${code}`,
  kind,
  level: 'province',
  sector: 'education',
  parent,
  sites: [],
  from: '2020-01-01',
  decision: DECISION,
});
const people = (closing: number) => ({
  categories: [{ category: 'employee-budget', opening: closing, increases: {}, decreases: {}, closing }],
});
const assign = (quantity: number) => ({
  entries: [
    {
      issuer: 'provincial-council',
      category: 'employee-budget',
      quantity,
      reason: 'assign',
      effectiveFrom: '2025-01-01',
      decision: DECISION,
    },
  ],
});
const inPartition = (items: readonly Item[], pk: string) => items.filter((item) => item['pk'] === pk);

describe('a server that is killed in the middle of its work', () => {
  it('keeps everything that it acknowledged, and nothing half', {
    timeout: 2 * MINUTE,
  }, async () => {
    const dataDir = dataFolder();
    const first = await startEmpty(dataDir);
    const units = [unit('H49', null), unit('H49.02', 'H49'), ...SCHOOLS.map((code) => unit(code, 'H49.02', 'public-service'))];
    const registered = await first.ask('POST', '/v1/units/bulk', { rows: units }, { 'idempotency-key': 'units' });
    expect(registered.body).toMatchObject({ created: units.length, refused: 0 });

    // Two writers report and assign one unit after another, a third sends a whole month; then the power fails.
    const acknowledged: { code: string; number: number; what: 'headcount' | 'posts' }[] = [];
    const write = async (what: 'headcount' | 'posts') => {
      for (const [number, code] of SCHOOLS.entries()) {
        const answer = await (what === 'headcount'
          ? first.ask('PUT', `/v1/units/${code}/headcount/2025-03`, people(number))
          : first.ask('POST', `/v1/units/${code}/posts/2025`, assign(number + 1), { 'idempotency-key': `posts-${number}` }));
        expect(answer.status).toBe(201);
        acknowledged.push({ code, number, what });
      }
    };
    const rows = SCHOOLS.map((code, number) => ({ unit: code, version: null, ...people(number) }));
    const month = { rows, reason: 'báo cáo tháng' };
    const ended = [write('headcount'), write('posts')].map((writer) => writer.catch(() => undefined));
    while (acknowledged.length < 30) await delay(5);
    const broken = first.ask('POST', '/v1/headcount/2025-06', month, { 'idempotency-key': 'june' }).catch(() => 'no answer');
    for (let seen = 0; seen === 0; )
      seen = ((await first.ask('GET', '/v1/headcount?month=2025-06&limit=1')).body['items'] as unknown[]).length;
    const engine = engineOf(dataDir);
    await first.kill('SIGKILL');
    expect(await broken).toBe('no answer');
    await Promise.all(ended);

    const items = await itemsIn(dataDir);
    expect(isAlive(engine)).toBe(false);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
    const there = new Map(items.map((item) => [`${item['pk'] as string}|${item['sk'] as string}`, item]));
    for (const { code, number, what } of acknowledged) {
      const item = there.get(what === 'headcount' ? `H49#HC#2025-03|${code}` : `H49#POSTS#2025|${code}`);
      const nested = JSON.parse(item?.[what === 'headcount' ? 'categories' : 'entries'] as string) as Record<string, unknown>[];
      expect(nested[0]).toMatchObject(what === 'headcount' ? { closing: number } : { quantity: number + 1 });
    }
    // Whole chunks, each with its results.
    const june = new Set(inPartition(items, 'H49#HC#2025-06').map(({ sk }) => sk as string));
    const chunks = inPartition(items, 'H49#IDEM#durability#june').flatMap(({ sk }) =>
      `${sk as string}`.startsWith('CHUNK#') ? [Number(`${sk as string}`.slice('CHUNK#'.length))] : [],
    );
    expect(chunks.length).toBeGreaterThan(0);
    expect(june.size).toBeLessThan(SCHOOLS.length);
    const expected = chunks.flatMap((chunk) => SCHOOLS.slice(chunk * ROWS_PER_CHUNK, (chunk + 1) * ROWS_PER_CHUNK));
    expect([...june].toSorted()).toEqual(expected.toSorted());

    const second = await startEmpty(dataDir);
    // What was asked twice because nobody knows whether it was done has one effect.
    for (const { code, number } of acknowledged.filter(({ what }) => what === 'posts').slice(-3)) {
      const repeated = await second.ask('POST', `/v1/units/${code}/posts/2025`, assign(number + 1), {
        'idempotency-key': `posts-${number}`,
      });
      expect(repeated).toMatchObject({ status: 201, body: { version: 1 } });
    }
    expect(await second.kill('SIGTERM')).toBe(0);

    const whole = await itemsIn(dataDir);
    expect(chainFaults(whole, 'H49')).toEqual([]);
    expect(historyFaults(whole, 'H49')).toEqual([]);
  });
});

describe('a second start', () => {
  it('on a folder or a port that is in use is refused plainly; Ctrl-C stops server and engine, and frees both', {
    timeout: MINUTE,
  }, async () => {
    const dataDir = dataFolder();
    const first = await startEmpty(dataDir);
    const { port } = new URL(first.url);

    const sameFolder = startLocally('--port', '0', '--data', dataDir, '--empty');
    expect(await sameFolder.exited).toBe(1);
    expect(sameFolder.printed()).toContain(`is in use by process ${first.process.pid}`);
    expect(sameFolder.printed()).not.toContain('    at ');

    const samePort = startLocally('--port', port, '--memory', '--empty');
    expect(await samePort.exited).toBe(1);
    expect(samePort.printed()).toMatch(new RegExp(`Cổng ${port} .*bận.*[Pp]ort ${port} is busy`, 's'));
    expect(samePort.printed()).not.toContain('    at ');

    expect((await first.ask('GET', '/healthz')).body).toEqual({ status: 'ok' });
    const engine = engineOf(dataDir);
    expect(isAlive(engine)).toBe(true);
    expect(await first.kill('SIGINT')).toBe(0);
    expect(isAlive(engine)).toBe(false);

    const next = startLocally('--port', port, '--data', dataDir, '--empty');
    await next.says(/Ctrl-C/);
    expect(await next.kill('SIGINT')).toBe(0);
  });

  it('says what is wrong with an option', { timeout: MINUTE }, async () => {
    const server = startLocally('--port', '99999');
    expect(await server.exited).toBe(2);
    expect(server.printed()).toContain('--port: 0 … 65535');
  });
});
