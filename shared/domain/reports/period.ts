import * as z from 'zod';
import { type PlainDate, lastDay, plainDateSchema, yearSchema } from '../../time.ts';

/** The stretches of a year that reports are made for, by first and last month. */
const PARTS = {
  year: [1, 12],
  'half-1': [1, 6],
  'half-2': [7, 12],
  'nine-months': [1, 9],
  'quarter-1': [1, 3],
  'quarter-2': [4, 6],
  'quarter-3': [7, 9],
  'quarter-4': [10, 12],
} as const;
type PartOfYear = keyof typeof PARTS;

export const periodInputSchema = z
  .strictObject({ year: yearSchema, part: z.enum(Object.keys(PARTS) as [PartOfYear, ...PartOfYear[]]) })
  .meta({ id: 'ReportPeriodInput', description: 'A year, half, nine months or quarter', example: { year: 2026, part: 'half-1' } });

export const periodSchema = periodInputSchema
  .extend({ from: plainDateSchema, until: plainDateSchema.meta({ description: 'Last day' }) })
  .meta({ id: 'ReportPeriod', description: 'What a report is about, first and last day included' });
export type ReportPeriod = z.infer<typeof periodSchema>;

/** The days of a period. */
export function periodOf({ year, part }: z.infer<typeof periodInputSchema>): ReportPeriod {
  const [first, last] = PARTS[part];
  const month = (of: number) => `${year}-${String(of).padStart(2, '0')}`;
  const from: PlainDate = `${month(first)}-01`;
  return { year, part, from, until: lastDay(month(last)) };
}
