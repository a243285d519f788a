import type { AgeCell } from '../../domain/age-profile.ts';
import { type Graded, type StructureForm, structureRows } from '../../domain/headcount-structure.ts';
import { feedersOn, placeOn } from '../../domain/staff-placement.ts';
import type { StaffRecord } from '../../domain/staff.ts';
import type { KeptStructure } from '../../domain/structure.ts';
import type { Tree } from '../../domain/tree.ts';
import { periodOn } from '../../domain/unit.ts';
import { loadAgeProfiles, loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import { loadStaffOfUnit } from '../../store/staff.ts';
import { loadStructures, loadStructuresOfMonth } from '../../store/structure.ts';
import type { PlainDate, PlainMonth } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { allFiledStaff } from '../staff/filed-staff.ts';
import { FEW_UNITS, lastOfEach } from '../last-of-each.ts';
import { loadTree } from '../load-tree.ts';
import { loadAllUnitStaff, loadUnitStaff } from '../staff/unit-staff.ts';
import { requireUnder } from '../under.ts';
import { gapsOf, unitsOfForm } from './form-units.ts';

/** Form 8B-BTCTW as of a date, from staff records and age profiles, and from the counts that units enter. */
export async function structureForm(ctx: Context, asOf: PlainDate, code: string | undefined): Promise<StructureForm> {
  permit(ctx, 'read', 'headcount');
  permit(ctx, 'read', 'age-profile');
  const tree = await loadTree(ctx);
  const under = code === undefined ? undefined : requireUnder(ctx, tree, code, asOf);
  const units = unitsOfForm(ctx, tree, { on: asOf, under }, (unit) => periodOn(unit, asOf) !== undefined).map(({ key }) => key);
  const people = await peopleOn(ctx, tree, units, asOf);
  const entered = await lastCounts(ctx, units, asOf);
  const graded = await gradesOn(ctx, tree, people.onRecord, asOf);
  const cells = units.flatMap((unit) => people.cells.get(unit) ?? []);
  const rows = structureRows({ cells, entered: [...entered.values()].flatMap(({ categories }) => categories), graded }, asOf);
  const without = (has: (unit: string) => boolean) =>
    gapsOf(
      units.filter((unit) => !has(unit)).map((unit) => ({ unit })),
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
async function peopleOn(ctx: Context, tree: Tree, units: readonly string[], asOf: PlainDate): Promise<People> {
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

/** Category and grade of everybody who counts at one of some units on a date, those who came with an ended unit included. */
async function gradesOn(ctx: Context, tree: Tree, units: ReadonlySet<string>, asOf: PlainDate): Promise<Graded[]> {
  const people = new Map((await staffAround(ctx, tree, units, asOf)).map((person) => [person.id, person]));
  return [...people.values()].flatMap((person): Graded[] => {
    const placed = placeOn(tree, person, asOf);
    if (placed === undefined || placed.unit === null || !units.has(placed.unit)) return [];
    return [{ category: placed.service.category, grade: placed.service.grade }];
  });
}

/** Everybody filed under the units or under those whose people they took over. */
async function staffAround(ctx: Context, tree: Tree, units: ReadonlySet<string>, asOf: PlainDate): Promise<StaffRecord[]> {
  if (units.size > FEW_UNITS) return [...(await allFiledStaff(ctx)).values()].flat();
  const feeders = feedersOn(tree, asOf);
  const sources = [...units].flatMap((unit) => [unit, ...(feeders.get(unit) ?? [])]);
  return (await Promise.all(sources.map((unit) => loadStaffOfUnit(ctx.store, unit)))).flat();
}
