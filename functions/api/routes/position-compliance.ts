import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { unitKindSchema } from '../../../shared/domain/vocabulary.ts';
import {
  complianceRowSchema,
  complianceSummarySchema,
  getCompliance,
  listCompliance,
  summariseCompliance,
  unitComplianceSchema,
} from '../../../shared/services/position-compliance/read-compliance.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, answerPage, json, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['positions'];
const asOf = plainDateSchema.optional().meta({ description: 'Today when absent' });
const under = unitCodeSchema.optional().meta({ description: 'A unit and everything below it' });
const page = pageOfSchema('PositionCompliancePage', complianceRowSchema);

const list = createRoute({
  method: 'get',
  path: '/v1/position-compliance',
  tags,
  summary: 'How the people of each unit are placed on approved positions',
  request: { query: z.strictObject({ asOf, under, kind: unitKindSchema.optional(), ...pageQuery }) },
  responses: { 200: json('By unit', page), ...refusals },
});
const summary = createRoute({
  method: 'get',
  path: '/v1/position-compliance/summary',
  tags,
  summary: 'Shares of state agencies and of staff, public service units beside',
  request: { query: z.strictObject({ asOf, under }) },
  responses: { 200: json('Totals', complianceSummarySchema), ...refusals },
});
const ofUnit = createRoute({
  method: 'get',
  path: '/v1/units/{code}/position-compliance',
  tags,
  summary: 'Who of a unit is not placed and why, and how full its capped grades are',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf }) },
  responses: { 200: json('The unit', unitComplianceSchema), ...refusals },
});

export const positionCompliance = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, asOf: date = c.var.ctx.today, ...filters } = c.req.valid('query');
    const found = await listCompliance(c.var.ctx, date, filters, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(summary, async (c) => {
    const { asOf: date = c.var.ctx.today, ...filters } = c.req.valid('query');
    return c.json(answer(complianceSummarySchema, await summariseCompliance(c.var.ctx, date, filters)), 200);
  })
  .openapi(ofUnit, async (c) => {
    const found = await getCompliance(c.var.ctx, c.req.valid('param').code, c.req.valid('query').asOf ?? c.var.ctx.today);
    return c.json(answer(unitComplianceSchema, found), 200);
  });
