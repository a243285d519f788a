import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { movementFormSchema } from '../../../shared/domain/headcount-movements.ts';
import { structureFormSchema } from '../../../shared/domain/headcount-structure.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { structureForm } from '../../../shared/services/headcount/form-8b.ts';
import { movementForm } from '../../../shared/services/headcount/form-8c.ts';
import { plainDateSchema, plainMonthSchema } from '../../../shared/time.ts';
import { answer, json, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['forms'];
const under = unitCodeSchema.optional().meta({ description: 'Only this unit and those below it' });

const movements = createRoute({
  method: 'get',
  path: '/v1/forms/8c',
  tags,
  summary: 'Form 8c-BTCTW: movements of a period beside the same period last year',
  request: { query: z.strictObject({ from: plainMonthSchema, to: plainMonthSchema, under }) },
  responses: { 200: json('At most 12 months', movementFormSchema), ...refusals },
});
const structure = createRoute({
  method: 'get',
  path: '/v1/forms/8b',
  tags,
  summary: 'Form 8B-BTCTW: structure of the people present on a date',
  request: { query: z.strictObject({ asOf: plainDateSchema.optional(), under }) },
  responses: { 200: json('The structure', structureFormSchema), ...refusals },
});

export const forms = new OpenAPIHono<Env>({ defaultHook })
  .openapi(movements, async (c) => c.json(answer(movementFormSchema, await movementForm(c.var.ctx, c.req.valid('query'))), 200))
  .openapi(structure, async (c) => {
    const { asOf, under: code } = c.req.valid('query');
    return c.json(answer(structureFormSchema, await structureForm(c.var.ctx, asOf ?? c.var.ctx.today, code)), 200);
  });
