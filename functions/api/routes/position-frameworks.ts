import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { frameworkComparisonSchema } from '../../../shared/domain/positions/compare.ts';
import { SHOWN_STATUSES, overrideSchema } from '../../../shared/domain/positions/framework.ts';
import { frameworkInputSchema } from '../../../shared/domain/positions/position.ts';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { decisionSchema } from '../../../shared/domain/vocabulary.ts';
import { positionRegimeSchema } from '../../../shared/law/positions/regimes.ts';
import { REVIEW_STEPS } from '../../../shared/law/positions/review-steps.ts';
import { approveFramework } from '../../../shared/services/position-frameworks/approve-framework.ts';
import { changeFramework, draftFramework } from '../../../shared/services/position-frameworks/draft-framework.ts';
import { frameworkSummarySchema, frameworkViewSchema } from '../../../shared/services/position-frameworks/framework-view.ts';
import {
  compareVersions,
  getFramework,
  listFrameworks,
  listFrameworksOfUnit,
} from '../../../shared/services/position-frameworks/read-frameworks.ts';
import { advanceReview, returnFramework } from '../../../shared/services/position-frameworks/review-framework.ts';
import { submitFramework } from '../../../shared/services/position-frameworks/submit-framework.ts';
import { plainDateSchema } from '../../../shared/time.ts';
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
  pageOfSchema,
  pageQuery,
  refusals,
  storing,
  storingHeaders,
} from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['positions'];
const versionNumber = inDigits(z.int().min(1).max(9999));
const unitParams = z.strictObject({ code: unitCodeSchema });
const params = unitParams.extend({ version: versionNumber });
const page = pageOfSchema('FrameworkPage', frameworkSummarySchema);
const reason = impersonalText(500).optional();
const asOf = plainDateSchema.optional().meta({ description: 'Today when absent' });
const documentBody = jsonBody(frameworkInputSchema.extend({ reason }).meta({ id: 'FrameworkDraft' }));
const path = '/v1/units/{code}/position-frameworks';

/** A verb on a version: with If-Match for what it acts on, and a key under which its answer is kept. */
const verb = <S extends z.ZodType>(name: string, summary: string, body: S) =>
  createRoute({
    method: 'post',
    path: `${path}/{version}/${name}`,
    tags,
    summary,
    request: { params, headers: storingHeaders.extend(conditionalHeaders.shape), body: jsonBody(body) },
    responses: { 200: json('The version as it stands now', frameworkSummarySchema), ...refusals },
  });

const list = createRoute({
  method: 'get',
  path: '/v1/position-frameworks',
  tags,
  summary: 'Every version of the province: what waits, what came back, what is overdue',
  request: {
    query: z.strictObject({
      status: z.enum(SHOWN_STATUSES).optional(),
      regime: positionRegimeSchema.optional(),
      overdue: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
      under: unitCodeSchema.optional().meta({ description: 'A unit and everything below it' }),
      asOf,
      ...pageQuery,
    }),
  },
  responses: { 200: json('By unit and number', page), ...refusals },
});
const ofUnit = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'A unit’s versions',
  request: { params: unitParams, query: z.strictObject({ asOf, ...pageQuery }) },
  responses: { 200: json('By number', page), ...refusals },
});
const draft = createRoute({
  method: 'post',
  path,
  tags,
  summary: 'Draft the next version of a unit’s job positions',
  request: { params: unitParams, headers: storingHeaders, body: documentBody },
  responses: { 201: json('Drafted', frameworkSummarySchema), ...refusals },
});
const get = createRoute({
  method: 'get',
  path: `${path}/{version}`,
  tags,
  summary: 'A version whole: positions, checks that do not hold, where it stands and until when',
  request: { params },
  responses: { 200: json('The version', frameworkViewSchema), ...refusals },
});
const change = createRoute({
  method: 'put',
  path: `${path}/{version}`,
  tags,
  summary: 'Change a draft, or a version that came back',
  request: { params, headers: conditionalHeaders, body: documentBody },
  responses: { 200: json('Changed', frameworkSummarySchema), ...refusals },
});
const compare = createRoute({
  method: 'get',
  path: `${path}/{version}/compare`,
  tags,
  summary: 'Two versions field by field',
  request: {
    params,
    query: z.strictObject({ with: versionNumber.meta({ description: 'The version that is compared with; `after` is its side' }) }),
  },
  responses: { 200: json('What differs', frameworkComparisonSchema), ...refusals },
});
const submit = verb('submit', 'Submit a draft for review', z.strictObject({ reason }).meta({ id: 'SubmitFramework' }));
const advance = verb(
  'advance',
  'Record that a step of the review is done',
  z.strictObject({ done: z.enum(REVIEW_STEPS), reason }).meta({ id: 'AdvanceReview' }),
);
const giveBack = verb(
  'return',
  'Return a version to its unit with the reason',
  z.strictObject({ reason: impersonalText(500) }).meta({ id: 'ReturnFramework' }),
);
const approve = verb(
  'approve',
  'Approve a version by a decision; never by whoever drafted or submitted it',
  z
    .strictObject({
      decision: decisionSchema,
      effectiveFrom: plainDateSchema.optional().meta({ description: 'Day of effect by the decision; that of the draft when absent' }),
      overrides: z.array(overrideSchema).max(200).default([]),
      reason,
    })
    .meta({ id: 'ApproveFramework' }),
);

