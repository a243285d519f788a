import type { ExplainedPart } from './explanation.ts';
import { FLOWS } from './flows.ts';
import type { ProjectionResult, ProjectionRow } from './result.ts';
import { type Flows, halfUp, shownFlows, unrounded, wholeParts } from './shown.ts';

export const valueOf = (parts: readonly ExplainedPart[]): number => parts.reduce((sum, { sign, quantity }) => sum + sign * quantity, 0);

export const beside = (amount: number, scale: number) => {
  const text = unrounded(amount, scale);
  return text === undefined ? {} : { unrounded: text };
};

export type Contribution = { readonly unit: string; readonly parts: readonly ExplainedPart[] };
type Share = { unit: string; value: number; unrounded?: string; parts: ExplainedPart[] };

/** Stocks: the units' values sum to the value, and the terms of each unit to its own. */
export function stockShares(value: number, units: readonly Contribution[], scale: number): Share[] {
  const exact = units.map(({ parts }) => valueOf(parts));
  const values = wholeParts(value, exact, scale);
  return units.map(({ unit, parts }, n) => {
    const own = values[n] as number;
    const signed = parts.map(({ sign, quantity }) => sign * quantity);
    const whole = wholeParts(own, signed, scale);
    const shown = parts.map((part, m) => ({ ...part, quantity: part.sign * (whole[m] as number) + 0, ...beside(part.quantity, scale) }));
    return { unit, value: own, ...beside(exact[n] as number, scale), parts: shown };
  });
}

/** Flows: each flow is shared out among the units on its own, so that it sums over them, and a unit's value is what its terms make. */
export function flowShares(total: readonly ExplainedPart[], units: readonly Contribution[], scale: number): Share[] {
  const shares = units.map(({ unit, parts }): Share => ({ unit, value: 0, ...beside(valueOf(parts), scale), parts: [] }));
  for (const { part, quantity } of total) {
    const exact = units.map(({ parts }) => parts.find((one) => one.part === part)?.quantity ?? 0);
    const whole = wholeParts(quantity, exact, scale);
    units.forEach(({ parts }, n) => {
      const own = parts.find((one) => one.part === part);
      if (own) shares[n]?.parts.push({ ...own, quantity: whole[n] as number, ...beside(own.quantity, scale) });
    });
  }
  for (const share of shares) share.value = valueOf(share.parts);
  return shares;
}

/**
 * The terms of the number itself: stocks rounded half up, flows as in the series, so that the opening and what flowed make the
 * closing. Both agree with the run's series at the level of a category.
 */
export function shownTotal(
  result: ProjectionResult,
  rows: readonly ProjectionRow[],
  parts: readonly ExplainedPart[],
  at: number,
): ExplainedPart[] {
  const { scale } = result;
  const stocks = (n: number) => {
    const sum = { posts: 0, present: 0 };
    for (const row of rows) {
      sum.posts += row.posts[n] as number;
      sum.present += row.present[n] as number;
    }
    return sum;
  };
  const flows: Flows = {};
  for (const row of rows) for (const flow of FLOWS) flows[flow] = (flows[flow] ?? 0) + (row.flows[flow]?.[at - 1] ?? 0);
  const shown: Partial<Record<string, number>> = at === 0 ? {} : shownFlows(stocks(at - 1), stocks(at), flows, scale);
  return parts.map(({ part, sign, quantity }) => {
    return { part, sign, quantity: shown[part] ?? halfUp(quantity, scale), ...beside(quantity, scale) };
  });
}
