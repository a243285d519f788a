import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { structureInputSchema, structureRecordSchema } from '../../../shared/domain/structure.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { getStructure, listStructure } from '../../../shared/services/headcount/read-structure.ts';
import { structureRegister } from '../../../shared/services/headcount/structure-register.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
import { plainMonthSchema } from '../../../shared/time.ts';
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
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['headcount'];
const params = z.strictObject({ code: unitCodeSchema, month: plainMonthSchema });
const page = pageOfSchema('StructurePage', structureRecordSchema);
const rowSchema = structureInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'StructureBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/structure/{month}',
  tags,
  summary: 'Record what records of people do not carry: ethnic minority, Party members, qualifications at the end of a month',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(structureInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'StructureReport' })),
  },
  responses: { 200: json('Changed', structureRecordSchema), 201: json('Recorded', structureRecordSchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/structure/{month}',
  tags,
  summary: 'A unit’s structure counts of a month',
  request: { params },
  responses: { 200: json('As entered', structureRecordSchema), ...refusals },
});
const ofMonth = createRoute({
  method: 'get',
  path: '/v1/structure',
  tags,
  summary: 'Every unit’s structure counts of a month',
  request: { query: z.strictObject({ month: plainMonthSchema, ...pageQuery }) },
  responses: { 200: json('By unit', page), ...refusals },
});
const many = createRoute({
  method: 'post',
  path: '/v1/structure/{month}',
  tags,
  summary: 'Record many units’ structure counts',
  request: {
    params: z.strictObject({ month: plainMonthSchema }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('StructureBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

export const structure = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, month: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await putOne(c.var.ctx, structureRegister, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(structureRecordSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    const record = await getStructure(c.var.ctx, code, month);
    return c.json(answer(structureRecordSchema, record), 200, etag(record.version));
  })
  .openapi(ofMonth, async (c) => {
    const { month, limit, cursor } = c.req.valid('query');
    const found = await listStructure(c.var.ctx, month, { limit, cursor });
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const request = { period: c.req.valid('param').month, rows: reports, reason: reason ?? null };
    const results = await putMany(await storing(c), structureRegister, request, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
