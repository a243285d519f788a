import { hashOf } from '../../audit.ts';
import { FORECAST_ENGINE_VERSION, type Forecast, forecast } from '../../domain/monte-carlo/forecast.ts';
import type { ForecastInput, ForecastModel, ForecastSettings } from '../../domain/monte-carlo/input.ts';
import type { ForecastAnswer } from '../../domain/monte-carlo/result.ts';
import { attainmentProbabilityBasis } from '../../law/planning-rules.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { backTestSummary } from '../history/known-back-test.ts';
import { type Ground, loadGround } from './load-ground.ts';

/** The chances of every target that cuts posts, computed and not stored: the same records and request give the same answer. */
export async function forecastTargets(ctx: Context, input: ForecastInput): Promise<ForecastAnswer> {
  permit(ctx, 'read', 'projections');
  const ground = await loadGround(ctx, input);
  return answerOf(ctx, input, ground, forecast(ground.state, input, input, ground.targets, postFreeMonthIndex));
}

/** A forecast with what it rests on, and how forecasts from past years fared. */
export async function answerOf(
  ctx: Context,
  input: ForecastModel & ForecastSettings,
  { start: { hash, baseline }, state, scope }: Ground,
  made: Forecast,
): Promise<ForecastAnswer> {
  const receipt = {
    rulesHash: hashOf(RULES),
    engine: FORECAST_ENGINE_VERSION,
    inputHash: hashOf(input),
    recordsHash: hash,
    baseline,
    asOf: state.date,
    seed: made.draws === null ? null : input.seed,
  };
  return { input, ...made, scope, backTest: await backTestSummary(ctx), receipt, basis: attainmentProbabilityBasis(ctx.today) };
}
