import type { AgeCell } from '../../domain/age-profile.ts';
import { type Graded, type StructureForm, structureRows } from '../../domain/headcount-structure.ts';
import { type StaffRecord, mainOf, serviceOn } from '../../domain/staff.ts';
import { cohortsOn, keepsStaffFrom } from '../../domain/staff-counts.ts';
import type { KeptStructure } from '../../domain/structure.ts';
import { periodOn } from '../../domain/unit.ts';
import { loadAgeProfiles, loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import { type KeptCounts, loadAllStaffCounts, loadStaffCounts } from '../../store/staff-counts.ts';
import { loadStaffByUnit, loadStaffOfUnit } from '../../store/staff.ts';
import type { Store } from '../../store/store.ts';
import { loadStructures, loadStructuresOfMonth } from '../../store/structure.ts';
import type { PlainDate, PlainMonth } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { FEW_UNITS, lastOfEach } from '../last-of-each.ts';
import { loadTree } from '../load-tree.ts';
import { requireUnder } from '../under.ts';
import { gapsOf, unitsOfForm } from './form-units.ts';

/** Form 8B-BTCTW as of a date, from staff records and age profiles, and from the counts that units enter. */
export async function structureForm(ctx: Context, asOf: PlainDate, code: string | undefined): Promise<StructureForm> {
  permit(ctx, 'read', 'headcount');
  permit(ctx, 'read', 'age-profile');
  const tree = await loadTree(ctx);
  const under = code === undefined ? undefined : requireUnder(ctx, tree, code, asOf);
  const units = unitsOfForm(ctx, tree, { on: asOf, under }, (unit) => periodOn(unit, asOf) !== undefined).map(({ key }) => key);
  const people = await peopleOn(ctx, units, asOf);
  const entered = await lastCounts(ctx, units, asOf);
  const graded = await gradesOn(ctx, [...people.onRecord], asOf);
  const cells = units.flatMap((unit) => people.cells.get(unit) ?? []);
  const rows = structureRows({ cells, entered: [...entered.values()].flatMap(({ categories }) => categories), graded }, asOf);
  const without = (has: (unit: string) => boolean) =>
    gapsOf(
      units.filter((unit) => !has(unit)).map((unit) => ({ unit, months: [] })),
      null,
    );
  return {
    form: '8B-BTCTW',
    asOf,
    under: under ?? null,
    units: units.length,
    rows,
    oldestProfile: people.oldest,
    missing: {
      profiles: without((unit) => people.cells.has(unit)),
      counts: without((unit) => entered.has(unit)),
      grades: without((unit) => people.onRecord.has(unit)),
    },
  };
}

type People = { cells: Map<string, readonly AgeCell[]>; onRecord: Set<string>; oldest: PlainMonth | null };

/** Cohorts of each unit: of its staff records where it keeps them by then, else of its last age profile within a year. */
async function peopleOn({ store }: Context, units: readonly string[], asOf: PlainDate): Promise<People> {
  const people: People = { cells: new Map(), onRecord: new Set(), oldest: null };
  const counts = await staffCountsOf(store, units);
  for (const unit of units) {
    const kept = counts.get(unit)?.cells;
    const from = kept && keepsStaffFrom(kept);
    if (kept === undefined || from === undefined || from > asOf) continue;
    people.cells.set(unit, cohortsOn(kept, asOf));
    people.onRecord.add(unit);
  }
  const others = units.filter((unit) => !people.onRecord.has(unit));
  const profiles = await lastOfUnits(others, asOf, {
    few: (month) => loadAgeProfiles(store, month, others),
    all: (month) => loadAgeProfilesOfMonth(store, month),
  });
  for (const [unit, { month, cells }] of profiles) {
    people.cells.set(unit, cells);
    if (people.oldest === null || month < people.oldest) people.oldest = month;
  }
  return people;
}

async function staffCountsOf(store: Store, units: readonly string[]): Promise<ReadonlyMap<string, KeptCounts | undefined>> {
  if (units.length > FEW_UNITS) return loadAllStaffCounts(store);
  const found = await loadStaffCounts(store, units);
  return new Map(units.map((unit, index) => [unit, found[index]]));
}

const lastCounts = ({ store }: Context, units: readonly string[], asOf: PlainDate): Promise<Map<string, KeptStructure>> =>
  lastOfUnits(units, asOf, {
    few: (month) => loadStructures(store, month, units),
    all: (month) => loadStructuresOfMonth(store, month),
  });

/** The last record of each of some units, found by key where they are few and by partition where they are many. */
async function lastOfUnits<T extends { unit: string }>(
  units: readonly string[],
  asOf: PlainDate,
  { few, all }: { few: (month: PlainMonth) => Promise<(T | undefined)[]>; all: (month: PlainMonth) => Promise<T[]> },
): Promise<Map<string, T>> {
  if (units.length === 0) return new Map();
  const wanted = new Set(units);
  const load = async (month: PlainMonth): Promise<T[]> =>
    units.length <= FEW_UNITS ? (await few(month)).filter((record): record is T & {} => record !== undefined) : all(month);
  const records = await lastOfEach(asOf, units, load);
  return new Map(records.filter(({ unit }) => wanted.has(unit)).map((record) => [record.unit, record]));
}

/** Category and grade of everybody whose main assignment lies in one of some units on a date. */
async function gradesOn({ store }: Context, units: readonly string[], asOf: PlainDate): Promise<Graded[]> {
  const staffOf = await staffByUnit(store, units);
  return units.flatMap((unit) =>
    (staffOf.get(unit) ?? []).flatMap((person): Graded[] => {
      const service = serviceOn(person, asOf);
      return service && mainOf(service).unit === unit ? [{ category: service.category, grade: service.grade }] : [];
    }),
  );
}

async function staffByUnit(store: Store, units: readonly string[]): Promise<ReadonlyMap<string, StaffRecord[]>> {
  if (units.length > FEW_UNITS) return loadStaffByUnit(store);
  return new Map(await Promise.all(units.map(async (unit) => [unit, await loadStaffOfUnit(store, unit)] as const)));
}
