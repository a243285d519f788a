import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import { allocate } from '../../../shared/domain/allocation/allocate.ts';
import { allocationAnswerSchema, allocationInputSchema } from '../../../shared/domain/allocation/input.ts';
import { forecastInputSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { forecastSchema } from '../../../shared/domain/monte-carlo/result.ts';
import { reorganisationEffectInputSchema, reorganisationEffectSchema } from '../../../shared/domain/scenarios/reorganisation-effect.ts';
import { attainmentProbability } from '../../../shared/domain/probability/attainment-probability.ts';
import { attainmentProbabilityAnswerSchema, attainmentProbabilityInputSchema } from '../../../shared/domain/probability/input.ts';
import { allocationBasis, attainmentProbabilityBasis } from '../../../shared/law/planning-rules.ts';
import { permit } from '../../../shared/services/access.ts';
import { forecastTargets } from '../../../shared/services/scenarios/forecast-targets.ts';
import { tryReorganisations } from '../../../shared/services/scenarios/try-reorganisations.ts';
import { answer, json, jsonBody, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['planning'];

const allocation = createRoute({
  method: 'post',
  path: '/v1/planning/allocation',
  tags,
  summary: 'A total given out to units in whole posts, with floors, caps, exemptions and credit',
  request: { body: jsonBody(allocationInputSchema) },
  responses: { 200: json('Posts per unit; they sum to the total', allocationAnswerSchema), ...refusals },
});
const probability = createRoute({
  method: 'post',
  path: '/v1/planning/attainment-probability',
  tags,
  summary: 'How probable it is that enough people leave by themselves, exactly',
  request: { body: jsonBody(attainmentProbabilityInputSchema) },
  responses: { 200: json('Probability, mean and standard deviation', attainmentProbabilityAnswerSchema), ...refusals },
});

const chances = createRoute({
  method: 'post',
  path: '/v1/planning/forecast',
  tags,
  summary: 'The probability of each target that cuts posts at its deadline, and bands by year, from the registers',
  request: { body: jsonBody(forecastInputSchema) },
  responses: { 200: json('Exact where nothing feeds back, else by seeded draws', forecastSchema), ...refusals },
});

const effect = createRoute({
  method: 'post',
  path: '/v1/planning/reorganisation-effect',
  tags,
  summary: 'What mergers, splits and conversions would change: units, posts, heads, self-financing share, targets',
  request: { body: jsonBody(reorganisationEffectInputSchema) },
  responses: { 200: json('Before and after, all else standing still', reorganisationEffectSchema), ...refusals },
});

/** Calculators over no records: whoever may read the law may use them. The others read the registers and store nothing. */
export const planning = new OpenAPIHono<Env>({ defaultHook })
  .openapi(allocation, (c) => {
    permit(c.var.ctx, 'read', 'law');
    const input = c.req.valid('json');
    const basis = allocationBasis(input.method, c.var.ctx.today);
    return c.json(answer(allocationAnswerSchema, { allocations: allocate(input), total: input.total, basis }), 200);
  })
  .openapi(probability, (c) => {
    permit(c.var.ctx, 'read', 'law');
    const result = attainmentProbability(c.req.valid('json'));
    return c.json(answer(attainmentProbabilityAnswerSchema, { ...result, basis: attainmentProbabilityBasis(c.var.ctx.today) }), 200);
  })
  .openapi(chances, async (c) => c.json(answer(forecastSchema, await forecastTargets(c.var.ctx, c.req.valid('json'))), 200))
  .openapi(effect, async (c) => c.json(answer(reorganisationEffectSchema, await tryReorganisations(c.var.ctx, c.req.valid('json'))), 200));
