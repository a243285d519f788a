import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { HEADCOUNT_STATES, headcountInputSchema, headcountRecordSchema, openingFlagSchema } from '../../../shared/domain/headcount.ts';
import { MISSING_STATES, unitWithMissingSchema } from '../../../shared/domain/headcount-missing.ts';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { headcountRegister } from '../../../shared/services/headcount/headcount-register.ts';
import { listMissing } from '../../../shared/services/headcount/list-missing.ts';
import {
  getHeadcount,
  listHeadcountOfMonth,
  listHeadcountOfUnit,
  listOverrides,
} from '../../../shared/services/headcount/read-headcount.ts';
import { reportHeadcount } from '../../../shared/services/headcount/report-headcount.ts';
import { putMany } from '../../../shared/services/unit-register.ts';
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
const page = pageOfSchema('HeadcountPage', headcountRecordSchema);
const series = z.object({ items: z.array(headcountRecordSchema), next: z.null() }).meta({ id: 'HeadcountSeries' });
const missingPage = pageOfSchema('MissingHeadcounts', unitWithMissingSchema);
const overridesPage = pageOfSchema(
  'OverriddenMonths',
  headcountRecordSchema
    .pick({ unit: true, month: true, state: true, overrides: true, version: true })
    .extend({ name: z.string() })
    .meta({ id: 'OverriddenMonth' }),
);
const reportedSchema = headcountRecordSchema
  .extend({
    later: z.object({
      checked: z.int().meta({ description: 'Later months on record, up to the present' }),
      doNotAddUp: z
        .array(z.object({ month: plainMonthSchema, flags: z.array(openingFlagSchema) }))
        .meta({ description: 'Those whose opening is not the closing before it' }),
      gaps: z.array(plainMonthSchema).meta({ description: 'Months between them that are owed and not on record' }),
    }),
  })
  .meta({ id: 'ReportedHeadcount', description: 'The report, and what it does to the months after it' });
const under = unitCodeSchema.optional().meta({ description: 'Only this unit and those below it' });
const reasonOfChange = impersonalText(500).optional().meta({ description: 'Needed when a recorded month is corrected' });
const rowSchema = headcountInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: 'HeadcountBulkRow' });

const put = createRoute({
  method: 'put',
  path: '/v1/units/{code}/headcount/{month}',
  tags,
  summary: 'Report or correct a unit’s headcount of a month',
  request: {
    params,
    headers: conditionalHeaders,
    body: jsonBody(headcountInputSchema.extend({ reason: reasonOfChange }).meta({ id: 'HeadcountReport' })),
  },
  responses: { 200: json('Changed', reportedSchema), 201: json('Recorded', reportedSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/headcount/{month}',
  tags,
  summary: 'A unit’s headcount of a month',
  request: { params },
  responses: { 200: json('As reported', headcountRecordSchema), ...refusals },
});

const ofUnit = createRoute({
  method: 'get',
  path: '/v1/units/{code}/headcount',
  tags,
  summary: 'A unit’s headcounts from a month to a month',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ from: plainMonthSchema, to: plainMonthSchema }) },
  responses: { 200: json('In order; months without a report are left out', series), ...refusals },
});

const ofMonth = createRoute({
  method: 'get',
  path: '/v1/headcount',
  tags,
  summary: 'Every unit’s headcount of a month',
  request: {
    query: z.strictObject({
      month: plainMonthSchema,
      under,
      state: z.enum(HEADCOUNT_STATES).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit', page), ...refusals },
});

const missing = createRoute({
  method: 'get',
  path: '/v1/headcount/missing',
  tags,
  summary: 'Months that were not reported, or reported late, unit by unit',
  request: {
    query: z.strictObject({
      from: plainMonthSchema,
      to: plainMonthSchema,
      under,
      state: z.enum(MISSING_STATES).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit; at most 24 months', missingPage), ...refusals },
});

const overrides = createRoute({
  method: 'get',
  path: '/v1/headcount/overrides',
  tags,
  summary: 'Closings that were reported against their sums, with the reasons',
  request: { query: z.strictObject({ from: plainMonthSchema, to: plainMonthSchema, under, ...pageQuery }) },
  responses: { 200: json('By month and unit; at most 12 months', overridesPage), ...refusals },
});

const many = createRoute({
  method: 'post',
  path: '/v1/headcount/{month}',
  tags,
  summary: 'Report a whole province’s month',
  request: {
    params: z.strictObject({ month: plainMonthSchema }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('HeadcountBulk', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

export const headcount = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const { code: unit, month: period } = c.req.valid('param');
    const { reason, ...input } = c.req.valid('json');
    const record = await reportHeadcount(c.var.ctx, { unit, period, input, expected: expectedOf(c) }, reason ?? null);
    const body = answer(reportedSchema, record);
    return record.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(record.version));
  })
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    const record = await getHeadcount(c.var.ctx, code, month);
    return c.json(answer(headcountRecordSchema, record), 200, etag(record.version));
  })
  .openapi(ofUnit, async (c) => {
    const { from, to } = c.req.valid('query');
    return c.json(answer(series, { items: await listHeadcountOfUnit(c.var.ctx, c.req.valid('param').code, from, to), next: null }), 200);
  })
  .openapi(ofMonth, async (c) => {
    const { month, limit, cursor, ...filters } = c.req.valid('query');
    const found = await listHeadcountOfMonth(c.var.ctx, month, { limit, cursor }, filters);
    return c.json(answer(page, found), 200, linkNext(c, found));
  })
  .openapi(missing, async (c) => {
    const { limit, cursor, ...question } = c.req.valid('query');
    const found = await listMissing(c.var.ctx, question, { limit, cursor });
    return c.json(answer(missingPage, found), 200, linkNext(c, found));
  })
  .openapi(overrides, async (c) => {
    const { limit, cursor, ...question } = c.req.valid('query');
    const found = await listOverrides(c.var.ctx, question, { limit, cursor });
    return c.json(answer(overridesPage, found), 200, linkNext(c, found));
  })
  .openapi(many, async (c) => {
    const { month: period } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
    const results = await putMany(await storing(c), headcountRegister, { period, rows: reports, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
