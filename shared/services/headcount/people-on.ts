import type { AgeCell } from '../../domain/age-profile.ts';
import type { Tree } from '../../domain/tree.ts';
import { loadAgeProfiles, loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import type { PlainDate, PlainMonth } from '../../time.ts';
import type { Context } from '../context.ts';
import { FEW_UNITS, lastOfEach } from '../last-of-each.ts';
import { loadAllUnitStaff, loadUnitStaff } from '../staff/unit-staff.ts';

type People = { cells: Map<string, readonly AgeCell[]>; onRecord: Set<string>; oldest: PlainMonth | null };

/** Cohorts of each unit: of its staff records where it keeps them by then, else of its last age profile within a year. */
export async function peopleOn(ctx: Context, tree: Tree, units: readonly string[], asOf: PlainDate): Promise<People> {
  const { store } = ctx;
  const people: People = { cells: new Map(), onRecord: new Set(), oldest: null };
  const wanted = new Set(units);
  const staff = await (units.length > FEW_UNITS ? loadAllUnitStaff(ctx, tree, asOf) : loadUnitStaff(ctx, tree, asOf, units));
  for (const ofUnit of staff) {
    if (ofUnit === undefined || !wanted.has(ofUnit.unit)) continue;
    people.cells.set(ofUnit.unit, ofUnit.cells);
    people.onRecord.add(ofUnit.unit);
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

/** The last record of each of some units, found by key where they are few and by partition where they are many. */
export async function lastOfUnits<T extends { unit: string }>(
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
