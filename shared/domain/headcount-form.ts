import * as z from 'zod';
import { orNull, ratioSchema, categorySchema, type Category } from './vocabulary.ts';
import { plainMonthSchema } from '../time.ts';

/** Rows of forms 8B and 8c-BTCTW and the categories that each counts; public employees on revenue stand beside. */
export const FORM_ROWS = {
  'civil-servant': ['cadre', 'civil-servant'],
  'public-employee': ['employee-budget'],
  'public-employee-revenue': ['employee-revenue'],
  contract: ['contract'],
} as const satisfies Record<string, readonly Category[]>;
export type FormRow = keyof typeof FORM_ROWS;
export const FORM_ROW_NAMES = Object.keys(FORM_ROWS) as FormRow[];
export const formRowSchema = z.enum(['civil-servant', 'public-employee', 'public-employee-revenue', 'contract']);

/** What a form lacks: how many units, the first of them, and where the rest is listed. */
export const formGapsSchema = z
  .object({
    units: z.int(),
    items: z.array(z.object({ unit: z.string(), months: z.array(plainMonthSchema).optional() })).max(50),
    path: orNull(z.string()),
  })
  .meta({ id: 'FormGaps', description: 'Units of which something is not on record' });
export type FormGaps = z.infer<typeof formGapsSchema>;

/** The head that every row of a form carries. */
export const formRowHead = { row: formRowSchema, categories: z.array(categorySchema) };
export const optionalRatio = orNull(ratioSchema);
