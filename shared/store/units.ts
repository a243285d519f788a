import { type Unit, unitSchema } from '../domain/unit.ts';
import { pack, unpack } from './item.ts';
import type { Action, Store } from './store.ts';

const NESTED = ['periods', 'successors'] as const;

/** Version of the register of units: moved by every change of the tree, so that such changes are serialised. */
export async function loadTreeVersion(store: Store): Promise<number> {
  return ((await store.get(store.keys.tree()))?.['version'] as number | undefined) ?? 0;
}

export function moveTreeVersion(store: Store, from: number): Action {
  return store.put(store.keys.tree(), { version: from + 1 }, from === 0 ? null : from);
}

export async function loadUnits(store: Store): Promise<Unit[]> {
  return (await store.all(store.keys.units())).map((item) => unitSchema.parse(unpack(item, NESTED)));
}

export function putUnit(store: Store, unit: Unit): Action {
  return store.put(store.keys.unit(unit.key), pack(unit, NESTED), unit.version === 1 ? null : unit.version - 1);
}
