import type { Role } from '../shared/actor.ts';
import { runRequestSchema } from '../shared/domain/scenarios/run-request.ts';
import type { Context } from '../shared/services/context.ts';
import { headcountRegister } from '../shared/services/headcount/headcount-register.ts';
import { loadTree } from '../shared/services/load-tree.ts';
import { measureProgress } from '../shared/services/progress/measure-progress.ts';
import { runProjection } from '../shared/services/projections/run-projection.ts';
import { putMany, putOne } from '../shared/services/unit-register.ts';
import { ROWS_PER_CHUNK } from '../shared/services/bulk.ts';
import { loadHeadcountsOfMonth } from '../shared/store/headcount.ts';
import type { Item, Meter, Store } from '../shared/store/store.ts';
import { Floor } from './floor.ts';
import { DEMONSTRATION, PROJECTION } from './demonstration.ts';
import type { Place } from './place.ts';

/** What a verb consumed, beside the least that it needs. */
export type Consumption = { verb: string; consumed: Meter; floor: Meter; rows: number };

/** A context on a fixed day, whose meter starts at 0. */
function contextOf(place: Place, role: Role, units: readonly string[] = [], key: string | null = null): Context {
  const ctx = place.contextOf(role, key === null ? null : { key, bodyHash: key });
  return { ...ctx, today: DEMONSTRATION.today, actor: { ...ctx.actor, units } };
}

const years = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, offset) => from + offset);

/** The log entry and the head that a stream's last change wrote; the head is as large before as after. */
export async function logged(store: Store, stream: string): Promise<{ entry: Item; head: Item }> {
  const head = await store.get(store.keys.head(stream));
  const entry = head && (await store.get(store.keys.logEntry(stream, head['version'] as number)));
  if (!head || !entry) throw new Error(`${stream} has no log`);
  return { entry, head };
}

export async function there(store: Store, key: Parameters<Store['get']>[0]): Promise<Item> {
  const item = await store.get(key);
  if (!item) throw new Error(`${key.pk} ${key.sk} is not there`);
  return item;
}

/** Under which name the parts of a stored document stand: what it says, or what it was made of. */
function ownerOf(header: Item | undefined, kept: 'parts' | 'inputs' = 'parts'): string {
  if (!header) throw new Error('the baseline is not frozen');
  return (header[kept] as { owner: string }).owner;
}

/** Every target as of a date: the tree is warm, as in any process that has answered before, and its version is checked. */
export async function progressConsumption(place: Place): Promise<Consumption> {
  const { asOf } = DEMONSTRATION;
  await loadTree(contextOf(place, 'home-affairs'));
  const ctx = contextOf(place, 'home-affairs');
  await measureProgress(ctx, asOf);
  return { verb: 'progress', consumed: { ...ctx.store.meter }, floor: await progressFloor(contextOf(place, 'auditor').store), rows: 1 };
}

/** What every target as of a date needs of the first registers. */
export async function progressFloor(store: Store): Promise<Floor> {
  const { asOf, firstYear } = DEMONSTRATION;
  const { keys } = store;
  const floor = new Floor().get(await store.get(keys.tree())).query(await store.all(keys.baselines()));
  for (const year of years(firstYear, +asOf.slice(0, 4))) floor.query(await store.all(keys.postsOfYear(year)));
  floor.query(await store.all(keys.reorganisations()));
  for (const year of years(firstYear, +asOf.slice(0, 4))) floor.query(await store.all(keys.selfFinancingOfYear(year)));
  return floor.get(...(await store.all(keys.districtBudgetsOfYear(DEMONSTRATION.lastDistrictBudget))));
}

