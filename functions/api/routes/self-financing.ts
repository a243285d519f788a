import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { progressSchema } from '../../../shared/domain/progress.ts';
import { selfFinancingInputSchema } from '../../../shared/domain/self-financing.ts';
import { autonomyOverviewSchema } from '../../../shared/domain/self-financing-overview.ts';
import { selfFinancingViewSchema } from '../../../shared/domain/self-financing-view.ts';
import { autonomyWarningSchema } from '../../../shared/domain/self-financing-warnings.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { textSchema } from '../../../shared/domain/vocabulary.ts';
import { measureMoney } from '../../../shared/services/progress/measure-progress.ts';
import { listAutonomyWarnings, readAutonomyOverview } from '../../../shared/services/self-financing/read-overview.ts';
import {
  getSelfFinancing,
  getStandingSelfFinancing,
  listSelfFinancing,
} from '../../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
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
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['financial autonomy'];
const params = z.strictObject({ code: unitCodeSchema, year: yearQuery });
const asOf = plainDateSchema.optional();
const warningsPage = pageOfSchema('AutonomyWarningPage', autonomyWarningSchema);
const page = pageOfSchema('SelfFinancingPage', selfFinancingViewSchema);
const rowSchema = selfFinancingInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'SelfFinancingBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/self-financing/{year}',
  tags,
  summary: 'Record a unit’s accounts by item and activity part, and the decided groups, of a year',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(selfFinancingInputSchema.extend({ reason: textSchema(500).optional() }).meta({ id: 'SelfFinancingReport' })),
  },
  responses: { 200: json('Changed', selfFinancingViewSchema), 201: json('Recorded', selfFinancingViewSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/self-financing/{year}',
  tags,
  summary: 'A unit’s self-financing of a year',
  request: { params },
  responses: { 200: json('With A, B, ratio, computed band, decided group and warnings', selfFinancingViewSchema), ...refusals },
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

const many = createRoute({
  method: 'post',
  path: '/v1/self-financing/{year}',
  tags,
  summary: 'Record many units’ self-financing of a year',
  request: {
    params: z.strictObject({ year: yearQuery }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('SelfFinancingBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

export const selfFinancing = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, year: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await putOne(c.var.ctx, selfFinancingRegister, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(selfFinancingViewSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const record = await getSelfFinancing(c.var.ctx, code, year);
    return c.json(answer(selfFinancingViewSchema, record), 200, etag(record.version));
  })
  .openapi(list, async (c) => {
    const { year, asOf: date, limit, cursor } = c.req.valid('query');
    const found = await listSelfFinancing(c.var.ctx, { year, asOf: date }, { limit, cursor });
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(standing, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    const record = await getStandingSelfFinancing(c.var.ctx, c.req.valid('param').code, date);
    return c.json(answer(selfFinancingViewSchema, record), 200, etag(record.version));
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
    const { year, limit, cursor } = c.req.valid('query');
    const found = await listAutonomyWarnings(c.var.ctx, year, { limit, cursor });
    return c.json(answer(warningsPage, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { year: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), selfFinancingRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
