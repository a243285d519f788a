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

const number = z
  .string()
  .min(1)
  .max(60)
  .meta({ description: 'Number as printed; case, dashes and leading zeros do not matter', example: '3168/QĐ-UBND' });
const filters = {
  date: plainDateSchema.optional().meta({ description: 'Only the decision of that date' }),
  issuedBy: z.string().min(1).max(120).optional().meta({ description: 'Only that of this body' }),
};

const ofPath = createRoute({
  method: 'get',
  path: '/v1/decisions/{number}',
  tags: ['decisions'],
  summary: 'Everything that one decision changed; `/` in its number written `%2F`',
  request: { params: z.strictObject({ number }), query: z.strictObject({ ...filters, ...pageQuery }) },
  responses: { 200: json('In the order of recording', page), ...refusals },
});
const ofQuery = createRoute({
  method: 'get',
  path: '/v1/decisions',
  tags: ['decisions'],
  summary: 'The same, its number in the query: for gateways that hand over paths decoded',
  request: { query: z.strictObject({ number, ...filters, ...pageQuery }) },
  responses: { 200: json('In the order of recording', page), ...refusals },
});

export const decisions = new OpenAPIHono<Env>({ defaultHook })
  .openapi(ofQuery, async (c) => {
    const { number: asked, limit, cursor, ...narrowed } = c.req.valid('query');
    return answerPage(c, page, await readDecision(c.var.ctx, asked, narrowed, { limit, cursor }));
  })
  .openapi(ofPath, async (c) => {
    const { limit, cursor, ...narrowed } = c.req.valid('query');
    return answerPage(c, page, await readDecision(c.var.ctx, c.req.valid('param').number, narrowed, { limit, cursor }));
  });
