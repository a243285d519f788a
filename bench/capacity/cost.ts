import { PRICES } from '../aws/prices.ts';
import { ASSUMED, IDLE_POLLS, ITEM_OVERHEAD, PLATFORM_LOG_BYTES, PROVINCE, TABLE_MILLISECONDS } from './assumptions.ts';
import type { UseName } from './uses.ts';

/** One request of a use: capacity units, CPU milliseconds, calls of the table, bytes of its line of the log. */
export type PerRequest = { read: number; write: number; cpu: number; calls: number; logBytes: number };
/** Items of a province and their bytes. */
export type Stored = { items: number; bytes: number };

/** What is paid for, in dollars a month. */
export const PARTS = ['requests', 'compute', 'reads', 'writes', 'logs'] as const;
export type Part = (typeof PARTS)[number];
export type Cost = Record<Part, number>;

const MILLION = 1e6;
const GB = 1e9;

/** Milliseconds for which a function is paid: CPU, and waiting for the table as if it answered one call after the other. */
export const paidMilliseconds = ({ cpu, calls }: PerRequest): number => cpu + calls * TABLE_MILLISECONDS;

/** So many requests of a use a month, at a function of so many gigabytes. */
export function costOf(one: PerRequest, times: number, gigabytes: number): Cost {
  return {
    requests: (times / MILLION) * (PRICES.httpApi.dollars + PRICES.lambdaRequests.dollars),
    compute: (times * paidMilliseconds(one) * gigabytes * PRICES.lambdaTime.dollars) / 1000,
    reads: ((times * one.read) / MILLION) * PRICES.tableRead.dollars,
    writes: ((times * one.write) / MILLION) * PRICES.tableWrite.dollars,
    logs: ((times * (one.logBytes + PLATFORM_LOG_BYTES)) / GB) * PRICES.logs.dollars,
  };
}

export const sum = (cost: Cost): number => PARTS.reduce((all, part) => all + cost[part], 0);

/** A province in a month: by use, what is kept, and its users. */
export function provinceCost(uses: Readonly<Record<UseName, PerRequest>>, stored: Stored, gigabytes: number) {
  const byUse = ASSUMED.map(({ use, times, why }) => ({ use, times, why, cost: costOf(uses[use], times, gigabytes) }));
  const byPart = Object.fromEntries(PARTS.map((part) => [part, byUse.reduce((all, { cost }) => all + cost[part], 0)])) as Cost;
  const kept = (stored.bytes + stored.items * ITEM_OVERHEAD) / GB;
  const storage = kept * (PRICES.tableStorage.dollars + PRICES.tableBackup.dollars);
  const users = PROVINCE.users * PRICES.users.dollars;
  return { byUse, byPart, kept, storage, users, all: sum(byPart) + storage + users };
}
export type ProvinceCost = ReturnType<typeof provinceCost>;

/** What a stage costs whether or not anybody works, by what it has. */
export const fixedCost = ({ alarms, metrics }: { alarms: number; metrics: number }) => ({
  key: PRICES.kmsKey.dollars,
  alarms: alarms * PRICES.alarm.dollars,
  dashboard: PRICES.dashboard.dollars,
  metrics: metrics * PRICES.metric.dollars,
  polls: (IDLE_POLLS / MILLION) * PRICES.queue.dollars,
});
