import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { districtBudgetInputSchema, districtBudgetSchema } from '../../../shared/domain/district-budget.ts';
import { districtBudgetRegister } from '../../../shared/services/district-budgets/district-budget-register.ts';
import { getDistrictBudget, listDistrictBudgets } from '../../../shared/services/district-budgets/read-district-budgets.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answerOne, answerPage, answerSaved, json, knownAtQuery, pageOfSchema, pageQuery, refusals, yearQuery } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { YEARLY, answerRows, putReport, rowsOf, unitRegisterContracts, yearCell } from '../http/unit-register-routes.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['financial autonomy'];
const page = pageOfSchema('DistrictBudgetPage', districtBudgetSchema);

const { put, get, many } = unitRegisterContracts({
  tags,
  paths: { one: '/v1/units/{code}/district-budget/{year}', many: '/v1/district-budgets/{year}' },
  params: YEARLY,
  query: z.strictObject(knownAtQuery),
  body: districtBudgetInputSchema.extend({ reason: impersonalText(500).optional() }).meta({ id: 'DistrictBudgetReport' }),
  rows: rowsOf('DistrictBudget', districtBudgetInputSchema),
  saved: districtBudgetSchema,
  record: districtBudgetSchema,
  summaries: {
    put: 'Record whether a district balances its own budget in a year',
    get: 'A district’s budget balance of a year',
    many: 'Record many districts’ budget balances of a year',
  },
  says: { record: 'As recorded' },
});
const list = createRoute({
  method: 'get',
  path: '/v1/district-budgets',
  tags,
  summary: 'Every district’s budget balance of a year',
  request: { query: z.strictObject({ year: yearQuery, asOf: plainDateSchema.optional(), ...pageQuery }) },
  responses: { 200: json('By unit; with `asOf`, of the districts that live on it', page), ...refusals },
});

export const districtBudgets = new OpenAPIHono<Env>({ defaultHook })
  .openapi(put, async (c) =>
    answerSaved(c, districtBudgetSchema, await putReport(c, districtBudgetRegister, yearCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    return answerOne(c, districtBudgetSchema, await getDistrictBudget(c.var.ctx, code, year, c.req.valid('query').knownAt));
  })
  .openapi(list, async (c) => {
    const { year, asOf, ...asked } = c.req.valid('query');
    return answerPage(c, page, await listDistrictBudgets(c.var.ctx, { year, asOf }, asked));
  })
  .openapi(many, (c) => answerRows(c, districtBudgetRegister, c.req.valid('param').year, c.req.valid('json'), c.req.valid('query')));
