import type { AgeProfile } from '../../domain/age-profile.ts';
import type { Tree } from '../../domain/tree.ts';
import { loadAgeProfiles } from '../../store/age-profiles.ts';
import { type PlainDate, type PlainMonth, firstDay, lastDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { type UnitStaff, loadAllUnitStaff, loadUnitStaff } from '../staff/unit-staff.ts';

/** The profile of a unit that keeps staff records; undefined where a part of its people is on record at most. */
const derived = ({ unit, since, version, cells }: UnitStaff, month: PlainMonth): AgeProfile | undefined =>
  since === null ? undefined : { unit, month, cells, version, source: 'staff' };

/** A unit's age profile at the end of a month: derived where the unit keeps staff records by then, else as reported; undefined when neither. */
export async function ageProfileOf(ctx: Context, tree: Tree, unit: string, month: PlainMonth): Promise<AgeProfile | undefined> {
  const [staff] = firstDay(month) > ctx.today ? [] : await loadUnitStaff(ctx, tree, lastDay(month), [unit]);
  const profile = staff && derived(staff, month);
  if (profile) return profile;
  const [kept] = await loadAgeProfiles(ctx.store, month, [unit]);
  return kept && { ...kept, source: 'reported' };
}

/** The age profiles of a date of every living unit that keeps staff records; their versions move with every change of their people. */
export async function loadProfilesOn(ctx: Context, tree: Tree, date: PlainDate): Promise<AgeProfile[]> {
  return (await loadAllUnitStaff(ctx, tree, date)).flatMap((staff) => derived(staff, date.slice(0, 7)) ?? []);
}
