import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { unitNormSchema } from '../../../shared/domain/norms/answer.ts';
import { normInputRecordSchema, normInputSchema } from '../../../shared/domain/norms/input.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { sectorSchema, textSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import { normInputRegister } from '../../../shared/services/norms/norm-input-register.ts';
import { getNormInput, listNormInputs } from '../../../shared/services/norms/read-norm-inputs.ts';
import { getNorm, listNorms } from '../../../shared/services/norms/read-norms.ts';
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

const tags = ['norms'];
const params = z.strictObject({ code: unitCodeSchema, year: yearQuery });
const asOf = plainDateSchema.optional().meta({ description: 'Date that the answer is about; today when absent' });
const inputPage = pageOfSchema('NormInputPage', normInputRecordSchema);
const normPage = pageOfSchema('UnitNormPage', unitNormSchema);
const rowSchema = normInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'NormInputBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/norm-inputs/{year}',
  tags,
  summary: 'Record a unit’s classes, pupils, region and population of a year, by site',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(normInputSchema.extend({ reason: textSchema(500).optional() }).meta({ id: 'NormInputReport' })),
  },
  responses: { 200: json('Changed', normInputRecordSchema), 201: json('Recorded', normInputRecordSchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/norm-inputs/{year}',
  tags,
  summary: 'A unit’s yearly input of its norms',
  request: { params },
  responses: { 200: json('As recorded', normInputRecordSchema), ...refusals },
});
const inputs = createRoute({
  method: 'get',
  path: '/v1/norm-inputs',
  tags,
  summary: 'Every unit’s yearly input',
  request: { query: z.strictObject({ year: yearQuery, ...pageQuery }) },
  responses: { 200: json('By unit', inputPage), ...refusals },
});
const many = createRoute({
  method: 'post',
  path: '/v1/norm-inputs/{year}',
  tags,
  summary: 'Record many units’ yearly inputs',
  request: {
    params: z.strictObject({ year: yearQuery }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('NormInputBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});
const ofUnit = createRoute({
  method: 'get',
  path: '/v1/units/{code}/norm',
  tags,
  summary: 'A unit’s norm, assigned posts, people, what is short, and the ceiling of its contracts',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf }) },
  responses: { 200: json('With basis', unitNormSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/norms',
  tags,
  summary: 'Norms of every unit of the sectors that have any',
  request: {
    query: z.strictObject({
      asOf,
      level: unitLevelSchema.optional(),
      sector: sectorSchema.optional(),
      under: unitCodeSchema.optional().meta({ description: 'The unit and everything below it on the date' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit', normPage), ...refusals },
});

export const norms = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, year: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await putOne(c.var.ctx, normInputRegister, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(normInputRecordSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const record = await getNormInput(c.var.ctx, code, year);
    return c.json(answer(normInputRecordSchema, record), 200, etag(record.version));
  })
  .openapi(inputs, async (c) => {
    const { year, limit, cursor } = c.req.valid('query');
    const found = await listNormInputs(c.var.ctx, year, { limit, cursor });
    return c.json(answer(inputPage, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { year: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), normInputRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(ofUnit, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(unitNormSchema, await getNorm(c.var.ctx, c.req.valid('param').code, date)), 200);
  })
  .openapi(list, async (c) => {
    const { asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    const found = await listNorms(c.var.ctx, date, narrowed, { limit, cursor });
    return c.json(answer(normPage, found), 200, linkNext(c, found));
  });
