import type { Store } from '../../shared/store/store.ts';

const key = (store: Store) => ({ pk: `${store.tenant}#META`, sk: 'DEMO' });

/** How many steps of the demonstration province are in the table; undefined before the first. */
export async function stepsLoaded(store: Store): Promise<number> {
  return ((await store.get(key(store)))?.['version'] as number | undefined) ?? 0;
}

export async function markLoaded(store: Store, steps: number): Promise<void> {
  await store.transact([store.put(key(store), { version: steps }, steps === 1 ? null : steps - 1)]);
}
