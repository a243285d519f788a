import { type KeptHeadcount, headcountReportSchema } from '../domain/headcount.ts';
import type { PlainMonth } from '../time.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['categories'] as const;

export const parseHeadcount = (item: Item): KeptHeadcount => headcountReportSchema.parse(unpack(item, NESTED));

export async function loadHeadcounts(
  store: Store,
  cells: readonly { month: PlainMonth; unit: string }[],
): Promise<(KeptHeadcount | undefined)[]> {
  const items = await store.getMany(cells.map(({ month, unit }) => store.keys.headcount(month, unit)));
  return items.map((item) => item && parseHeadcount(item));
}

/** Every unit's report of a month. */
export async function loadHeadcountsOfMonth(store: Store, month: PlainMonth): Promise<KeptHeadcount[]> {
  return (await store.all(store.keys.headcountOfMonth(month))).map(parseHeadcount);
}

export function putHeadcount(store: Store, record: KeptHeadcount): Action {
  return store.put(store.keys.headcount(record.month, record.unit), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}

/** Keys that are asked for one by one; beyond that a range of the month's partition is read. */
const FEW_CELLS = 100;

/**
 * The reports of some units (in the order of their keys) for one month: by key where there are few, else by the range
 * of the month's partition that they lie in, which is a fraction of the capacity and of the round trips.
 */
export async function loadHeadcountsOfUnits(store: Store, month: PlainMonth, units: readonly string[]): Promise<KeptHeadcount[]> {
  const [first, last] = [units[0], units.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (units.length <= FEW_CELLS / 10) return (await loadHeadcounts(store, cellsOf([month], units))).filter((one) => one !== undefined);
  const wanted = new Set(units);
  const items = await store.all(store.keys.headcountOfMonth(month), { from: first, to: last });
  return items.filter((item) => wanted.has(item['sk'] as string)).map(parseHeadcount);
}

const cellsOf = (months: readonly PlainMonth[], units: readonly string[]) =>
  units.flatMap((unit) => months.map((month) => ({ month, unit })));

/** The same for several months, by unit and month. */
export async function loadHeadcountCells(
  store: Store,
  months: readonly PlainMonth[],
  units: readonly string[],
): Promise<ReadonlyMap<string, KeptHeadcount>> {
  const reports =
    months.length * units.length <= FEW_CELLS
      ? (await loadHeadcounts(store, cellsOf(months, units))).filter((one) => one !== undefined)
      : (await Promise.all(months.map((month) => loadHeadcountsOfUnits(store, month, units)))).flat();
  return new Map(reports.map((report) => [cellKey(report.unit, report.month), report]));
}

/** Where a unit's report of a month stands in {@link loadHeadcountCells}. */
export const cellKey = (unit: string, month: PlainMonth): string => `${unit}#${month}`;
