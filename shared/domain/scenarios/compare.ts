import * as z from 'zod';
import { endOfYear, plainDateSchema } from '../../time.ts';
import { drawCounts, forecast } from '../monte-carlo/forecast.ts';
import type { ForecastModel, ForecastSettings } from '../monte-carlo/input.ts';
import { poolsOf } from '../monte-carlo/pools.ts';
import { forecastTargetSchema } from '../monte-carlo/result.ts';
import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { orNull } from '../vocabulary.ts';
import { differenceSchema, differences } from './differences.ts';
import { type ScopeAnswer, scopeAnswerOrNull } from './scope.ts';

const gapSchema = z
  .strictObject({
    target: z.string(),
    date: plainDateSchema,
    mean: z.number().meta({ description: 'Posts counted here minus in the first scenario, draw by draw' }),
    standardError: z.number().min(0),
    fewerHere: z.number().min(0).max(1).meta({ description: 'Part of the draws in which fewer posts are counted here' }),
    fewerThere: z.number().min(0).max(1),
  })
  .meta({ id: 'ScenarioDifference', description: 'Two scenarios under the same luck' });

export const scenarioComparisonSchema = z
  .strictObject({
    draws: z.int(),
    seed: z.int(),
    scenarios: z.array(
      z.strictObject({
        id: z.string(),
        version: z.int(),
        title: z.string(),
        method: z.enum(['exact', 'monte-carlo']),
        targets: z.array(forecastTargetSchema),
        scope: scopeAnswerOrNull,
        differs: z.array(differenceSchema).meta({ description: 'Where the model is not that of the first scenario (left)' }),
        againstFirst: orNull(z.array(gapSchema)).meta({ description: 'Null for the first' }),
      }),
    ),
  })
  .meta({ id: 'ScenarioComparison', description: 'Scenarios side by side, under the same luck draw by draw' });
export type ScenarioComparison = z.infer<typeof scenarioComparisonSchema>;

export type Compared = { readonly id: string; readonly version: number; readonly title: string; readonly model: ForecastModel };
export type ComparedGround = {
  readonly state: ProvinceState;
  readonly targets: readonly ProjectionTarget[];
  readonly scope: ScopeAnswer | null;
};

/** The draws of a scenario at each target's deadline, by target. */
function deadlineDraws(
  { state, targets }: ComparedGround,
  model: ForecastModel,
  settings: ForecastSettings,
  retires: Retires,
): Map<string, Float64Array> {
  const mine = targets.filter(({ kind, base, deadline }) => kind === 'post-cut' && base !== null && deadline > state.date);
  const { years, values } = drawCounts({ pools: poolsOf(state, model, retires), model, settings, targets: mine });
  return new Map(
    mine.flatMap(({ id, deadline }, n) => {
      const column = values[n]?.[years.findIndex((year) => endOfYear(year) === deadline)];
      return column ? [[id, column] as const] : [];
    }),
  );
}

function pairs(here: Map<string, Float64Array>, there: Map<string, Float64Array>, targets: readonly ProjectionTarget[]) {
  return targets.flatMap(({ id, deadline }) => {
    const [mine, theirs] = [here.get(id), there.get(id)];
    if (!mine || !theirs) return [];
    const gaps = mine.map((value, draw) => value - (theirs[draw] as number));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
    const part = (of: (gap: number) => boolean) => gaps.reduce((sum, gap) => sum + (of(gap) ? 1 : 0), 0) / gaps.length;
    const standardError = Math.sqrt(variance / gaps.length);
    return [{ target: id, date: deadline, mean, standardError, fewerHere: part((gap) => gap < 0), fewerThere: part((gap) => gap > 0) }];
  });
}

/**
 * Scenarios side by side: the chances of each, and how it differs from the first one. All see the same luck (common random
 * numbers), so that a difference has a smaller error than the numbers themselves.
 * @param grounds the province and targets of each scenario, by position
 */
export function compareScenarios(
  scenarios: readonly Compared[],
  grounds: readonly ComparedGround[],
  settings: ForecastSettings,
  retires: Retires,
): ScenarioComparison {
  const draws = scenarios.map(({ model }, n) => deadlineDraws(grounds[n] as ComparedGround, model, settings, retires));
  const [first] = scenarios;
  const rows = scenarios.map(({ id, version, title, model }, n) => {
    const { state, targets, scope } = grounds[n] as ComparedGround;
    const made = forecast(state, model, settings, targets, retires);
    const againstFirst = n === 0 ? null : pairs(draws[n] as Map<string, Float64Array>, draws[0] as Map<string, Float64Array>, targets);
    return {
      id,
      version,
      title,
      method: made.method,
      scope,
      targets: made.targets,
      differs: differences(first?.model, model),
      againstFirst,
    };
  });
  return { draws: settings.draws, seed: settings.seed, scenarios: rows };
}
