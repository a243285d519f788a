import type { Context } from 'hono';
import * as z from 'zod';
import { impersonalText } from '../../../shared/domain/impersonal-text.ts';
import type { ProblemCode } from '../../../shared/errors.ts';
import { MAX_BULK_ROWS, type RowResult } from '../../../shared/services/bulk.ts';
import type { Env } from './env.ts';
import { problems } from './problem.ts';

/** A bulk request: rows, and the reason that stands in the history of each. */
export const bulkBody = <S extends z.ZodType>(id: string, row: S) =>
  z.strictObject({ rows: z.array(row).min(1).max(MAX_BULK_ROWS), reason: impersonalText(500).optional() }).meta({ id });

export const bulkQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'Answer the difference without writing' }),
});

/** Why a row is refused, in the reader's language. */
export const rowProblemSchema = z.object({
  code: z.string(),
  field: z.union([z.string(), z.null()]),
  message: z.string(),
  data: z.record(z.string(), z.unknown()),
});

/** What became of one row. */
export const rowAnswerSchema = z.object({
  index: z.int(),
  key: z.string(),
  outcome: z.enum(['created', 'changed', 'refused']),
  version: z.union([z.int(), z.null()]),
  problem: rowProblemSchema.optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const bulkAnswerSchema = z
  .object({ dryRun: z.boolean(), created: z.int(), changed: z.int(), refused: z.int(), rows: z.array(rowAnswerSchema) })
  .meta({ id: 'BulkAnswer', description: 'What became of each row, in the order of the request' });
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;

/** A kept refusal with its sentence in the reader's language. */
export async function rowProblemOf<R extends { code: string; data: Record<string, unknown> }>(c: Context<Env>, refusal: R) {
  const { sentence } = await problems();
  return { ...refusal, message: sentence(refusal.code as ProblemCode, refusal.data, c.get('language')) };
}

export const rowAnswerOf = async (c: Context<Env>, { refusal, ...row }: RowResult) => ({
  ...row,
  ...(refusal === null ? {} : { problem: await rowProblemOf(c, refusal) }),
});

/** Row results in the reader's language. */
export async function bulkAnswerOf(c: Context<Env>, results: readonly RowResult[], dryRun: boolean): Promise<BulkAnswer> {
  const count = (outcome: RowResult['outcome']) => results.filter((row) => row.outcome === outcome).length;
  const rows = await Promise.all(results.map((row) => rowAnswerOf(c, row)));
  return { dryRun, created: count('created'), changed: count('changed'), refused: count('refused'), rows };
}
