import { hashOf } from '../../audit.ts';
import type { PlanAllocation, ReductionPlan, ReductionPlanHead, ReductionPlanNode } from '../../domain/plans/plan.ts';
import { type VerifiedPlan, verifyPlan } from '../../domain/plans/verify.ts';
import { Refusal } from '../../errors.ts';
import { loadReductionPlan, loadStoredPlan, parseReductionPlan } from '../../store/reduction-plans.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';

/** Stored plans, newest first. */
export async function listReductionPlans(ctx: Context, page: PageAsk): Promise<Page<ReductionPlanHead>> {
  permit(ctx, 'read', 'reduction-plans');
  const request = { ...page, list: 'reduction-plans', filters: {} };
  return pageOfPartition(ctx, request, ctx.store.keys.reductionPlans(), parseReductionPlan, () => true, { backward: true });
}

async function load(ctx: Context, id: string) {
  return loadStoredPlan(ctx.store, await headOf(ctx, id));
}

async function headOf(ctx: Context, id: string): Promise<ReductionPlanHead> {
  permit(ctx, 'read', 'reduction-plans');
  return found(await loadReductionPlan(ctx.store, id), { record: 'reduction-plan', id });
}

/** The certificate of a stored plan computed again from what is stored, which must still have the hash that the log knows. */
export async function verifyReductionPlan(ctx: Context, id: string): Promise<VerifiedPlan> {
  const head = await headOf(ctx, id);
  const stored = await loadStoredPlan(ctx.store, head);
  if (hashOf(stored) !== head.hash) return { holds: false, checks: 0, fault: 'the stored plan has another hash' };
  return verifyPlan(stored);
}

export async function getReductionPlan(ctx: Context, id: string): Promise<ReductionPlan> {
  return (await load(ctx, id)).plan;
}

/** What each unit gives, by unit key; of one node where it is named. */
export async function listAllocations(ctx: Context, id: string, node: string | undefined, page: PageAsk): Promise<Page<PlanAllocation>> {
  const { plan, allocations } = await load(ctx, id);
  if (node !== undefined && !plan.nodes.some((one) => one.node === node)) throw new Refusal('unknown-plan-node', { node }, 'node');
  const rows = node === undefined ? allocations : allocations.filter((row) => row.node === node);
  return pageOf(ctx, { ...page, list: 'plan-allocations', filters: { id, node } }, rows, ({ unit }) => unit);
}

/** One unit's number with the node above it: everything from which it can be worked out by hand. */
export async function explainAllocation(
  ctx: Context,
  id: string,
  unit: string,
): Promise<{ allocation: PlanAllocation; node: ReductionPlanNode; required: ReductionPlan['required'] }> {
  const { plan, allocations } = await load(ctx, id);
  const allocation = allocations.find((row) => row.unit === unit || row.code === unit);
  if (!allocation) throw new Refusal('not-found', { what: unit });
  const node = plan.nodes.find((one) => one.node === allocation.node) as ReductionPlanNode;
  return { allocation, node, required: plan.required };
}
