import { type SelfFinancingRecord, selfFinancingRecordSchema } from '../domain/self-financing.ts';
import { bare } from './item.ts';
import type { Action, Store } from './store.ts';

export async function loadSelfFinancing(store: Store, year: number, units: readonly string[]): Promise<(SelfFinancingRecord | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.selfFinancing(year, unit)));
  return items.map((item) => item && selfFinancingRecordSchema.parse(bare(item)));
}

export async function loadSelfFinancingOfYear(store: Store, year: number): Promise<SelfFinancingRecord[]> {
  return (await store.all(store.keys.selfFinancingOfYear(year))).map((item) => selfFinancingRecordSchema.parse(bare(item)));
}

export function putSelfFinancing(store: Store, record: SelfFinancingRecord): Action {
  return store.put(store.keys.selfFinancing(record.year, record.unit), record, record.version === 1 ? null : record.version - 1);
}
