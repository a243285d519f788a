import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Job } from '../../shared/domain/jobs/job.ts';
import { chainFaults, historyFaults } from '../support/audit-trail.ts';
import { itemsIn } from '../support/local-process.ts';
import { dataFolder, startEmpty } from '../support/local-server.ts';
import { DECISION } from '../support/province.ts';
import { entryOf } from '../support/staff.ts';

const UNITS = ['H49', 'H49.S1', 'H49.S2', 'H49.S3', 'H49.S4'];
const PARTS = 5;
const ROWS = 120;
const people = (part: number) =>
  Array.from({ length: ROWS }, (_, row) => entryOf(UNITS[1 + (row % 4)] as string, { id: `P${part}-${String(row).padStart(3, '0')}` }));

it('a job whose server is killed in the middle goes on when the server is there again, and no row is written twice', {
  timeout: 60_000,
}, async () => {
  const dataDir = dataFolder();
  const first = await startEmpty(dataDir);
  const facts = { kind: 'administrative', level: 'province', sector: 'education', sites: [], from: '2020-01-01', decision: DECISION };
  const rows = UNITS.map((code) => ({ ...facts, code, name: `Đơn vị ${code}`, parent: code === 'H49' ? null : 'H49' }));
  await first.ask('POST', '/v1/units/bulk', { rows }, { 'idempotency-key': 'units' });
  const made = await first.ask('POST', '/v1/jobs', { kind: 'staff', parameters: {}, reason: 'Tiếp nhận' }, { 'idempotency-key': 'job' });
  const path = `/v1/jobs/${String(made.body['id'])}`;
  for (let part = 1; part <= PARTS; part++) await first.ask('PUT', `${path}/parts/${part}`, { kind: 'staff', rows: people(part) });
  const started = await first.ask('POST', `${path}/start`, { parts: PARTS, rows: PARTS * ROWS }, { 'idempotency-key': 'start' });
  expect([started.status, started.body['state']]).toEqual([202, 'queued']);

  const progress = async (server: Pick<typeof first, 'ask'>) => (await server.ask('GET', path)).body as Job;
  while ((await progress(first)).chunkCounts.done === 0) await delay(5);
  await first.kill('SIGKILL');
  const left = await itemsIn(dataDir);
  const written = left.filter(({ pk }) => `${pk as string}`.startsWith('H49#STAFF#'));
  expect(written.length).toBeGreaterThanOrEqual(ROWS);
  expect(written.length).toBeLessThan(PARTS * ROWS);
  expect(chainFaults(left, 'H49')).toEqual([]);

  const second = await startEmpty(dataDir);
  let job = await progress(second);
  for (; job.finishedAt === null; job = await progress(second)) await delay(20);
  expect(job).toMatchObject({
    state: 'done',
    chunkCounts: { total: PARTS, done: PARTS },
    rowCounts: { accepted: PARTS * ROWS, refused: 0, waiting: 0 },
  });
  await second.kill('SIGTERM');
  const items = await itemsIn(dataDir);
  const everybody = items.filter(({ pk }) => `${pk as string}`.startsWith('H49#STAFF#'));
  expect(everybody.map(({ version }) => version)).toEqual(Array.from({ length: PARTS * ROWS }, () => 1));
  expect([...chainFaults(items, 'H49'), ...historyFaults(items, 'H49')]).toEqual([]);
});
