import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { ACTING_ROLES } from '../../../shared/actor.ts';
import { dutySchema } from '../../../shared/domain/duties/duty.ts';
import { RESOURCES } from '../../../shared/services/access.ts';
import { describeMe } from '../../../shared/services/me/describe-me.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const openDutiesSchema = z
  .object({
    count: z.int().meta({ description: 'Open duties that fall on the role, in the units looked at' }),
    late: z.int(),
    complete: z.boolean().meta({ description: 'Whether every unit of the scope was looked at; if not, the list has the rest' }),
    items: z.array(dutySchema).max(10).meta({ description: 'The first ten, late ones first' }),
    path: z.string().meta({ description: 'The whole list', example: '/v1/duties' }),
  })
  .meta({ id: 'OpenDuties' });

const meSchema = z
  .object({
    id: z.string(),
    tenant: z.string(),
    role: z.enum(ACTING_ROLES),
    units: z.array(z.string()),
    today: plainDateSchema,
    reads: z.array(z.enum(RESOURCES)),
    writes: z.array(z.enum(RESOURCES)),
    openDuties: openDutiesSchema,
  })
  .meta({ id: 'Me', description: 'Who the token speaks for, what that allows, and what is to be done' });

const route = createRoute({
  method: 'get',
  path: '/v1/me',
  tags: ['me'],
  summary: 'Role, scope, rights and open duties of the token',
  responses: { 200: json('The actor', meSchema), ...refusals },
});

export const me = new OpenAPIHono<Env>({ defaultHook }).openapi(route, async (c) =>
  c.json(answer(meSchema, await describeMe(c.var.ctx)), 200),
);
