import type { AgeProfile } from '../../domain/age-profile.ts';
import { loadAgeProfiles, loadAgeProfilesOfUnit } from '../../store/age-profiles.ts';
import { addMonths, lastDay, type PlainDate, type PlainMonth } from '../../time.ts';
import type { Context } from '../context.ts';
import { found, readableUnit } from '../read-record.ts';

export async function getAgeProfile(ctx: Context, code: string, month: PlainMonth): Promise<AgeProfile> {
  const unit = await readableUnit(ctx, 'age-profile', code, lastDay(month));
  const [record] = await loadAgeProfiles(ctx.store, month, [unit]);
  return found(record, { record: 'age-profile', unit, month });
}

/** How far back the last recorded profile is looked for. */
const MONTHS_BACK = 24;

/** The unit's last recorded profile at or before the month of a date. */
export async function getLatestAgeProfile(ctx: Context, code: string, asOf: PlainDate): Promise<AgeProfile> {
  const unit = await readableUnit(ctx, 'age-profile', code, asOf);
  const months = Array.from({ length: MONTHS_BACK + 1 }, (_, back) => addMonths(asOf, -back));
  const records = await loadAgeProfilesOfUnit(ctx.store, unit, months);
  return found(
    records.find((record) => record !== undefined),
    { record: 'age-profile', unit },
  );
}
