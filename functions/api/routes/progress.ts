import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { progressSchema } from '../../../shared/domain/progress.ts';
import { measureProgress } from '../../../shared/services/progress/measure-progress.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const route = createRoute({
  method: 'get',
  path: '/v1/progress',
  tags: ['progress'],
  summary: 'Every target: base, current, required, verdicts, glide path, causes of the change',
  request: { query: z.strictObject({ asOf: plainDateSchema.optional().meta({ description: 'Today when absent' }) }) },
  responses: { 200: json('Where every target stands', progressSchema), ...refusals },
});

export const progress = new OpenAPIHono<Env>({ defaultHook }).openapi(route, async (c) =>
  c.json(answer(progressSchema, await measureProgress(c.var.ctx, c.req.valid('query').asOf ?? c.var.ctx.today)), 200),
);
