import * as z from 'zod';
import type { ReportDeadline } from '../law/duties/headcount-report.ts';
import { type PlainDate, plainDateSchema, plainMonthSchema } from '../time.ts';
import type { KeptHeadcount } from './headcount.ts';
import { orNull } from './vocabulary.ts';

export const MISSING_STATES = ['missing', 'late'] as const;

export const missingMonthSchema = z
  .strictObject({
    month: plainMonthSchema,
    state: z.enum(MISSING_STATES).meta({ description: 'missing: not reported; late: reported after the deadline' }),
    due: plainDateSchema.meta({ description: 'Last day in time' }),
    reportedOn: orNull(plainDateSchema),
  })
  .meta({ id: 'MissingMonth', description: 'A month that was not reported in time' });
export type MissingMonth = z.infer<typeof missingMonthSchema>;

export const unitWithMissingSchema = z
  .strictObject({ unit: z.string(), name: z.string(), months: z.array(missingMonthSchema).min(1) })
  .meta({ id: 'UnitWithMissing', description: 'A unit and the months that it did not report in time' });
export type UnitWithMissing = z.infer<typeof unitWithMissingSchema>;

/**
 * What is wrong with an owed month on a day: nothing up to its deadline (that day included) and nothing once it was
 * reported by then. A report of an unknown day is held to be in time.
 */
export function monthStanding(
  { month, due }: Pick<ReportDeadline, 'month' | 'due'>,
  report: Pick<KeptHeadcount, 'reportedOn'> | undefined,
  today: PlainDate,
): MissingMonth | undefined {
  if (report === undefined) return today > due ? { month, state: 'missing', due, reportedOn: null } : undefined;
  const { reportedOn } = report;
  return reportedOn !== null && reportedOn > due ? { month, state: 'late', due, reportedOn } : undefined;
}
