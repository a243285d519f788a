import type { AgeProfile } from '../../domain/age-profile.ts';
import { loadAgeProfiles, loadAgeProfilesOfUnit, profileOf } from '../../store/age-profiles.ts';
import { addMonths, lastDay, type PlainDate, type PlainMonth } from '../../time.ts';
import type { Context } from '../context.ts';
import { knownAt, ofMonth } from '../known-at.ts';
import { loadTree } from '../load-tree.ts';
import { found, readableUnit } from '../read-record.ts';
import { ageProfileOf } from './derived-profiles.ts';

/** A unit's profile of a month; with a day, what the unit had reported by its end: only reports have a history of their own. */
export async function getAgeProfile(ctx: Context, code: string, month: PlainMonth, day?: PlainDate): Promise<AgeProfile> {
  const unit = await readableUnit(ctx, 'age-profile', code, lastDay(month));
  const profile =
    day === undefined ? await ageProfileOf(ctx, await loadTree(ctx), unit, month) : await reportKnownAt(ctx, unit, month, day);
  return found(profile, { record: 'age-profile', unit, month });
}

async function reportKnownAt(ctx: Context, unit: string, month: PlainMonth, day: PlainDate): Promise<AgeProfile | undefined> {
  const [current] = await loadAgeProfiles(ctx.store, month, [unit]);
  if (current === undefined) return undefined;
  const [change] = await knownAt(ctx, unit, day, [[ofMonth('age-profile', month)]]);
  return change && { ...profileOf({ unit, month, version: change.version }, change.after), source: 'reported' };
}

/** How far back the last recorded profile is looked for. */
const MONTHS_BACK = 24;

/** The unit's profile of the month of a date where it keeps staff records, else the last one reported at or before it. */
export async function getLatestAgeProfile(ctx: Context, code: string, asOf: PlainDate): Promise<AgeProfile> {
  const unit = await readableUnit(ctx, 'age-profile', code, asOf);
  const profile = await ageProfileOf(ctx, await loadTree(ctx), unit, asOf.slice(0, 7));
  if (profile) return profile;
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(asOf, -back - 1));
  const records = await loadAgeProfilesOfUnit(ctx.store, unit, months);
  const last = found(
    records.find((record) => record !== undefined),
    { record: 'age-profile', unit },
  );
  return { ...last, source: 'reported' };
}
