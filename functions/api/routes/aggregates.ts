import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { aggregatesSchema } from '../../../shared/domain/aggregates/aggregates.ts';
import { readAggregates } from '../../../shared/services/aggregates/read-aggregates.ts';
import { answer, json, refusals, yearQuery } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/aggregates',
  tags: ['aggregates'],
  summary: 'The figures of a year’s end by category or sector',
  request: { query: z.strictObject({ year: yearQuery.meta({ description: 'A year that is over' }) }) },
  responses: { 200: json('Posts, units and people; for viewers small counts of people are hidden', aggregatesSchema), ...refusals },
});

export const aggregates = new OpenAPIHono<Env>({ defaultHook }).openapi(route, async (c) =>
  c.json(answer(aggregatesSchema, await readAggregates(c.var.ctx, c.req.valid('query').year)), 200),
);
