import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { PLAN_STATES, planInputSchema, yearlyPlanSchema } from '../../../shared/domain/posts-plan.ts';
import { planHeadShape, planRowSchema, planTotalsSchema } from '../../../shared/domain/posts-plan-view.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { sectorSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import { getYearlyPlan, listYearlyPlans } from '../../../shared/services/yearly-plans/read-yearly-plans.ts';
import { PLAN_STEP_REGISTERS, yearlyPlanRegister } from '../../../shared/services/yearly-plans/yearly-plan-register.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import {
  answer,
  answerOne,
  answerPage,
  answerSaved,
  conditionalHeaders,
  etag,
  json,
  jsonBody,
  knownAtQuery,
  pageQuery,
  refusals,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { YEARLY, answerRows, putReport, rowsOf, takeStep, unitRegisterContracts, yearCell } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['yearly plans'];
const params = YEARLY.one.extend({ year: yearQuery.meta({ description: 'The year that is planned' }) });
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

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/yearly-plans/{year}', many: '/v1/yearly-plans/{year}' },
  params: { one: params, many: YEARLY.many },
  query: z.strictObject({
    asOf,
    knownAt: knownAtQuery.knownAt.meta({
      description: 'Day at whose end the plan, and what it is compared with, was known as it is answered; as it stands now when absent',
    }),
  }),
  body: planInputSchema.extend({ reason }).meta({ id: 'YearlyPlanDraft' }),
  rows: rowsOf('YearlyPlan', planInputSchema),
  saved: yearlyPlanSchema,
  record: lineSchema,
  summaries: {
    put: 'Draft a unit’s posts for a year',
    get: 'A unit’s line of the yearly posts plan',
    many: 'Draft many units’ posts for a year',
  },
  says: { recorded: 'Drafted', record: 'With deadline' },
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
const { submit: toSubmit, accept: toAccept, return: toReturn } = PLAN_STEP_REGISTERS;

export const yearlyPlans = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) =>
    answerSaved(c, yearlyPlanSchema, await putReport(c, yearlyPlanRegister, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const { asOf: date = c.var.ctx.today, knownAt } = c.req.valid('query');
    const line = await getYearlyPlan(c.var.ctx, code, year, date, knownAt);
    return c.json(answer(lineSchema, line), 200, line.row.plan ? etag(line.row.plan.version) : {});
  })
  .openapi(submit, async (c) =>
    answerOne(c, yearlyPlanSchema, await takeStep(c, toSubmit, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(accept, async (c) =>
    answerOne(c, yearlyPlanSchema, await takeStep(c, toAccept, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(giveBack, async (c) =>
    answerOne(c, yearlyPlanSchema, await takeStep(c, toReturn, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(list, async (c) => {
    const { year, asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    return answerPage(c, pageSchema, await listYearlyPlans(c.var.ctx, year, date, narrowed, { limit, cursor }));
  })
  .openapi(many, (c) => answerRows(c, yearlyPlanRegister, c.req.valid('param').year, c.req.valid('json'), c.req.valid('query')));
