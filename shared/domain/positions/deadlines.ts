import * as z from 'zod';
import { Refusal } from '../../errors.ts';
import { basisOf } from '../../law/engine.ts';
import { termEnds } from '../../law/holidays/working-days.ts';
import { REVIEW_STEPS, type ReviewStep, type ReviewTerm, reviewTerms } from '../../law/positions/review-steps.ts';
import { basisSchema } from '../../law/source.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { orNull } from '../vocabulary.ts';
import { type Framework, populationOf } from './framework.ts';

/** Where a framework stands and until when; dates are those on which the term of a step runs out. */
export const standingSchema = z
  .strictObject({
    step: z.enum(['draft', ...REVIEW_STEPS, 'returned', 'approved']),
    since: orNull(plainDateSchema),
    dueOn: orNull(plainDateSchema).meta({ description: 'Null when no step is running, or no term or office calendar is known' }),
    decidedBy: orNull(plainDateSchema).meta({ description: 'When every later step takes its whole term' }),
    overdue: z.boolean(),
    basis: z.array(basisSchema),
  })
  .meta({ id: 'FrameworkStanding', description: 'Where a framework stands and until when' });
export type Standing = z.infer<typeof standingSchema>;

/** The steps since the last submission, that of the submission first. */
function currentRound({ steps }: Framework): Framework['steps'] {
  const start = steps.findLastIndex(({ step }) => step === 'submitted');
  return start === -1 ? [] : steps.slice(start);
}

/** The terms that run for a submitted framework, in order; empty where no law is known. */
function termsOf(framework: Framework, submittedOn: PlainDate): { terms: ReviewTerm[]; basis: Standing['basis'] } {
  const found = reviewTerms(populationOf(framework), submittedOn);
  if (found === undefined) return { terms: [], basis: [] };
  const kind = framework.adjusts ? 'adjustment' : 'new';
  const terms = found.dated.value.filter(({ applies }) => applies === 'any' || applies === kind);
  const said = terms.map(({ step, days, counting }) => `${step} ${days} ${counting} days`).join(', ');
  return { terms, basis: [basisOf({ id: found.rule }, found.dated, said)] };
}

/** Steps of the review that are still ahead of a submitted framework, the running one first. */
export function openSteps(framework: Framework): ReviewStep[] {
  const [submitted, ...done] = currentRound(framework);
  if (submitted === undefined || framework.status !== 'submitted') return [];
  const { terms } = termsOf(framework, submitted.on);
  return terms.map(({ step }) => step).filter((step) => !done.some((each) => each.step === step));
}

/**
 * Where a framework stands on a day: which step, since and until when, and whether that has passed. A step begins with
 * the one before it. Source: the terms of the regime (Decree 232/2026, Điều 11, since 1 July 2026).
 */
export function standingOn(framework: Framework, today: PlainDate): Standing {
  const last = framework.steps.at(-1);
  const idle = { dueOn: null, decidedBy: null, overdue: false, basis: [] };
  if (framework.status !== 'submitted')
    return { step: framework.status, since: framework.status === 'draft' ? null : (last?.on ?? null), ...idle };
  const round = currentRound(framework);
  const { terms, basis } = termsOf(framework, (round[0] as Framework['steps'][number]).on);
  const open = terms.filter(({ step }) => !round.some((each) => each.step === step));
  const since = last?.on ?? null;
  const [running] = open;
  if (running === undefined || since === null) return { step: 'review', since, ...idle, basis };
  const dueOn = endOf(since, running);
  const decidedBy = open.reduce<PlainDate | null>((from, term) => (from === null ? null : endOf(from, term)), since);
  return { step: running.step, since, dueOn, decidedBy, overdue: dueOn !== null && today > dueOn, basis };
}

/** Null where the term would end in a year whose office calendar is not entered: no date is better than a wrong one. */
function endOf(since: PlainDate, term: ReviewTerm): PlainDate | null {
  try {
    return termEnds(since, term);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-law-in-force') return null;
    throw error;
  }
}
