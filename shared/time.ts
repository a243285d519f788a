import { addDays as addCalendarDays } from 'date-fns/addDays';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { getISODay } from 'date-fns/getISODay';
import { isExists } from 'date-fns/isExists';
import * as z from 'zod';

/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export type PlainDate = string;
/** A calendar month, `YYYY-MM`. */
export type PlainMonth = string;

/** A real calendar day between 1900 and 2199; 29 February only in leap years. */
export const plainDateSchema = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'calendar-day')
  .refine(isCalendarDay, { params: { rule: 'calendar-day' } })
  .meta({ id: 'PlainDate', description: 'Calendar day (YYYY-MM-DD), Asia/Ho_Chi_Minh', example: '2025-07-01' });

/** Every month has 28 days; only later ones need the calendar. */
function isCalendarDay(text: string): boolean {
  const day = +text.slice(8, 10);
  return day <= 28 || isExists(+text.slice(0, 4), +text.slice(5, 7) - 1, day);
}

/** A calendar month between 1900-01 and 2199-12. */
export const plainMonthSchema = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, 'calendar-month')
  .meta({ id: 'PlainMonth', description: 'Calendar month (YYYY-MM)', example: '2025-07' });

/** A register year. */
export const yearSchema = z.int().min(2010).max(2100).meta({ id: 'Year', description: 'Calendar year', example: 2025 });

/** Months since year 0: the integer in which all month arithmetic is done. */
export const monthIndex = (month: PlainMonth | PlainDate): number => +month.slice(0, 4) * 12 + +month.slice(5, 7) - 1;

/** Inverse of {@link monthIndex}. */
export const monthOf = (index: number): PlainMonth =>
  `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;

export const addMonths = (month: PlainMonth | PlainDate, count: number): PlainMonth => monthOf(monthIndex(month) + count);

export const firstDay = (month: PlainMonth): PlainDate => `${month}-01`;

/** Last day of a month, leap years included: `2024-02` → `2024-02-29`. */
export const lastDay = (month: PlainMonth): PlainDate =>
  `${month}-${getDaysInMonth(new Date(+month.slice(0, 4), +month.slice(5, 7) - 1, 1))}`;

const calendarDate = (date: PlainDate): Date => new Date(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));

/** The day that many days later (or earlier, when negative): `2024-02-28` + 2 → `2024-03-01`. */
export const addDays = (date: PlainDate, count: number): PlainDate => plainDate(addCalendarDays(calendarDate(date), count));

const plainDate = (day: Date): PlainDate =>
  `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;

/** Day of the week: Monday 1 … Sunday 7. */
export const weekdayOf = (date: PlainDate): number => getISODay(calendarDate(date));

export const yearOf = (date: PlainDate | PlainMonth): number => +date.slice(0, 4);

export const endOfYear = (year: number): PlainDate => `${year}-12-31`;

/** Asia/Ho_Chi_Minh has been UTC+7 without summer time since 13 June 1975. Asking the time zone data costs a cold start 10 ms. */
const OFFSET = 7 * 60 * 60 * 1000;

/** The plain date of an instant (milliseconds since the epoch, from 1976 on) in Asia/Ho_Chi_Minh. */
export const plainDateAt = (epochMilliseconds: number): PlainDate => new Date(epochMilliseconds + OFFSET).toISOString().slice(0, 10);

/** The instant as RFC 3339 text in UTC, to the millisecond. */
export const instantAt = (epochMilliseconds: number): string => new Date(epochMilliseconds).toISOString();
