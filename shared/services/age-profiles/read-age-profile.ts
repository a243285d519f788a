import type { AgeProfile } from '../../domain/age-profile.ts';
import { loadAgeProfiles } from '../../store/age-profiles.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { found, readableUnit } from '../read-record.ts';

export async function getAgeProfile(ctx: Context, code: string, month: PlainMonth): Promise<AgeProfile> {
  const unit = await readableUnit(ctx, 'age-profile', code, lastDay(month));
  const [record] = await loadAgeProfiles(ctx.store, month, [unit]);
  return found(record, `age profile ${unit} ${month}`);
}
