import * as z from 'zod';
import { Refusal } from '../errors.ts';
import { type PlainDate, plainDateSchema, yearSchema } from '../time.ts';
import { impersonalText } from './impersonal-text.ts';
import { handsSchema, withHand } from './hands.ts';
import { orNull } from './vocabulary.ts';

const posts = z.int().min(0).max(100_000);

/** A number by pay source. */
export const byPaySourceSchema = z
  .strictObject({ budget: posts, revenue: posts })
  .meta({ id: 'PostsByPaySource', description: 'Budget-paid and revenue-paid posts', example: { budget: 30, revenue: 4 } });
export type ByPaySource = z.infer<typeof byPaySourceSchema>;

/** What a unit plans for a year: columns of the yearly posts plan (Decree 106/2020, annexes). */
export const planInputSchema = z
  .strictObject({ planned: byPaySourceSchema, note: impersonalText(300).optional() })
  .meta({ id: 'YearlyPlanInput', description: 'Planned posts of a unit and year' });
export type PlanInput = z.infer<typeof planInputSchema>;

export const PLAN_STATES = ['draft', 'submitted', 'returned', 'accepted'] as const;
export type PlanState = (typeof PLAN_STATES)[number];
export const PLAN_STEPS = ['submit', 'accept', 'return'] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

export const yearlyPlanSchema = z
  .strictObject({
    unit: z.string(),
    year: yearSchema.meta({ description: 'The year that is planned' }),
    planned: byPaySourceSchema,
    note: orNull(z.string()),
    state: z.enum(PLAN_STATES),
    firstSubmittedOn: orNull(plainDateSchema).meta({
      description: 'Decides whether the plan came in time, also when it is returned later',
    }),
    submittedOn: orNull(plainDateSchema),
    submittedBy: orNull(z.string()),
    decidedOn: orNull(plainDateSchema),
    decidedBy: orNull(z.string()),
    returnedFor: orNull(z.string()).meta({ description: 'Why it was returned' }),
    enteredBy: handsSchema.default([]),
    version: z.int().min(1),
  })
  .meta({ id: 'YearlyPlan', description: 'A unit’s plan of posts for a year as recorded' });
export type YearlyPlan = z.infer<typeof yearlyPlanSchema>;

/**
 * The plan with new numbers: a draft again. Submitted, it is the reviewer's until it is returned; accepted, it stays.
 * @throws Refusal `plan-not-in-state`
 */
export function redrafted(
  current: YearlyPlan | undefined,
  { unit, year, by }: { unit: string; year: number; by: string },
  { planned, note = null }: PlanFields,
): YearlyPlan {
  const enteredBy = withHand(current?.enteredBy, by);
  if (current === undefined) return { unit, year, planned, note, state: 'draft', ...NEVER_SUBMITTED, enteredBy, version: 1 };
  const { state, version } = current;
  if (state === 'submitted' || state === 'accepted') throw new Refusal('plan-not-in-state', { unit, year, planState: state });
  return { ...current, planned, note, state: 'draft', enteredBy, version: version + 1 };
}
type PlanFields = { planned: ByPaySource; note?: string | null | undefined };
const NEVER_SUBMITTED = {
  firstSubmittedOn: null,
  submittedOn: null,
  submittedBy: null,
  decidedOn: null,
  decidedBy: null,
  returnedFor: null,
} as const;

const FROM: Readonly<Record<PlanStep, readonly PlanState[]>> = {
  submit: ['draft', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
};

/**
 * The plan after a step: draft → submitted → accepted, or returned with a reason and submitted again. Whoever entered,
 * changed or submitted it neither accepts nor returns it, in whatever role.
 * @throws Refusal `plan-not-in-state`, `plan-reviewed-by-submitter`, `plan-return-needs-reason`
 */
export function planStep(
  plan: YearlyPlan,
  { step, by, on, reason }: { step: PlanStep; by: string; on: PlainDate; reason: string | null },
): YearlyPlan {
  const { unit, year, state } = plan;
  if (!FROM[step].includes(state)) throw new Refusal('plan-not-in-state', { unit, year, planState: state });
  const version = plan.version + 1;
  if (step === 'submit') {
    const firstSubmittedOn = plan.firstSubmittedOn ?? on;
    return { ...plan, ...NEVER_SUBMITTED, state: 'submitted', firstSubmittedOn, submittedOn: on, submittedBy: by, version };
  }
  if (plan.submittedBy === by || plan.enteredBy.includes(by)) throw new Refusal('plan-reviewed-by-submitter', { unit, year });
  if (step === 'return' && reason === null) throw new Refusal('plan-return-needs-reason', { unit, year }, 'reason');
  const decided = { decidedOn: on, decidedBy: by };
  return step === 'accept'
    ? { ...plan, ...decided, state: 'accepted', version }
    : { ...plan, ...decided, state: 'returned', returnedFor: reason, version };
}
