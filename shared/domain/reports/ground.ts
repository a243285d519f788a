import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { FIGURES, type Figure, MEASURES, type Part } from './figure.ts';

const figureSchema = z.strictObject({
  id: z.enum(FIGURES),
  measure: z.enum(MEASURES),
  value: z.string(),
  parts: z.array(z.tuple([z.string(), z.int(), z.string()])),
});

/** What the figures of a report are made of, part by part, and the versions of all records: kept beside it, never shown as such. */
export const groundSchema = z.strictObject({
  targets: z.array(z.strictObject({ id: z.string(), measuredOn: plainDateSchema, figures: z.array(figureSchema) })),
  versions: z.array(z.tuple([z.string(), z.int()])),
  /** Entries of each ledger: which of today's were there. */
  entries: z.array(z.tuple([z.string(), z.int()])),
});
export type ReportGround = z.infer<typeof groundSchema>;

export const keptFigure = ({ id, measure, value, parts }: Figure): z.infer<typeof figureSchema> => ({
  id,
  measure,
  value: String(value),
  parts: [...parts].map(([key, { quantity, record }]) => [key, quantity, record]),
});

export const figureAgain = ({ id, measure, value, parts }: z.infer<typeof figureSchema>): Figure => ({
  id,
  measure,
  value: BigInt(value),
  parts: new Map(parts.map(([key, quantity, record]): [string, Part] => [key, { quantity, record }])),
});
