import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { baselineContentSchema, baselineSchema } from '../../../shared/domain/baseline.ts';
import { restatedSchema } from '../../../shared/domain/restate.ts';
import { issuerSchema } from '../../../shared/domain/vocabulary.ts';
import { freezeBaseline, freezeSchema } from '../../../shared/services/baselines/freeze-baseline.ts';
import { getBaseline, listBaselines } from '../../../shared/services/baselines/read-baselines.ts';
import { restateBaseline } from '../../../shared/services/baselines/restate-baseline.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, etag, inDigits, json, jsonBody, refusals, storing, storingHeaders, yearQuery } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['baselines'];
const params = z.strictObject({ year: yearQuery });
const listSchema = z.object({ items: z.array(baselineSchema), next: z.null() }).meta({ id: 'Baselines' });
const detailSchema = z.object({ baseline: baselineSchema, content: baselineContentSchema }).meta({ id: 'BaselineDetail' });
const restatedAnswer = z
  .object({ baseline: z.string(), year: z.int(), hash: z.string(), issuer: issuerSchema, restated: restatedSchema })
  .meta({ id: 'RestatedBaselineAnswer', description: 'A frozen baseline with the units of a later date' });

const freeze = createRoute({
  method: 'post',
  path: '/v1/baselines',
  tags,
  summary: 'Freeze the state of 31 December of a year',
  request: { headers: storingHeaders, body: jsonBody(freezeSchema) },
  responses: { 201: json('Frozen', baselineSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/baselines',
  tags,
  summary: 'Every baseline, superseded ones included',
  responses: { 200: json('By year and edition', listSchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/baselines/{year}',
  tags,
  summary: 'The baseline of a year in force, or an edition of it, with its content',
  request: { params, query: z.strictObject({ edition: inDigits(z.int().min(1)).optional() }) },
  responses: { 200: json('The baseline', detailSchema), ...refusals },
});
const restated = createRoute({
  method: 'get',
  path: '/v1/baselines/{year}/restated',
  tags,
  summary: 'The frozen posts along lineage, with the proof of conservation',
  request: { params, query: z.strictObject({ asOf: plainDateSchema.optional(), issuer: issuerSchema.optional() }) },
  responses: { 200: json('Restated', restatedAnswer), ...refusals },
});

export const baselines = new OpenAPIHono<Env>({ defaultHook })
  .openapi(freeze, async (c) => {
    const made = await freezeBaseline(await storing(c), c.req.valid('json'));
    return c.json(answer(baselineSchema, made), 201, { location: `/v1/baselines/${made.year}`, ...etag(made.edition) });
  })
  .openapi(list, async (c) => c.json(answer(listSchema, { items: await listBaselines(c.var.ctx), next: null }), 200))
  .openapi(get, async (c) => {
    const found = await getBaseline(c.var.ctx, c.req.valid('param').year, c.req.valid('query').edition);
    return c.json(answer(detailSchema, found), 200, etag(found.baseline.edition));
  })
  .openapi(restated, async (c) => {
    const { asOf = c.var.ctx.today, issuer = 'provincial-council' } = c.req.valid('query');
    const { baseline, restated: view } = await restateBaseline(c.var.ctx, c.req.valid('param').year, asOf, issuer);
    const { id, year, hash } = baseline;
    return c.json(answer(restatedAnswer, { baseline: id, year, hash, issuer, restated: view }), 200);
  });
