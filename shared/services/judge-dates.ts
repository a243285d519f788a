import type { Decision } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import { type PlainDate, endOfYear, yearOf } from '../time.ts';
import type { Context } from './context.ts';

/** The last year for which anything is recorded: the next one. What is entered by a slip for a far year could never be undone. */
const lastYear = ({ today }: Context): number => yearOf(today) + 1;

/** Refuses a register year after the next one. */
export function requireYearInReach(ctx: Context, year: number): void {
  const last = lastYear(ctx);
  if (year > last) throw new Refusal('year-too-far', { year, last }, 'year');
}

/** Refuses a day of effect after the end of next year. */
export function requireDateInReach(ctx: Context, date: PlainDate, field: string): void {
  const last = endOfYear(lastYear(ctx));
  if (date > last) throw new Refusal('date-too-far', { date, last }, field);
}

/** Refuses a decision that bears a date after today; `field` is the path of the decision. */
export function requireTaken({ today }: Context, { date }: Decision, field = 'decision'): void {
  if (date > today) throw new Refusal('decision-in-future', { date, today }, `${field}.date`);
}
