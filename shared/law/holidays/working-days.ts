import { type PlainDate, addDays, weekdayOf } from '../../time.ts';
import { inForce } from '../engine.ts';
import { publicHolidays } from './public-holidays.ts';

const SATURDAY = 6;

/**
 * Whether offices work on a day: Monday to Friday but for holidays, and Saturdays worked in exchange.
 * Source: Labour Code 45/2019/QH14, Điều 111–112, and the yearly announcements.
 * @throws Refusal `no-law-in-force` in a year whose holidays are not entered (before 2021, after 2027)
 */
export function isWorkingDay(date: PlainDate): boolean {
  const { closed, worked } = inForce(publicHolidays, date).value;
  if (worked.includes(date)) return true;
  return weekdayOf(date) < SATURDAY && !closed.some(({ from, to }) => from <= date && date <= to);
}

/** How a term is counted: in working days, or in days of the calendar. */
export type TermCount = { days: number; counting: 'working' | 'calendar' };

/**
 * The last day of a term that begins with an event on a day. The day of the event does not count; a term in calendar days
 * that would end on a day on which offices are closed ends on the next working day.
 * Source: Civil Code 91/2015/QH13, Điều 147 khoản 2, Điều 148 khoản 5.
 * @param days whole days, at least 1
 * @throws Refusal as {@link isWorkingDay}
 */
export function termEnds(from: PlainDate, { days, counting }: TermCount): PlainDate {
  if (counting === 'calendar') return workingDayFrom(addDays(from, days));
  let date = from;
  for (let left = days; left > 0; left--) date = workingDayFrom(addDays(date, 1));
  return date;
}

/** The day itself when offices work on it, else the next on which they do. */
function workingDayFrom(date: PlainDate): PlainDate {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}
