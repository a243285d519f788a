import * as z from 'zod';
import { type ProjectionHead, type StoredRun, projectionHeadSchema, storedRunSchema } from '../domain/projection/run.ts';
import { type RunInputs, runInputsSchema } from '../domain/scenarios/run-inputs.ts';
import { bare } from './item.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

/** Runs stored before scenarios, inputs and forecasts were kept with them have none. */
export const parseRun = (item: Item): ProjectionHead => projectionHeadSchema.parse({ scenario: null, inputs: null, ...bare(item) });

export async function loadRun(store: Store, id: string): Promise<ProjectionHead | undefined> {
  const item = await store.get(store.keys.run(id));
  return item && parseRun(item);
}

const documentSchema = z.strictObject({
  run: z.looseObject({ receipt: z.looseObject({}), targets: z.array(z.looseObject({})) }),
  result: z.unknown(),
});

/** The document exactly as it was stored, for its hash. */
export async function loadRunAsStored(store: Store, head: ProjectionHead): Promise<{ run: unknown; result: unknown }> {
  return documentSchema.parse(await loadParts(store, head.parts));
}

export async function loadStoredRun(store: Store, head: ProjectionHead): Promise<StoredRun> {
  const { run, result } = documentSchema.parse(await loadParts(store, head.parts));
  const receipt = { forecastEngine: null, ...run.receipt };
  const targets = run.targets.map((target) => ({ required: null, ...target }));
  return storedRunSchema.parse({ run: { scenario: null, scope: null, forecast: null, ...run, receipt, targets }, result });
}

/** What a run was computed from; undefined of runs stored before that was kept. */
export async function loadRunInputs(store: Store, { inputs }: ProjectionHead): Promise<RunInputs | undefined> {
  return inputs === null ? undefined : runInputsSchema.parse(await loadParts(store, inputs));
}

/** The head of a run, and once more among those of its scenario: neither ever changes. */
export function putRun(store: Store, head: ProjectionHead): Action[] {
  const { keys } = store;
  const own = store.put(keys.run(head.id), head, null);
  return head.scenario === null ? [own] : [own, store.put(keys.runOfScenario(head.scenario.id, head.id), head, null)];
}
