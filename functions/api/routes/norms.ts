import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { unitNormSchema } from '../../../shared/domain/norms/answer.ts';
import { normInputRecordSchema, normInputSchema } from '../../../shared/domain/norms/input.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { sectorSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import { normInputRegister } from '../../../shared/services/norms/norm-input-register.ts';
import { getNormInput, listNormInputs } from '../../../shared/services/norms/read-norm-inputs.ts';
import { getNorm, listNorms } from '../../../shared/services/norms/read-norms.ts';
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

const tags = ['norms'];
const asOf = plainDateSchema.optional().meta({ description: 'Date that the answer is about; today when absent' });
const inputPage = pageOfSchema('NormInputPage', normInputRecordSchema);
const normPage = pageOfSchema('UnitNormPage', unitNormSchema);

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/norm-inputs/{year}', many: '/v1/norm-inputs/{year}' },
  params: YEARLY,
  query: z.strictObject(knownAtQuery),
  body: normInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'NormInputReport' }),
  rows: rowsOf('NormInput', normInputSchema),
  saved: normInputRecordSchema,
  record: normInputRecordSchema,
  summaries: {
    put: 'Record a unit’s classes, pupils, region and population of a year, by site',
    get: 'A unit’s yearly input of its norms',
    many: 'Record many units’ yearly inputs',
  },
  says: { record: 'As recorded' },
});
const inputs = createRoute({
  method: 'get',
  path: '/v1/norm-inputs',
  tags,
  summary: 'Every unit’s yearly input',
  request: { query: z.strictObject({ year: yearQuery, ...pageQuery }) },
  responses: { 200: json('By unit', inputPage), ...refusals },
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
  .openapi(put, async (c) =>
    answerSaved(c, normInputRecordSchema, await putReport(c, normInputRegister, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    return answerOne(c, normInputRecordSchema, await getNormInput(c.var.ctx, code, year, c.req.valid('query').knownAt));
  })
  .openapi(inputs, async (c) => {
    const { year, ...asked } = c.req.valid('query');
    return answerPage(c, inputPage, await listNormInputs(c.var.ctx, year, asked));
  })
  .openapi(many, (c) => answerRows(c, normInputRegister, c.req.valid('param').year, c.req.valid('json'), c.req.valid('query')))
  .openapi(ofUnit, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    return c.json(answer(unitNormSchema, await getNorm(c.var.ctx, c.req.valid('param').code, date)), 200);
  })
  .openapi(list, async (c) => {
    const { asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    return answerPage(c, normPage, await listNorms(c.var.ctx, date, narrowed, { limit, cursor }));
  });