/** A run from the baseline of 2025 to 2030, stored. Registers are read twice until their versions agree: both count. */
export async function projectionConsumption(place: Place): Promise<Consumption> {
  const key = 'bench-projection';
  const ctx = contextOf(place, 'home-affairs', [], key);
  const baselineYear = PROJECTION.start.baseline;
  const run = await runProjection(ctx, runRequestSchema.parse(PROJECTION));
  const { store } = contextOf(place, 'auditor');
  const { keys } = store;
  const head = await there(store, keys.run(run.id));
  const saved = await there(store, keys.request(ctx.actor.id, key));
  const log = await logged(store, `~RUN.${run.id}`);
  const baselines = await store.all(keys.baselines());
  const frozen = baselines.findLast(({ year }) => year === baselineYear);
  const floor = new Floor().get(undefined, undefined);
  for (const reading of [1, 2]) {
    floor.get(await store.get(keys.tree())).query(baselines);
    for (const year of years(DEMONSTRATION.firstYear, baselineYear)) floor.query(await store.all(keys.postsOfYear(year)));
    floor.query(await store.all(keys.headcountOfMonth(`${baselineYear}-12`)));
    floor.query(await store.all(keys.ageProfilesOfMonth(`${baselineYear}-12`)));
    floor.query(await store.all(keys.selfFinancingOfYear(baselineYear)));
    floor.query(await store.all(keys.reorganisations())).query(await store.all(keys.staffCounts()));
    if (reading === 2) floor.query(await store.all(keys.parts(ownerOf(frozen))));
  }
  for (const kept of ['parts', 'inputs'] as const)
    for (const part of await store.all(keys.parts(ownerOf(head, kept)))) floor.putAlone(part);
  floor.put(head).put(log.entry).put(log.head).put(saved);
  return { verb: 'projection', consumed: { ...ctx.store.meter }, floor, rows: 1 };
}

/** An HR officer corrects the last month's headcount of a unit. */
export async function headcountConsumption(place: Place, { unit, under }: { unit: string; under: string }): Promise<Consumption> {
  const { lastMonth, monthBefore } = DEMONSTRATION;
  const { store } = contextOf(place, 'auditor');
  const { keys } = store;
  const before = await there(store, keys.headcount(lastMonth, unit));
  const categories = JSON.parse(before['categories'] as string) as never;
  await loadTree(contextOf(place, 'hr-officer', [under]));
  const ctx = contextOf(place, 'hr-officer', [under]);
  const report = { unit, period: lastMonth, input: { categories }, expected: before['version'] as number };
  await putOne(ctx, headcountRegister, report, 'Đo hiệu năng');
  const log = await logged(store, unit);
  const previous = await store.get(keys.headcount(monthBefore, unit));
  const floor = new Floor().get(log.head, await store.get(keys.tree()), before, previous);
  floor
    .put(await there(store, keys.headcount(lastMonth, unit)), before)
    .put(log.entry)
    .put(log.head);
  return { verb: 'headcount', consumed: { ...ctx.store.meter }, floor, rows: 1 };
}

/** The province's HR officer enters the next month of every unit in one request: nothing has changed since the last. */
export async function bulkConsumption(place: Place): Promise<Consumption> {
  const { lastMonth, nextMonth } = DEMONSTRATION;
  const key = 'bench-month';
  const { store } = contextOf(place, 'auditor');
  const { keys } = store;
  const tree = await loadTree(contextOf(place, 'home-affairs'));
  const rows = (await loadHeadcountsOfMonth(store, lastMonth))
    .filter(({ unit }) => tree.on(unit, `${nextMonth}-01`))
    .map(({ unit, categories }) => ({ unit, version: null, input: { categories: categories.map(unchanged) } }));
  const ctx = contextOf(place, 'hr-officer', ['H49'], key);
  const results = await putMany(ctx, headcountRegister, { period: nextMonth, rows, reason: null }, false);
  if (results.some(({ outcome }) => outcome !== 'created')) throw new Error('a row of the bulk month was refused');
  const floor = new Floor().get(undefined, await store.get(keys.tree()));
  for (const { unit } of rows) {
    const log = await logged(store, unit);
    floor.get(log.head, undefined, await store.get(keys.headcount(lastMonth, unit)));
    floor
      .put(await there(store, keys.headcount(nextMonth, unit)))
      .put(log.entry)
      .put(log.head);
  }
  for (let chunk = 0; chunk < Math.ceil(rows.length / ROWS_PER_CHUNK); chunk++)
    floor.get(undefined).put(await there(store, keys.requestChunk(ctx.actor.id, key, chunk)));
  const request = await there(store, keys.request(ctx.actor.id, key));
  floor.put(request).put(request);
  return { verb: 'bulk', consumed: { ...ctx.store.meter }, floor, rows: rows.length };
}

type Row = Parameters<typeof headcountRegister.judge>[2]['input']['categories'][number];
const unchanged = ({ category, closing }: Row): Row => ({ category, opening: closing, increases: {}, decreases: {}, closing });
