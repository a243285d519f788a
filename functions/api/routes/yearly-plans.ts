import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { PLAN_STATES, type PlanStep, planInputSchema, yearlyPlanSchema } from '../../../shared/domain/posts-plan.ts';
import { planHeadShape, planRowSchema, planTotalsSchema } from '../../../shared/domain/posts-plan-view.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { sectorSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
import { getYearlyPlan, listYearlyPlans } from '../../../shared/services/yearly-plans/read-yearly-plans.ts';
import { PLAN_STEP_REGISTERS, yearlyPlanRegister } from '../../../shared/services/yearly-plans/yearly-plan-register.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery, rowVersion } from '../http/bulk.ts';
import {
  answer,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  linkNext,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['yearly plans'];
const params = z.strictObject({ code: unitCodeSchema, year: yearQuery.meta({ description: 'The year that is planned' }) });
const asOf = plainDateSchema
  .optional()
  .meta({ description: 'Date of the posts and people of the year before: today, or its 31 December once that is over' });
const reason = impersonalText(500).optional();
const lineSchema = z
  .strictObject({ ...planHeadShape, row: planRowSchema })
  .meta({ id: 'UnitYearlyPlan', description: 'A unit’s line of the yearly posts plan' });
const pageSchema = z
  .strictObject({ ...planHeadShape, totals: planTotalsSchema, items: z.array(planRowSchema), next: z.union([z.string(), z.null()]) })
  .meta({ id: 'YearlyPlanPage', description: 'The yearly posts plan: sums over all lines, and a page of lines' });
const rowSchema = planInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'YearlyPlanBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/yearly-plans/{year}',
  tags,
  summary: 'Draft a unit’s posts for a year',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(planInputSchema.extend({ reason }).meta({ id: 'YearlyPlanDraft' })),
  },
  responses: { 200: json('Changed', yearlyPlanSchema), 201: json('Drafted', yearlyPlanSchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/yearly-plans/{year}',
  tags,
  summary: 'A unit’s line of the yearly posts plan',
  request: { params, query: z.strictObject({ asOf }) },
  responses: { 200: json('With deadline', lineSchema), ...refusals },
});
const stepSchema = z.strictObject({ reason }).meta({ id: 'YearlyPlanStep', description: 'Why; needed when a plan is returned' });
const stepOf = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'post',
    path,
    tags,
    summary,
    request: {
      params,
      headers: storingHeaders.extend(conditionalHeaders.shape),
      body: jsonBody(stepSchema),
    },
    responses: { 200: json('The plan', yearlyPlanSchema), ...refusals },
  });
const submit = stepOf('/v1/units/{code}/yearly-plans/{year}/submit', 'Submit a plan');
const accept = stepOf('/v1/units/{code}/yearly-plans/{year}/accept', 'Accept a submitted plan');
const giveBack = stepOf('/v1/units/{code}/yearly-plans/{year}/return', 'Return a submitted plan with a reason');
const list = createRoute({
  method: 'get',
  path: '/v1/yearly-plans',
  tags,
  summary: 'The yearly posts plan of the province, with sums',
  request: {
    query: z.strictObject({
      year: yearQuery,
      asOf,
      state: z.enum([...PLAN_STATES, 'missing']).optional(),
      level: unitLevelSchema.optional(),
      sector: sectorSchema.optional(),
      under: unitCodeSchema.optional().meta({ description: 'The unit and everything below it on the date' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit', pageSchema), ...refusals },
});
const many = createRoute({
  method: 'post',
  path: '/v1/yearly-plans/{year}',
  tags,
  summary: 'Draft many units’ posts for a year',
  request: {
    params: z.strictObject({ year: yearQuery }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('YearlyPlanBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

type Stepped = { code: string; year: number; reason: string | undefined; expected: ReturnType<typeof expectedOf> };
const take = (ctx: Env['Variables']['ctx'], step: PlanStep, { code: unit, year: period, reason: why, expected }: Stepped) =>
  putOne(ctx, PLAN_STEP_REGISTERS[step], { unit, period, input: {}, expected }, why ?? null);

export const yearlyPlans = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, year: period } = c.req.valid('param');
    const { reason: why, ...input } = c.req.valid('json');
    const plan = await putOne(c.var.ctx, yearlyPlanRegister, { unit, period, input, expected: expectedOf(c) }, why ?? null);
    const body = answer(yearlyPlanSchema, plan);
    return plan.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(plan.version));
  })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const line = await getYearlyPlan(c.var.ctx, code, year, c.req.valid('query').asOf ?? c.var.ctx.today);
    return c.json(answer(lineSchema, line), 200, line.row.plan ? etag(line.row.plan.version) : {});
  })
  .openapi(submit, async (c) => {
    const asked = { ...c.req.valid('param'), reason: c.req.valid('json').reason, expected: expectedOf(c) };
    const plan = await take(await storing(c), 'submit', asked);
    return c.json(answer(yearlyPlanSchema, plan), 200, etag(plan.version));
  })
  .openapi(accept, async (c) => {
    const asked = { ...c.req.valid('param'), reason: c.req.valid('json').reason, expected: expectedOf(c) };
    const plan = await take(await storing(c), 'accept', asked);
    return c.json(answer(yearlyPlanSchema, plan), 200, etag(plan.version));
  })
  .openapi(giveBack, async (c) => {
    const asked = { ...c.req.valid('param'), reason: c.req.valid('json').reason, expected: expectedOf(c) };
    const plan = await take(await storing(c), 'return', asked);
    return c.json(answer(yearlyPlanSchema, plan), 200, etag(plan.version));
  })
  .openapi(list, async (c) => {
    const { year, asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    const found = await listYearlyPlans(c.var.ctx, year, date, narrowed, { limit, cursor });
    return c.json(answer(pageSchema, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { year: period } = c.req.valid('param');
    const { rows, reason: why } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const drafts = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), yearlyPlanRegister, { period, rows: drafts, reason: why ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
