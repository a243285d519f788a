import { type Birth, birthMonthIndex } from '../law/birth.ts';
import { type PlainDate, type PlainMonth, monthIndex } from '../time.ts';

const YOUNGEST_MONTHS = 15 * 12;
const OLDEST_MONTHS = 90 * 12;

/** Whether somebody is 15 to 90 years old in a month; outside of that a birth is a slip of the pen. A year of birth counts as January. */
export function isOfWorkingAge(birth: Birth, on: PlainDate | PlainMonth): boolean {
  const age = monthIndex(on) - birthMonthIndex(birth);
  return age >= YOUNGEST_MONTHS && age <= OLDEST_MONTHS;
}
