import { type Graded, type StructureForm, structureRows } from '../../domain/headcount-structure.ts';
import { feedersOn, placeOn } from '../../domain/staff-placement.ts';
import type { StaffRecord } from '../../domain/staff.ts';
import type { KeptStructure } from '../../domain/structure.ts';
import type { Tree } from '../../domain/tree.ts';
import { periodOn } from '../../domain/unit.ts';
import { loadStaffOfUnit } from '../../store/staff.ts';
import { loadStructures, loadStructuresOfMonth } from '../../store/structure.ts';
import type { PlainDate } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { allFiledStaff } from '../staff/filed-staff.ts';
import { FEW_UNITS } from '../last-of-each.ts';
import { loadTree } from '../load-tree.ts';
import { requireUnder } from '../under.ts';
import { gapsOf, unitsOfForm } from './form-units.ts';
import { lastOfUnits, peopleOn } from './people-on.ts';

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

const lastCounts = ({ store }: Context, units: readonly string[], asOf: PlainDate): Promise<Map<string, KeptStructure>> =>
  lastOfUnits(units, asOf, {
    few: (month) => loadStructures(store, month, units),
    all: (month) => loadStructuresOfMonth(store, month),
  });

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
