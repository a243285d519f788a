import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { fittedHazardsSchema, groupHazardSchema } from '../../../shared/domain/history/answer.ts';
import { HAZARD_REASONS } from '../../../shared/domain/history/tally.ts';
import { backTestSchema } from '../../../shared/domain/history/back-test-answer.ts';
import { readBackTest } from '../../../shared/services/history/known-back-test.ts';
import { USUAL_REASONS, fittedGroups, fittedHazards, hazardQuestionSchema } from '../../../shared/services/history/fit-hazards.ts';
import { answer, answerPage, inDigits, json, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['history'];
const { from, until, ageWidth, leastPersonYears, reasons } = hazardQuestionSchema.shape;
const question = {
  from,
  until,
  ageWidth: inDigits(ageWidth),
  leastPersonYears: inDigits(leastPersonYears),
  reasons: z
    .string()
    .regex(new RegExp(`^(?:${HAZARD_REASONS.join('|')})(?:,(?:${HAZARD_REASONS.join('|')}))*$`))
    .default(USUAL_REASONS.join(','))
    .meta({ description: `${HAZARD_REASONS.join(', ')}: ${reasons.meta()?.description ?? ''}` }),
};
/** The reasons as a list, each once. */
const questionOf = <Q extends { reasons: string }>({ reasons: listed, ...rest }: Q) => ({
  ...rest,
  reasons: reasons.parse([...new Set(listed.split(','))]),
});
const groups = pageOfSchema('GroupHazardPage', groupHazardSchema);

const hazards = createRoute({
  method: 'get',
  path: '/v1/planning/hazards',
  tags,
  summary: 'Leaving rates fitted from the registers, with counts, period and interval, as a scenario can take them',
  request: { query: z.strictObject(question) },
  responses: { 200: json('As seen; nothing uses it by itself', fittedHazardsSchema), ...refusals },
});
const byGroup = createRoute({
  method: 'get',
  path: '/v1/planning/hazards/groups',
  tags,
  summary: 'The same by sector or unit, small ones shrunk to the province',
  request: { query: z.strictObject({ ...question, by: z.enum(['sector', 'unit']), ...pageQuery }) },
  responses: { 200: json('In the order of their names', groups), ...refusals },
});
const backTest = createRoute({
  method: 'get',
  path: '/v1/planning/back-test',
  tags,
  summary: 'Forecasts from the end of past years, scored against what happened, beside the naive ones',
  responses: { 200: json('Scores and every pair behind them; or what is missing', backTestSchema), ...refusals },
});

export const history = new OpenAPIHono<Env>({ defaultHook })
  .openapi(hazards, async (c) => c.json(answer(fittedHazardsSchema, await fittedHazards(c.var.ctx, questionOf(c.req.valid('query')))), 200))
  .openapi(byGroup, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const found = await fittedGroups(c.var.ctx, questionOf(asked), { limit, cursor });
    return answerPage(c, groups, found);
  })
  .openapi(backTest, async (c) => c.json(answer(backTestSchema, await readBackTest(c.var.ctx)), 200));
