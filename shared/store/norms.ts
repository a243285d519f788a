import { type NormInputRecord, normInputRecordSchema } from '../domain/norms/input.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['sites'] as const;

export const parseNormInput = (item: Item): NormInputRecord => normInputRecordSchema.parse(unpack(item, NESTED));

export async function loadNormInputs(store: Store, year: number, units: readonly string[]): Promise<(NormInputRecord | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.normInput(year, unit)));
  return items.map((item) => item && parseNormInput(item));
}

/** The input of a whole province's year. */
export async function loadNormInputsOfYear(store: Store, year: number): Promise<NormInputRecord[]> {
  return (await store.all(store.keys.normInputsOfYear(year))).map(parseNormInput);
}

export function putNormInput(store: Store, record: NormInputRecord): Action {
  return store.put(store.keys.normInput(record.year, record.unit), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}
