import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { headcountRecordSchema } from '../../../shared/domain/headcount.ts';
import type { HeadcountStep } from '../../../shared/domain/headcount-review.ts';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import type { Context as ServiceContext } from '../../../shared/services/context.ts';
import type { Expected } from '../../../shared/services/expected.ts';
import { HEADCOUNT_STEP_REGISTERS } from '../../../shared/services/headcount/headcount-steps.ts';
import { putMany, putOne } from '../../../shared/services/unit-register.ts';
import { plainMonthSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery } from '../http/bulk.ts';
import { answer, conditionalHeaders, etag, expectedOf, json, jsonBody, refusals, storing, storingHeaders } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['headcount'];
const reason = impersonalText(500);
const stepBody = z.strictObject({ reason: reason.optional() }).meta({ id: 'HeadcountStep' });
const returnBody = z.strictObject({ reason }).meta({ id: 'HeadcountReturn' });
const rowSchema = z
  .strictObject({ unit: unitCodeSchema, version: z.int().min(1).meta({ description: 'Version of the report, as in ETag' }) })
  .meta({ id: 'HeadcountStepRow' });

const one = {
  method: 'post',
  tags,
  responses: { 200: json('The report', headcountRecordSchema), ...refusals },
} as const;
const params = z.strictObject({ code: unitCodeSchema, month: plainMonthSchema });
const headers = storingHeaders.extend(conditionalHeaders.shape);

const submit = createRoute({
  ...one,
  path: '/v1/units/{code}/headcount/{month}/submit',
  summary: 'Submit a recorded month to the Home Affairs department',
  request: { params, headers, body: jsonBody(stepBody) },
});
const accept = createRoute({
  ...one,
  path: '/v1/units/{code}/headcount/{month}/accept',
  summary: 'Accept a submitted month; not by whoever submitted it',
  request: { params, headers, body: jsonBody(stepBody) },
});
const giveBack = createRoute({
  ...one,
  path: '/v1/units/{code}/headcount/{month}/return',
  summary: 'Return a submitted month with a reason',
  request: { params, headers, body: jsonBody(returnBody) },
});

const many = {
  method: 'post',
  tags,
  request: {
    params: z.strictObject({ month: plainMonthSchema }),
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('HeadcountSteps', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
} as const;
const submitMany = createRoute({ ...many, path: '/v1/headcount/{month}/submit', summary: 'Submit many units’ month' });
const acceptMany = createRoute({ ...many, path: '/v1/headcount/{month}/accept', summary: 'Accept many units’ month' });

type At = { code: string; month: string };
const take = (ctx: ServiceContext, step: HeadcountStep, { code: unit, month: period }: At, expected: Expected, why: string | undefined) =>
  putOne(ctx, HEADCOUNT_STEP_REGISTERS[step], { unit, period, input: {}, expected }, why ?? null);

type Steps = { rows: readonly z.infer<typeof rowSchema>[]; reason?: string | undefined };
const takeMany = (ctx: ServiceContext, step: HeadcountStep, period: string, { rows, reason: why }: Steps, dryRun: boolean) =>
  putMany(
    ctx,
    HEADCOUNT_STEP_REGISTERS[step],
    { period, rows: rows.map(({ unit, version }) => ({ unit, version, input: {} })), reason: why ?? null },
    dryRun,
  );

export const headcountReview = new OpenAPIHono<Env>({ defaultHook })
  .openapi(submit, async (c) => {
    const record = await take(await storing(c), 'submit', c.req.valid('param'), expectedOf(c), c.req.valid('json').reason);
    return c.json(answer(headcountRecordSchema, record), 200, etag(record.version));
  })
  .openapi(accept, async (c) => {
    const record = await take(await storing(c), 'accept', c.req.valid('param'), expectedOf(c), c.req.valid('json').reason);
    return c.json(answer(headcountRecordSchema, record), 200, etag(record.version));
  })
  .openapi(giveBack, async (c) => {
    const record = await take(await storing(c), 'return', c.req.valid('param'), expectedOf(c), c.req.valid('json').reason);
    return c.json(answer(headcountRecordSchema, record), 200, etag(record.version));
  })
  .openapi(submitMany, async (c) => {
    const { dryRun } = c.req.valid('query');
    const results = await takeMany(await storing(c), 'submit', c.req.valid('param').month, c.req.valid('json'), dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  })
  .openapi(acceptMany, async (c) => {
    const { dryRun } = c.req.valid('query');
    const results = await takeMany(await storing(c), 'accept', c.req.valid('param').month, c.req.valid('json'), dryRun);
    return c.json(answer(bulkAnswerSchema, bulkAnswerOf(c, results, dryRun)), 200);
  });
