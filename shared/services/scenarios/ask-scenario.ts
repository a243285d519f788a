import type { ForecastSettings } from '../../domain/monte-carlo/input.ts';
import { isAsked, type Questions } from '../../domain/scenarios/at-deadline.ts';
import { type Requirements, type RequirementsInput, requirementsOf } from '../../domain/scenarios/requirements.ts';
import type { ScopeAnswer } from '../../domain/scenarios/scope.ts';
import { type Sensitivity, type SensitivityInput, sensitivityOf } from '../../domain/scenarios/sensitivity.ts';
import { Refusal } from '../../errors.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import type { Context } from '../context.ts';
import { loadGround } from './load-ground.ts';
import { getScenario } from './read-scenarios.ts';

type Asked = { questions: Questions; scope: ScopeAnswer | null };

/** The scenario's ground with the targets asked about; every one that can be asked about when none is named. */
async function questionsOf(ctx: Context, id: string, names: readonly string[] | undefined, settings: ForecastSettings): Promise<Asked> {
  const { model } = await getScenario(ctx, id);
  const { state, targets: all, scope } = await loadGround(ctx, model, 'model.');
  const targets =
    names === undefined
      ? all.filter((target) => isAsked(target, { state, model }))
      : [...new Set(names)].map((name) => {
          const target = all.find((one) => one.id === name);
          if (!target) throw new Refusal('not-found', { what: name }, 'target');
          return target;
        });
  return { questions: { state, model, settings, targets, retires: postFreeMonthIndex }, scope };
}

/** What would have to be true for a target to be met under a scenario. */
export async function askRequirements(ctx: Context, id: string, input: RequirementsInput): Promise<Requirements> {
  const { questions, scope } = await questionsOf(ctx, id, [input.target], input);
  const { targets, ...rest } = questions;
  const [target] = targets;
  if (!target) throw new Refusal('not-found', { what: input.target }, 'target');
  return { ...requirementsOf({ ...rest, target }, input), scope };
}

/** Which drivers of a scenario move its targets most. */
export async function askSensitivity(ctx: Context, id: string, input: SensitivityInput): Promise<Sensitivity> {
  const { questions, scope } = await questionsOf(ctx, id, input.target, input);
  return { ...sensitivityOf(questions, input), scope };
}
