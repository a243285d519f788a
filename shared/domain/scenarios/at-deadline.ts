import { Refusal } from '../../errors.ts';
import { endOfYear, yearOf } from '../../time.ts';
import { requiredCut } from '../cut.ts';
import { TargetCount } from '../monte-carlo/count.ts';
import { exactCounts, feedbackOf } from '../monte-carlo/exact.ts';
import { drawCounts, projectionOf } from '../monte-carlo/forecast.ts';
import type { ForecastModel, ForecastSettings } from '../monte-carlo/input.ts';
import { poolsOf } from '../monte-carlo/pools.ts';
import { ratesOf } from '../monte-carlo/rates.ts';
import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';

/** What a question about a target is asked of. */
export type Question = {
  readonly state: ProvinceState;
  readonly model: ForecastModel;
  readonly settings: ForecastSettings;
  readonly target: ProjectionTarget;
  readonly retires: Retires;
};

/** How many posts a target counts at its deadline: values in rising order with their weights, which sum to `total`. */
export type Outcome = {
  readonly values: readonly number[];
  readonly weights: readonly number[];
  readonly total: number;
  readonly mean: number;
};

/**
 * The distribution of the posts that a target counts at its deadline, exact where nothing feeds back, else from the draws.
 * @throws Refusal when the target has no base, cuts no posts, or its deadline is not an end of year of the model
 */
export function atDeadline({ state, model, settings, target, retires }: Question): Outcome {
  const { id, kind, base, deadline } = target;
  if (kind !== 'post-cut' || base === null) throw new Refusal('target-cuts-no-posts', { target: id }, 'target');
  if (deadline <= state.date || deadline > endOfYear(model.horizon) || deadline !== endOfYear(yearOf(deadline)))
    throw new Refusal('deadline-not-ahead', { target: id, deadline, date: state.date }, 'target');
  const input = projectionOf(model);
  const pools = poolsOf(state, input, retires);
  const exact = settings.method !== 'monte-carlo' && !settings.parameterUncertainty && feedbackOf(input, pools) === null;
  if (exact) {
    const years = exactCounts(pools, input, ratesOf(model.hazards, pools.ages), new TargetCount(pools, target));
    const found = years.find(({ year }) => endOfYear(year) === deadline);
    const { from, mass } = found?.freed ?? { from: 0, mass: Float64Array.of(1) };
    const values = [...mass.keys()].reverse().map((n) => (found?.from ?? 0) - from - n);
    return outcomeOf(values, [...mass].reverse(), 1);
  }
  const { years, values } = drawCounts({ pools, input, model, settings, targets: [target] });
  const column = values[0]?.[years.indexOf(yearOf(deadline))] ?? new Float64Array();
  return outcomeOf(
    [...column.slice().sort()],
    Array.from(column, () => 1),
    column.length,
  );
}

const outcomeOf = (values: readonly number[], weights: readonly number[], total: number): Outcome => ({
  values,
  weights,
  total,
  mean: values.reduce((sum, value, n) => sum + value * (weights[n] as number), 0) / total,
});

/** Probability that at most so many posts are counted. */
export const atMost = ({ values, weights, total }: Outcome, limit: number): number =>
  Math.min(1, values.reduce((sum, value, n) => sum + (value <= limit ? (weights[n] as number) : 0), 0) / total);

/** The least number of posts that is not exceeded with a probability; a hair of rounding is forgiven. */
export function notExceeded({ values, weights, total }: Outcome, probability: number): number {
  let sum = 0;
  for (const [n, value] of values.entries()) if ((sum += weights[n] as number) >= (probability - 1e-12) * total) return value;
  return values.at(-1) ?? 0;
}

/** Posts that may remain under a verdict. */
export function mayRemain({ base, amount: cut, rounding }: ProjectionTarget, verdict: 'rounded' | 'exact'): number {
  const frozen = base ?? 0;
  const { required, steps } = requiredCut({ base: frozen, cut, rounding });
  return frozen - (verdict === 'exact' ? (steps[0]?.exactlyRequired ?? 0) : required);
}
