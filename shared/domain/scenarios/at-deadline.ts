import { Refusal } from '../../errors.ts';
import { endOfYear, yearOf } from '../../time.ts';
import { TargetCount } from '../monte-carlo/count.ts';
import { exactCounts } from '../monte-carlo/exact.ts';
import { feedbackOf } from '../monte-carlo/feedback.ts';
import { drawCounts } from '../monte-carlo/forecast.ts';
import type { ForecastModel, ForecastSettings } from '../monte-carlo/input.ts';
import { poolsOf } from '../monte-carlo/pools.ts';
import { ratesOf } from '../monte-carlo/rates.ts';
import type { ProjectionTarget } from '../projection/compare-with-targets.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { requirementOf } from '../requirement.ts';

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

/** The same of several targets at once. */
export type Questions = Omit<Question, 'target'> & { readonly targets: readonly ProjectionTarget[] };

type Asked = Pick<Questions, 'state' | 'model'>;
const isAhead = ({ deadline }: ProjectionTarget, { state, model }: Asked): boolean =>
  deadline > state.date && deadline <= endOfYear(model.horizon) && deadline === endOfYear(yearOf(deadline));

/** Whether a target can be asked about: it cuts posts, has a base, and is due at an end of year of the model. */
export const isAsked = (target: ProjectionTarget, asked: Asked): boolean =>
  target.kind === 'post-cut' && target.base !== null && isAhead(target, asked);

/** The distribution of the posts that a target counts at its deadline. @throws Refusal as {@link atDeadlines} */
export function atDeadline({ target, ...asked }: Question): Outcome {
  return atDeadlines({ ...asked, targets: [target] })[0] as Outcome;
}

/**
 * The distributions of the posts that targets count at their deadlines, exact where nothing feeds back, else from the draws:
 * all targets see the same ones.
 * @throws Refusal when a target has no base, cuts no posts, or its deadline is not an end of year of the model
 */
export function atDeadlines({ state, model, settings, targets, retires }: Questions): Outcome[] {
  for (const target of targets) {
    const { id, kind, base, deadline } = target;
    if (kind !== 'post-cut' || base === null) throw new Refusal('target-cuts-no-posts', { target: id }, 'target');
    if (!isAhead(target, { state, model })) throw new Refusal('deadline-not-ahead', { target: id, deadline, date: state.date }, 'target');
  }
  const pools = poolsOf(state, model, retires);
  const counts = targets.map((target) => new TargetCount(pools, target));
  const exact = settings.method !== 'monte-carlo' && !settings.parameterUncertainty && feedbackOf(model, pools, counts) === null;
  if (exact) {
    const rates = ratesOf(model.hazards, pools.ages);
    return targets.map((target, n) => {
      const years = exactCounts(pools, model, rates, counts[n] as TargetCount);
      const found = years.find(({ year }) => endOfYear(year) === target.deadline);
      const { from, mass } = found?.freed ?? { from: 0, mass: Float64Array.of(1) };
      const values = [...mass.keys()].reverse().map((gone) => (found?.from ?? 0) - from - gone);
      return outcomeOf(values, [...mass].reverse(), 1);
    });
  }
  const { years, values } = drawCounts({ pools, model, settings, targets });
  return targets.map(({ deadline }, n) => {
    const column = values[n]?.[years.indexOf(yearOf(deadline))] ?? new Float64Array();
    const weights = Array.from(column, () => 1);
    return outcomeOf([...column.slice().sort()], weights, column.length);
  });
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
export const mayRemain = (target: ProjectionTarget, verdict: 'rounded' | 'exact'): number =>
  requirementOf(target).mayRemain[verdict === 'exact' ? 'exactly' : 'rounded'];
