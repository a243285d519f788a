import type { LogEntry } from '../../audit.ts';
import type { ForecastSettings } from '../../domain/monte-carlo/input.ts';
import { forecast } from '../../domain/monte-carlo/forecast.ts';
import type { ForecastAnswer } from '../../domain/monte-carlo/result.ts';
import { compareScenarios, type ScenarioComparison } from '../../domain/scenarios/compare.ts';
import type { Scenario } from '../../domain/scenarios/scenario.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { parseLogEntry } from '../../store/log.ts';
import { loadScenario, parseScenario } from '../../store/scenarios.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';
import { answerOf } from './forecast-targets.ts';
import { groundLoader, loadGround } from './load-ground.ts';
import { streamOf } from './scenario-stream.ts';

/** Scenarios, newest first. */
export async function listScenarios(ctx: Context, page: PageAsk): Promise<Page<Scenario>> {
  permit(ctx, 'read', 'scenarios');
  const request = { ...page, list: 'scenarios', filters: {} };
  return pageOfPartition(ctx, request, ctx.store.keys.scenarios(), parseScenario, () => true, { backward: true });
}

export async function getScenario(ctx: Context, id: string): Promise<Scenario> {
  permit(ctx, 'read', 'scenarios');
  return found(await loadScenario(ctx.store, id), { record: 'scenario', id });
}

/** Every version of a scenario, newest first: who changed what, before and after. */
export async function scenarioHistory(ctx: Context, id: string, page: PageAsk): Promise<Page<LogEntry>> {
  await getScenario(ctx, id);
  const request = { ...page, list: 'scenario-history', filters: { id } };
  return pageOfPartition(ctx, request, ctx.store.keys.log(streamOf(id)), parseLogEntry, () => true, { backward: true });
}

/** The chances of every target under a scenario as it stands. */
export async function forecastScenario(ctx: Context, id: string, settings: ForecastSettings): Promise<ForecastAnswer> {
  const { model } = await getScenario(ctx, id);
  const ground = await loadGround(ctx, model, 'model.');
  const made = forecast(ground.state, model, settings, ground.targets, postFreeMonthIndex);
  return answerOf(ctx, { ...model, ...settings }, ground, made);
}

/** Scenarios side by side under the same luck; each from its own start, which those that share it read once. */
export async function compareStoredScenarios(
  ctx: Context,
  ids: readonly string[],
  settings: ForecastSettings,
): Promise<ScenarioComparison> {
  const scenarios = await Promise.all(ids.map((id) => getScenario(ctx, id)));
  const groundOf = groundLoader(ctx);
  const grounds = await Promise.all(scenarios.map(({ model }) => groundOf(model, 'model.')));
  return compareScenarios(scenarios, grounds, settings, postFreeMonthIndex);
}
