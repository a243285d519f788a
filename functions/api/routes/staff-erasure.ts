import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { erasureInputSchema, erasureSchema } from '../../../shared/domain/staff-erasure.ts';
import { staffIdSchema } from '../../../shared/domain/staff.ts';
import { eraseStaff, heldOf } from '../../../shared/services/staff/erase-staff.ts';
import { heldSchema } from '../../../shared/services/staff/held-of-person.ts';
import { answer, conditionalHeaders, expectedOf, json, jsonBody, refusals, storing, storingHeaders } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['staff'];
const params = z.strictObject({ id: staffIdSchema });

const held = createRoute({
  method: 'get',
  path: '/v1/staff/{id}/held',
  tags,
  summary: 'All that is held under one id: record, copies, attendances, history',
  request: { params },
  responses: { 200: json('What is held', heldSchema), ...refusals },
});

const erase = createRoute({
  method: 'post',
  path: '/v1/staff/{id}/erase',
  tags,
  summary: 'Erase what is held about a person who has left; totals and the chains of the log stay whole. Cannot be undone',
  request: {
    params,
    headers: storingHeaders.extend({ 'if-match': conditionalHeaders.shape['if-match'] }),
    body: jsonBody(erasureInputSchema),
  },
  responses: { 200: json('What was erased', erasureSchema), ...refusals },
});

export const staffErasure = new OpenAPIHono<Env>({ defaultHook })
  .openapi(held, async (c) => c.json(answer(heldSchema, await heldOf(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(erase, async (c) => {
    const done = await eraseStaff(await storing(c), c.req.valid('param').id, c.req.valid('json'), expectedOf(c));
    return c.json(answer(erasureSchema, done), 200);
  });
