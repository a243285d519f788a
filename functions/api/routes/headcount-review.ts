import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { headcountRecordSchema } from '../../../shared/domain/headcount.ts';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { HEADCOUNT_STEP_REGISTERS } from '../../../shared/services/headcount/headcount-steps.ts';
import { bulkAnswerSchema, bulkBody, bulkQuery } from '../http/bulk.ts';
import { answerOne, conditionalHeaders, json, jsonBody, refusals, storingHeaders } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { MONTHLY, answerRows, monthCell, takeStep } from '../http/unit-register-routes.ts';
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
const params = MONTHLY.one;
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
    params: MONTHLY.many,
    headers: storingHeaders,
    query: bulkQuery,
    body: jsonBody(bulkBody('HeadcountSteps', rowSchema)),
  },
  responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
} as const;
const submitMany = createRoute({ ...many, path: '/v1/headcount/{month}/submit', summary: 'Submit many units’ month' });
const acceptMany = createRoute({ ...many, path: '/v1/headcount/{month}/accept', summary: 'Accept many units’ month' });

const { submit: toSubmit, accept: toAccept, return: toReturn } = HEADCOUNT_STEP_REGISTERS;

export const headcountReview = new OpenAPIHono<Env>({ defaultHook })
  .openapi(submit, async (c) =>
    answerOne(c, headcountRecordSchema, await takeStep(c, toSubmit, monthCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(accept, async (c) =>
    answerOne(c, headcountRecordSchema, await takeStep(c, toAccept, monthCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(giveBack, async (c) =>
    answerOne(c, headcountRecordSchema, await takeStep(c, toReturn, monthCell(c.req.valid('param')), c.req.valid('json'))),
  )
  .openapi(submitMany, (c) => answerRows(c, toSubmit, c.req.valid('param').month, c.req.valid('json'), c.req.valid('query')))
  .openapi(acceptMany, (c) => answerRows(c, toAccept, c.req.valid('param').month, c.req.valid('json'), c.req.valid('query')));
