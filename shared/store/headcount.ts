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
