import * as z from 'zod';
import { plainMonthSchema } from '../time.ts';
import { categorySchema } from './vocabulary.ts';

/** Increases of form 8c-BTCTW. */
export const INCREASES = ['recruited-by-exam', 'recruited-by-selection', 'received'] as const;
/** Decreases of form 8c-BTCTW. */
export const DECREASES = ['retired', 'transferred-out', 'resigned', 'dismissed', 'moved-to-revenue', 'streamlined', 'other'] as const;

export const people = z.int().min(0).max(100_000);

export const headcountRowSchema = z
  .strictObject({
    category: categorySchema,
    opening: people,
    increases: z.partialRecord(z.enum(INCREASES), people).default({}),
    decreases: z.partialRecord(z.enum(DECREASES), people).default({}),
    closing: people.meta({ description: 'opening + increases − decreases' }),
  })
  .meta({ id: 'HeadcountRow', description: 'One category of a unit and month, form 8c' });
export type HeadcountRow = z.infer<typeof headcountRowSchema>;

/** What a unit reports: every category that has people or movements; a category left out has none. */
export const headcountInputSchema = z
  .strictObject({ categories: z.array(headcountRowSchema).max(6) })
  .meta({ id: 'HeadcountInput', description: 'A unit’s headcount of a month' });
export type HeadcountInput = z.infer<typeof headcountInputSchema>;

/** An opening that is not the closing last recorded: kept as reported and flagged. */
export const openingFlagSchema = z.strictObject({
  category: categorySchema,
  previousMonth: plainMonthSchema,
  previousClosing: z.int(),
  opening: z.int(),
});

/** A report as it is kept. */
export const headcountReportSchema = z
  .strictObject({ unit: z.string(), month: plainMonthSchema, categories: z.array(headcountRowSchema), version: z.int().min(1) })
  .meta({ id: 'KeptHeadcount', description: 'Headcount of a unit and month as kept' });
export type KeptHeadcount = z.infer<typeof headcountReportSchema>;

/** A report as it is shown: flags follow from the report before it as that stands now. */
export const headcountRecordSchema = headcountReportSchema
  .extend({ flags: z.array(openingFlagSchema) })
  .meta({ id: 'HeadcountRecord', description: 'Reported headcount of a unit and month' });
export type HeadcountRecord = z.infer<typeof headcountRecordSchema>;

/** A report with its flags: every category whose opening is not the closing of the report before it, 0 where it is left out. */
export function withFlags(report: KeptHeadcount, previous: KeptHeadcount | undefined): HeadcountRecord {
  if (previous === undefined) return { ...report, flags: [] };
  const openings = new Map(report.categories.map((row) => [row.category, row.opening]));
  const closings = new Map(previous.categories.map((row) => [row.category, row.closing]));
  const flags = [...new Set([...openings.keys(), ...closings.keys()])].flatMap((category) => {
    const opening = openings.get(category) ?? 0;
    const previousClosing = closings.get(category) ?? 0;
    return opening === previousClosing ? [] : [{ category, previousMonth: previous.month, previousClosing, opening }];
  });
  return { ...report, flags };
}

/** opening + increases − decreases, in people. */
export function expectedClosing(row: HeadcountRow): number {
  const sum = (parts: Partial<Record<string, number>>) => Object.values(parts).reduce<number>((total, part) => total + (part ?? 0), 0);
  return row.opening + sum(row.increases) - sum(row.decreases);
}
