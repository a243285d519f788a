import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { ROLES } from '../../../shared/actor.ts';
import { GRANTS, RESOURCES, permit } from '../../../shared/services/access.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const meSchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    role: z.enum(ROLES),
    units: z.array(z.string()),
    today: plainDateSchema,
    reads: z.array(z.enum(RESOURCES)),
    writes: z.array(z.enum(RESOURCES)),
  })
  .meta({ id: 'Me', description: 'Who the token speaks for and what that allows' });

const route = createRoute({
  method: 'get',
  path: '/v1/me',
  tags: ['me'],
  summary: 'Role, scope and rights of the token',
  responses: { 200: json('The actor', meSchema), ...refusals },
});

export const me = new OpenAPIHono<Env>({ defaultHook }).openapi(route, (c) => {
  const { actor, today } = c.var.ctx;
  permit(c.var.ctx, 'read', 'me');
  const { read, write } = GRANTS[actor.role];
  const { id, tenant, role, units } = actor;
  return c.json(answer(meSchema, { id, tenant, role, units: [...units], today, reads: [...read], writes: [...write] }), 200);
});
