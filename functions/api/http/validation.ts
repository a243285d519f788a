import type { Hook } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';
import { faultsOf } from './input-faults.ts';
import { answerProblem, problemOf } from './problem.ts';

/** Input that does not fit its schema: a 400 that names every field and rule in the reader's language. */
export const defaultHook: Hook<unknown, Env, string, Response | undefined | Promise<Response | undefined>> = async (result, c) => {
  if (result.success) return undefined;
  const language = c.get('language');
  if (
    result.target === 'header' &&
    result.error.issues.some(({ path }) => path[0] === 'idempotency-key' && c.req.header('idempotency-key') === undefined)
  )
    return answerProblem(c, await problemOf(new Refusal('idempotency-key-required', {}, 'Idempotency-Key'), language, c.get('requestId')));
  const input = await inputOf(c, result.target);
  const errors = faultsOf(result.error.issues, input, language);
  return answerProblem(c, { ...(await problemOf(new Refusal('invalid-input'), language, c.get('requestId'))), errors });
};

async function inputOf(c: Context, target: string): Promise<unknown> {
  if (target === 'json') return c.req.json().catch(() => undefined);
  if (target === 'query') return c.req.query();
  if (target === 'param') return c.req.param();
  return c.req.header();
}
