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
import { plainMonthSchema } from '../../../shared/time.ts';
import { answer, answerOne, answerPage, answerSaved, json, knownAtQuery, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { MONTHLY, answerRows, monthCell, reportIn, rowsOf, unitRegisterContracts } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['headcount'];
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

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/headcount/{month}', many: '/v1/headcount/{month}' },
  params: MONTHLY,
  query: z.strictObject(knownAtQuery),
  body: headcountInputSchema.extend({ reason: reasonOfChange }).meta({ id: 'HeadcountReport' }),
  rows: rowsOf('Headcount', headcountInputSchema),
  saved: reportedSchema,
  record: headcountRecordSchema,
  summaries: {
    put: 'Report or correct a unit’s headcount of a month',
    get: 'A unit’s headcount of a month',
    many: 'Report a whole province’s month',
  },
  says: { record: 'As reported' },
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

export const headcount = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) => {
    const report = reportIn(c, monthCell(c.req.valid('param')), c.req.valid('json'));
    return answerSaved(c, reportedSchema, await reportHeadcount(c.var.ctx, ...report));
  })
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    return answerOne(c, headcountRecordSchema, await getHeadcount(c.var.ctx, code, month, c.req.valid('query').knownAt));
  })
  .openapi(ofUnit, async (c) => {
    const { from, to } = c.req.valid('query');
    return c.json(answer(series, { items: await listHeadcountOfUnit(c.var.ctx, c.req.valid('param').code, from, to), next: null }), 200);
  })
  .openapi(ofMonth, async (c) => {
    const { month, limit, cursor, ...filters } = c.req.valid('query');
    return answerPage(c, page, await listHeadcountOfMonth(c.var.ctx, month, { limit, cursor }, filters));
  })
  .openapi(missing, async (c) => {
    const { limit, cursor, ...question } = c.req.valid('query');
    return answerPage(c, missingPage, await listMissing(c.var.ctx, question, { limit, cursor }));
  })
  .openapi(overrides, async (c) => {
    const { limit, cursor, ...question } = c.req.valid('query');
    return answerPage(c, overridesPage, await listOverrides(c.var.ctx, question, { limit, cursor }));
  })
  .openapi(many, (c) => answerRows(c, headcountRegister, c.req.valid('param').month, c.req.valid('json'), c.req.valid('query')));
