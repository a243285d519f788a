import { type SelfFinancingRecord, selfFinancingRecordSchema } from '../domain/self-financing.ts';
import { bare } from './item.ts';
import type { Action, Item, Store } from './store.ts';

export const parseSelfFinancing = (item: Item): SelfFinancingRecord => selfFinancingRecordSchema.parse(bare(item));

export async function loadSelfFinancing(
  store: Store,
  year: number,
  units: readonly string[],
): Promise<(SelfFinancingRecord | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.selfFinancing(year, unit)));
  return items.map((item) => item && parseSelfFinancing(item));
}

export async function loadSelfFinancingOfYear(store: Store, year: number): Promise<SelfFinancingRecord[]> {
  return (await store.all(store.keys.selfFinancingOfYear(year))).map(parseSelfFinancing);
}

export function putSelfFinancing(store: Store, record: SelfFinancingRecord): Action {
  return store.put(store.keys.selfFinancing(record.year, record.unit), record, record.version === 1 ? null : record.version - 1);
}
