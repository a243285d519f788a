import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { attainment, requiredCut } from '../../../shared/domain/cut.ts';
import { selfFinancingBand } from '../../../shared/law/autonomy.ts';
import {
  attainmentAnswerSchema,
  attainmentInputSchema,
  requiredCutAnswerSchema,
  requiredCutInputSchema,
  retirementDateAnswerSchema,
  retirementDateInputSchema,
  selfFinancingBandAnswerSchema,
  selfFinancingBandInputSchema,
} from '../../../shared/law/calculators.ts';
import { cutBasis } from '../../../shared/law/cut-rules.ts';
import { retirementDate } from '../../../shared/law/retirement.ts';
import { RULES, ruleById, ruleSchema } from '../../../shared/law/rules.ts';
import { targetSchema } from '../../../shared/law/target-schema.ts';
import { milestonesOn, targetOn, targetsOn } from '../../../shared/law/targets.ts';
import { permit } from '../../../shared/services/access.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, jsonBody, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['law'];
const rulesSchema = z.object({ items: z.array(ruleSchema), next: z.null() }).meta({ id: 'Rules' });
const targetsSchema = z
  .object({ asOf: plainDateSchema, items: z.array(targetSchema), milestones: z.array(targetSchema), next: z.null() })
  .meta({ id: 'Targets' });
const asOf = plainDateSchema.optional().meta({ description: 'Date whose law is asked for; today when absent' });
const id = z.string().regex(/^[a-z0-9-]{1,60}$/);

const rules = createRoute({
  method: 'get',
  path: '/v1/law/rules',
  tags,
  summary: 'Every rule as dated, cited data',
  responses: { 200: json('Rules', rulesSchema), ...refusals },
});
const rule = createRoute({
  method: 'get',
  path: '/v1/law/rules/{id}',
  tags,
  summary: 'One rule with its dated values',
  request: { params: z.strictObject({ id }) },
  responses: { 200: json('The rule', ruleSchema), ...refusals },
});
const targets = createRoute({
  method: 'get',
  path: '/v1/targets',
  tags,
  summary: 'The legal targets in force on a date',
  request: { query: z.strictObject({ asOf }) },
  responses: { 200: json('Targets and milestones', targetsSchema), ...refusals },
});
const target = createRoute({
  method: 'get',
  path: '/v1/targets/{id}',
  tags,
  summary: 'One target',
  request: { params: z.strictObject({ id }), query: z.strictObject({ asOf }) },
  responses: { 200: json('The target', targetSchema), ...refusals },
});
const retirement = createRoute({
  method: 'post',
  path: '/v1/law/retirement-date',
  tags,
  summary: 'When the statutory age is reached and the post is free',
  request: { body: jsonBody(retirementDateInputSchema) },
  responses: { 200: json('Age, last day, month of the free post', retirementDateAnswerSchema), ...refusals },
});
const required = createRoute({
  method: 'post',
  path: '/v1/law/required-cut',
  tags,
  summary: 'The cut that a base must yield, step by step',
  request: { body: jsonBody(requiredCutInputSchema) },
  responses: { 200: json('Steps and totals', requiredCutAnswerSchema), ...refusals },
});
const attained = createRoute({
  method: 'post',
  path: '/v1/law/attainment',
  tags,
  summary: 'How far a cut has come: exactly, and under the declared rounding',
  request: { body: jsonBody(attainmentInputSchema) },
  responses: { 200: json('Change and both verdicts', attainmentAnswerSchema), ...refusals },
});
const band = createRoute({
  method: 'post',
  path: '/v1/law/self-financing-band',
  tags,
  summary: 'The financial autonomy group',
  request: { body: jsonBody(selfFinancingBandInputSchema) },
  responses: { 200: json('Ratio and group', selfFinancingBandAnswerSchema), ...refusals },
});

export const law = new OpenAPIHono<Env>({ defaultHook })
  .openapi(rules, (c) => {
    permit(c.var.ctx, 'read', 'law');
    return c.json(answer(rulesSchema, { items: [...RULES], next: null }), 200);
  })
  .openapi(rule, (c) => {
    permit(c.var.ctx, 'read', 'law');
    return c.json(answer(ruleSchema, ruleById(c.req.valid('param').id)), 200);
  })
  .openapi(targets, (c) => {
    permit(c.var.ctx, 'read', 'targets');
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(targetsSchema, { asOf: date, items: targetsOn(date), milestones: milestonesOn(date), next: null }), 200);
  })
  .openapi(target, (c) => {
    permit(c.var.ctx, 'read', 'targets');
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(targetSchema, targetOn(c.req.valid('param').id, date)), 200);
  })
  .openapi(retirement, (c) => {
    permit(c.var.ctx, 'read', 'law');
    return c.json(answer(retirementDateAnswerSchema, retirementDate(c.req.valid('json'))), 200);
  })
  .openapi(required, (c) => {
    permit(c.var.ctx, 'read', 'law');
    const input = c.req.valid('json');
    return c.json(answer(requiredCutAnswerSchema, { ...requiredCut(input), basis: cutBasis(input, c.var.ctx.today) }), 200);
  })
  .openapi(attained, (c) => {
    permit(c.var.ctx, 'read', 'law');
    const input = c.req.valid('json');
    return c.json(answer(attainmentAnswerSchema, { ...attainment(input), basis: cutBasis(input, c.var.ctx.today) }), 200);
  })
  .openapi(band, (c) => {
    permit(c.var.ctx, 'read', 'law');
    return c.json(answer(selfFinancingBandAnswerSchema, selfFinancingBand(c.req.valid('json'), c.var.ctx.today)), 200);
  });
