import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { ageProfileInputSchema, ageProfileSchema } from '../../../shared/domain/age-profile.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { textSchema } from '../../../shared/domain/vocabulary.ts';
import { ageProfileRegister } from '../../../shared/services/age-profiles/age-profile-register.ts';
import { getAgeProfile, getLatestAgeProfile } from '../../../shared/services/age-profiles/read-age-profile.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
import { plainDateSchema, plainMonthSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery, rowVersion } from '../http/bulk.ts';
import { answer, conditionalHeaders, etag, expectedOf, json, jsonBody, refusals, storing, storingHeaders } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['age profiles'];
const params = z.strictObject({ code: unitCodeSchema, month: plainMonthSchema });
const rowSchema = ageProfileInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'AgeProfileBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/age-profile/{month}',
  tags,
  summary: 'Record the cohorts of a unit’s staff at the end of a month',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(ageProfileInputSchema.extend({ reason: textSchema(500).optional() }).meta({ id: 'AgeProfileReport' })),
  },
  responses: { 200: json('Changed', ageProfileSchema), 201: json('Recorded', ageProfileSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/age-profile/{month}',
  tags,
  summary: 'Cohorts of a unit’s staff at the end of a month',
  request: { params },
  responses: { 200: json('The profile', ageProfileSchema), ...refusals },
});

const latest = createRoute({
  method: 'get',
  path: '/v1/units/{code}/age-profile',
  tags,
  summary: 'The last recorded cohorts of a unit’s staff as of a date',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf: plainDateSchema.optional() }) },
  responses: { 200: json('The profile; its month says how old it is', ageProfileSchema), ...refusals },
});

const many = createRoute({
  method: 'post',
  path: '/v1/age-profiles/{month}',
  tags,
  summary: 'Record many units’ age profiles',
  request: {
    params: z.strictObject({ month: plainMonthSchema }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('AgeProfileBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

export const ageProfiles = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, month: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await putOne(c.var.ctx, ageProfileRegister, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(ageProfileSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    const record = await getAgeProfile(c.var.ctx, code, month);
    return c.json(answer(ageProfileSchema, record), 200, etag(record.version));
  })
  .openapi(latest, async (c) => {
    const record = await getLatestAgeProfile(c.var.ctx, c.req.valid('param').code, c.req.valid('query').asOf ?? c.var.ctx.today);
    return c.json(answer(ageProfileSchema, record), 200, etag(record.version));
  })
  .openapi(many, async (c) => {
    const { month: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), ageProfileRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
