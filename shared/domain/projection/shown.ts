import { FLOW_SIGNS, FLOWS, type Flow, flowsOf } from './flows.ts';
import type { ProjectedPlan, ProjectionResult, SeriesCategory, SeriesPoint } from './result.ts';

/**
 * How expectations are shown: in whole numbers that sum. A total is rounded half up; its parts are rounded down or up so that they
 * sum to it, the largest remainders up, ties to the earlier. What changes a stock in a year sums to the change of the stock as shown.
 * The unrounded value stands beside. A run in whole posts and people is shown as it is.
 */
export const halfUp = (amount: number, scale: number): number => Math.floor((2 * amount + scale) / (2 * scale));

/** The value to six places, `undefined` for a run in whole posts and people. */
export function unrounded(amount: number, scale: number): string | undefined {
  if (scale === 1) return undefined;
  const size = Math.abs(amount);
  const places = String(scale).length - 1;
  return `${amount < 0 ? '-' : ''}${Math.floor(size / scale)}.${String(size % scale).padStart(places, '0')}`;
}

/**
 * Whole parts that sum to a whole total, each the amount rounded down or up; amounts keep their signs.
 * @param total within 1 of the sum of the amounts
 * @param amounts whole numbers of 1/scale
 */
export function wholeParts(total: number, amounts: readonly number[], scale: number): number[] {
  const parts = amounts.map((amount) => Math.floor(amount / scale));
  const rests = amounts.map((amount, n) => amount - (parts[n] as number) * scale);
  const left = total - parts.reduce((sum, part) => sum + part, 0);
  if (left === 0) return parts;
  const byRest = [...rests.keys()].sort((one, other) => (rests[other] as number) - (rests[one] as number) || one - other);
  for (const position of byRest.slice(0, left)) parts[position] = (parts[position] as number) + 1;
  return parts;
}

type Stocks = { readonly posts: number; readonly present: number };
export type Flows = Partial<Record<Flow, number>>;

/** The flows of a year, as shown: signed they sum to what the stocks change by, as shown. */
export function shownFlows(before: Stocks, after: Stocks, flows: Flows, scale: number): Flows {
  const shown: Flows = {};
  for (const stock of ['posts', 'present'] as const) {
    const named = flowsOf(stock).filter((flow) => (flows[flow] ?? 0) > 0);
    const signed = named.map((flow) => FLOW_SIGNS[flow].sign * (flows[flow] ?? 0));
    const parts = wholeParts(halfUp(after[stock], scale) - halfUp(before[stock], scale), signed, scale);
    named.forEach((flow, n) => {
      shown[flow] = Math.abs(parts[n] as number);
    });
  }
  return shown;
}

/** Flows in the order in which they are listed. */
const ordered = (flows: Flows): Flows =>
  Object.fromEntries(FLOWS.flatMap((flow) => (flows[flow] === undefined ? [] : [[flow, flows[flow]]])));

function shownCategory(now: SeriesCategory, before: SeriesCategory | undefined, scale: number): SeriesCategory {
  const posts = halfUp(now.posts, scale);
  const inUnits = halfUp(now.posts - now.reserve, scale);
  const present = halfUp(now.present, scale);
  const text = (amount: number) => unrounded(amount, scale) ?? '';
  return {
    category: now.category,
    posts,
    reserve: posts - inUnits,
    outsideBase: halfUp(now.outsideBase, scale),
    present,
    vacancies: inUnits - present,
    flows: before ? ordered(shownFlows(before, now, now.flows, scale)) : {},
    unrounded: {
      posts: text(now.posts),
      reserve: text(now.reserve),
      outsideBase: text(now.outsideBase),
      present: text(now.present),
      vacancies: text(now.vacancies),
      flows: Object.fromEntries(Object.entries(now.flows).map(([flow, amount]) => [flow, text(amount)])),
    },
  };
}

/** The series of a run in whole posts and people: posts = reserve + present + vacancies, and a year's flows lead from one date to the next. */
export function shownSeries({ series, scale }: Pick<ProjectionResult, 'series' | 'scale'>): SeriesPoint[] {
  if (scale === 1) return series;
  return series.map((point, n) => {
    return { ...point, categories: point.categories.map((now, at) => shownCategory(now, series[n - 1]?.categories[at], scale)) };
  });
}

/** What plans moved, whole: the moves of one plan and category sum to its total. */
export function shownPlans({ plans, scale }: Pick<ProjectionResult, 'plans' | 'scale'>): ProjectedPlan[] {
  if (scale === 1) return plans;
  return plans.map((plan) => {
    const moves = plan.moves.map((move) => {
      const [posts, outsideBase, people] = [move.posts, move.outsideBase, move.people].map((amount) => unrounded(amount, scale) ?? '');
      return { ...move, unrounded: { posts: posts as string, outsideBase: outsideBase as string, people: people as string } };
    });
    for (const category of new Set(moves.map((move) => move.category)))
      for (const measure of ['posts', 'outsideBase', 'people'] as const) {
        const mine = moves.filter((move) => move.category === category);
        const amounts = mine.map((move) => move[measure]);
        const parts = wholeParts(
          halfUp(
            amounts.reduce((sum, amount) => sum + amount, 0),
            scale,
          ),
          amounts,
          scale,
        );
        mine.forEach((move, n) => {
          move[measure] = parts[n] as number;
        });
      }
    return { ...plan, moves };
  });
}

/** Planned recruits who were not placed, whole. */
export function shownNotPlaced({ notPlaced, scale }: Pick<ProjectionResult, 'notPlaced' | 'scale'>): ProjectionResult['notPlaced'] {
  if (scale === 1) return notPlaced;
  return notPlaced.map((row) => {
    return { ...row, people: halfUp(row.people, scale), unrounded: unrounded(row.people, scale) };
  });
}
