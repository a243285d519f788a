import { OpenAPIHono, createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { progressSchema } from '../../../shared/domain/progress.ts';
import { measureProgress } from '../../../shared/services/progress/measure-progress.ts';
import { readPath, targetPathSchema } from '../../../shared/services/progress/read-path.ts';
import { plainDateSchema } from '../../../shared/time.ts';
import { answer, json, refusals } from '../http/contract.ts';
import type { Env } from '../http/env.ts';
import { defaultHook } from '../http/validation.ts';

const tags = ['progress'];
const query = z.strictObject({ asOf: plainDateSchema.optional().meta({ description: 'Today when absent' }) });

const all = createRoute({
  method: 'get',
  path: '/v1/progress',
  tags,
  summary: 'Every target: base, current, required, verdicts, glide path, causes of the change, early warning',
  request: { query },
  responses: { 200: json('Where every target stands', progressSchema), ...refusals },
});
const path = createRoute({
  method: 'get',
  path: '/v1/progress/{target}/path',
  tags,
  summary: 'One target’s way by quarters: the line, what was counted, since when it is behind, what is needed from now',
  request: { params: z.strictObject({ target: z.string().min(1).max(60) }), query },
  responses: { 200: json('The way to the target', targetPathSchema), ...refusals },
});

export const progress = new OpenAPIHono<Env>({ defaultHook })
  .openapi(all, async (c) =>
    c.json(answer(progressSchema, await measureProgress(c.var.ctx, c.req.valid('query').asOf ?? c.var.ctx.today)), 200),
  )
  .openapi(path, async (c) => {
    const { ctx } = c.var;
    return c.json(answer(targetPathSchema, await readPath(ctx, c.req.valid('param').target, c.req.valid('query').asOf ?? ctx.today)), 200);
  });
