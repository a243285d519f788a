import * as z from 'zod';
import { Refusal } from '../../errors.ts';
import { forecastSettingsSchema } from '../monte-carlo/input.ts';
import { requirementOf, requirementSchema } from '../requirement.ts';
import { atDeadlines, atMost, mayRemain, type Outcome, type Questions } from './at-deadline.ts';
import { manyTimes } from './requirements.ts';
import { scopeAnswerOrNull } from './scope.ts';
import { trialsOf } from './trials.ts';

/** Changes that one request tries. */
const MAX_TRIED = 120;

export const sensitivityInputSchema = forecastSettingsSchema
  .extend({
    ...manyTimes,
    target: z.array(z.string().min(1).max(60)).min(1).max(20).optional().meta({
      description: 'Targets that are watched, with commas between; absent: every one that cuts posts and is due within the model',
    }),
    verdict: z.enum(['rounded', 'exact']).default('rounded'),
  })
  .meta({ id: 'SensitivityInput', description: 'Which targets are watched while the drivers are moved one by one' });
export type SensitivityInput = z.infer<typeof sensitivityInputSchema>;

const effectSchema = z
  .strictObject({
    driver: z.string().meta({ description: 'Path of the driver in the model', example: 'drivers.replacement.0' }),
    change: z.string().meta({ example: '50/100 → 60/100' }),
    mean: z.number().meta({ description: 'Change of the posts counted at the deadline, under the same luck' }),
    probability: z.number().meta({ description: 'Change of the probability of meeting the target' }),
  })
  .meta({ id: 'DriverEffect', description: 'What one change of one driver does to a target' });
type DriverEffect = z.infer<typeof effectSchema>;

const targetSensitivitySchema = z
  .strictObject({
    target: z.string(),
    required: requirementSchema,
    mean: z.number().meta({ description: 'Posts counted at the deadline under the scenario as it is' }),
    probability: z.number(),
    effects: z.array(effectSchema).meta({ description: 'Largest change of the mean first, then of the probability, ties by path' }),
  })
  .meta({ id: 'TargetSensitivity', description: 'Drivers ranked by what they do to a target' });

const sensitivityShape = {
  notTried: z
    .array(z.string())
    .meta({ description: `Drivers that were not moved: plans that another plan needs, and what lies beyond ${MAX_TRIED} changes` }),
  targets: z.array(targetSensitivitySchema),
};
export const sensitivitySchema = z
  .strictObject({ scope: scopeAnswerOrNull, ...sensitivityShape })
  .meta({ id: 'Sensitivity', description: 'What each driver does to each target' });
export type Sensitivity = z.infer<typeof sensitivitySchema>;

const inOrder = (one: DriverEffect, other: DriverEffect): number =>
  Math.abs(other.mean) - Math.abs(one.mean) ||
  Math.abs(other.probability) - Math.abs(one.probability) ||
  (one.driver < other.driver ? -1 : 1);

/**
 * What each driver does to each target at its deadline, one change at a time and all under the same luck, ranked.
 * @throws Refusal as `atDeadlines`
 */
export function sensitivityOf(questions: Questions, { verdict }: Pick<SensitivityInput, 'verdict'>): Omit<Sensitivity, 'scope'> {
  const { model, targets } = questions;
  const now = atDeadlines(questions);
  const trials = trialsOf(model);
  const notTried = trials.slice(MAX_TRIED).map(({ driver }) => driver);
  const tried = trials.slice(0, MAX_TRIED).flatMap(({ driver, change, model: moved }) => {
    try {
      return [{ driver, change, outcomes: atDeadlines({ ...questions, model: moved }) }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notTried.push(driver);
      return [];
    }
  });
  return {
    notTried: [...new Set(notTried)],
    targets: targets.map((target, n) => {
      const limit = mayRemain(target, verdict);
      const { mean } = now[n] as Outcome;
      const probability = atMost(now[n] as Outcome, limit);
      const effects = tried.map(({ driver, change, outcomes }): DriverEffect => {
        const outcome = outcomes[n] as Outcome;
        return { driver, change, mean: outcome.mean - mean, probability: atMost(outcome, limit) - probability };
      });
      return { target: target.id, required: requirementOf(target), mean, probability, effects: effects.sort(inOrder) };
    }),
  };
}
