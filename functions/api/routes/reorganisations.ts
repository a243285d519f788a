import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { reorganisationInputSchema, reorganisationSchema } from '../../../shared/domain/reorganisation.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { getReorganisation, listReorganisations } from '../../../shared/services/reorganisations/read-reorganisations.ts';
import { recordReorganisation } from '../../../shared/services/reorganisations/record-reorganisation.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import {
  answer,
  answerOne,
  answerPage,
  etag,
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

const tags = ['reorganisations'];
const page = pageOfSchema('ReorganisationPage', reorganisationSchema);

const list = createRoute({
  method: 'get',
  path: '/v1/reorganisations',
  tags,
  summary: 'Reorganisations in the order of effect',
  request: {
    query: z.strictObject({
      from: plainDateSchema.optional(),
      to: plainDateSchema.optional(),
      unit: unitCodeSchema.optional(),
      decision: z.string().max(60).optional().meta({ description: 'Number of the decision' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('Reorganisations', page), ...refusals },
});

const record = createRoute({
  method: 'post',
  path: '/v1/reorganisations',
  tags,
  summary: 'Record a merge, split, dissolution, transfer or conversion',
  request: { headers: storingHeaders, body: jsonBody(reorganisationInputSchema) },
  responses: { 201: json('Recorded, with the posts that moved', reorganisationSchema), ...refusals },
});

const get = createRoute({
  method: 'get',
  path: '/v1/reorganisations/{id}',
  tags,
  summary: 'One reorganisation',
  request: { params: z.strictObject({ id: z.string().regex(/^\d{4}-\d{2}-\d{2}-[0-9A-Z]{26}$/) }) },
  responses: { 200: json('The record', reorganisationSchema), ...refusals },
});

export const reorganisations = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    const found = await listReorganisations(c.var.ctx, filters, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(record, async (c) => {
    const made = await recordReorganisation(await storing(c), c.req.valid('json'));
    return c.json(answer(reorganisationSchema, made), 201, { location: `/v1/reorganisations/${made.id}`, ...etag(made.version) });
  })
  .openapi(get, async (c) => {
    const found = await getReorganisation(c.var.ctx, c.req.valid('param').id);
    return answerOne(c, reorganisationSchema, found);
  });
