import type { ForecastSettings } from '../../domain/monte-carlo/input.ts';
import type { Question } from '../../domain/scenarios/at-deadline.ts';
import { type Requirements, type RequirementsInput, requirementsOf } from '../../domain/scenarios/requirements.ts';
import { type Sensitivity, type SensitivityInput, sensitivityOf } from '../../domain/scenarios/sensitivity.ts';
import { Refusal } from '../../errors.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import type { Context } from '../context.ts';
import { loadForecastGround } from './forecast-targets.ts';
import { getScenario } from './read-scenarios.ts';

async function questionOf(ctx: Context, id: string, name: string, settings: ForecastSettings): Promise<Question> {
  const { model } = await getScenario(ctx, id);
  const { start, targets } = await loadForecastGround(ctx, model.start);
  const target = targets.find((one) => one.id === name);
  if (!target) throw new Refusal('not-found', { what: name }, 'target');
  return { state: start.state, model, settings, target, retires: postFreeMonthIndex };
}

/** What would have to be true for a target to be met under a scenario. */
export async function askRequirements(ctx: Context, id: string, input: RequirementsInput): Promise<Requirements> {
  return requirementsOf(await questionOf(ctx, id, input.target, input), input);
}

/** Which drivers of a scenario move a target most. */
export async function askSensitivity(ctx: Context, id: string, input: SensitivityInput): Promise<Sensitivity> {
  return sensitivityOf(await questionOf(ctx, id, input.target, input), input);
}
