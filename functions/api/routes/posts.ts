import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { postsCellSchema } from '../../../shared/domain/ledger-view.ts';
import { RESERVE, holderSchema, postEntryInputSchema, postTransferSchema, postsRecordSchema } from '../../../shared/domain/posts.ts';
import { rowVersion } from '../../../shared/domain/row-version.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { addPostEntries } from '../../../shared/services/posts/add-post-entries.ts';
import { addPosts } from '../../../shared/services/posts/add-posts.ts';
import { getPosts, listPosts, reserveHistory } from '../../../shared/services/posts/read-posts.ts';
import { transferPosts } from '../../../shared/services/posts/transfer-posts.ts';
import { endOfYear, plainDateSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery } from '../http/bulk.ts';
import {
  answer,
  answerOne,
  answerPage,
  conditionalHeaders,
  etag,
  expectedOf,
  json,
  jsonBody,
  knownAtQuery,
  logPageSchema,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
  yearQuery,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['posts'];
const asOf = plainDateSchema.optional().meta({ description: 'Date for which the entries are summed; 31 December of the year when absent' });
const viewSchema = postsRecordSchema
  .extend({ asOf: plainDateSchema, assigned: z.array(postsCellSchema) })
  .meta({ id: 'Posts', description: 'Posts ledger of a holder and year, and what it comes to on a date' });
const page = pageOfSchema('PostsPage', viewSchema);
const entriesBody = z
  .strictObject({ entries: z.array(postEntryInputSchema).min(1).max(100), reason: impersonalText(500).optional() })
  .meta({ id: 'PostEntries', description: 'Entries to append' });
const rowSchema = z
  .strictObject({ unit: holderSchema, version: rowVersion, entries: z.array(postEntryInputSchema).min(1).max(100) })
  .meta({ id: 'PostsBulkRow' });
const transferAnswer = z.object({ from: postsRecordSchema, to: postsRecordSchema }).meta({ id: 'PostTransferAnswer' });

const unitParams = z.strictObject({ code: unitCodeSchema, year: yearQuery });
const yearParams = z.strictObject({ year: yearQuery });

const get = createRoute({
  method: 'get',
  path: '/v1/units/{code}/posts/{year}',
  tags,
  summary: 'A unit’s posts of a year: entries, and what they come to',
  request: { params: unitParams, query: z.strictObject({ asOf, ...knownAtQuery }) },
  responses: { 200: json('The ledger', viewSchema), ...refusals },
});
const add = createRoute({
  method: 'post',
  path: '/v1/units/{code}/posts/{year}',
  tags,
  summary: 'Append signed entries to a unit’s posts of a year',
  request: { params: unitParams, headers: storingHeaders.extend(conditionalHeaders.shape), body: jsonBody(entriesBody) },
  responses: { 201: json('The ledger', viewSchema), ...refusals },
});
const getReserve = createRoute({
  method: 'get',
  path: '/v1/posts/{year}/reserve',
  tags,
  summary: 'The province’s reserve of a year',
  request: { params: yearParams, query: z.strictObject({ asOf, ...knownAtQuery }) },
  responses: { 200: json('The ledger', viewSchema), ...refusals },
});
const addReserve = createRoute({
  method: 'post',
  path: '/v1/posts/{year}/reserve',
  tags,
  summary: 'Append signed entries to the reserve of a year',
  request: { params: yearParams, headers: storingHeaders.extend(conditionalHeaders.shape), body: jsonBody(entriesBody) },
  responses: { 201: json('The ledger', viewSchema), ...refusals },
});
const history = createRoute({
  method: 'get',
  path: '/v1/reserve/history',
  tags,
  summary: 'Who changed the reserve, newest first',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Log entries', logPageSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/posts',
  tags,
  summary: 'Every holder’s posts of a year',
  request: { query: z.strictObject({ year: yearQuery, asOf, ...pageQuery }) },
  responses: { 200: json('By holder', page), ...refusals },
});
const many = createRoute({
  method: 'post',
  path: '/v1/posts/{year}',
  tags,
  summary: 'Append entries for many holders of a year',
  request: { params: yearParams, headers: storingHeaders, query: bulkQuery, body: jsonBody(bulkBody('PostsBulk', rowSchema)) },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
});
const transfer = createRoute({
  method: 'post',
  path: '/v1/post-transfers',
  tags,
  summary: 'Move posts between units, or to and from the reserve',
  request: { headers: storingHeaders, body: jsonBody(postTransferSchema) },
  responses: { 201: json('Both ledgers', transferAnswer), ...refusals },
});

/** Where a ledger is read. */
const ledgerPath = ({ unit, year }: { unit: string; year: number }): string =>
  unit === RESERVE ? `/v1/posts/${year}/reserve` : `/v1/units/${unit}/posts/${year}`;

export const posts = new OpenAPIHono<Env>({ defaultHook })
  .openapi(get, async (c) => {
    const { code, year } = c.req.valid('param');
    const { asOf: date = endOfYear(year), knownAt } = c.req.valid('query');
    return answerOne(c, viewSchema, await getPosts(c.var.ctx, code, year, date, knownAt));
  })
  .openapi(add, async (c) => {
    const { code: unit, year } = c.req.valid('param');
    const { entries, reason } = c.req.valid('json');
    const view = await addPostEntries(await storing(c), { unit, year, entries, reason: reason ?? null, expected: expectedOf(c) });
    return c.json(answer(viewSchema, view), 201, { location: c.req.path, ...etag(view.version) });
  })
  .openapi(getReserve, async (c) => {
    const { year } = c.req.valid('param');
    const { asOf: date = endOfYear(year), knownAt } = c.req.valid('query');
    return answerOne(c, viewSchema, await getPosts(c.var.ctx, RESERVE, year, date, knownAt));
  })
  .openapi(addReserve, async (c) => {
    const { year } = c.req.valid('param');
    const { entries, reason } = c.req.valid('json');
    const view = await addPostEntries(await storing(c), { unit: RESERVE, year, entries, reason: reason ?? null, expected: expectedOf(c) });
    return c.json(answer(viewSchema, view), 201, { location: c.req.path, ...etag(view.version) });
  })
  .openapi(history, async (c) => {
    return answerPage(c, logPageSchema, await reserveHistory(c.var.ctx, c.req.valid('query')));
  })
  .openapi(list, async (c) => {
    const { year, asOf: date, limit, cursor } = c.req.valid('query');
    return answerPage(c, page, await listPosts(c.var.ctx, year, date ?? endOfYear(year), { limit, cursor }));
  })
  .openapi(many, async (c) => {
    const { year } = c.req.valid('param');
    const { rows, reason } = c.req.valid('json');
    const { dryRun } = c.req.valid('query');
    const results = await addPosts(await storing(c), { year, rows, reason: reason ?? null }, dryRun);
    return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(transfer, async (c) => {
    const made = await transferPosts(await storing(c), c.req.valid('json'));
    return c.json(answer(transferAnswer, made), 201, { location: ledgerPath(made.to) });
  });
