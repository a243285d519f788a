import { type ProjectionHead, type StoredRun, projectionHeadSchema, storedRunSchema } from '../domain/projection/run.ts';
import { bare } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

export const parseRun = (item: Item): ProjectionHead => projectionHeadSchema.parse(bare(item));

export async function loadRun(store: Store, id: string): Promise<ProjectionHead | undefined> {
  const item = await store.get(store.keys.run(id));
  return item && parseRun(item);
}

export async function loadStoredRun(store: Store, head: ProjectionHead): Promise<StoredRun> {
  return storedRunSchema.parse(await loadParts(store, head.parts));
}

export function putRun(store: Store, head: ProjectionHead): Action {
  return store.put(store.keys.run(head.id), head, null);
}
