import type { UseName } from './uses.ts';

/** What a province is taken to have; the nation is so many of them. */
export const PROVINCE = {
  /** Units that report headcount each month, as in the demonstration in 2026. */
  units: 500,
  /** People on record and in service. */
  people: 36_000,
  /** An HR officer for each unit, and forty at departments, finance, training, audit and the council. */
  users: 540,
  workdays: 22,
} as const;
export const PROVINCES = 34;

/** How often something is done in a province in a month, and why so often. */
export type Assumed = { use: UseName; times: number; why: string };

const { units, people, users, workdays } = PROVINCE;

export const ASSUMED: readonly Assumed[] = [
  { use: 'unit', times: users * workdays * 10, why: 'every user opens ten records of the size of a unit each workday' },
  { use: 'list', times: users * workdays * 3, why: 'and three lists of 100' },
  { use: 'headcount', times: Math.round(units * 1.1), why: 'every unit reports each month; every tenth report is corrected' },
  { use: 'attendances', times: Math.round((people * 0.9) / 12 / 200), why: 'nine attendances a year for ten people, in lists of 200' },
  { use: 'attendance', times: Math.round((people * 0.1) / 12), why: 'one a year for ten people, entered alone' },
  {
    use: 'transfer',
    times: Math.round((people * 0.2) / 12),
    why: 'two changes of a record a year for ten people: moves, leaves, entries, retirements',
  },
  { use: 'audit', times: 3 * workdays * 20, why: 'three auditors turn twenty pages each workday' },
  { use: 'coverage', times: 40 * workdays, why: 'forty coordinators look once each workday, each at a process that has read nothing yet' },
  { use: 'progress', times: 20 * workdays, why: 'twenty people of Home Affairs, council and audit look once each workday, likewise' },
  { use: 'projection', times: 5 * workdays, why: 'five runs each workday' },
];

/** Waiting of a function for one answer of the table, in milliseconds; its time is paid while it waits. */
export const TABLE_MILLISECONDS = 5;
/** Lines of the platform and of the gateway's access log for one request, in bytes. */
export const PLATFORM_LOG_BYTES = 900;
/** What the table counts for an item besides its names and values, in bytes. */
export const ITEM_OVERHEAD = 100;
/** Receiving of a queue that nobody has put anything into: long polls of 20 s by the five pollers that Lambda keeps. */
export const IDLE_POLLS = 700_000;
