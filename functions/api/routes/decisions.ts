import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { decisionChangeSchema, decisionShape, readDecision } from '../../../shared/services/decisions/read-decision.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answerPage, json, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const page = z
  .strictObject({ ...decisionShape, items: z.array(decisionChangeSchema), next: z.union([z.string(), z.null()]) })
  .meta({ id: 'DecisionPage', description: 'What was recorded under a decision’s number' });

const route = createRoute({
  method: 'get',
  path: '/v1/decisions/{number}',
  tags: ['decisions'],
  summary: 'Everything that one decision changed',
  request: {
    params: z.strictObject({
      number: z.string().min(1).max(60).meta({
        description: 'Number as printed, its `/` written `%2F`; case, dashes and leading zeros do not matter',
        example: '3168/QĐ-UBND',
      }),
    }),
    query: z.strictObject({
      date: plainDateSchema.optional().meta({ description: 'Only the decision of that date' }),
      issuedBy: z.string().min(1).max(120).optional().meta({ description: 'Only that of this body' }),
      ...pageQuery,
    }),
  },
  responses: { 200: json('In the order of recording', page), ...refusals },
});

export const decisions = new OpenAPIHono<Env>({ defaultHook }).openapi(route, async (c) => {
  const { limit, cursor, ...filters } = c.req.valid('query');
  const found = await readDecision(c.var.ctx, c.req.valid('param').number, filters, { limit, cursor });
  return answerPage(c, page, found);
});
