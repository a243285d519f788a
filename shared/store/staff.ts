import * as z from 'zod';
import { type StaffRecord, staffRecordSchema, unitsOfStaff } from '../domain/staff.ts';
import { bare, pack, unpack } from './item.ts';
import { STAFF_SHARDS } from './keys.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['periods', 'log'] as const;

/** Where a person's changes stand in the log, by version: stream and place of each entry that holds the change; of an erased person, none. */
export const staffLogSchema = z.array(z.array(z.tuple([z.string(), z.int()])).min(1));
export type StaffLog = z.infer<typeof staffLogSchema>;
export type KeptStaff = { person: StaffRecord; log: StaffLog };

const parse = (item: Item): KeptStaff => {
  const { log, ...person } = unpack(item, NESTED);
  return { person: staffRecordSchema.parse(person), log: staffLogSchema.parse(log) };
};

export async function loadStaff(store: Store, ids: readonly string[]): Promise<(KeptStaff | undefined)[]> {
  const items = await store.getMany(ids.map(store.keys.staff));
  return items.map((item) => item && parse(item));
}

/** A person as filed under a unit. */
export const parseFiled = (item: Item): StaffRecord => {
  const { filedUnder: _unit, ...record } = bare(item);
  return staffRecordSchema.parse({ ...record, periods: JSON.parse(record['periods'] as string) as unknown });
};

/** Everybody who ever worked at a unit, by id. */
export async function loadStaffOfUnit(store: Store, unit: string): Promise<StaffRecord[]> {
  return (await store.all(store.keys.staffOfUnit(unit), { from: `${unit}#`, to: `${unit}#~` })).map(parseFiled);
}

/** Everybody who ever worked in the province, by unit; a person of several units stands under each. */
export async function loadStaffByUnit(store: Store): Promise<Map<string, StaffRecord[]>> {
  const shards = await Promise.all(Array.from({ length: STAFF_SHARDS }, (_, shard) => store.all(store.keys.staffShard(shard))));
  const byUnit = Map.groupBy(shards.flat(), (item) => item['filedUnder'] as string);
  return new Map([...byUnit].map(([unit, items]) => [unit, items.map(parseFiled)]));
}

/** The person's record at its new version, filed under every unit it names and under none that it names no more. */
export function putStaff(store: Store, before: StaffRecord | undefined, { person, log }: KeptStaff): Action[] {
  const { keys } = store;
  const filed = pack(person, ['periods']);
  const units = unitsOfStaff(person);
  const left = before ? unitsOfStaff(before).filter((unit) => !units.includes(unit)) : [];
  return [
    store.put(keys.staff(person.id), pack({ ...person, log }, NESTED), before?.version ?? null),
    ...units.map((unit) => store.place(keys.filedStaff(unit, person.id), { ...filed, filedUnder: unit })),
    ...left.map((unit) => store.remove(keys.filedStaff(unit, person.id))),
  ];
}

/** In place of a person's record and its copies, one that nobody is led to, with the same units. */
export function replaceStaff(store: Store, person: StaffRecord, anonymous: StaffRecord): Action[] {
  const { keys } = store;
  const filed = pack(anonymous, ['periods']);
  return [
    store.removeVersion(keys.staff(person.id), person.version),
    store.put(keys.staff(anonymous.id), pack({ ...anonymous, log: [] }, NESTED), null),
    ...unitsOfStaff(person).flatMap((unit) => [
      store.remove(keys.filedStaff(unit, person.id)),
      store.place(keys.filedStaff(unit, anonymous.id), { ...filed, filedUnder: unit }),
    ]),
  ];
}
