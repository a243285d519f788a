import { FORECAST_ENGINE_VERSION, forecast } from '../monte-carlo/forecast.ts';
import { compareWithTargets, type ProjectionTarget } from '../projection/compare-with-targets.ts';
import { project } from '../projection/project.ts';
import type { ProjectionResult } from '../projection/result.ts';
import type { ProjectionRun } from '../projection/run.ts';
import { shownNotPlaced, shownPlans, shownSeries } from '../projection/shown.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { modelOf, type RunRequest } from './run-request.ts';
import type { ScopeAnswer } from './scope.ts';

/** What a run is computed from beside its request. */
export type RunGround = {
  readonly state: ProvinceState;
  readonly targets: readonly ProjectionTarget[];
  readonly scope: ScopeAnswer | null;
};

/** What is computed of a run: all of it but who stored it when, what it rests on, and how forecasts fared. */
export type Computed = Omit<ProjectionRun, 'id' | 'title' | 'createdAt' | 'createdBy' | 'scenario' | 'input' | 'receipt' | 'backTest'>;
export type ComputedRun = {
  readonly result: ProjectionResult;
  readonly computed: Computed;
  readonly engines: Pick<ProjectionRun['receipt'], 'engine' | 'forecastEngine' | 'seed'>;
};

/**
 * Computes a run: the months, the comparison with every target, and the chances where they are asked for. The same request
 * and ground give the same answer to the byte, whenever.
 * @throws Refusal as `project` and `forecast`
 */
export function computeRun(request: RunRequest, { state, targets, scope }: RunGround, retires: Retires): ComputedRun {
  const model = modelOf(request);
  const result = project(state, model, retires);
  const { forecast: settings } = request;
  const chances = settings ? forecast(state, model, settings, targets, retires) : null;
  const { engine, scale, overdue, withoutAgeProfile, profileDiffers, identity } = result;
  return {
    result,
    computed: {
      scope,
      scale,
      series: shownSeries(result),
      targets: compareWithTargets(result, targets),
      forecast: chances,
      plans: shownPlans(result),
      notPlaced: shownNotPlaced(result),
      overdue,
      withoutAgeProfile,
      profileDiffers,
      identity,
    },
    engines: {
      engine,
      forecastEngine: chances ? FORECAST_ENGINE_VERSION : null,
      seed: chances && chances.draws !== null ? (settings?.seed ?? null) : null,
    },
  };
}
