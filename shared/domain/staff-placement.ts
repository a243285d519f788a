import type { PlainDate } from '../time.ts';
import { type ServicePeriod, type StaffPeriod, type StaffRecord, mainOf, serviceOn } from './staff.ts';
import type { Tree } from './tree.ts';

/**
 * Where people of a unit stand on a date: at the unit while it lives, at its sole heir once it has ended. Null when it
 * has no heir or several: nobody but a recorded transfer knows who went where.
 */
export function standingOf(tree: Tree, unit: string, date: PlainDate): string | null {
  const key = tree.find(unit)?.key ?? unit;
  if (tree.on(key, date)) return key;
  const heirs = tree.heirsOn(key, date);
  return heirs.length === 1 ? (heirs[0] as string) : null;
}

/** How a person comes to stand where they stand. */
export const PLACEMENTS = ['direct', 'heir', 'unplaced'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** A service on a date and the unit at which it counts; `unit` is null while `unplaced`. */
export type Placed = { service: ServicePeriod; unit: string | null; placement: Placement };

/**
 * Where a person counts on a date: the unit of the main assignment, or its sole heir once that has ended; seconded and
 * absent people count at home. Undefined when not in service.
 */
export function placeOn(tree: Tree, person: Pick<StaffRecord, 'periods'>, date: PlainDate): Placed | undefined {
  const service = serviceOn(person, date);
  if (service === undefined) return undefined;
  const { unit } = mainOf(service);
  const standing = standingOf(tree, unit, date);
  return { service, unit: standing, placement: standing === null ? 'unplaced' : standing === unit ? 'direct' : 'heir' };
}

/** Ended units whose people stand at another unit on a date, by that unit. */
export function feedersOn(tree: Tree, date: PlainDate): Map<string, string[]> {
  const feeders = new Map<string, string[]>();
  for (const { key } of tree.units()) {
    const standing = standingOf(tree, key, date);
    if (standing === null || standing === key) continue;
    feeders.set(standing, [...(feeders.get(standing) ?? []), key]);
  }
  return feeders;
}

/**
 * A period as a later one goes on from it on a date: what has ended meanwhile is replaced by its sole heir, so that a
 * person who followed the unit need not be moved first. The main unit stays where `main` says so (a transfer names it).
 */
export function carriedOn(tree: Tree, period: StaffPeriod, date: PlainDate, main: 'follows' | 'stays'): StaffPeriod {
  if (period.state === 'left') return period;
  const standing = (unit: string) => standingOf(tree, unit, date) ?? unit;
  const home = main === 'stays' ? mainOf(period).unit : standing(mainOf(period).unit);
  const seen = new Set([home]);
  const assignments = period.assignments.flatMap((assignment) => {
    if (assignment.kind === 'main') return [{ ...assignment, unit: home }];
    const unit = standing(assignment.unit);
    if (seen.has(unit)) return [];
    seen.add(unit);
    return [{ ...assignment, unit }];
  });
  return { ...period, assignments };
}
