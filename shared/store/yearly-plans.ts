import { type YearlyPlan, yearlyPlanSchema } from '../domain/posts-plan.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['planned'] as const;

const parseYearlyPlan = (item: Item): YearlyPlan => yearlyPlanSchema.parse(unpack(item, NESTED));

export async function loadYearlyPlans(store: Store, year: number, units: readonly string[]): Promise<(YearlyPlan | undefined)[]> {
  const items = await store.getMany(units.map((unit) => store.keys.yearlyPlan(year, unit)));
  return items.map((item) => item && parseYearlyPlan(item));
}

/** The plans of a whole province for a year. */
export async function loadYearlyPlansOfYear(store: Store, year: number): Promise<YearlyPlan[]> {
  return (await store.all(store.keys.yearlyPlansOfYear(year))).map(parseYearlyPlan);
}

export function putYearlyPlan(store: Store, plan: YearlyPlan): Action {
  return store.put(store.keys.yearlyPlan(plan.year, plan.unit), pack(plan, NESTED), plan.version === 1 ? null : plan.version - 1);
}
