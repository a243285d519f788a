import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type Place, openPlace } from '../../bench/place.ts';
import { measureCoverage } from '../../bench/registers/measure-coverage.ts';
import { growthOf, measureListing } from '../../bench/registers/measure-listing.ts';
import { measureWrites } from '../../bench/registers/measure-writes.ts';
import { underTenant } from '../../bench/registers/recorded-writes.ts';
import { attendances, changedStaff, movable, movedStaff, newStaff } from '../../bench/registers/workloads.ts';
import type { StaffRecord } from '../../shared/domain/staff.ts';
import { loadTree } from '../../shared/services/load-tree.ts';
import type { Key } from '../../shared/store/keys.ts';
import { loadStaff } from '../../shared/store/staff.ts';
import { freshProvince } from '../support/province.ts';
import { S1, S2, completed, course, person, service, trainingProvince } from '../support/training.ts';

const PEOPLE = Array.from({ length: 60 }, (_, index) =>
  person(`NV-${String(index).padStart(3, '0')}`, service('2021-01-01', index % 2 === 0 ? S1 : S2)),
);
let place: Place;
let staff: StaffRecord[];

beforeAll(async () => {
  const { as, table } = await freshProvince();
  const { train } = await trainingProvince(as, PEOPLE);
  await train({ start: '2026-03-02', end: '2026-03-27' }, ['NV-000', '2026-03-05'], ['NV-031', '2026-03-05']);
  const kept = await loadStaff(
    as().store,
    PEOPLE.map(({ id }) => id ?? ''),
  );
  staff = kept.flatMap((one) => one?.person ?? []);
  place = openPlace({ endpoint: inject('engine').endpoint, table, tenant: 'H49' });
});
afterAll(() => place.client.destroy());

it('coverage reads at least what it needs: the people the first time, and later the versions of their units', async () => {
  const { first, again, ...read } = await measureCoverage(place, 1);
  expect(read).toMatchObject({ people: 60, attendances: 2 });
  expect(again.floor).toBeLessThan(first.floor);
  for (const { consumed, floor, ratio } of [first, again]) {
    expect(consumed).toBeGreaterThanOrEqual(floor);
    expect(ratio.rounds).toBe(1);
  }
});

it('a list is read to its end in a process that notes its heap as it goes', async () => {
  const figures = await measureListing(place, 20, 10);
  expect(figures).toMatchObject({ rows: 60, pages: 6 });
  expect(figures.points.map(({ rows }) => rows)).toEqual([10, 20, 40, 60]);
  expect(growthOf(figures)).toBeTypeOf('number');
});

it('a bare client writes every item that the service wrote, under another tenant', async () => {
  const tree = await loadTree(place.contextOf('home-affairs'));
  const able = movable(staff, tree);
  expect(able).toHaveLength(60);
  const rows = PEOPLE.slice(0, 8).map(({ id }) => completed(id ?? '', '2026-03-05'));
  const workloads = [
    attendances(course({ start: '2026-03-02', end: '2026-03-27' }), rows),
    newStaff(staff, 6),
    movedStaff(able.slice(0, 10), 2),
    changedStaff(able.slice(30, 40), 2),
  ];
  for (const workload of workloads) {
    const { service: own, bare } = await measureWrites(place, workload, 1);
    for (const { median } of [own, bare.transact.rate, bare.batch.rate]) expect(median).toBeGreaterThan(0);
  }
  const { store } = place.contextOf('auditor');
  const { keys } = store;
  // The service is rounds ahead; what it has not written to since stands there as it stands here.
  const moved = (await store.get(keys.staff('NV-000'))) ?? {};
  const of = async (tenant: string) => ({
    moved: await store.get(underTenant(keys.staff('NV-000'), tenant) as Key),
    counts: (await store.all(`${tenant}#STAFFCOUNT`)).map((item) => underTenant(item, 'H49')),
    lists: (await store.all(`${tenant}#TRAIN#2026#0`)).length,
  });
  expect((await of('T03')).moved).toEqual(underTenant(moved, 'T03'));
  expect((await of('B03')).moved).toEqual(underTenant(moved, 'B03'));
  for (const number of ['02', '03', '04']) expect((await of(`T${number}`)).counts).toEqual((await of(`B${number}`)).counts);
  expect((await of('T01')).lists).toBeGreaterThan(0);
});
