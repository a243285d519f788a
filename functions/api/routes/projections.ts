import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { explainedUnitSchema, explanationSchema, measureSchema } from '../../../shared/domain/projection/explanation.ts';
import { projectionHeadSchema, projectionRunSchema } from '../../../shared/domain/projection/run.ts';
import { comparedCellSchema, runComparisonSchema } from '../../../shared/domain/scenarios/compare-runs.ts';
import { movedRecordSchema, replaySchema } from '../../../shared/domain/scenarios/replay.ts';
import { runRequestSchema } from '../../../shared/domain/scenarios/run-request.ts';
import { categorySchema } from '../../../shared/domain/vocabulary.ts';
import { compareProjections } from '../../../shared/services/projections/compare-projections.ts';
import { explainProjection, getProjection, listProjections } from '../../../shared/services/projections/read-projections.ts';
import { listMovedInputs, replayProjection } from '../../../shared/services/projections/replay-projection.ts';
import { runProjection } from '../../../shared/services/projections/run-projection.ts';
import {
  answer,
  answerPage,
  json,
  jsonBody,
  linkNext,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['projections'];
const id = z.string().regex(/^[0-9A-Z]{26}$/);
const params = z.strictObject({ id });
const page = pageOfSchema('ProjectionPage', projectionHeadSchema);
const movedPage = pageOfSchema('MovedRecordPage', movedRecordSchema);
const pagedExplanation = explanationSchema
  .extend({ units: pageOfSchema('ExplainedUnitPage', explainedUnitSchema) })
  .meta({ id: 'PagedExplanation', description: 'Where a number comes from, with a page of the units that make it up' });
const pagedComparison = runComparisonSchema
  .extend({ cells: pageOfSchema('ComparedCellPage', comparedCellSchema) })
  .meta({ id: 'PagedRunComparison', description: 'Two stored runs, with a page of the cells that differ' });

const run = createRoute({
  method: 'post',
  path: '/v1/projections',
  tags,
  summary: 'Project posts, staff and units month by month, and compare with every target',
  request: { headers: storingHeaders, body: jsonBody(runRequestSchema) },
  responses: { 201: json('The run as stored', projectionRunSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/projections',
  tags,
  summary: 'Stored runs, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Runs', page), ...refusals },
});
const compare = createRoute({
  method: 'get',
  path: '/v1/projections/compare',
  tags,
  summary: 'Two stored runs, cell by cell, with the drivers, plans and records that differ',
  request: {
    query: z.strictObject({
      left: id,
      right: id,
      measure: measureSchema.default('posts'),
      year: yearQuery.optional().meta({ description: 'The last that both runs hold when absent' }),
      category: categorySchema.optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('Largest difference first', pagedComparison), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/projections/{id}',
  tags,
  summary: 'One run as stored',
  request: { params },
  responses: { 200: json('The run', projectionRunSchema), ...refusals },
});
const explain = createRoute({
  method: 'get',
  path: '/v1/projections/{id}/explain',
  tags,
  summary: 'Where a number of a run comes from: formula, units, records',
  request: {
    params,
    query: z.strictObject({
      year: yearQuery,
      measure: measureSchema,
      category: categorySchema.optional(),
      unit: z.string().max(35).optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('Parts that sum to the number', pagedExplanation), ...refusals },
});
const replay = createRoute({
  method: 'get',
  path: '/v1/projections/{id}/replay',
  tags,
  summary: 'Compute a run again from the inputs stored with it: the same to the byte?',
  request: { params },
  responses: { 200: json('Stored and recomputed, then and now', replaySchema), ...refusals },
});
const moved = createRoute({
  method: 'get',
  path: '/v1/projections/{id}/moved-inputs',
  tags,
  summary: 'Records that a run read and that have another version today',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('By name', movedPage), ...refusals },
});

export const projections = new OpenAPIHono<Env>({ defaultHook })
  .openapi(run, async (c) => {
    const made = await runProjection(await storing(c), c.req.valid('json'));
    return c.json(answer(projectionRunSchema, made), 201, { location: `/v1/projections/${made.id}` });
  })
  .openapi(list, async (c) => {
    const found = await listProjections(c.var.ctx, c.req.valid('query'));
    return answerPage(c, page, found);
  })
  .openapi(compare, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const compared = await compareProjections(c.var.ctx, query, { limit, cursor });
    return c.json(answer(pagedComparison, compared), 200, linkNext(c, compared.cells));
  })
  .openapi(get, async (c) => c.json(answer(projectionRunSchema, await getProjection(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(explain, async (c) => {
    const { limit, cursor, ...query } = c.req.valid('query');
    const explanation = await explainProjection(c.var.ctx, c.req.valid('param').id, query, { limit, cursor });
    return c.json(answer(pagedExplanation, explanation), 200, linkNext(c, explanation.units));
  })
  .openapi(replay, async (c) => c.json(answer(replaySchema, await replayProjection(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(moved, async (c) => {
    const found = await listMovedInputs(c.var.ctx, c.req.valid('param').id, c.req.valid('query'));
    return answerPage(c, movedPage, found);
  });
