import { type ReductionPlanHead, reductionPlanHeadSchema, type StoredPlan, storedPlanSchema } from '../domain/plans/plan.ts';
import { bare } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

export const parseReductionPlan = (item: Item): ReductionPlanHead => reductionPlanHeadSchema.parse(bare(item));

export async function loadReductionPlan(store: Store, id: string): Promise<ReductionPlanHead | undefined> {
  const item = await store.get(store.keys.reductionPlan(id));
  return item && parseReductionPlan(item);
}

export async function loadStoredPlan(store: Store, head: ReductionPlanHead): Promise<StoredPlan> {
  return storedPlanSchema.parse(await loadParts(store, head.parts));
}

export function putReductionPlan(store: Store, head: ReductionPlanHead): Action {
  return store.put(store.keys.reductionPlan(head.id), head, null);
}
