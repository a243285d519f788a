import * as z from 'zod';
import { birthMonthSchema } from '../law/birth.ts';
import { plainMonthSchema } from '../time.ts';
import { categorySchema, sexSchema } from './vocabulary.ts';

export const ageCellSchema = z
  .strictObject({ category: categorySchema, sex: sexSchema, birthMonth: birthMonthSchema, count: z.int().min(1).max(10_000) })
  .meta({ id: 'AgeCell', description: 'People of one category, sex and birth month' });
export type AgeCell = z.infer<typeof ageCellSchema>;

export const ageProfileInputSchema = z
  .strictObject({ cells: z.array(ageCellSchema).max(3000) })
  .meta({ id: 'AgeProfileInput', description: 'Age profile of a unit; one cell per category, sex and birth month' });
export type AgeProfileInput = z.infer<typeof ageProfileInputSchema>;

/** A profile as a unit reported it. */
export const keptAgeProfileSchema = z
  .strictObject({ unit: z.string(), month: plainMonthSchema, cells: z.array(ageCellSchema), version: z.int().min(1) })
  .meta({ id: 'KeptAgeProfile', description: 'Age profile as kept' });
export type KeptAgeProfile = z.infer<typeof keptAgeProfileSchema>;

/** Present staff of a unit at the end of a month by cohort: reported, or derived from the staff records that the unit keeps. */
export const ageProfileSchema = keptAgeProfileSchema
  .extend({ source: z.enum(['reported', 'staff']).meta({ description: '`staff`: follows from the staff records and cannot be reported' }) })
  .meta({ id: 'AgeProfile', description: 'Age profile of a unit at the end of a month' });
export type AgeProfile = z.infer<typeof ageProfileSchema>;
