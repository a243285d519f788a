import { hashOf } from '../../audit.ts';
import type { ReductionPlanInput } from '../../domain/plans/input.ts';
import { PLAN_ENGINE_VERSION, type ReductionPlan, type ReductionPlanHead, type StoredPlan } from '../../domain/plans/plan.ts';
import { planReduction } from '../../domain/plans/plan-reduction.ts';
import { Refusal } from '../../errors.ts';
import { allocationBasis } from '../../law/planning-rules.ts';
import { cutBasis } from '../../law/cut-rules.ts';
import { RULES } from '../../law/rules.ts';
import { targetBasis, targetOn } from '../../law/targets.ts';
import { putParts } from '../../store/parts.ts';
import { putReductionPlan } from '../../store/reduction-plans.ts';
import { instantAt } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { transact } from '../transact.ts';
import { loadGround } from './load-ground.ts';
import { getReductionPlan } from './read-plans.ts';

/** What a plan is made of before it has an id. */
async function compute(ctx: Context, input: ReductionPlanInput) {
  const target = targetOn(input.target, ctx.today);
  if (target.kind !== 'post-cut' || target.base === null) throw new Refusal('target-cuts-no-posts', { target: target.id }, 'target');
  const { ground, hash, baseline } = await loadGround(ctx, target, input);
  const { allocations, ...result } = planReduction(ground, target, input);
  const receipt = {
    rulesHash: hashOf(RULES),
    engine: PLAN_ENGINE_VERSION,
    inputHash: hashOf(input),
    recordsHash: hash,
    baseline,
    asOf: ground.date,
    seed: null,
  };
  const basis = [targetBasis(target), ...cutBasis({ rounding: target.rounding }, ctx.today), ...allocationBasis(input.method, ctx.today)];
  return { allocations, plan: { input, receipt, deadline: target.deadline, ...result, basis } };
}

/**
 * Gives what a target still asks for out to the units of its population, in whole posts and by year, and stores the plan
 * with its certificate and receipt. Nothing of a plan changes afterwards; it allocates posts and names nobody.
 */
export async function makeReductionPlan(ctx: Context, input: ReductionPlanInput): Promise<ReductionPlan> {
  permit(ctx, 'write', 'reduction-plans');
  const plans = new Map<string, ReductionPlan>();
  const id = ctx.world.newId();
  // A plan changes nothing that others change: with a stream of its own it waits for nobody.
  const stream = `~RPLAN.${id}`;
  const made = await transact(ctx, { verb: 'make-reduction-plan', reason: input.note ?? null, decision: null }, [stream], async () => {
    const { plan: computed, allocations } = await compute(ctx, input);
    const common = { id, title: input.title ?? null, createdAt: instantAt(ctx.world.now()), createdBy: ctx.actor.id };
    const plan: ReductionPlan = { ...common, ...computed };
    const stored: StoredPlan = { plan, allocations };
    const head: ReductionPlanHead = {
      ...common,
      target: input.target,
      start: plan.receipt.asOf,
      units: plan.required.units,
      parts: await putParts(ctx.store, `RPLAN.${id}`, stored),
      hash: hashOf(stored),
      version: 1,
    };
    plans.set(id, plan);
    return {
      result: { id },
      changes: [
        { stream, record: `reduction-plan/${id}`, version: 1, before: null, after: head, write: putReductionPlan(ctx.store, head) },
      ],
    };
  });
  return plans.get(made.id) ?? getReductionPlan(ctx, made.id);
}
