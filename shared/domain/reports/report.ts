import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { impersonalText } from '../impersonal-text.ts';
import { progressSchema } from '../progress.ts';
import { decisionSchema, orNull, textSchema } from '../vocabulary.ts';
import { periodInputSchema, periodSchema } from './period.ts';

const reportId = z
  .string()
  .regex(/^[0-9A-Z]{26}$/)
  .meta({ example: '01JZ0000000000000000000000' });

export const reportInputSchema = z
  .strictObject({
    period: periodInputSchema,
    asOf: plainDateSchema.optional().meta({ description: 'Within the period; its last day when absent, or today while it runs' }),
    recipient: textSchema(120).meta({ description: 'To whom it goes', example: 'HĐND tỉnh Quảng Ninh' }),
    document: decisionSchema.meta({ description: 'The dispatch under which it goes; its number is used once a year' }),
    note: impersonalText(500).optional(),
    supersedes: reportId.optional().meta({ description: 'The report in force that was wrong; it is kept' }),
  })
  .meta({
    id: 'ReportInput',
    description: 'File where every target stands, for a period',
    example: {
      period: { year: 2026, part: 'half-1' },
      asOf: '2026-06-30',
      recipient: 'HĐND tỉnh Quảng Ninh',
      document: { number: '215/BC-UBND', date: '2026-07-03', issuedBy: 'UBND tỉnh Quảng Ninh' },
    },
  });
export type ReportInput = z.infer<typeof reportInputSchema>;

const filedShape = {
  id: reportId,
  period: periodSchema,
  asOf: plainDateSchema,
  recipient: z.string(),
  document: decisionSchema,
  note: orNull(z.string()),
  supersedes: orNull(reportId),
  filedAt: z.string(),
  filedBy: z.string(),
};

/** What is filed: hashed, kept as these bytes, and never changed. Counts of few people are hidden in it from everybody. */
export const reportContentSchema = z
  .strictObject({
    ...filedShape,
    receipt: z.strictObject({
      rulesHash: z.string().meta({ description: 'Hash of the law that was applied' }),
      recordsHash: z.string().meta({ description: 'SHA-256 of all that the figures are made of, with the versions of the records' }),
    }),
    progress: progressSchema,
  })
  .meta({ id: 'ReportContent', description: 'A report as filed: every target as of its day' });
export type ReportContent = z.infer<typeof reportContentSchema>;

const partsSchema = z.strictObject({ owner: z.string(), count: z.int().min(1) });

export const reportSchema = z
  .strictObject({
    ...filedShape,
    hash: z.string().meta({ description: 'SHA-256 of the filed bytes (RFC 8785), which /content gives again' }),
    bytes: z.int(),
    targets: z.int().meta({ description: 'Targets in it' }),
    supersededBy: orNull(reportId).meta({ description: 'The report that replaces it; null while it is in force' }),
    parts: partsSchema,
    ground: partsSchema,
    version: z.int().min(1).meta({ description: '2 when superseded; what was filed stays as it was' }),
  })
  .meta({ id: 'Report', description: 'A filed report without its content' });
export type Report = z.infer<typeof reportSchema>;
