import { type Aggregates, aggregatesSchema } from '../domain/aggregates/aggregates.ts';
import { pack, unpack } from './item.ts';
import type { Action, Store } from './store.ts';

const NESTED = ['posts', 'units', 'people', 'basis'] as const;

/** What viewers get of a year, once it has been published. */
export async function loadPublished(store: Store, year: number): Promise<Aggregates | undefined> {
  const item = await store.get(store.keys.publishedAggregates(year));
  return item && aggregatesSchema.parse(unpack(item, NESTED));
}

/** Publishes what was not published before. */
export const putPublished = (store: Store, aggregates: Aggregates): Action =>
  store.put(store.keys.publishedAggregates(aggregates.year), pack(aggregates, NESTED), null);
