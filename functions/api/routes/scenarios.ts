import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { forecastSettingsSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { forecastSchema } from '../../../shared/domain/monte-carlo/result.ts';
import { scenarioComparisonSchema } from '../../../shared/domain/scenarios/compare.ts';
import { requirementsInputSchema, requirementsSchema } from '../../../shared/domain/scenarios/requirements.ts';
import { sensitivityInputSchema, sensitivitySchema } from '../../../shared/domain/scenarios/sensitivity.ts';
import { scenarioRunRequestSchema } from '../../../shared/domain/scenarios/run-request.ts';
import { scenarioInputSchema, scenarioSchema } from '../../../shared/domain/scenarios/scenario.ts';
import { projectionHeadSchema, projectionRunSchema } from '../../../shared/domain/projection/run.ts';
import { decisionSchema } from '../../../shared/domain/vocabulary.ts';
import { listRunsOfScenario } from '../../../shared/services/projections/read-projections.ts';
import { runScenario } from '../../../shared/services/projections/run-projection.ts';
import { askRequirements, askSensitivity } from '../../../shared/services/scenarios/ask-scenario.ts';
import { approveScenario, changeScenario } from '../../../shared/services/scenarios/change-scenario.ts';
import { copyScenario, createScenario } from '../../../shared/services/scenarios/create-scenario.ts';
import {
  compareStoredScenarios,
  forecastScenario,
  getScenario,
  listScenarios,
  scenarioHistory,
} from '../../../shared/services/scenarios/read-scenarios.ts';
import {
  answer,
  answerOne,
  answerPage,
  conditionalHeaders,
  etag,
  expectedOf,
  inDigits,
  json,
  jsonBody,
  logPageSchema,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['scenarios'];
const id = z.string().regex(/^[0-9A-Z]{26}$/);
const params = z.strictObject({ id });
const page = pageOfSchema('ScenarioPage', scenarioSchema);
const runsPage = pageOfSchema('ScenarioRunPage', projectionHeadSchema);
const { method, draws, seed, parameterUncertainty } = forecastSettingsSchema.shape;
/** How chances are computed, as a query says it. */
const settings = {
  method,
  draws: inDigits(draws),
  seed: inDigits(seed),
  parameterUncertainty: z.preprocess((text) => (text === 'true' ? true : text === 'false' ? false : text), parameterUncertainty),
};
const decimal = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && /^0\.\d{1,12}$/.test(text) ? Number(text) : text), schema);
const idList = z
  .string()
  .regex(/^[0-9A-Z]{26}(?:,[0-9A-Z]{26}){1,4}$/)
  .meta({ description: 'Two to five scenarios, with commas between; the first is what the others are compared with' });

const create = createRoute({
  method: 'post',
  path: '/v1/scenarios',
  tags,
  summary: 'Record a scenario as a draft',
  request: { headers: storingHeaders, body: jsonBody(scenarioInputSchema) },
  responses: { 201: json('As recorded', scenarioSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/scenarios',
  tags,
  summary: 'Scenarios, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Scenarios', page), ...refusals },
});
const compare = createRoute({
  method: 'get',
  path: '/v1/scenarios/compare',
  tags,
  summary: 'Scenarios side by side, under the same luck draw by draw',
  request: { query: z.strictObject({ ids: idList, ...settings }) },
  responses: { 200: json('Chances, and differences to the first', scenarioComparisonSchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}',
  tags,
  summary: 'A scenario as it stands',
  request: { params },
  responses: { 200: json('The scenario', scenarioSchema), ...refusals },
});
const change = createRoute({
  method: 'put',
  path: '/v1/scenarios/{id}',
  tags,
  summary: 'Replace a draft',
  request: { params, headers: conditionalHeaders, body: jsonBody(scenarioInputSchema) },
  responses: { 200: json('Changed', scenarioSchema), ...refusals },
});
const history = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}/history',
  tags,
  summary: 'Every version of a scenario: who, when, before and after',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('Newest first', logPageSchema), ...refusals },
});
const copy = createRoute({
  method: 'post',
  path: '/v1/scenarios/{id}/copy',
  tags,
  summary: 'A copy as a draft of its own',
  request: {
    params,
    headers: storingHeaders,
    body: jsonBody(
      z.strictObject({ title: impersonalText(200).optional(), note: impersonalText(2000).optional() }).meta({ id: 'ScenarioCopy' }),
    ),
  },
  responses: { 201: json('The copy', scenarioSchema), ...refusals },
});
const approve = createRoute({
  method: 'post',
  path: '/v1/scenarios/{id}/approve',
  tags,
  summary: 'Approve a draft by decision; it never changes again',
  request: {
    params,
    headers: storingHeaders.extend(conditionalHeaders.pick({ 'if-match': true }).shape),
    body: jsonBody(z.strictObject({ decision: decisionSchema, reason: impersonalText(500).optional() }).meta({ id: 'ScenarioApproval' })),
  },
  responses: { 200: json('Approved', scenarioSchema), ...refusals },
});
const chances = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}/forecast',
  tags,
  summary: 'The chances of each target that cuts posts under a scenario',
  request: { params, query: z.strictObject(settings) },
  responses: { 200: json('Exact where nothing feeds back, else by seeded draws', forecastSchema), ...refusals },
});

