import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { positionCodeSchema } from '../../../shared/domain/staff.ts';
import { catalogueEntrySchema } from '../../../shared/law/positions/catalogue.ts';
import { positionGroupSchema, positionRegimeSchema } from '../../../shared/law/positions/regimes.ts';
import {
  addPosition,
  addPositionSchema,
  endPosition,
  endPositionSchema,
} from '../../../shared/services/position-catalogue/add-position.ts';
import { listCatalogue, listRegimes, regimeViewSchema } from '../../../shared/services/position-catalogue/read-catalogue.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import {
  answer,
  answerOne,
  answerPage,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['positions'];
const asOf = plainDateSchema.optional().meta({ description: 'Today when absent' });
const page = pageOfSchema('CataloguePage', catalogueEntrySchema);
const regimesSchema = z.object({ items: z.array(regimeViewSchema), next: z.null() }).meta({ id: 'PositionRegimes' });

const list = createRoute({
  method: 'get',
  path: '/v1/position-catalogue',
  tags,
  summary: 'Positions that the lists name, as far as they are entered',
  request: {
    query: z.strictObject({
      regime: positionRegimeSchema.optional(),
      group: positionGroupSchema.optional(),
      q: z.string().max(100).optional().meta({ description: 'Words of code and name, without diacritics' }),
      asOf,
      ...pageQuery,
    }),
  },
  responses: { 200: json('By regime and code', page), ...refusals },
});
const regimes = createRoute({
  method: 'get',
  path: '/v1/position-regimes',
  tags,
  summary: 'The decrees on job positions: groups, declared totals, and how much of each list is entered',
  request: { query: z.strictObject({ asOf }) },
  responses: { 200: json('In the order of time and population', regimesSchema), ...refusals },
});
const add = createRoute({
  method: 'post',
  path: '/v1/position-catalogue',
  tags,
  summary: 'Add a position of the act’s annex',
  request: { headers: storingHeaders, body: jsonBody(addPositionSchema) },
  responses: { 201: json('Added', catalogueEntrySchema), ...refusals },
});
const end = createRoute({
  method: 'patch',
  path: '/v1/position-catalogue/{regime}/{code}',
  tags,
  summary: 'End an entry that the province added',
  request: {
    params: z.strictObject({ regime: positionRegimeSchema, code: positionCodeSchema }),
    headers: conditionalHeaders,
    body: jsonBody(endPositionSchema),
  },
  responses: { 200: json('Ended', catalogueEntrySchema), ...refusals },
});

export const positionCatalogue = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, asOf: date = c.var.ctx.today, ...filters } = c.req.valid('query');
    const found = await listCatalogue(c.var.ctx, date, filters, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(regimes, async (c) => {
    const items = await listRegimes(c.var.ctx, c.req.valid('query').asOf ?? c.var.ctx.today);
    return c.json(answer(regimesSchema, { items, next: null }), 200);
  })
  .openapi(add, async (c) => {
    const entry = await addPosition(await storing(c), c.req.valid('json'));
    const location = `/v1/position-catalogue?regime=${entry.regime}&q=${encodeURIComponent(entry.code)}`;
    return c.json(answer(catalogueEntrySchema, entry), 201, { location, ...etag(entry.version) });
  })
  .openapi(end, async (c) => {
    const { reason, ...stated } = c.req.valid('json');
    const entry = await endPosition(c.var.ctx, { ...c.req.valid('param'), ...stated, reason: reason ?? null, expected: expectedOf(c) });
    return answerOne(c, catalogueEntrySchema, entry);
  });
