import * as z from 'zod';
import { plainDateSchema, plainMonthSchema } from '../time.ts';
import { handsSchema } from './hands.ts';
import { impersonalText } from './impersonal-text.ts';
import { categorySchema, orNull } from './vocabulary.ts';

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
    closing: people.meta({ description: 'opening + increases − decreases, unless `override` says why not' }),
    override: impersonalText(500).optional().meta({ description: 'Why the closing does not add up and is reported all the same' }),
  })
  .meta({ id: 'HeadcountRow', description: 'One category of a unit and month, form 8c' });
export type HeadcountRow = z.infer<typeof headcountRowSchema>;

/** What a unit reports: every category that has people or movements; a category left out has none. */
export const headcountInputSchema = z
  .strictObject({
    categories: z.array(headcountRowSchema).max(6),
    reportedOn: plainDateSchema
      .optional()
      .meta({ description: 'Day of the report, where it was made before it is recorded; default: today' }),
  })
  .meta({ id: 'HeadcountInput', description: 'A unit’s headcount of a month' });
export type HeadcountInput = z.infer<typeof headcountInputSchema>;

/** Where a report stands between the unit that makes it and the department that accepts it. */
export const HEADCOUNT_STATES = ['recorded', 'submitted', 'accepted', 'returned'] as const;
export type HeadcountState = (typeof HEADCOUNT_STATES)[number];

export const headcountReviewSchema = z
  .strictObject({
    submittedBy: z.string(),
    submittedOn: plainDateSchema,
    decidedBy: orNull(z.string()),
    decidedOn: orNull(plainDateSchema),
    reason: orNull(z.string()).meta({ description: 'Why it was returned' }),
  })
  .meta({ id: 'HeadcountReview', description: 'Who submitted a report, and who accepted or returned it' });

/** A report as it is kept. What was recorded before there were states counts as recorded, on no known day. */
export const headcountReportSchema = z
  .strictObject({
    unit: z.string(),
    month: plainMonthSchema,
    categories: z.array(headcountRowSchema),
    reportedOn: orNull(plainDateSchema).default(null),
    state: z.enum(HEADCOUNT_STATES).default('recorded'),
    review: orNull(headcountReviewSchema).default(null),
    enteredBy: handsSchema.default([]),
    version: z.int().min(1),
  })
  .meta({ id: 'KeptHeadcount', description: 'Headcount of a unit and month as kept' });
export type KeptHeadcount = z.infer<typeof headcountReportSchema>;

/** An opening that is not the closing last recorded: kept as reported and flagged. */
export const openingFlagSchema = z.strictObject({
  category: categorySchema,
  previousMonth: plainMonthSchema,
  previousClosing: z.int(),
  opening: z.int(),
});

/** A closing that does not add up and was reported all the same: kept, and flagged with its reason. */
export const closingOverrideSchema = z
  .strictObject({
    rule: z.literal('closing-does-not-add-up'),
    category: categorySchema,
    expected: z.int(),
    closing: z.int(),
    reason: z.string(),
  })
  .meta({ id: 'ClosingOverride', description: 'A closing that differs from opening and movements, with the reason stated' });

/** A report as it is shown: flags follow from the report before it as that stands now. */
export const headcountRecordSchema = headcountReportSchema
  .extend({
    reportedOn: orNull(plainDateSchema),
    state: z.enum(HEADCOUNT_STATES),
    review: orNull(headcountReviewSchema),
    enteredBy: handsSchema,
    flags: z.array(openingFlagSchema),
    overrides: z.array(closingOverrideSchema),
  })
  .meta({ id: 'HeadcountRecord', description: 'Reported headcount of a unit and month' });
export type HeadcountRecord = z.infer<typeof headcountRecordSchema>;

/**
 * A report with its flags: every category whose opening is not the closing of the report before it, 0 where it is left
 * out, and every closing that was reported against its sum.
 */
export function withFlags(report: KeptHeadcount, previous: KeptHeadcount | undefined): HeadcountRecord {
  return { ...report, flags: previous === undefined ? [] : openingFlags(report, previous), overrides: overridesOf(report) };
}

function openingFlags(report: KeptHeadcount, previous: KeptHeadcount): HeadcountRecord['flags'] {
  const openings = new Map(report.categories.map((row) => [row.category, row.opening]));
  const closings = new Map(previous.categories.map((row) => [row.category, row.closing]));
  return [...new Set([...openings.keys(), ...closings.keys()])].flatMap((category) => {
    const opening = openings.get(category) ?? 0;
    const previousClosing = closings.get(category) ?? 0;
    return opening === previousClosing ? [] : [{ category, previousMonth: previous.month, previousClosing, opening }];
  });
}

/** The closings of a report that stand against their sums, each with the reason that was stated. */
export const overridesOf = ({ categories }: Pick<KeptHeadcount, 'categories'>): HeadcountRecord['overrides'] =>
  categories.flatMap((row) =>
    row.override === undefined
      ? []
      : [
          {
            rule: 'closing-does-not-add-up' as const,
            category: row.category,
            expected: expectedClosing(row),
            closing: row.closing,
            reason: row.override,
          },
        ],
  );

const sum = (parts: Partial<Record<string, number>>): number =>
  Object.values(parts).reduce<number>((total, part) => total + (part ?? 0), 0);

/** opening + increases − decreases, in people. */
export const expectedClosing = (row: HeadcountRow): number => row.opening + sum(row.increases) - sum(row.decreases);
