import * as z from 'zod';

/** A retirement age in whole years and months: 61 years 6 months. */
export const ageSchema = z
  .strictObject({ years: z.int().min(0).max(120), months: z.int().min(0).max(11) })
  .meta({ id: 'Age', description: 'Age in whole years and months', example: { years: 61, months: 6 } });
export type Age = z.infer<typeof ageSchema>;

export const monthsOf = (age: Age): number => age.years * 12 + age.months;

export const ageText = (age: Age): string => `${age.years} years ${age.months} months`;
