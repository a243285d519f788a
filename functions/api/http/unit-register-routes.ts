import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { rowVersion } from '../../../shared/domain/row-version.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { type UnitRegister, type UnitRow, putMany, putOne } from '../../../shared/services/unit-register.ts';
import { plainMonthSchema } from '../../../shared/time.ts';
import { bulkAnswerOf, bulkAnswerSchema, bulkBody, bulkQuery } from './bulk.ts';
import { answer, conditionalHeaders, expectedOf, json, jsonBody, refusals, storing, storingHeaders, yearQuery } from './contract.ts';
import type { Env } from './env.ts';

/** Parameters of a register by unit and month: of one record, and of a month's records. */
export const MONTHLY = {
  one: z.strictObject({ code: unitCodeSchema, month: plainMonthSchema }),
  many: z.strictObject({ month: plainMonthSchema }),
};
/** The same by unit and year. */
export const YEARLY = {
  one: z.strictObject({ code: unitCodeSchema, year: yearQuery }),
  many: z.strictObject({ year: yearQuery }),
};

/** The body of a bulk request to a register: its input with the unit and the version that is believed to be there. */
export const rowsOf = <S extends z.ZodRawShape>(name: string, input: z.ZodObject<S, z.core.$strict>) =>
  bulkBody(`${name}Bulk`, input.extend({ unit: unitCodeSchema, version: rowVersion }).meta({ id: `${name}BulkRow` }));

type RegisterTexts = {
  tags: string[];
  /** Path of one record, and of the bulk request. */
  paths: { one: string; many: string };
  params: { one: z.ZodObject; many: z.ZodObject };
  /** Query of the reading of one record. */
  query: z.ZodObject;
  /** What is reported, one by one and in bulk. */
  body: z.ZodObject;
  rows: z.ZodObject;
  /** What is answered to a report, and to the reading of a record. */
  saved: z.ZodType;
  record: z.ZodType;
  summaries: { put: string; get: string; many: string };
  /** What the answers are: to the first report, and to the reading of a record. */
  says: { recorded?: string; record: string };
};

/**
 * The contracts that every register of units by month or year has: report one, read one, report many. What is read off a
 * type parameter has the type of its bound, so that each part is said to be the register's own: it types the client.
 */
export const unitRegisterContracts = <const T extends RegisterTexts>(of: T) => ({
  put: createRoute({
    method: 'put',
    path: of.paths.one as T['paths']['one'],
    tags: of.tags,
    summary: of.summaries.put,
    request: { params: of.params.one as T['params']['one'], headers: conditionalHeaders, body: jsonBody(of.body as T['body']) },
    responses: {
      200: json('Changed', of.saved as T['saved']),
      201: json(of.says.recorded ?? 'Recorded', of.saved as T['saved']),
      ...refusals,
    },
  }),
  get: createRoute({
    method: 'get',
    path: of.paths.one as T['paths']['one'],
    tags: of.tags,
    summary: of.summaries.get,
    request: { params: of.params.one as T['params']['one'], query: of.query as T['query'] },
    responses: { 200: json(of.says.record, of.record as T['record']), ...refusals },
  }),
  many: createRoute({
    method: 'post',
    path: of.paths.many as T['paths']['many'],
    tags: of.tags,
    summary: of.summaries.many,
    request: {
      params: of.params.many as T['params']['many'],
      headers: storingHeaders,
      query: bulkQuery,
      body: jsonBody(of.rows as T['rows']),
    },
    responses: { 200: json('A result per row', bulkAnswerSchema), ...refusals },
  }),
});

/** Whose record of which period. */
type Cell<P> = { unit: string; period: P };
type Reasoned = { reason?: string | undefined };

/** The record that a path names, in a register by month, and in one by year. */
export const monthCell = ({ code: unit, month: period }: z.output<typeof MONTHLY.one>): Cell<string> => ({ unit, period });
export const yearCell = ({ code: unit, year: period }: z.output<typeof YEARLY.one>): Cell<number> => ({ unit, period });

/** What the body of a PUT reports: its input, and why. */
export function reportIn<P, B extends Reasoned>(c: Context<Env>, cell: Cell<P>, { reason, ...input }: B) {
  return [{ ...cell, input, expected: expectedOf(c) }, reason ?? null] as const;
}

/** Records the report of a PUT. */
export const putReport = <P, B extends Reasoned, L, S>(
  c: Context<Env>,
  register: UnitRegister<P, Omit<B, 'reason'>, L, S>,
  cell: Cell<P>,
  body: B,
): Promise<S> => putOne(c.var.ctx, register, ...reportIn(c, cell, body));

/** Takes a step with a record (submit, accept, return): a POST that says nothing but why. */
export const takeStep = async <P, L, S>(
  c: Context<Env>,
  register: UnitRegister<P, Readonly<Record<never, never>>, L, S>,
  cell: Cell<P>,
  { reason }: Reasoned,
): Promise<S> => putOne(await storing(c), register, { ...cell, input: {}, expected: expectedOf(c) }, reason ?? null);

/** Records the rows of a bulk POST and answers what became of each. */
export async function answerRows<P, R extends Omit<UnitRow<never>, 'input'>, L, S>(
  c: Context<Env>,
  register: UnitRegister<P, Omit<R, 'unit' | 'version'>, L, S>,
  period: P,
  { rows, reason }: Reasoned & { rows: readonly R[] },
  { dryRun }: z.output<typeof bulkQuery>,
) {
  const reports = rows.map(({ unit, version, ...input }) => ({ unit, version, input }));
  const results = await putMany(await storing(c), register, { period, rows: reports, reason: reason ?? null }, dryRun);
  return c.json(answer(bulkAnswerSchema, await bulkAnswerOf(c, results, dryRun)), 200);
}
