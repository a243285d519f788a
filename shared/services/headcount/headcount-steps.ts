import type { HeadcountRecord } from '../../domain/headcount.ts';
import { withFlags } from '../../domain/headcount.ts';
import { type HeadcountStep, stepTaken } from '../../domain/headcount-review.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { found } from '../read-record.ts';
import type { UnitRegister } from '../unit-register.ts';
import { type LoadedHeadcount, headcountChange, loadWithPrevious } from './headcount-register.ts';

/** A step says nothing but that it is taken; its reason stands beside it. */
type Nothing = Readonly<Record<never, never>>;
type StepRegister = UnitRegister<PlainMonth, Nothing, LoadedHeadcount, HeadcountRecord>;

const stepRegister = (step: HeadcountStep, resource: 'headcount' | 'headcount-review'): StepRegister => ({
  resource,
  verb: `${step}-headcount`,
  dateOf: lastDay,
  load: loadWithPrevious,
  judge: (ctx, _tree, { unit, period: month, expected, reason }, { current, previous }) => {
    const name = { record: 'headcount', unit, month } as const;
    const report = found(current, name);
    nextVersion(report, expected, name);
    const after = stepTaken(report, { step, by: ctx.actor.id, on: ctx.today, reason });
    return { record: withFlags(after, previous), change: headcountChange(ctx, report, after) };
  },
});

/** What is done with a recorded month: its unit submits it; the Home Affairs department accepts it, or returns it with a reason. */
export const HEADCOUNT_STEP_REGISTERS: Readonly<Record<HeadcountStep, StepRegister>> = {
  submit: stepRegister('submit', 'headcount'),
  accept: stepRegister('accept', 'headcount-review'),
  return: stepRegister('return', 'headcount-review'),
};
