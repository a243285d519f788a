import { type KeptStructure, keptStructureSchema } from '../domain/structure.ts';
import type { PlainMonth } from '../time.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['categories'] as const;

export const parseStructure = (item: Item): KeptStructure => keptStructureSchema.parse(unpack(item, NESTED));

export async function loadStructures(store: Store, month: PlainMonth, units: readonly string[]): Promise<(KeptStructure | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.structure(month, unit)));
  return items.map((item) => item && parseStructure(item));
}

/** Every unit's counts of a month. */
export async function loadStructuresOfMonth(store: Store, month: PlainMonth): Promise<KeptStructure[]> {
  return (await store.all(store.keys.structureOfMonth(month))).map(parseStructure);
}

export function putStructure(store: Store, record: KeptStructure): Action {
  return store.put(store.keys.structure(record.month, record.unit), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}
