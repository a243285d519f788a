import { blockers, checkFramework } from '../../domain/positions/check-framework.ts';
import type { Check } from '../../domain/positions/check.ts';
import { type Framework, populationOf } from '../../domain/positions/framework.ts';
import { type Fault, type ProblemCode, Refusal } from '../../errors.ts';
import { loadFrameworkContent, loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import type { Expected } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { keyOfWritable } from '../unit-register.ts';
import { type FrameworkSummary, summaryOf } from './framework-view.ts';
import { frameworkChange, requireDates, requireState, stepBy } from './judge-framework.ts';
import { loadGround } from './load-ground.ts';

export type ActOnFramework = { unit: string; number: number; expected: Expected; reason: string | null };

/** Submits a draft for review. What cannot be excused must be mended first; the rest is for the reviewer to judge. */
export async function submitFramework(ctx: Context, { unit: code, number, expected, reason }: ActOnFramework): Promise<FrameworkSummary> {
  permit(ctx, 'write', 'position-frameworks');
  const unit = await keyOfWritable(ctx, code);
  return transact(ctx, { verb: 'submit-framework', reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const siblings = await loadFrameworksOfUnit(ctx.store, unit);
    const current = siblings.find((each) => each.number === number);
    new Scope(ctx, tree).requireWrite(unit, current?.effectiveFrom ?? ctx.today, code);
    const draft = requireState(current, unit, number, expected, 'submit');
    const input = await loadFrameworkContent(ctx.store, draft);
    requireDates(ctx, tree, unit, input);
    requireNoBlockers(blockers(checkFramework(input, await loadGround(ctx, tree, unit, input)), 'submission'));
    const framework: Framework = {
      ...draft,
      status: 'submitted',
      adjusts: siblings.some((each) => each.status === 'approved' && populationOf(each) === populationOf(draft)),
      steps: [...draft.steps, stepBy(ctx, 'submitted', reason)],
      version: draft.version + 1,
    };
    return { result: summaryOf(framework, siblings, ctx.today), changes: [frameworkChange(ctx, draft, framework)] };
  });
}

/** Refuses with every check that stands in the way, each by its field and sentence. */
export function requireNoBlockers(blocking: readonly Check[]): void {
  if (blocking.length === 0) return;
  const faults = blocking.map(({ field, check, data }): Fault => ({ field, code: check as ProblemCode, data }));
  throw new Refusal('checks-block', { count: blocking.length }, undefined, faults);
}
