import * as z from 'zod';
import { Refusal } from '../../errors.ts';
import { forecastSettingsSchema, type ForecastModel } from '../monte-carlo/input.ts';
import type { FractionValue } from '../vocabulary.ts';
import { atDeadline, atMost, mayRemain, type Question } from './at-deadline.ts';

/** Drivers that one request tries. */
const MAX_TRIED = 80;

export const sensitivityInputSchema = forecastSettingsSchema
  .extend({ target: z.string().min(1).max(60), verdict: z.enum(['rounded', 'exact']).default('rounded') })
  .meta({ id: 'SensitivityInput', description: 'Which target is watched while the drivers are moved one by one' });
export type SensitivityInput = z.infer<typeof sensitivityInputSchema>;

const effectSchema = z
  .strictObject({
    driver: z.string().meta({ description: 'Path of the driver in the model', example: 'drivers.replacement.0' }),
    change: z.string().meta({ example: '50/100 → 60/100' }),
    mean: z.number().meta({ description: 'Change of the posts counted at the deadline, under the same luck' }),
    probability: z.number().meta({ description: 'Change of the probability of meeting the target' }),
  })
  .meta({ id: 'DriverEffect', description: 'What one change of one driver does to a target' });

export const sensitivitySchema = z
  .strictObject({
    target: z.string(),
    mean: z.number(),
    probability: z.number(),
    notTried: z.array(z.string()).meta({ description: 'Plans that another plan needs: they cannot be left out alone' }),
    effects: z.array(effectSchema).meta({ description: 'Largest change of the mean first, ties by path' }),
  })
  .meta({ id: 'Sensitivity', description: 'Drivers ranked by what they do to a target' });
export type Sensitivity = z.infer<typeof sensitivitySchema>;

type Trial = { driver: string; change: string; model: ForecastModel };

/** A share ten points up and down, in whole percent, within 0 and 100. */
const tenPoints = (numerator: number, denominator: number): [number, number][] => {
  const percent = Math.round((100 * numerator) / denominator);
  return [percent + 10, percent - 10].filter((one) => one >= 0 && one <= 100).map((one) => [percent, one]);
};

/** One change of one driver at a time: shares by ten points, rates by a quarter, each plan left out. */
function trialsOf(model: ForecastModel): Trial[] {
  const { drivers, hazards, reorganisations, conversions } = model;
  const shares = (['unreplaced', 'vacant'] as const).flatMap((name) => {
    const { numerator, denominator }: FractionValue = drivers.surrender[name];
    return tenPoints(numerator, denominator).map(([percent, to]): Trial => {
      const surrender = { ...drivers.surrender, [name]: { numerator: to, denominator: 100 } };
      return {
        driver: `drivers.surrender.${name}`,
        change: `${percent}/100 → ${to}/100`,
        model: { ...model, drivers: { ...drivers, surrender } },
      };
    });
  });
  const replacements = drivers.replacement.flatMap(({ category, recruits, leavers }, n) =>
    tenPoints(recruits, leavers).map(([percent, to]): Trial => {
      const replacement = drivers.replacement.with(n, { category, recruits: to, leavers: 100 });
      return {
        driver: `drivers.replacement.${n}`,
        change: `${percent}/100 → ${to}/100`,
        model: { ...model, drivers: { ...drivers, replacement } },
      };
    }),
  );
  const rates = hazards.flatMap((hazard, n) =>
    [1.25, 0.75].map((factor): Trial => {
      // Six digits are more than any rate is known to.
      const annual = Math.min(1, Number((hazard.annual * factor).toPrecision(6)));
      return {
        driver: `hazards.${n}`,
        change: `${hazard.annual} → ${annual}`,
        model: { ...model, hazards: hazards.with(n, { ...hazard, annual }) },
      };
    }),
  );
  const merged = reorganisations.map((_, n): Trial => {
    return { driver: `reorganisations.${n}`, change: 'left out', model: { ...model, reorganisations: reorganisations.toSpliced(n, 1) } };
  });
  const converted = conversions.map((_, n): Trial => {
    return { driver: `conversions.${n}`, change: 'left out', model: { ...model, conversions: conversions.toSpliced(n, 1) } };
  });
  return [...replacements, ...shares, ...rates, ...converted, ...merged].slice(0, MAX_TRIED);
}

/**
 * What each driver does to a target at its deadline, one change at a time and all under the same luck, ranked.
 * @throws Refusal as `atDeadline`
 */
export function sensitivityOf(question: Question, { verdict }: SensitivityInput): Sensitivity {
  const { model, target } = question;
  const limit = mayRemain(target, verdict);
  const now = atDeadline(question);
  const probability = atMost(now, limit);
  const trials = trialsOf(model);
  const notTried: string[] = [];
  const effects = trials.flatMap(({ driver, change, model: moved }) => {
    try {
      const outcome = atDeadline({ ...question, model: moved });
      return [{ driver, change, mean: outcome.mean - now.mean, probability: atMost(outcome, limit) - probability }];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notTried.push(driver);
      return [];
    }
  });
  effects.sort((one, other) => Math.abs(other.mean) - Math.abs(one.mean) || (one.driver < other.driver ? -1 : 1));
  return { target: target.id, mean: now.mean, probability, notTried, effects };
}
