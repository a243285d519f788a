import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { logDigestSchema } from '../../../shared/domain/log-digest.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { compareDigest, digestComparisonSchema, listDigests } from '../../../shared/services/audit/read-digests.ts';
import { MAX_DAYS, readLog } from '../../../shared/services/audit/read-log.ts';
import { auditVerificationSchema, verifyLog } from '../../../shared/services/audit/verify-log.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, linkNext, logPageSchema, pageOfSchema, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['audit'];
const digestPage = pageOfSchema('LogDigests', logDigestSchema);
const streamSchema = z
  .union([unitCodeSchema, z.string().regex(/^~[A-Z]{1,20}(\.[0-9A-Za-z-]{1,60})?$/)])
  .meta({ description: 'A unit, by any code it had; or another stream of the log, such as ~RESERVE or ~BASELINES', example: 'H49.13' });

const list = createRoute({
  method: 'get',
  path: '/v1/audit',
  tags,
  summary: 'The log across units, by unit, actor and time',
  description: `In the order of recording. Without a unit at most ${MAX_DAYS} days, by default the last ones; the newest entries may follow a moment later. A page may be short or empty where few entries are the actor’s: \`next\` says whether there is more.`,
  request: {
    query: z.strictObject({
      unit: streamSchema.optional(),
      actor: z.string().min(1).max(128).optional().meta({ description: 'Subject of the token under which it was recorded' }),
      from: plainDateSchema.optional(),
      to: plainDateSchema.optional(),
      ...pageQuery,
    }),
  },
  responses: { 200: json('In the order of recording', logPageSchema), ...refusals },
});

const verify = createRoute({
  method: 'get',
  path: '/v1/audit/verify',
  tags,
  summary: 'Recompute the hash chains of the log, a page of streams at a time',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Digest of all heads, and what does not hold', auditVerificationSchema), ...refusals },
});

const digests = createRoute({
  method: 'get',
  path: '/v1/audit/digests',
  tags,
  summary: 'The digests of the log that were kept day by day',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Newest first', digestPage), ...refusals },
});

const comparison = createRoute({
  method: 'get',
  path: '/v1/audit/digests/{day}',
  tags,
  summary: 'Whether the log still goes through where it stood on a day, a page of streams at a time',
  request: { params: z.strictObject({ day: plainDateSchema }), query: z.strictObject(pageQuery) },
  responses: { 200: json('The digest, and what differs', digestComparisonSchema), ...refusals },
});

export const audit = new OpenAPIHono<Env>({ defaultHook })
  .openapi(list, async (c) => {
    const { limit, cursor, ...question } = c.req.valid('query');
    const found = await readLog(c.var.ctx, question, { limit, cursor });
    return c.json(answer(logPageSchema, found), 200, linkNext(c, found));
  })
  .openapi(verify, async (c) => {
    const verified = await verifyLog(c.var.ctx, c.req.valid('query'));
    return c.json(answer(auditVerificationSchema, verified), 200, linkNext(c, verified));
  })
  .openapi(digests, async (c) => {
    const found = await listDigests(c.var.ctx, c.req.valid('query'));
    return c.json(answer(digestPage, found), 200, linkNext(c, found));
  })
  .openapi(comparison, async (c) => {
    const compared = await compareDigest(c.var.ctx, c.req.valid('param').day, c.req.valid('query'));
    return c.json(answer(digestComparisonSchema, compared), 200, linkNext(c, compared));
  });
