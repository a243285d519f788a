import { type SelfFinancingRecord, selfFinancingRecordSchema } from '../domain/self-financing.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['parts'] as const;

export const parseSelfFinancing = (item: Item): SelfFinancingRecord => selfFinancingRecordSchema.parse(unpack(item, NESTED));

export async function loadSelfFinancing(
  store: Store,
  cells: readonly { year: number; unit: string }[],
): Promise<(SelfFinancingRecord | undefined)[]> {
  const items = await store.getMany(cells.map(({ year, unit }) => store.keys.selfFinancing(year, unit)));
  return items.map((item) => item && parseSelfFinancing(item));
}

export async function loadSelfFinancingOfYear(store: Store, year: number): Promise<SelfFinancingRecord[]> {
  return (await store.all(store.keys.selfFinancingOfYear(year))).map(parseSelfFinancing);
}

export function putSelfFinancing(store: Store, record: SelfFinancingRecord): Action {
  return store.put(
    store.keys.selfFinancing(record.year, record.unit),
    pack(record, NESTED),
    record.version === 1 ? null : record.version - 1,
  );
}
