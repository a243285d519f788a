import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { type Job, MAX_JOB_ROWS, MAX_PARTS, MAX_PART_ROWS, jobSchema } from '../../../shared/domain/jobs/job.ts';
import { JOB_SCHEMAS, jobRequestSchema } from '../../../shared/domain/jobs/kinds.ts';
import { cancelJob } from '../../../shared/services/jobs/cancel-job.ts';
import { createJob } from '../../../shared/services/jobs/create-job.ts';
import { putPart } from '../../../shared/services/jobs/put-part.ts';
import { getJob, listJobs, listResults } from '../../../shared/services/jobs/read-jobs.ts';
import { startJob } from '../../../shared/services/jobs/start-job.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';
import { rowAnswerOf, rowAnswerSchema, rowProblemOf, rowProblemSchema } from '../http/bulk.ts';
import {
  answer,
  answerPage,
  inDigits,
  json,
  jsonBody,
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';

const tags = ['jobs'];
const params = z.strictObject({ id: z.string().regex(/^[0-9A-Z]{26}$/) });
const shownSchema = jobSchema
  .extend({
    problem: z.union([rowProblemSchema.omit({ field: true }), z.null()]).meta({ description: 'Why its first failed chunk failed' }),
  })
  .meta({ id: 'JobAnswer', description: 'A job and how far it is' });
const page = pageOfSchema('JobPage', shownSchema);
const results = pageOfSchema(
  'JobResultPage',
  rowAnswerSchema.extend({ part: z.int().meta({ description: 'Part in which the row was sent; `index` is its place there, from 0' }) }),
);

const rowsOf = <K extends keyof typeof JOB_SCHEMAS>(kind: K) =>
  z.strictObject({
    kind: z.literal(kind),
    rows: z
      .array(JOB_SCHEMAS[kind].row as (typeof JOB_SCHEMAS)[K]['row'])
      .min(1)
      .max(MAX_PART_ROWS),
  });
const partSchema = z
  .discriminatedUnion('kind', [rowsOf('staff'), rowsOf('staff-changes'), rowsOf('enrolments'), rowsOf('attendances'), rowsOf('headcount')])
  .meta({ id: 'JobPart', description: 'Rows as the bulk request of the register takes them' });

const create = createRoute({
  method: 'post',
  path: '/v1/jobs',
  tags,
  summary: 'Open a job for more rows than a request takes',
  request: { headers: storingHeaders, body: jsonBody(jobRequestSchema) },
  responses: { 201: json('Opened: its parts may follow', shownSchema), ...refusals },
});
const part = createRoute({
  method: 'put',
  path: '/v1/jobs/{id}/parts/{part}',
  tags,
  summary: 'A part of a job’s rows; sent again it replaces itself',
  request: { params: params.extend({ part: inDigits(z.int().min(1).max(MAX_PARTS)) }), body: jsonBody(partSchema) },
  responses: { 200: json('The job with the part', shownSchema), ...refusals },
});
const start = createRoute({
  method: 'post',
  path: '/v1/jobs/{id}/start',
  tags,
  summary: 'Let a job begin, all of whose parts have arrived; again it does no harm',
  request: {
    params,
    headers: storingHeaders,
    body: jsonBody(
      z.strictObject({ parts: z.int().min(1).max(MAX_PARTS), rows: z.int().min(1).max(MAX_JOB_ROWS) }).meta({ id: 'JobStart' }),
    ),
  },
  responses: { 202: json('Queued', shownSchema), ...refusals },
});
const cancel = createRoute({
  method: 'post',
  path: '/v1/jobs/{id}/cancel',
  tags,
  summary: 'Stop a job: no further chunk is begun, what is written stays',
  request: {
    params,
    headers: storingHeaders,
    body: jsonBody(z.strictObject({ reason: impersonalText(500).optional() }).meta({ id: 'JobCancellation' })),
  },
  responses: { 200: json('The job', shownSchema), ...refusals },
});
const listRows = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}/results',
  tags,
  summary: 'What became of each row, in the order in which they were sent',
  request: {
    params,
    query: z.strictObject({ outcome: rowAnswerSchema.shape.outcome.optional().meta({ description: 'Only these' }), ...pageQuery }),
  },
  responses: { 200: json('Rows of the chunks that have ended', results), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: '/v1/jobs/{id}',
  tags,
  summary: 'A job and how far it is',
  request: { params },
  responses: { 200: json('The job', shownSchema), ...refusals },
});
const list = createRoute({
  method: 'get',
  path: '/v1/jobs',
  tags,
  summary: 'Jobs of the last 30 days, newest first: one’s own, or everybody’s for roles without a subtree',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Jobs', page), ...refusals },
});

/** A job with the sentence of its problem in the reader's language. */
const shown = async (c: Context<Env>, { problem, ...job }: Job) => ({ ...job, problem: problem && (await rowProblemOf(c, problem)) });

export const jobs = new OpenAPIHono<Env>({ defaultHook })
  .openapi(create, async (c) => {
    const job = await createJob(await storing(c), c.req.valid('json'));
    return c.json(answer(shownSchema, await shown(c, job)), 201, { location: `/v1/jobs/${job.id}` });
  })
  .openapi(list, async (c) => {
    const { items, next } = await listJobs(c.var.ctx, c.req.valid('query'));
    return answerPage(c, page, { items: await Promise.all(items.map((job) => shown(c, job))), next });
  })
  .openapi(get, async (c) => c.json(answer(shownSchema, await shown(c, await getJob(c.var.ctx, c.req.valid('param').id))), 200))
  .openapi(part, async (c) => {
    const { id, part: number } = c.req.valid('param');
    return c.json(answer(shownSchema, await shown(c, await putPart(c.var.ctx, id, { number, ...c.req.valid('json') }))), 200);
  })
  .openapi(start, async (c) => {
    const job = await startJob(await storing(c), c.var.queue, c.req.valid('param').id, c.req.valid('json'));
    return c.json(answer(shownSchema, await shown(c, job)), 202);
  })
  .openapi(cancel, async (c) => {
    const job = await cancelJob(await storing(c), c.req.valid('param').id, c.req.valid('json').reason ?? null);
    return c.json(answer(shownSchema, await shown(c, job)), 200);
  })
  .openapi(listRows, async (c) => {
    const { outcome, limit, cursor } = c.req.valid('query');
    const found = await listResults(c.var.ctx, c.req.valid('param').id, outcome, { limit, cursor });
    return answerPage(c, results, {
      items: await Promise.all(found.items.map(async ({ part: of, ...row }) => ({ ...(await rowAnswerOf(c, row)), part: of }))),
      next: found.next,
    });
  });
