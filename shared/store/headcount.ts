import { type HeadcountRecord, headcountRecordSchema } from '../domain/headcount.ts';
import type { PlainMonth } from '../time.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['categories', 'flags'] as const;

export const parseHeadcount = (item: Item): HeadcountRecord => headcountRecordSchema.parse(unpack(item, NESTED));

export async function loadHeadcounts(
  store: Store,
  cells: readonly { month: PlainMonth; unit: string }[],
): Promise<(HeadcountRecord | undefined)[]> {
  const items = await store.getMany(cells.map(({ month, unit }) => store.keys.headcount(month, unit)));
  return items.map((item) => item && parseHeadcount(item));
}

/** Every unit's report of a month. */
export async function loadHeadcountsOfMonth(store: Store, month: PlainMonth): Promise<HeadcountRecord[]> {
  return (await store.all(store.keys.headcountOfMonth(month))).map(parseHeadcount);
}

export function putHeadcount(store: Store, record: HeadcountRecord): Action {
  return store.put(store.keys.headcount(record.month, record.unit), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}
