import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { Floor } from '../../bench/floor.ts';
import { headcountConsumption } from '../../bench/measure-capacity.ts';
import { measureHttp } from '../../bench/measure-http.ts';
import { type Place, openPlace } from '../../bench/place.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { freshProvince, settle } from '../support/province.ts';

const SCHOOL = { unit: 'H49.31.11', under: 'H49.31' };
let place: Place;
let as: Awaited<ReturnType<typeof freshProvince>>['as'];
let folder: string;

beforeAll(async () => {
  const province = await freshProvince();
  as = province.as;
  await settle(as());
  place = openPlace({ endpoint: inject('engine').endpoint, table: province.table, tenant: 'H49' });
  folder = await mkdtemp(join(tmpdir(), 'bienche-bench-test-'));
});
afterAll(async () => {
  place.client.destroy();
  await rm(folder, { recursive: true });
});

it('the HTTP measurement asks a server process and the bare client in turn and answers their ratio', async () => {
  const figures = await measureHttp(place, { ...SCHOOL, issuerFolder: folder, rounds: 2, requests: 2 });
  for (const mode of [figures.inTurn, figures.inARow, figures.inFlight])
    for (const { time, ratio } of Object.values(mode)) {
      expect(time.median).toBeGreaterThan(0);
      expect(ratio.rounds).toBe(2);
    }
});

it('a corrected headcount reads what it needs, and no more', async () => {
  const input = { categories: [{ category: 'contract' as const, opening: 5, increases: {}, decreases: {}, closing: 5 }] };
  const officer = { role: 'hr-officer' as const, units: [SCHOOL.under] };
  for (const period of ['2026-09', '2026-10'])
    await putOne(as(officer), headcountRegister, { unit: SCHOOL.unit, period, input, expected: 'nothing' }, null);
  const { consumed, floor } = await headcountConsumption(place, SCHOOL);
  expect([consumed.read, floor.read]).toEqual([4, 4]);
});

it('the sizes of the floor are those of the engine, on both sides of each boundary', async () => {
  const { store } = as();
  for (const length of [780, 840, 900, 930, 960, 3930, 3960, 3990, 4020, 4050, 9000]) {
    const text = 'ộ'.repeat(length / 3);
    const key = store.keys.run(`SIZE-${length}`);
    const item = { ...key, text, number: -1234, flag: true, list: [1, 'hai', null], map: { một: 2 } };
    const before = { ...store.meter };
    await store.putAll([item]);
    await store.get(key);
    const floor = new Floor().get(item).putAlone(item);
    expect([store.meter.read - before.read, store.meter.write - before.write]).toEqual([floor.read, floor.write]);
  }
});
