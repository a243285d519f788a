import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { structureInputSchema, structureRecordSchema } from '../../../shared/domain/structure.ts';
import { getStructure, listStructure } from '../../../shared/services/headcount/read-structure.ts';
import { structureRegister } from '../../../shared/services/headcount/structure-register.ts';
import { plainMonthSchema } from '../../../shared/time.ts';
import { answerOne, answerPage, answerSaved, json, knownAtQuery, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { MONTHLY, answerRows, monthCell, putReport, rowsOf, unitRegisterContracts } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['headcount'];
const page = pageOfSchema('StructurePage', structureRecordSchema);

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/structure/{month}', many: '/v1/structure/{month}' },
  params: MONTHLY,
  query: z.strictObject(knownAtQuery),
  body: structureInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'StructureReport' }),
  rows: rowsOf('Structure', structureInputSchema),
  saved: structureRecordSchema,
  record: structureRecordSchema,
  summaries: {
    put: 'Record what records of people do not carry: ethnic minority, Party members, qualifications at the end of a month',
    get: 'A unit’s structure counts of a month',
    many: 'Record many units’ structure counts',
  },
  says: { record: 'As entered' },
});
const ofMonth = createRoute({
  method: 'get',
  path: '/v1/structure',
  tags,
  summary: 'Every unit’s structure counts of a month',
  request: { query: z.strictObject({ month: plainMonthSchema, ...pageQuery }) },
  responses: { 200: json('By unit', page), ...refusals },
});

export const structure = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) =>
    answerSaved(c, structureRecordSchema, await putReport(c, structureRegister, monthCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, month } = c.req.valid('param');
    return answerOne(c, structureRecordSchema, await getStructure(c.var.ctx, code, month, c.req.valid('query').knownAt));
  })
  .openapi(ofMonth, async (c) => {
    const { month, ...asked } = c.req.valid('query');
    return answerPage(c, page, await listStructure(c.var.ctx, month, asked));
  })
  .openapi(many, (c) => answerRows(c, structureRegister, c.req.valid('param').month, c.req.valid('json'), c.req.valid('query')));
