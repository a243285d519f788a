import { type HeadcountRecord, headcountRecordSchema } from '../domain/headcount.ts';
import type { PlainMonth } from '../time.ts';
import { bare } from './item.ts';
import type { Action, Store } from './store.ts';

export async function loadHeadcounts(store: Store, cells: readonly { month: PlainMonth; unit: string }[]): Promise<(HeadcountRecord | undefined)[]> {
  const items = await store.getMany(cells.map(({ month, unit }) => store.keys.headcount(month, unit)));
  return items.map((item) => item && headcountRecordSchema.parse(bare(item)));
}

/** Every unit's report of a month. */
export async function loadHeadcountsOfMonth(store: Store, month: PlainMonth): Promise<HeadcountRecord[]> {
  return (await store.all(store.keys.headcountOfMonth(month))).map((item) => headcountRecordSchema.parse(bare(item)));
}

export function putHeadcount(store: Store, record: HeadcountRecord): Action {
  return store.put(store.keys.headcount(record.month, record.unit), record, record.version === 1 ? null : record.version - 1);
}
