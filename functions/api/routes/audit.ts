import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { auditVerificationSchema, verifyLog } from '../../../shared/services/audit/verify-log.ts';
import { answer, json, linkNext, pageQuery, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const verify = createRoute({
  method: 'get',
  path: '/v1/audit/verify',
  tags: ['audit'],
  summary: 'Recompute the hash chains of the log, a page of streams at a time',
  request: { query: z.strictObject(pageQuery) },
  responses: { 200: json('Digest of all heads, and what does not hold', auditVerificationSchema), ...refusals },
});

export const audit = new OpenAPIHono<Env>({ defaultHook }).openapi(verify, async (c) => {
  const verified = await verifyLog(c.var.ctx, c.req.valid('query'));
  return c.json(answer(auditVerificationSchema, verified), 200, linkNext(c, verified));
});
