import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { type Rule, basisOf, inForce } from '../engine.ts';
import { basisSchema, bilingualSchema } from '../source.ts';
import type { DutyTerms } from './terms.ts';
import { YEARLY_DUTY_RULES } from './yearly.ts';

export const planDeadlineSchema = z
  .strictObject({
    lastDay: plainDateSchema.meta({ description: 'Last day in time, in the year before the planned one', example: '2026-04-30' }),
    penalty: z.union([bilingualSchema, z.null()]).meta({ description: 'What the act attaches to being late' }),
    basis: basisSchema,
  })
  .meta({ id: 'PlanDeadline', description: 'By when the plan of a year has to be in, and what being late costs' });
export type PlanDeadline = z.infer<typeof planDeadlineSchema>;

/** The duty among those of the calendar. */
function postsPlanDuty(): Rule<DutyTerms> {
  const duty = YEARLY_DUTY_RULES.find(({ id }) => id === 'duty-posts-plan');
  if (duty === undefined) throw new Error('the duty of the posts plan is gone');
  return duty;
}

/**
 * By when the plan of posts of a year has to be in: "before 1 May" of the year before, so that 30 April is the last day.
 * The law of that day applies. Decree 106/2020.
 * @param year the planned year
 * @throws Refusal `no-law-in-force` where no act set a day then
 */
export function planDeadline(year: number): PlanDeadline {
  const rule = postsPlanDuty();
  const dated = inForce(rule, `${year - 1}-04-30`);
  const { value } = dated;
  if (value.every !== 'year') throw new Error('the duty of the posts plan is a yearly one');
  const { month, day } = value.lastDay;
  const lastDay = `${year - 1}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { lastDay, penalty: value.penalty ?? null, basis: basisOf(rule, dated, `last day in time ${lastDay}`) };
}
