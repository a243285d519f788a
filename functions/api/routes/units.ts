import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { lineageSchema, unitCodeSchema, unitViewSchema } from '../../../shared/domain/unit.ts';
import { sectorSchema, unitKindSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import { changeUnit, unitChangeRequestSchema } from '../../../shared/services/units/change-unit.ts';
import { getUnit, listUnits, unitHistory, viewOf } from '../../../shared/services/units/read-units.ts';
import { registerUnit, unitRegistrationSchema } from '../../../shared/services/units/register-unit.ts';
import { registerUnits } from '../../../shared/services/units/register-units.ts';
import { unitLineage } from '../../../shared/services/units/unit-lineage.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery } from '../http/bulk.ts';
import {
  answer,
  answerOne,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  linkNext,
  logPageSchema,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['units'];
const params = z.strictObject({ code: unitCodeSchema });
const asOf = plainDateSchema.optional().meta({ description: 'Date that the answer is about; today when absent' });
const unitPage = pageOfSchema('UnitPage', unitViewSchema);

const list = createRoute({
  method: 'get',
  path: '/v1/units',
  tags,
  summary: 'Units as of a date',
  request: {
    query: z.strictObject({
      asOf,
      q: z.string().max(100).optional().meta({ description: 'Words of code or name; diacritics do not matter' }),
      kind: unitKindSchema.optional(),
      level: unitLevelSchema.optional(),
      sector: sectorSchema.optional(),
      parent: unitCodeSchema.optional(),
      under: unitCodeSchema.optional().meta({ description: 'The unit and everything below it on the date' }),
      status: z.enum(['alive', 'all']).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('Units by code', unitPage), ...refusals },
});

const register = createRoute({
  method: 'post',
  path: '/v1/units',
  tags,
  summary: 'Register a unit',
  request: { headers: storingHeaders, body: jsonBody(unitRegistrationSchema) },
  responses: { 201: json('Registered', unitViewSchema), ...refusals },
});

const registerMany = createRoute({
  method: 'post',
  path: '/v1/units/bulk',
  tags,
  summary: 'Register many units, parents before children',
  request: { headers: storingHeaders, query: bulkQuery, body: jsonBody(bulkBody('UnitRegistrations', unitRegistrationSchema)) },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}',
  tags,
  summary: 'A unit as of a date, by any code it ever had',
  request: { params, query: z.strictObject({ asOf }) },
  responses: { 200: json('The unit', unitViewSchema), ...refusals },
});

const change = createRoute({
  method: 'patch',
  path: '/v1/units/{code}',
  tags,
  summary: 'New name, code, level, sector or sites from a date',
  request: { params, headers: conditionalHeaders, body: jsonBody(unitChangeRequestSchema) },
  responses: { 200: json('As it is from that date', unitViewSchema), ...refusals },
});

const history = createRoute({
  method: 'get',
  path: '/v1/units/{code}/history',
  tags,
  summary: 'Who changed what of the unit and its records, newest first',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('Log entries', logPageSchema), ...refusals },
});

const lineage = createRoute({
  method: 'get',
  path: '/v1/units/{code}/lineage',
  tags,
  summary: 'Where the unit’s posts came from and went',
  request: { params },
  responses: { 200: json('Hand-overs, near and far', lineageSchema), ...refusals },
});

export const units = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { asOf: date, limit, cursor, ...filters } = c.req.valid('query');
    const page = await listUnits(c.var.ctx, date ?? c.var.ctx.today, filters, { limit, cursor });
    return c.json(answer(unitPage, page), 200, linkNext(c, page));
  })
  .openapi(register, async (c) => {
    const input = c.req.valid('json');
    const unit = await registerUnit(await storing(c), input);
    return c.json(answer(unitViewSchema, viewOf(unit, input.from)), 201, { location: `/v1/units/${unit.key}`, ...etag(unit.version) });
  })
  .openapi(registerMany, async (c) => {
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await registerUnits(await storing(c), { rows, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(get, async (c) => {
    const { asOf: date } = c.req.valid('query');
    const unit = await getUnit(c.var.ctx, c.req.valid('param').code, date ?? c.var.ctx.today);
    return answerOne(c, unitViewSchema, unit);
  })
  .openapi(change, async (c) => {
    const input = c.req.valid('json');
    const unit = await changeUnit(c.var.ctx, c.req.valid('param').code, input, expectedOf(c));
    return c.json(answer(unitViewSchema, viewOf(unit, input.from)), 200, etag(unit.version));
  })
  .openapi(history, async (c) => {
    const page = await unitHistory(c.var.ctx, c.req.valid('param').code, c.req.valid('query'));
    return c.json(answer(logPageSchema, page), 200, linkNext(c, page));
  })
  .openapi(lineage, async (c) => c.json(answer(lineageSchema, await unitLineage(c.var.ctx, c.req.valid('param').code)), 200));
