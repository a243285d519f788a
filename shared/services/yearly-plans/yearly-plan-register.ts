import { type PlanInput, type PlanStep, type YearlyPlan, planStep, redrafted } from '../../domain/posts-plan.ts';
import { Refusal } from '../../errors.ts';
import { planDeadline } from '../../law/duties/posts-plan.ts';
import { loadYearlyPlans, putYearlyPlan } from '../../store/yearly-plans.ts';
import { endOfYear, firstDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { requireYearInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import { found } from '../read-record.ts';
import type { Change } from '../transact.ts';
import type { UnitRegister } from '../unit-register.ts';

type PlanRegister<Input> = UnitRegister<number, Input, YearlyPlan | undefined, YearlyPlan>;

/** The posts that a public service unit plans for a year: for the next one at most, and for a year in which it lives. */
export const yearlyPlanRegister: PlanRegister<PlanInput> = {
  resource: 'yearly-plans',
  verb: 'put-yearly-plan',
  dateOf: endOfYear,
  load: (ctx, year, units) => loadYearlyPlans(ctx.store, year, units),
  judge: (ctx, tree, { unit, period: year, input, expected }, current) => {
    requireYearInReach(ctx, year);
    planDeadline(year);
    const { kind } = tree.on(unit, firstDay(`${year}-01`)) ?? aliveOn(tree, unit, endOfYear(year), 'unit').facts;
    if (kind !== 'public-service') throw new Refusal('plan-for-public-service-units', { unit, kind }, 'unit');
    nextVersion(current, expected, { record: 'yearly-plan', unit, year });
    const plan = redrafted(current, { unit, year, by: ctx.actor.id }, input);
    return { record: plan, change: planChange(ctx, current, plan) };
  },
};

/** A step says nothing but that it is taken; its reason stands beside it. */
type Nothing = Readonly<Record<never, never>>;

const stepRegister = (step: PlanStep, resource: 'yearly-plans' | 'yearly-plan-review'): PlanRegister<Nothing> => ({
  resource,
  verb: `${step}-yearly-plan`,
  dateOf: endOfYear,
  load: (ctx, year, units) => loadYearlyPlans(ctx.store, year, units),
  judge: (ctx, _tree, { unit, period: year, expected, reason }, current) => {
    const name = { record: 'yearly-plan', unit, year } as const;
    const plan = found(current, name);
    nextVersion(plan, expected, name);
    const after = planStep(plan, { step, by: ctx.actor.id, on: ctx.today, reason });
    return { record: after, change: planChange(ctx, plan, after) };
  },
});

/** What is done with a plan: its unit submits it; the Home Affairs department accepts it, or returns it with a reason. */
export const PLAN_STEP_REGISTERS: Readonly<Record<PlanStep, PlanRegister<Nothing>>> = {
  submit: stepRegister('submit', 'yearly-plans'),
  accept: stepRegister('accept', 'yearly-plan-review'),
  return: stepRegister('return', 'yearly-plan-review'),
};

const planChange = (ctx: Context, before: YearlyPlan | undefined, after: YearlyPlan): Change => ({
  stream: after.unit,
  record: `yearly-plan/${after.year}`,
  version: after.version,
  before: before ?? null,
  after,
  write: putYearlyPlan(ctx.store, after),
});
