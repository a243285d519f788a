import { type Placed, feedersOn, placeOn } from '../../domain/staff-placement.ts';
import { type StaffRecord, mainOf } from '../../domain/staff.ts';
import type { Tree } from '../../domain/tree.ts';
import { loadStaffOfUnit } from '../../store/staff.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { allFiledStaff } from './filed-staff.ts';

/** Somebody in service on a date, and the unit at which they count (null: unplaced). */
export type InService = Placed & { person: StaffRecord };

/** Units that are read together. */
const AT_ONCE = 10;

/**
 * Everybody in service on a date, each person once, at the unit where they count: all of the province, or those who
 * stand at some units. Strongly consistent. Who is unplaced stands in the province's answer only.
 */
export async function staffInService(ctx: Context, tree: Tree, date: PlainDate, units?: readonly string[]): Promise<InService[]> {
  if (units === undefined) return [...(await allFiledStaff(ctx))].flatMap(([unit, people]) => inServiceOf(tree, date, unit, people));
  const feeders = feedersOn(tree, date);
  const sources = [...new Set(units.flatMap((unit) => [unit, ...(feeders.get(unit) ?? [])]))];
  const found: InService[] = [];
  for (let start = 0; start < sources.length; start += AT_ONCE) {
    const some = sources.slice(start, start + AT_ONCE);
    const filed = await Promise.all(some.map(async (unit) => inServiceOf(tree, date, unit, await loadStaffOfUnit(ctx.store, unit))));
    found.push(...filed.flat());
  }
  const wanted = new Set(units);
  return found.filter(({ unit }) => unit !== null && wanted.has(unit));
}

/** Of the people filed under a unit, those whose main assignment on the date is there: each person is found under one unit only. */
const inServiceOf = (tree: Tree, date: PlainDate, unit: string, people: readonly StaffRecord[]): InService[] =>
  people.flatMap((person) => {
    const placed = placeOn(tree, person, date);
    return placed && mainOf(placed.service).unit === unit ? [{ ...placed, person }] : [];
  });
