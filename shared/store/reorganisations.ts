import { type Reorganisation, reorganisationSchema } from '../domain/reorganisation.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['changes', 'shares', 'moved', 'surrendered', 'outside'] as const;

export const parseReorganisation = (item: Item): Reorganisation => reorganisationSchema.parse(unpack(item, NESTED));

/** All reorganisations in the order of effect. */
export async function loadReorganisations(store: Store): Promise<Reorganisation[]> {
  return (await store.all(store.keys.reorganisations())).map(parseReorganisation);
}

export async function loadReorganisation(store: Store, id: string): Promise<Reorganisation | undefined> {
  const item = await store.get(store.keys.reorganisation(id));
  return item && parseReorganisation(item);
}

export function putReorganisation(store: Store, record: Reorganisation): Action {
  return store.put(store.keys.reorganisation(record.id), pack(record, NESTED), null);
}
