import * as z from 'zod';
import { monthIndex, plainDateSchema, plainMonthSchema } from '../time.ts';

/** Births that a register of people in service can hold; older and younger ones are slips of the pen. */
export const FIRST_BIRTH_YEAR = 1910;
export const LAST_BIRTH_YEAR = 2030;

const inRange = (birth: string): boolean => +birth.slice(0, 4) >= FIRST_BIRTH_YEAR && +birth.slice(0, 4) <= LAST_BIRTH_YEAR;
const isReal = (birth: string): boolean =>
  /^\d{4}$/.test(birth) || plainMonthSchema.safeParse(birth).success || plainDateSchema.safeParse(birth).success;

/** When a person was born, as far as it is known: `1964`, `1964-10` or `1964-10-05`. */
export const birthSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { error: 'birth-form', abort: true })
  .refine((birth) => isReal(birth), { params: { rule: 'calendar-day' }, abort: true })
  .refine((birth) => inRange(birth), { params: { rule: 'birth-year', first: FIRST_BIRTH_YEAR, last: LAST_BIRTH_YEAR } })
  .meta({ id: 'Birth', description: 'Year, month or day of birth, 1910–2030', example: '1964-10' });
export type Birth = z.infer<typeof birthSchema>;

/** A year of birth, where the month is not known, within the same years. */
export const birthYearSchema = z
  .string()
  .regex(/^\d{4}$/, { error: 'birth-form', abort: true })
  .refine(inRange, { params: { rule: 'birth-year', first: FIRST_BIRTH_YEAR, last: LAST_BIRTH_YEAR } });

/** A month of birth within the years that the retirement schedule is tabled for. */
export const birthMonthSchema = plainMonthSchema
  .refine(inRange, { params: { rule: 'birth-year', first: FIRST_BIRTH_YEAR, last: LAST_BIRTH_YEAR } })
  .meta({ id: 'BirthMonth', description: 'Month of birth (YYYY-MM), 1910–2030', example: '1969-05' });

/** Month index of a birth; a year alone counts as January. */
export const birthMonthIndex = (birth: Birth): number => monthIndex(birth.length === 4 ? `${birth}-01` : birth);
