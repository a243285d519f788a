import type { Context } from 'hono';
import * as z from 'zod';
import { hashOf, logEntrySchema } from '../../../shared/audit.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Context as ServiceContext } from '../../../shared/services/context.ts';
import type { Expected } from '../../../shared/services/expected.ts';
import { DEFAULT_LIMIT, MAX_LIMIT, type Page } from '../../../shared/services/page.ts';
import { plainDateSchema, yearSchema } from '../../../shared/time.ts';
import type { Env } from './env.ts';
import { problemSchema } from './problem.ts';

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

/** Every refusal that a route may answer; spread into each contract. */
export const refusals = {
  400: problem('Malformed input: field and rule are named'),
  401: problem('No valid token'),
  403: problem('The role or scope does not allow it'),
  404: problem('Not there, or not visible'),
  409: problem('In conflict with what is there'),
  412: problem('Stale version'),
  413: problem('Body too large'),
  415: problem('Not JSON'),
  422: problem('Against a rule: article and numbers are named'),
  428: problem('If-Match is needed'),
  429: problem('Too many requests; Retry-After says when to come back'),
  500: problem('Internal error'),
  503: problem('Busy; try again'),
} as const;

export const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } }) as const;
export const json = <S extends z.ZodType>(description: string, schema: S) =>
  ({ description, content: { 'application/json': { schema } } }) as const;

/** `{ items, next }` of a list. */
export const pageOfSchema = <S extends z.ZodType>(id: string, item: S) =>
  z
    .object({ items: z.array(item), next: z.union([z.string(), z.null()]) })
    .meta({ id, description: 'A page; `next` is the cursor of the page after it' });

/** A whole number in a path or query, written in digits only: `0x7e9` and `2025.0` would name the same record by other addresses. */
export const inDigits = <S extends z.ZodType>(schema: S) =>
  z.preprocess((text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text), schema);

/** A page of the log. */
export const logPageSchema = pageOfSchema('LogPage', logEntrySchema);

export const pageQuery = {
  limit: inDigits(z.int().min(1).max(MAX_LIMIT)).default(DEFAULT_LIMIT).meta({ description: 'Rows of a page' }),
  cursor: z.string().max(1000).optional().meta({ description: '`next` of the page before' }),
};

/** Of a record that is read alone. */
export const knownAtQuery = {
  knownAt: plainDateSchema
    .optional()
    .meta({ description: 'Day at whose end the record was known as it is answered; as it stands now when absent' }),
};

export const yearQuery = inDigits(yearSchema);

export const storingHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/)
    .meta({ description: 'Chosen by the caller; a repeat gets the same answer', example: 'b3f1c0de-0001' }),
});
/** One version. Weak is as good: whatever compresses an answer on its way weakens its tag. */
const VERSION_TAG = /^(?:W\/)?"(\d{1,9})"$/;

export const conditionalHeaders = z.object({
  'if-match': z
    .string()
    .regex(VERSION_TAG, 'version-tag')
    .optional()
    .meta({ description: 'Version that is changed, as in ETag; needed when there is a record', example: '"3"' }),
  'if-none-match': z.literal('*').optional().meta({ description: '`*`: only if there is none yet' }),
});

/** What the request says is there. */
export function expectedOf(c: Context<Env>): Expected {
  const version = VERSION_TAG.exec(c.req.header('if-match') ?? '')?.[1];
  if (version !== undefined) return Number(version);
  return c.req.header('if-none-match') === '*' ? 'nothing' : 'unstated';
}

/** The service context of a POST that stores: with the key under which its answer is kept. */
export async function storing(c: Context<Env>): Promise<ServiceContext> {
  const key = c.req.header('idempotency-key');
  if (key === undefined) throw new Refusal('idempotency-key-required', {}, 'Idempotency-Key');
  const asked = [c.req.method, c.req.path, c.req.query(), await c.req.json<unknown>()];
  return { ...c.var.ctx, idempotency: { key, bodyHash: hashOf(asked) } };
}

export const etag = (version: number) => ({ etag: `"${version}"` });

/** The Link header of a page that has another one after it. */
export function linkNext(c: Context<Env>, page: Pick<Page<unknown>, 'next'>): Record<string, string> {
  if (page.next === null) return {};
  const query = new URLSearchParams({ ...c.req.query(), cursor: page.next });
  // The path as it was asked for: decoded, a decision's number is nothing that a header may hold.
  return { link: `<${new URL(c.req.url).pathname}?${query.toString()}>; rel="next"` };
}

/** A value as its schema promises it; what does not fit is our error, never the reader's. */
export function answer<S extends z.ZodType>(schema: S, value: z.input<S>): z.output<S> {
  return schema.parse(value);
}

/** Answers one record with its version. */
export function answerOne<S extends z.ZodType<{ version: number }>>(c: Context<Env>, schema: S, record: z.input<S>) {
  const body = answer(schema, record);
  return c.json(body, 200, etag(body.version));
}

/** Answers a record that a PUT wrote: 201 with its place when it is the first version. */
export function answerSaved<S extends z.ZodType<{ version: number }>>(c: Context<Env>, schema: S, record: z.input<S>) {
  const body = answer(schema, record);
  return body.version === 1 ? c.json(body, 201, { location: c.req.path, ...etag(1) }) : c.json(body, 200, etag(body.version));
}

/** Answers a page of a list. */
export function answerPage<S extends z.ZodType<Pick<Page<unknown>, 'next'>>>(c: Context<Env>, schema: S, found: z.input<S>) {
  const body = answer(schema, found);
  return c.json(body, 200, linkNext(c, body));
}
