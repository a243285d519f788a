import { type DistrictBudget, districtBudgetSchema } from '../domain/district-budget.ts';
import { bare } from './item.ts';
import type { Action, Item, Store } from './store.ts';

export const parseDistrictBudget = (item: Item): DistrictBudget => districtBudgetSchema.parse(bare(item));

export async function loadDistrictBudgets(
  store: Store,
  cells: readonly { year: number; unit: string }[],
): Promise<(DistrictBudget | undefined)[]> {
  const items = await store.getMany(cells.map(({ year, unit }) => store.keys.districtBudget(year, unit)));
  return items.map((item) => item && parseDistrictBudget(item));
}

export function putDistrictBudget(store: Store, record: DistrictBudget): Action {
  return store.put(store.keys.districtBudget(record.year, record.unit), record, record.version === 1 ? null : record.version - 1);
}
