import { unitsOfStaff } from '../../shared/domain/staff.ts';
import type { Context } from '../../shared/services/context.ts';
import type { Item, Store } from '../../shared/store/store.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import type { Place } from '../place.ts';
import { type Spread, interleaved, ratios, spreadOf, timeOf } from '../statistics.ts';
import { type Recording, type Size, WAYS, type Way, bareRequests, countsAfter, recording, sizeOf, underTenant } from './recorded-writes.ts';
import type { Workload } from './workloads.ts';

/** Rows per second of the service and of a bare client that writes the same items, and the service's part of the latter's. */
export type WriteFigures = {
  title: string;
  rows: number;
  atOnce: number;
  size: Size;
  service: Spread;
  bare: Record<Way, { rate: Spread; ratio: Spread }>;
};

/** Rounds that the service is ahead, so that the bare client always has something to write that it has not written yet. */
const AHEAD = 2;

/** Measures a workload of the service and the same items by a bare client, in turn. */
export async function measureWrites(place: Place, workload: Workload, rounds: number): Promise<WriteFigures> {
  const today = DEMONSTRATION.today;
  const contextOf = (role: Parameters<Place['contextOf']>[0], key: string): Context => ({
    ...place.contextOf(role, { key, bodyHash: key }),
    today,
  });
  const recorded: { rows: number; recording: Recording; counts: Item[] }[] = [];
  const next: Record<Way, number> = { transact: 0, batch: 0 };
  const number = suffix();
  const tenants: Record<Way, string> = { transact: `T${number}`, batch: `B${number}` };
  for (const way of WAYS) await layOut(place, tenants[way], workload.people(rounds + 2 * AHEAD));
  const service = async (): Promise<number> => {
    const { rows, write } = await workload.prepare(contextOf, recorded.length);
    const into: Recording = [];
    const milliseconds = await timeOf(() => write((role, key) => recording(place, contextOf(role, key), into)));
    recorded.push({ rows, recording: into, counts: await countsAfter(place, into) });
    return (rows / milliseconds) * 1000;
  };
  const bare = async (way: Way): Promise<number> => {
    const round = recorded[next[way]];
    if (round === undefined) throw new Error('the service has not written what is to be written again');
    next[way] += 1;
    const requests = bareRequests(place, round, way, tenants[way]);
    const milliseconds = await timeOf(() => inFlight(requests, workload.atOnce));
    return (round.rows / milliseconds) * 1000;
  };
  for (let round = 0; round < AHEAD; round++) await service();
  const contenders = { service, transact: () => bare('transact'), batch: () => bare('batch') };
  await interleaved(contenders, AHEAD);
  const rates = await interleaved(contenders, rounds);
  const { rows, recording: last } = recorded.at(-1) as (typeof recorded)[number];
  const beside = (way: Way) => ({ rate: spreadOf(rates[way]), ratio: spreadOf(ratios(rates.service, rates[way])) });
  return {
    title: workload.title,
    rows,
    atOnce: workload.atOnce,
    size: sizeOf(last),
    service: spreadOf(rates.service),
    bare: { transact: beside('transact'), batch: beside('batch') },
  };
}

let tenantsSoFar = 0;
/** Two figures: with its letter as long as the demonstration's tenant. */
const suffix = (): string => String((tenantsSoFar += 1)).padStart(2, '0');

/** Sends requests in their order, so many at a time. */
async function inFlight(requests: readonly (() => Promise<unknown>)[], atOnce: number): Promise<void> {
  const waiting = requests.values();
  const lane = async (): Promise<void> => {
    for (const send of waiting) await send();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Puts under another tenant what the service finds: chain heads, counts of units, and people as they are filed. */
async function layOut(place: Place, tenant: string, people: Parameters<typeof recordsOf>[1]): Promise<void> {
  const { store } = place.contextOf('auditor');
  const { keys } = store;
  const there = [...(await store.all(keys.heads())), ...(await store.all(keys.staffCounts())), ...(await recordsOf(store, people))];
  await store.putAll(there.map((item) => underTenant(item, tenant) as Item & { pk: string; sk: string }));
}

async function recordsOf(store: Store, people: ReturnType<Workload['people']>): Promise<Item[]> {
  const { keys } = store;
  const wanted = people.flatMap(({ id, ...person }) => [keys.staff(id), ...unitsOfStaff(person).map((unit) => keys.filedStaff(unit, id))]);
  return (await store.getMany(wanted)).filter((item) => item !== undefined);
}
