import { Refusal } from '../errors.ts';
import { type PlainDate, lastDay } from '../time.ts';
import type { HeadcountState, KeptHeadcount } from './headcount.ts';

/** What becomes of a report after it was recorded. */
export const HEADCOUNT_STEPS = ['submit', 'accept', 'return'] as const;
export type HeadcountStep = (typeof HEADCOUNT_STEPS)[number];

const FROM: Readonly<Record<HeadcountStep, readonly HeadcountState[]>> = {
  submit: ['recorded', 'returned'],
  accept: ['submitted'],
  return: ['submitted'],
};

export type StepTaken = { step: HeadcountStep; by: string; on: PlainDate; reason: string | null };

/**
 * The report after a step: recorded or returned → submitted → accepted, or returned with a reason. Whoever
 * entered, corrected or submitted it neither accepts nor returns it, in whatever role.
 * @throws Refusal `month-not-over` for a submission before the month's last day, `headcount-not-in-state`,
 *   `reviewed-by-submitter`, `return-needs-reason`
 */
export function stepTaken(report: KeptHeadcount, { step, by, on, reason }: StepTaken): KeptHeadcount {
  const { unit, month, state, review } = report;
  if (!FROM[step].includes(state)) throw new Refusal('headcount-not-in-state', { unit, month, state, step });
  const version = report.version + 1;
  if (step === 'submit') {
    if (on < lastDay(month)) throw new Refusal('month-not-over', { month, lastDay: lastDay(month), today: on }, 'month');
    return {
      ...report,
      state: 'submitted',
      review: { submittedBy: by, submittedOn: on, decidedBy: null, decidedOn: null, reason: null },
      version,
    };
  }
  if (review === null) throw new Error(`${unit} ${month} is submitted by nobody`);
  if (review.submittedBy === by || report.enteredBy.includes(by)) throw new Refusal('reviewed-by-submitter', { unit, month });
  if (step === 'return' && reason === null) throw new Refusal('return-needs-reason', { unit, month }, 'reason');
  const decided = { ...review, decidedBy: by, decidedOn: on };
  return step === 'accept'
    ? { ...report, state: 'accepted', review: decided, version }
    : { ...report, state: 'returned', review: { ...decided, reason }, version };
}
