import { forecastModelSchema } from '../../domain/monte-carlo/input.ts';
import {
  type ReorganisationEffect,
  type ReorganisationEffectInput,
  reorganisationEffect,
} from '../../domain/scenarios/reorganisation-effect.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadGround } from './load-ground.ts';
import { loadLeadership } from './load-leadership.ts';

/** What mergers, splits and conversions would change, computed from the registers and not stored. */
export async function tryReorganisations(ctx: Context, input: ReorganisationEffectInput): Promise<ReorganisationEffect> {
  permit(ctx, 'read', 'projections');
  const { start, state, targets } = await loadGround(ctx, forecastModelSchema.parse(input));
  const { tree } = start.lineage;
  const sources = input.reorganisations.flatMap((plan) => plan.sources.map((code) => tree.find(code)?.key ?? code));
  const leadership = await loadLeadership(ctx, tree, sources, state.date);
  return reorganisationEffect(state, input, targets, postFreeMonthIndex, leadership);
}
