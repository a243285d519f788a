import * as z from 'zod';
import { bilingualSchema } from '../source.ts';

/** Roles that a duty may fall on. */
export const DUTY_BEARERS = ['hr-officer', 'home-affairs', 'training-coordinator', 'finance-officer'] as const;
export type DutyBearer = (typeof DUTY_BEARERS)[number];

const common = {
  who: z.array(z.enum(DUTY_BEARERS)).min(1),
  penalty: bilingualSchema.optional().meta({ description: 'What the act attaches to being late; absent: nothing is known' }),
};

/** When a duty is to be done: once a year, after each period of months, or within days of an event. */
export const dutyTermsSchema = z
  .discriminatedUnion('every', [
    z.strictObject({
      every: z.literal('year'),
      lastDay: z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) }).meta({ description: 'Last day in time' }),
      ...common,
    }),
    z.strictObject({
      every: z.literal('period'),
      months: z.union([z.literal(1), z.literal(3)]).meta({ description: 'Length of a period; it ends with a month divisible by it' }),
      lastDay: z.int().min(1).max(28).meta({ description: 'Last day in time, in the month after the period' }),
      ...common,
    }),
    z.strictObject({ every: z.literal('event'), days: z.int().min(1), workingDays: z.boolean(), ...common }),
  ])
  .meta({ id: 'DutyTerms', description: 'When a duty is to be done, by whom, and what being late costs' });
export type DutyTerms = z.infer<typeof dutyTermsSchema>;
type TermsOf<E extends DutyTerms['every']> = Extract<DutyTerms, { every: E }>;
export type YearlyTerms = TermsOf<'year'>;
export type PeriodTerms = TermsOf<'period'>;
export type EventTerms = TermsOf<'event'>;
