import * as z from 'zod';
import { type Baseline, type BaselineContent, baselineContentSchema, baselineSchema } from '../domain/baseline.ts';
import { pack, unpack } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['posts', 'unitCounts'] as const;

export const parseBaseline = (item: Item): Baseline => baselineSchema.parse(unpack(item, NESTED));

/** Every baseline, superseded ones included, by year and edition. */
export async function loadBaselines(store: Store): Promise<Baseline[]> {
  return (await store.all(store.keys.baselines())).map(parseBaseline);
}

/** The baseline of a year that is in force: the last edition. */
export async function loadBaseline(store: Store, year: number): Promise<Baseline | undefined> {
  const page = await store.page(store.keys.baselines(), { from: `${year}#`, to: `${year}#~`, limit: 1, backward: true });
  const [item] = page.items;
  return item && parseBaseline(item);
}

export async function loadBaselineContent(store: Store, baseline: Baseline): Promise<BaselineContent> {
  return baselineContentSchema.parse(await loadParts(store, baseline.parts));
}

const frozenVersionsSchema = z.array(z.strictObject({ unit: z.string(), version: z.int().min(1) }));
export type FrozenVersions = z.infer<typeof frozenVersionsSchema>;

/** The version at which each ledger was frozen; undefined of a baseline that was frozen before these were kept. */
export async function loadFrozenVersions(store: Store, { inputs }: Baseline): Promise<FrozenVersions | undefined> {
  return inputs.ledgers && frozenVersionsSchema.parse(await loadParts(store, inputs.ledgers));
}

export function putBaseline(store: Store, baseline: Baseline): Action {
  return store.put(store.keys.baseline(baseline.year, baseline.edition), pack(baseline, NESTED), null);
}
