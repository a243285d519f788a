import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { postStandingSchema } from '../../../shared/domain/posts-standing.ts';
import { standingSummariesSchema } from '../../../shared/domain/posts-summary.ts';
import { unfundedSchema } from '../../../shared/domain/posts-unfunded.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { categorySchema, sectorSchema, unitKindSchema, unitLevelSchema } from '../../../shared/domain/vocabulary.ts';
import {
  listOverQuota,
  listStandings,
  listUnfunded,
  standingOfUnit,
  summariseStandings,
} from '../../../shared/services/posts/read-standings.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, answerPage, json, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['posts'];
const asOf = plainDateSchema.optional().meta({ description: 'Date that the answer is about; today when absent' });
const filters = {
  category: categorySchema.optional(),
  kind: unitKindSchema.optional(),
  level: unitLevelSchema.optional(),
  sector: sectorSchema.optional(),
  under: unitCodeSchema.optional().meta({ description: 'The unit and everything below it on the date' }),
};
const listQuery = z.strictObject({ asOf, ...filters, ...pageQuery });
const page = pageOfSchema('PostStandingPage', postStandingSchema);
const unfundedPage = pageOfSchema('UnfundedPage', unfundedSchema);
const ofUnitSchema = z
  .strictObject({ asOf: plainDateSchema, items: z.array(postStandingSchema), next: z.null() })
  .meta({ id: 'UnitPostStandings', description: 'Posts of both issuers, people and vacancies of a unit' });

const ofUnit = createRoute({
  method: 'get',
  path: '/v1/units/{code}/post-standings',
  tags,
  summary: 'A unit’s posts of both issuers, people and vacancies',
  request: { params: z.strictObject({ code: unitCodeSchema }), query: z.strictObject({ asOf }) },
  responses: { 200: json('By category', ofUnitSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/post-standings',
  tags,
  summary: 'Posts of both issuers, people and vacancies of every unit and of the reserve',
  request: { query: listQuery },
  responses: { 200: json('By holder and category', page), ...refusals },
});
const summary = createRoute({
  method: 'get',
  path: '/v1/post-standings/summary',
  tags,
  summary: 'Posts of both issuers, reserve, people and vacancies by category',
  request: { query: z.strictObject({ asOf, ...filters }) },
  responses: { 200: json('Sums', standingSummariesSchema), ...refusals },
});
const overQuota = createRoute({
  method: 'get',
  path: '/v1/over-quota',
  tags,
  summary: 'Where more people are present than posts assigned',
  request: { query: listQuery },
  responses: { 200: json('By unit and category', page), ...refusals },
});
const unfunded = createRoute({
  method: 'get',
  path: '/v1/unfunded',
  tags,
  summary: 'People without an assigned post, and posts without a pay source',
  request: { query: listQuery },
  responses: { 200: json('By unit and category', unfundedPage), ...refusals },
});

export const postStandings = new OpenAPIHono<Env>({ defaultHook })
  .openapi(ofUnit, async (c) => {
    const date = c.req.valid('query').asOf ?? c.var.ctx.today;
    const items = await standingOfUnit(c.var.ctx, c.req.valid('param').code, date);
    return c.json(answer(ofUnitSchema, { asOf: date, items, next: null }), 200);
  })
  .openapi(list, async (c) => {
    const { asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    const found = await listStandings(c.var.ctx, date, narrowed, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(summary, async (c) => {
    const { asOf: date = c.var.ctx.today, ...narrowed } = c.req.valid('query');
    return c.json(answer(standingSummariesSchema, { asOf: date, categories: await summariseStandings(c.var.ctx, date, narrowed) }), 200);
  })
  .openapi(overQuota, async (c) => {
    const { asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    const found = await listOverQuota(c.var.ctx, date, narrowed, { limit, cursor });
    return answerPage(c, page, found);
  })
  .openapi(unfunded, async (c) => {
    const { asOf: date = c.var.ctx.today, limit, cursor, ...narrowed } = c.req.valid('query');
    const found = await listUnfunded(c.var.ctx, date, narrowed, { limit, cursor });
    return answerPage(c, unfundedPage, found);
  });
