import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { dutySchema } from '../../../shared/domain/duties/duty.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { listDuties } from '../../../shared/services/duties/list-duties.ts';
import { answerPage, json, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const page = pageOfSchema('DutyPage', dutySchema);
const late = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional()
  .meta({ description: 'Only what is late, or only what is not' });
const under = unitCodeSchema.optional().meta({ description: 'Only this unit and those below it, without the calendar' });

const list = createRoute({
  method: 'get',
  path: '/v1/duties',
  tags: ['duties'],
  summary: 'What is due when, and who is late',
  request: { query: z.strictObject({ under, late, ...pageQuery }) },
  responses: { 200: json('Duties of the calendar, then those of each unit', page), ...refusals },
});

export const duties = new OpenAPIHono<Env>({ defaultHook }).openapi(list, async (c) => {
  const { limit, cursor, ...filters } = c.req.valid('query');
  const found = await listDuties(c.var.ctx, filters, { limit, cursor });
  return answerPage(c, page, found);
});
