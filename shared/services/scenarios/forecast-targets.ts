import { hashOf } from '../../audit.ts';
import { FORECAST_ENGINE_VERSION, type Forecast, forecast } from '../../domain/monte-carlo/forecast.ts';
import type { ForecastInput, ForecastModel, ForecastSettings } from '../../domain/monte-carlo/input.ts';
import type { ForecastAnswer } from '../../domain/monte-carlo/result.ts';
import type { ProjectionTarget } from '../../domain/projection/compare-with-targets.ts';
import type { ProjectionStart } from '../../domain/projection/input.ts';
import { attainmentProbabilityBasis } from '../../law/planning-rules.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { targetsOn } from '../../law/targets.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadState, type Start } from '../projections/load-state.ts';

/** The province at a start and the targets as it is measured against them. */
export async function loadForecastGround(ctx: Context, from: ProjectionStart): Promise<{ start: Start; targets: ProjectionTarget[] }> {
  const inForce = targetsOn(ctx.today);
  const start = await loadState(ctx, from, inForce);
  const targets = inForce.map((target) => ({ ...target, ...(start.bases.get(target.id) ?? { base: null, scopeTransfers: 0 }) }));
  return { start, targets };
}

/** The chances of every target that cuts posts, computed and not stored: the same records and request give the same answer. */
export async function forecastTargets(ctx: Context, input: ForecastInput): Promise<ForecastAnswer> {
  permit(ctx, 'read', 'projections');
  const { start, targets } = await loadForecastGround(ctx, input.start);
  return answerOf(ctx, input, start, forecast(start.state, input, input, targets, postFreeMonthIndex));
}

/** A forecast with what it rests on. */
export function answerOf(
  ctx: Context,
  input: ForecastModel & ForecastSettings,
  { state, hash, baseline }: Start,
  made: Forecast,
): ForecastAnswer {
  const receipt = {
    rulesHash: hashOf(RULES),
    engine: FORECAST_ENGINE_VERSION,
    inputHash: hashOf(input),
    recordsHash: hash,
    baseline,
    asOf: state.date,
    seed: made.draws === null ? null : input.seed,
  };
  return { input, ...made, receipt, basis: attainmentProbabilityBasis(ctx.today) };
}
