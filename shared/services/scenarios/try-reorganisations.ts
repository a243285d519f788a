import {
  type ReorganisationEffect,
  type ReorganisationEffectInput,
  reorganisationEffect,
} from '../../domain/scenarios/reorganisation-effect.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadForecastGround } from './forecast-targets.ts';

/** What mergers, splits and conversions would change, computed from the registers and not stored. */
export async function tryReorganisations(ctx: Context, input: ReorganisationEffectInput): Promise<ReorganisationEffect> {
  permit(ctx, 'read', 'projections');
  const { start, targets } = await loadForecastGround(ctx, input.start);
  return reorganisationEffect(start.state, input, targets, postFreeMonthIndex);
}
