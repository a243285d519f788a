import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { progressSchema } from '../../../shared/domain/progress.ts';
import { selfFinancingInputSchema } from '../../../shared/domain/self-financing.ts';
import { autonomyOverviewSchema } from '../../../shared/domain/self-financing-overview.ts';
import { selfFinancingViewSchema } from '../../../shared/domain/self-financing-view.ts';
import { autonomyWarningSchema } from '../../../shared/domain/self-financing-warnings.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { measureMoney } from '../../../shared/services/progress/measure-progress.ts';
import { listAutonomyWarnings, readAutonomyOverview } from '../../../shared/services/self-financing/read-overview.ts';
import {
  getSelfFinancing,
  getStandingSelfFinancing,
  listSelfFinancing,
} from '../../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../../shared/services/self-financing/self-financing-register.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import {
  answer,
  answerOne,
  answerPage,
  answerSaved,
  json,
  knownAtQuery,
  pageOfSchema,
  pageQuery,
  refusals,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { YEARLY, answerRows, putReport, rowsOf, unitRegisterContracts, yearCell } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['financial autonomy'];
const asOf = plainDateSchema.optional();
const warningsPage = pageOfSchema('AutonomyWarningPage', autonomyWarningSchema);
const page = pageOfSchema('SelfFinancingPage', selfFinancingViewSchema);

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/self-financing/{year}', many: '/v1/self-financing/{year}' },
  params: YEARLY,
  query: z.strictObject(knownAtQuery),
  body: selfFinancingInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'SelfFinancingReport' }),
  rows: rowsOf('SelfFinancing', selfFinancingInputSchema),
  saved: selfFinancingViewSchema,
  record: selfFinancingViewSchema,
  summaries: {
    put: 'Record a unit’s accounts by item and activity part, and the decided groups, of a year',
    get: 'A unit’s self-financing of a year',
    many: 'Record many units’ self-financing of a year',
  },
  says: { record: 'With A, B, ratio, computed band, decided group and warnings' },
});

const standing = createRoute({
  method: 'get',
  path: '/v1/units/{code}/self-financing',
  tags,
  summary: 'The self-financing of a unit that stands on a date',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf }) },
  responses: { 200: json('Its year says how old it is', selfFinancingViewSchema), ...refusals },
});

const overview = createRoute({
  method: 'get',
  path: '/v1/self-financing/overview',
  tags,
  summary: 'Groups by sector, direct spending, moves over the period and warnings of the province',
  request: { query: z.strictObject({ year: yearQuery, asOf }) },
  responses: { 200: json('As of the year’s last day, today, or `asOf`', autonomyOverviewSchema), ...refusals },
});

const targets = createRoute({
  method: 'get',
  path: '/v1/self-financing/targets',
  tags,
  summary: 'Where the targets of self-financing, direct spending and district budgets stand as of a date',
  request: { query: z.strictObject({ asOf }) },
  responses: { 200: json('As in /v1/progress, these three alone', progressSchema), ...refusals },
});

const warnings = createRoute({
  method: 'get',
  path: '/v1/self-financing/warnings',
  tags,
  summary: 'What the law wants of units in a year and their records do not show',
  request: { query: z.strictObject({ year: yearQuery, ...pageQuery }) },
  responses: { 200: json('By unit', warningsPage), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/v1/self-financing',
  tags,
  summary: 'Self-financing of every unit in a year',
  request: { query: z.strictObject({ year: yearQuery, asOf, ...pageQuery }) },
  responses: { 200: json('By unit; with `asOf`, of the units that live on it', page), ...refusals },
});

export const selfFinancing = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) =>
    answerSaved(c, selfFinancingViewSchema, await putReport(c, selfFinancingRegister, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    return answerOne(c, selfFinancingViewSchema, await getSelfFinancing(c.var.ctx, code, year, c.req.valid('query').knownAt));
  })
  .openapi(list, async (c) => {
    const { year, asOf: date, ...asked } = c.req.valid('query');
    return answerPage(c, page, await listSelfFinancing(c.var.ctx, { year, asOf: date }, asked));
  })
  .openapi(standing, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return answerOne(c, selfFinancingViewSchema, await getStandingSelfFinancing(c.var.ctx, c.req.valid('param').code, date));
  })
  .openapi(overview, async (c) => {
    const { year, asOf: date } = c.req.valid('query');
    return c.json(answer(autonomyOverviewSchema, await readAutonomyOverview(c.var.ctx, year, date)), 200);
  })
  .openapi(targets, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(progressSchema, await measureMoney(c.var.ctx, date)), 200);
  })
  .openapi(warnings, async (c) => {
    const { year, ...asked } = c.req.valid('query');
    return answerPage(c, warningsPage, await listAutonomyWarnings(c.var.ctx, year, asked));
  })
  .openapi(many, (c) => answerRows(c, selfFinancingRegister, c.req.valid('param').year, c.req.valid('json'), c.req.valid('query')));