export const positionFrameworks = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, asOf: date = c.var.ctx.today, ...filters } = c.req.valid('query');
    return answerPage(c, page, await listFrameworks(c.var.ctx, date, filters, { limit, cursor }));
  })
  .openapi(ofUnit, async (c) => {
    const { limit, cursor, asOf: date = c.var.ctx.today } = c.req.valid('query');
    return answerPage(c, page, await listFrameworksOfUnit(c.var.ctx, c.req.valid('param').code, date, { limit, cursor }));
  })
  .openapi(draft, async (c) => {
    const { reason: why, ...input } = c.req.valid('json');
    const { code: unit } = c.req.valid('param');
    const made = await draftFramework(await storing(c), { unit, input, reason: why ?? null });
    return c.json(answer(frameworkSummarySchema, made), 201, { location: `${c.req.path}/${made.number}`, ...etag(made.version) });
  })
  .openapi(get, async (c) => {
    const { code, version } = c.req.valid('param');
    return answerOne(c, frameworkViewSchema, await getFramework(c.var.ctx, code, version));
  })
  .openapi(change, async (c) => {
    const { reason: why, ...input } = c.req.valid('json');
    const { code: unit, version: number } = c.req.valid('param');
    const made = await changeFramework(c.var.ctx, { unit, number, input, expected: expectedOf(c), reason: why ?? null });
    return answerOne(c, frameworkSummarySchema, made);
  })
  .openapi(compare, async (c) => {
    const { code, version } = c.req.valid('param');
    const found = await compareVersions(c.var.ctx, code, version, c.req.valid('query').with);
    return c.json(answer(frameworkComparisonSchema, found), 200);
  })
  .openapi(submit, async (c) => {
    const { code: unit, version: number } = c.req.valid('param');
    const { reason: why } = c.req.valid('json');
    const made = await submitFramework(await storing(c), { unit, number, expected: expectedOf(c), reason: why ?? null });
    return answerOne(c, frameworkSummarySchema, made);
  })
  .openapi(advance, async (c) => {
    const { code: unit, version: number } = c.req.valid('param');
    const { done, reason: why } = c.req.valid('json');
    const made = await advanceReview(await storing(c), { unit, number, done, expected: expectedOf(c), reason: why ?? null });
    return answerOne(c, frameworkSummarySchema, made);
  })
  .openapi(giveBack, async (c) => {
    const { code: unit, version: number } = c.req.valid('param');
    const made = await returnFramework(await storing(c), { unit, number, expected: expectedOf(c), ...c.req.valid('json') });
    return answerOne(c, frameworkSummarySchema, made);
  })
  .openapi(approve, async (c) => {
    const { code: unit, version: number } = c.req.valid('param');
    const { reason: why, ...stated } = c.req.valid('json');
    const made = await approveFramework(await storing(c), { unit, number, expected: expectedOf(c), ...stated, reason: why ?? null });
    return answerOne(c, frameworkSummarySchema, made);
  });
