import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { districtBudgetInputSchema, districtBudgetSchema } from '../../../shared/domain/district-budget.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { textSchema } from '../../../shared/domain/vocabulary.ts';
import { districtBudgetRegister } from '../../../shared/services/district-budgets/district-budget-register.ts';
import { getDistrictBudget, listDistrictBudgets } from '../../../shared/services/district-budgets/read-district-budgets.ts';
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
const page = pageOfSchema('DistrictBudgetPage', districtBudgetSchema);
const rowSchema = districtBudgetInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'DistrictBudgetBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/district-budget/{year}',
  tags,
  summary: 'Record whether a district balances its own budget in a year',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(districtBudgetInputSchema.extend({ reason: textSchema(500).optional() }).meta({ id: 'DistrictBudgetReport' })),
  },
  responses: { 200: json('Changed', districtBudgetSchema), 201: json('Recorded', districtBudgetSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/district-budget/{year}',
  tags,
  summary: 'A district’s budget balance of a year',
  request: { params },
  responses: { 200: json('As recorded', districtBudgetSchema), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/v1/district-budgets',
  tags,
  summary: 'Every district’s budget balance of a year',
  request: { query: z.strictObject({ year: yearQuery, asOf: plainDateSchema.optional(), ...pageQuery }) },
  responses: { 200: json('By unit; with `asOf`, of the districts that live on it', page), ...refusals },
});

const many = createRoute({
  method: 'post',
  path: '/v1/district-budgets/{year}',
  tags,
  summary: 'Record many districts’ budget balances of a year',
  request: {
    params: z.strictObject({ year: yearQuery }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('DistrictBudgetBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

export const districtBudgets = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, year: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await putOne(c.var.ctx, districtBudgetRegister, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(districtBudgetSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const record = await getDistrictBudget(c.var.ctx, code, year);
    return c.json(answer(districtBudgetSchema, record), 200, etag(record.version));
  })
  .openapi(list, async (c) => {
    const { year, asOf, limit, cursor } = c.req.valid('query');
    const found = await listDistrictBudgets(c.var.ctx, { year, asOf }, { limit, cursor });
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { year: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), districtBudgetRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