const requirements = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}/requirements',
  tags,
  summary: 'What would have to be true for a target to be met',
  request: {
    params,
    query: z.strictObject({
      ...requirementsInputSchema.shape,
      probability: decimal(requirementsInputSchema.shape.probability),
      ...settings,
      draws: inDigits(requirementsInputSchema.shape.draws),
    }),
  },
  responses: { 200: json('Each alone would suffice', requirementsSchema), ...refusals },
});
const sensitivity = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}/sensitivity',
  tags,
  summary: 'Which drivers of a scenario move a target most',
  request: {
    params,
    query: z.strictObject({
      ...sensitivityInputSchema.shape,
      target: z.preprocess((text) => (typeof text === 'string' ? text.split(',') : text), sensitivityInputSchema.shape.target),
      ...settings,
      draws: inDigits(sensitivityInputSchema.shape.draws),
    }),
  },
  responses: { 200: json('By target, largest effect first', sensitivitySchema), ...refusals },
});
const run = createRoute({
  method: 'post',
  path: '/v1/scenarios/{id}/projections',
  tags,
  summary: 'Run a scenario as it stands and store the run',
  request: { params, headers: storingHeaders, body: jsonBody(scenarioRunRequestSchema) },
  responses: { 201: json('The run as stored', projectionRunSchema), ...refusals },
});
const runs = createRoute({
  method: 'get',
  path: '/v1/scenarios/{id}/projections',
  tags,
  summary: 'Stored runs of a scenario, newest first',
  request: { params, query: z.strictObject(pageQuery) },
  responses: { 200: json('Runs of every version', runsPage), ...refusals },
});

export const scenarios = new OpenAPIHono<Env>({ defaultHook })
  .openapi(create, async (c) => {
    const made = await createScenario(await storing(c), c.req.valid('json'));
    return c.json(answer(scenarioSchema, made), 201, { location: `/v1/scenarios/${made.id}`, ...etag(made.version) });
  })
  .openapi(list, async (c) => {
    const found = await listScenarios(c.var.ctx, c.req.valid('query'));
    return answerPage(c, page, found);
  })
  .openapi(compare, async (c) => {
    const { ids, ...how } = c.req.valid('query');
    return c.json(answer(scenarioComparisonSchema, await compareStoredScenarios(c.var.ctx, ids.split(','), how)), 200);
  })
  .openapi(get, async (c) => {
    const scenario = await getScenario(c.var.ctx, c.req.valid('param').id);
    return answerOne(c, scenarioSchema, scenario);
  })
  .openapi(change, async (c) => {
    const changed = await changeScenario(c.var.ctx, c.req.valid('param').id, c.req.valid('json'), expectedOf(c));
    return answerOne(c, scenarioSchema, changed);
  })
  .openapi(history, async (c) => {
    const found = await scenarioHistory(c.var.ctx, c.req.valid('param').id, c.req.valid('query'));
    return answerPage(c, logPageSchema, found);
  })
  .openapi(copy, async (c) => {
    const made = await copyScenario(await storing(c), c.req.valid('param').id, c.req.valid('json'));
    return c.json(answer(scenarioSchema, made), 201, { location: `/v1/scenarios/${made.id}`, ...etag(made.version) });
  })
  .openapi(approve, async (c) => {
    const approved = await approveScenario(await storing(c), c.req.valid('param').id, c.req.valid('json'), expectedOf(c));
    return answerOne(c, scenarioSchema, approved);
  })
  .openapi(chances, async (c) =>
    c.json(answer(forecastSchema, await forecastScenario(c.var.ctx, c.req.valid('param').id, c.req.valid('query'))), 200),
  )
  .openapi(requirements, async (c) =>
    c.json(answer(requirementsSchema, await askRequirements(c.var.ctx, c.req.valid('param').id, c.req.valid('query'))), 200),
  )
  .openapi(sensitivity, async (c) =>
    c.json(answer(sensitivitySchema, await askSensitivity(c.var.ctx, c.req.valid('param').id, c.req.valid('query'))), 200),
  )
  .openapi(run, async (c) => {
    const made = await runScenario(await storing(c), c.req.valid('param').id, c.req.valid('json'));
    return c.json(answer(projectionRunSchema, made), 201, { location: `/v1/projections/${made.id}` });
  })
  .openapi(runs, async (c) => {
    const found = await listRunsOfScenario(c.var.ctx, c.req.valid('param').id, c.req.valid('query'));
    return answerPage(c, runsPage, found);
  });
