import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { selfFinancingInputSchema, selfFinancingRecordSchema } from '../../../shared/domain/self-financing.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { textSchema } from '../../../shared/domain/vocabulary.ts';
import { getSelfFinancing, listSelfFinancing } from '../../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
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
const page = pageOfSchema('SelfFinancingPage', selfFinancingRecordSchema);
const rowSchema = selfFinancingInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'SelfFinancingBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/self-financing/{year}',
  tags,
  summary: 'Record a unit’s revenue, expenditure and decided group of a year',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(selfFinancingInputSchema.extend({ reason: textSchema(500).optional() }).meta({ id: 'SelfFinancingReport' })),
  },
  responses: { 200: json('Changed', selfFinancingRecordSchema), 201: json('Recorded', selfFinancingRecordSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/self-financing/{year}',
  tags,
  summary: 'A unit’s self-financing of a year',
  request: { params },
  responses: { 200: json('With computed band and decided group', selfFinancingRecordSchema), ...refusals },
});

const list = createRoute({
  method: 'get',
  path: '/v1/self-financing',
  tags,
  summary: 'Self-financing of every unit in a year',
  request: { query: z.strictObject({ year: yearQuery, ...pageQuery }) },
  responses: { 200: json('By unit', page), ...refusals },
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
    const body = answer(selfFinancingRecordSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const record = await getSelfFinancing(c.var.ctx, code, year);
    return c.json(answer(selfFinancingRecordSchema, record), 200, etag(record.version));
  })
  .openapi(list, async (c) => {
    const { year, limit, cursor } = c.req.valid('query');
    const found = await listSelfFinancing(c.var.ctx, year, { limit, cursor });
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { year: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), selfFinancingRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
