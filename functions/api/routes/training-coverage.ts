import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { UNTRAINED_FOR, coverageSchema, periodsSchema, untrainedSchema } from '../../../shared/domain/training/coverage-view.ts';
import { form10Schema } from '../../../shared/domain/training/form-10.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { readCoverage } from '../../../shared/services/training/read-coverage.ts';
import { readForm10 } from '../../../shared/services/training/read-form-10.ts';
import { readPeriods } from '../../../shared/services/training/read-periods.ts';
import { listUntrained } from '../../../shared/services/training/read-untrained.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, answerPage, json, pageOfSchema, pageQuery, refusals, yearQuery } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['training'];
const asked = {
  year: yearQuery,
  asOf: plainDateSchema.optional().meta({ description: 'A day of the year; its end when absent. Nothing is measured beyond today' }),
  under: unitCodeSchema.optional().meta({ description: 'Only this unit and those below it' }),
};
const untrainedPage = pageOfSchema('UntrainedPage', untrainedSchema);

const coverage = createRoute({
  method: 'get',
  path: '/v1/training/coverage',
  tags,
  summary: 'Distinct persons trained in a year over persons in service on a date, by category, kind and unit',
  request: { query: z.strictObject({ ...asked, ...pageQuery }) },
  responses: { 200: json('In all, and a page of units', coverageSchema), ...refusals },
});
const untrained = createRoute({
  method: 'get',
  path: '/v1/training/untrained',
  tags,
  summary: 'Who is still without the year’s training',
  request: { query: z.strictObject({ ...asked, target: z.enum(UNTRAINED_FOR).default('digital-training'), ...pageQuery }) },
  responses: { 200: json('By unit', untrainedPage), ...refusals },
});
const periods = createRoute({
  method: 'get',
  path: '/v1/training/periods',
  tags,
  summary: 'Civil servants and their periods of training of a year; those below the least',
  request: { query: z.strictObject({ ...asked, ...pageQuery }) },
  responses: { 200: json('How many reached it, and a page of those below', periodsSchema), ...refusals },
});
const form = createRoute({
  method: 'get',
  path: '/v1/forms/10',
  tags: ['forms'],
  summary: 'Form 10-BTCTW: training of a year by programme',
  request: { query: z.strictObject(asked) },
  responses: { 200: json('The form', form10Schema), ...refusals },
});

export const trainingCoverage = new OpenAPIHono<Env>({ defaultHook })
  .openapi(coverage, async (c) => {
    const { limit, cursor, ...ask } = c.req.valid('query');
    const found = await readCoverage(c.var.ctx, ask, { limit, cursor });
    return answerPage(c, coverageSchema, found);
  })
  .openapi(untrained, async (c) => {
    const { limit, cursor, ...ask } = c.req.valid('query');
    const found = await listUntrained(c.var.ctx, ask, { limit, cursor });
    return answerPage(c, untrainedPage, found);
  })
  .openapi(periods, async (c) => {
    const { limit, cursor, ...ask } = c.req.valid('query');
    const found = await readPeriods(c.var.ctx, ask, { limit, cursor });
    return answerPage(c, periodsSchema, found);
  })
  .openapi(form, async (c) => c.json(answer(form10Schema, await readForm10(c.var.ctx, c.req.valid('query'))), 200));
