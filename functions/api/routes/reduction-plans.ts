import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { reductionPlanInputSchema } from '../../../shared/domain/plans/input.ts';
import {
  planAllocationSchema,
  planNodeSchema,
  reductionPlanHeadSchema,
  reductionPlanSchema,
  requiredPostsSchema,
} from '../../../shared/domain/plans/plan.ts';
import { verifiedPlanSchema } from '../../../shared/domain/plans/verify.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { makeReductionPlan } from '../../../shared/services/reduction-plans/make-plan.ts';
import {
  explainAllocation,
  getReductionPlan,
  listAllocations,
  listReductionPlans,
  verifyReductionPlan,
} from '../../../shared/services/reduction-plans/read-plans.ts';
import { answer, answerPage, json, jsonBody, pageOfSchema, pageQuery, refusals, storing, storingHeaders } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['planning'];
const id = z.string().regex(/^[0-9A-Z]{26}$/);
const params = z.strictObject({ id });
const page = pageOfSchema('ReductionPlanPage', reductionPlanHeadSchema);
const allocations = pageOfSchema('PlanAllocationPage', planAllocationSchema);
const explanation = z
  .strictObject({ allocation: planAllocationSchema, node: planNodeSchema, required: requiredPostsSchema })
  .meta({ id: 'ExplainedAllocation', description: 'One unit’s number, its node and the target’s total' });

const make = createRoute({
  method: 'post',
  path: '/v1/reduction-plans',
  tags,
  summary: 'Give the cut that a target still asks for out to units, in whole posts and by year',
  request: { headers: storingHeaders, body: jsonBody(reductionPlanInputSchema) },
  responses: { 201: json('The plan as stored', reductionPlanSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/reduction-plans',
  tags,
  summary: 'Stored plans, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Plans', page), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/reduction-plans/{id}',
  tags,
  summary: 'One plan as stored: total, years, nodes, certificate',
  request: { params },
  responses: { 200: json('The plan', reductionPlanSchema), ...refusals },
});
const units = createRoute({
  method: 'get',
  path: '/v1/reduction-plans/{id}/allocations',
  tags,
  summary: 'What each unit gives, when, and why',
  request: { params, query: z.strictObject({ node: z.string().max(64).optional(), ...pageQuery }) },
  responses: { 200: json('By unit', allocations), ...refusals },
});
const certificate = createRoute({
  method: 'get',
  path: '/v1/reduction-plans/{id}/certificate',
  tags,
  summary: 'The certificate computed again from the stored plan alone',
  request: { params },
  responses: { 200: json('Whether it holds', verifiedPlanSchema), ...refusals },
});
const explain = createRoute({
  method: 'get',
  path: '/v1/reduction-plans/{id}/allocations/{unit}',
  tags,
  summary: 'Why one unit got its number',
  request: { params: z.strictObject({ id, unit: unitCodeSchema }) },
  responses: { 200: json('Its bounds, quota or costs, and its node', explanation), ...refusals },
});

export const reductionPlans = new OpenAPIHono<Env>({ defaultHook })
  .openapi(make, async (c) => {
    const made = await makeReductionPlan(await storing(c), c.req.valid('json'));
    return c.json(answer(reductionPlanSchema, made), 201, { location: `/v1/reduction-plans/${made.id}` });
  })
  .openapi(list, async (c) => {
    const found = await listReductionPlans(c.var.ctx, c.req.valid('query'));
    return answerPage(c, page, found);
  })
  .openapi(get, async (c) => c.json(answer(reductionPlanSchema, await getReductionPlan(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(units, async (c) => {
    const { node, ...ask } = c.req.valid('query');
    const found = await listAllocations(c.var.ctx, c.req.valid('param').id, node, ask);
    return answerPage(c, allocations, found);
  })
  .openapi(certificate, async (c) => c.json(answer(verifiedPlanSchema, await verifyReductionPlan(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(explain, async (c) => {
    const { id: plan, unit } = c.req.valid('param');
    return c.json(answer(explanation, await explainAllocation(c.var.ctx, plan, unit)), 200);
  });
