import * as z from 'zod';
import type { StaffCounts } from '../domain/staff-counts.ts';
import { bare } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const cellsSchema = z.record(z.string(), z.int());

/** The counts of a unit, and how many transactions have changed the records of its people. */
export type KeptCounts = { readonly version: number; readonly cells: ReadonlyMap<string, number> };

/** One attribute a cell, so that a change adds to it without having read the others. */
function parse(item: Item | undefined): KeptCounts {
  const { version = 0, ...cells } = cellsSchema.parse(bare(item ?? {}));
  return { version, cells: new Map(Object.entries(cells)) };
}

/** The counts of units, in their order; empty for a unit without staff on record. */
export async function loadStaffCounts(store: Store, units: readonly string[]): Promise<KeptCounts[]> {
  const items = await store.getMany(units.map(store.keys.staffCount));
  return items.map(parse);
}

/** The counts of every unit that has staff on record. */
export async function loadAllStaffCounts(store: Store): Promise<Map<string, KeptCounts>> {
  const items = await store.all(store.keys.staffCounts());
  return new Map(items.map((item) => [item['sk'] as string, parse(item)]));
}

/** Adds what a transaction changes, one action a unit. The heads of those units are conditioned in the same transaction. */
export const addStaffCounts = (store: Store, counts: StaffCounts): Action[] =>
  [...counts].map(([unit, cells]) => {
    const moved = [...cells].filter(([, quantity]) => quantity !== 0);
    return store.add(store.keys.staffCount(unit), [...moved, ['version', 1]]);
  });
