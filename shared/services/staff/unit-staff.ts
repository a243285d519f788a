import type { AgeCell } from '../../domain/age-profile.ts';
import { cohortsOn, keepsStaffFrom } from '../../domain/staff-counts.ts';
import { feedersOn } from '../../domain/staff-placement.ts';
import type { Tree } from '../../domain/tree.ts';
import { establishedOn } from '../../domain/unit.ts';
import { type KeptCounts, loadAllStaffCounts, loadStaffCounts } from '../../store/staff-counts.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';

/**
 * What the staff records say of a unit on a date: since when it keeps them, and its people by cohort. `since` is null
 * where it keeps none by then, yet people of units that it took over stand there: part of its staff, and no profile.
 */
export type UnitStaff = { unit: string; since: PlainDate | null; version: number; cells: AgeCell[] };

/**
 * The staff of units on a date, in their order; undefined where nobody is on record. A unit keeps staff records from the
 * first day of anybody's main assignment there; one that a reorganisation created keeps them if units that it succeeded
 * did. People of ended units count at the sole heir; where a unit has ended nobody stands any more.
 */
export async function loadUnitStaff(
  ctx: Context,
  tree: Tree,
  date: PlainDate,
  units: readonly string[],
): Promise<(UnitStaff | undefined)[]> {
  const feeders = feedersOn(tree, date);
  const asked = [...new Set(units.flatMap((unit) => [unit, ...(feeders.get(unit) ?? [])]))];
  const kept = await loadStaffCounts(ctx.store, asked);
  const counts = new Map(asked.map((unit, index) => [unit, kept[index] as KeptCounts]));
  return units.map((unit) => unitStaffOf(tree, date, unit, feeders.get(unit) ?? [], counts));
}

/** The staff of every living unit on a date that has anybody on record. */
export async function loadAllUnitStaff(ctx: Context, tree: Tree, date: PlainDate): Promise<UnitStaff[]> {
  const counts = await loadAllStaffCounts(ctx.store);
  if (counts.size === 0) return [];
  const feeders = feedersOn(tree, date);
  return tree.aliveOn(date).flatMap(({ unit: { key } }) => unitStaffOf(tree, date, key, feeders.get(key) ?? [], counts) ?? []);
}

function unitStaffOf(
  tree: Tree,
  date: PlainDate,
  unit: string,
  feeders: readonly string[],
  counts: ReadonlyMap<string, KeptCounts>,
): UnitStaff | undefined {
  const kept = keptSince(tree, unit, feeders, counts);
  const since = kept !== undefined && kept <= date ? kept : null;
  const sources = [unit, ...feeders].flatMap((source) => counts.get(source) ?? []);
  const version = sources.reduce((sum, one) => sum + one.version, 0);
  if (!tree.on(unit, date)) return since === null ? undefined : { unit, since, version, cells: [] };
  const cells = new Map<string, number>();
  for (const source of sources) for (const [cell, quantity] of source.cells) cells.set(cell, (cells.get(cell) ?? 0) + quantity);
  const cohorts = cohortsOn(cells, date);
  return since === null && cohorts.length === 0 ? undefined : { unit, since, version, cells: cohorts };
}

function keptSince(tree: Tree, unit: string, feeders: readonly string[], counts: ReadonlyMap<string, KeptCounts>): PlainDate | undefined {
  const of = (source: string) => keepsStaffFrom(counts.get(source)?.cells ?? new Map());
  const own = of(unit);
  const known = tree.find(unit);
  const inherits = known !== undefined && known.openedBy !== null && feeders.some((feeder) => of(feeder) !== undefined);
  if (!inherits) return own;
  const established = establishedOn(known);
  return own !== undefined && own < established ? own : established;
}
