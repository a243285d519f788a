import { type Scenario, scenarioSchema } from '../domain/scenarios/scenario.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['model'] as const;

export const parseScenario = (item: Item): Scenario => scenarioSchema.parse(unpack(item, NESTED));

export async function loadScenario(store: Store, id: string): Promise<Scenario | undefined> {
  const item = await store.get(store.keys.scenario(id));
  return item && parseScenario(item);
}

export function putScenario(store: Store, record: Scenario): Action {
  return store.put(store.keys.scenario(record.id), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}
