import * as z from 'zod';
import { headcountRowSchema } from '../../shared/domain/headcount.ts';

/** What of the answers the next step needs; all else is left alone. */
export const reportSchema = z.object({ unit: z.string(), categories: z.array(headcountRowSchema), version: z.int() });
export type Report = z.infer<typeof reportSchema>;
export const reportsSchema = z.object({ items: z.array(reportSchema), next: z.string().nullable() });
export const peopleSchema = z.object({ items: z.array(z.object({ id: z.string(), category: z.string() })), next: z.string().nullable() });
export const resultsSchema = z.object({ rows: z.array(z.object({ outcome: z.string() })) });
export const madeSchema = z.object({ id: z.string() });
export const unitsSchema = z.object({
  items: z.array(z.object({ key: z.string(), parent: z.string().nullable() })),
  next: z.string().nullable(),
});
export const autonomyOfUnitsSchema = z.object({ items: z.array(z.object({ unit: z.string() })), next: z.string().nullable() });
