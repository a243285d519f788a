import type { AllocationMethod } from '../allocation/input.ts';
import { CATEGORIES, type Category } from '../vocabulary.ts';
import { type Claimant, giveOutParts, spreadOverYears } from './give-out.ts';
import type { PlanCell, PlanGround } from './ground.ts';
import type { AllocationReason, CategoryPlan } from './plan.ts';
import { reasonOf } from './reasons.ts';
import type { RequiredPosts } from './required.ts';
import { freeOf } from './unit-claims.ts';

/** What a category of a unit gives, and what of it is free by the end of each year. */
export type CellCut = {
  readonly cell: PlanCell;
  readonly cut: number;
  readonly free: readonly number[];
  readonly reason: AllocationReason;
};

/**
 * A unit's cut split among its categories by the method of the plan: in proportion to the posts that it has in each, never
 * more than those, vacant ones first where the plan takes them first.
 * @param cut at most the posts of the cells together
 */
export function splitCut(cut: number, cells: readonly PlanCell[], method: AllocationMethod, vacanciesFirst: boolean): CellCut[] {
  const free = cells.map(freeOf);
  const claims = cells.map((cell, n): Claimant => {
    const posts = Math.max(0, cell.posts);
    const own = free[n] as (typeof free)[number];
    const attrition = own.free.at(-1) ?? 0;
    return { weight: { exact: BigInt(posts), near: posts }, credit: 0, least: 0, most: posts, vacant: own.vacant, attrition };
  });
  const given = giveOutParts(cut, claims, method, vacanciesFirst);
  return cells.map((cell, n) => ({
    cell,
    cut: given.posts[n] as number,
    free: (free[n] as (typeof free)[number]).free,
    reason: reasonOf(claims[n] as Claimant, { leastBy: null, mostBy: 'all-posts' }, given, n, method),
  }));
}

/** Cuts of the single years from those by the end of each. */
export const yearly = (required: RequiredPosts, cumulative: readonly number[]) =>
  required.years.map(({ year }, at) => ({ year, cut: (cumulative[at] as number) - (cumulative[at - 1] ?? 0) }));

type Cuts = { readonly category: Category; readonly years: readonly { cut: number }[] };

/** What some units give of each category, by year, in the order of the law's list. */
export function sumByCategory(rows: readonly Cuts[], years: readonly { year: number }[]) {
  const of = Map.groupBy(rows, ({ category }) => category);
  return CATEGORIES.filter((category) => of.has(category)).map((category) => {
    const mine = of.get(category) ?? [];
    const own = years.map(({ year }, at) => ({ year, cut: mine.reduce((sum, row) => sum + (row.years[at]?.cut ?? 0), 0) }));
    return { category, cut: own.reduce((sum, { cut }) => sum + cut, 0), years: own };
  });
}

/** What of each category is to go by the end of each year: out of the reserve in proportion to it, and from units as given out. */
export function categoryPlans(ground: PlanGround, required: RequiredPosts, units: ReturnType<typeof sumByCategory>): CategoryPlan[] {
  const claims = ground.categories.map(({ reserve }): Claimant => {
    const held = Math.max(0, reserve);
    return { weight: { exact: BigInt(held), near: held }, credit: 0, least: 0, most: held, vacant: 0, attrition: 0 };
  });
  const final = giveOutParts(required.fromReserve, claims, 'largest-remainder', false).posts;
  const byThen = required.years.map((year) => year.cumulative - year.units);
  const reserve = spreadOverYears(
    byThen,
    final,
    final.map((posts) => byThen.map(() => posts)),
  );
  return ground.categories.map(({ category, base, counted }, n) => {
    const own = units.find((row) => row.category === category);
    let given = 0;
    const years = required.years.map(({ year }, at) => {
      given += own?.years[at]?.cut ?? 0;
      const cumulative = given + (reserve[n]?.[at] ?? 0);
      return { year, mayRemain: counted - cumulative, cumulative, units: given };
    });
    return { category, base, counted, cut: given + (final[n] ?? 0), fromReserve: final[n] ?? 0, units: given, years };
  });
}
