import * as z from 'zod';
import { type AgeCell, type KeptAgeProfile, keptAgeProfileSchema } from '../domain/age-profile.ts';
import type { PlainMonth } from '../time.ts';
import { bare } from './item.ts';
import type { Action, Item, Store } from './store.ts';

/** Cells are stored as the JSON text of one map, `category|sex|birth month` → count: a third of the bytes of a list of maps, and much less work for an engine. */
function parse(item: Item): KeptAgeProfile {
  const { people, ...record } = bare(item);
  return keptAgeProfileSchema.parse({ ...record, cells: cellsOf(JSON.parse(people as string)) });
}

const peopleSchema = z.record(z.string(), z.int());
const cellsOf = (people: unknown) =>
  Object.entries(peopleSchema.parse(people)).map(([cell, count]) => {
    const [category, sex, birthMonth] = cell.split('|');
    return { category, sex, birthMonth, count };
  });

export async function loadAgeProfiles(store: Store, month: PlainMonth, units: readonly string[]): Promise<(KeptAgeProfile | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.ageProfile(month, unit)));
  return items.map((item) => item && parse(item));
}

/** One unit's profiles of several months, in the order of the months. */
export async function loadAgeProfilesOfUnit(
  store: Store,
  unit: string,
  months: readonly PlainMonth[],
): Promise<(KeptAgeProfile | undefined)[]> {
  const items = await store.getMany(months.map((month) => store.keys.ageProfile(month, unit)));
  return items.map((item) => item && parse(item));
}

export async function loadAgeProfilesOfMonth(store: Store, month: PlainMonth): Promise<KeptAgeProfile[]> {
  return (await store.all(store.keys.ageProfilesOfMonth(month))).map(parse);
}

const cellKey = ({ category, sex, birthMonth }: AgeCell) => `${category}|${sex}|${birthMonth}`;

/** The cohorts of a profile as one map, cell → people. */
export const peopleOf = ({ cells }: Pick<KeptAgeProfile, 'cells'>): Record<string, number> =>
  Object.fromEntries(cells.map((cell) => [cellKey(cell), cell.count]));

/** A profile again from such a map. */
export const profileOf = (record: Omit<KeptAgeProfile, 'cells'>, people: unknown): KeptAgeProfile =>
  keptAgeProfileSchema.parse({ ...record, cells: cellsOf(people) });

export function putAgeProfile(store: Store, profile: KeptAgeProfile): Action {
  const { cells: _cells, ...record } = profile;
  const people = peopleOf(profile);
  return store.put(
    store.keys.ageProfile(record.month, record.unit),
    { ...record, people: JSON.stringify(people) },
    record.version === 1 ? null : record.version - 1,
  );
}
