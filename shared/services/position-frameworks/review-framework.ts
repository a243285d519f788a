import { openSteps } from '../../domain/positions/deadlines.ts';
import type { Framework } from '../../domain/positions/framework.ts';
import { Refusal } from '../../errors.ts';
import type { ReviewStep } from '../../law/positions/review-steps.ts';
import { loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree, unitOf } from '../load-tree.ts';
import { found } from '../read-record.ts';
import { transact } from '../transact.ts';
import { type FrameworkSummary, summaryOf } from './framework-view.ts';
import { frameworkChange, requireState, stepBy } from './judge-framework.ts';
import type { ActOnFramework } from './submit-framework.ts';

/** Records that the running step of the review is done, so that the term of the next one begins. The last step is the decision itself. */
export const advanceReview = (ctx: Context, { done, ...ask }: ActOnFramework & { done: ReviewStep }): Promise<FrameworkSummary> =>
  review(ctx, ask, 'advance', (framework) => {
    const open = openSteps(framework);
    if (open[0] !== done || open.length === 1)
      throw new Refusal('step-not-running', { reviewStep: done, running: open[0] ?? null }, 'done');
    return { ...framework, steps: [...framework.steps, stepBy(ctx, done, ask.reason)] };
  });

/** Sends a framework back to its unit with the reason. */
export const returnFramework = (ctx: Context, ask: ActOnFramework & { reason: string }): Promise<FrameworkSummary> =>
  review(ctx, ask, 'return', (framework) => ({
    ...framework,
    status: 'returned',
    steps: [...framework.steps, stepBy(ctx, 'returned', ask.reason)],
  }));

/** The key of the unit whose submitted version is reviewed; what nobody registered has none. */
export async function unitOfReview(ctx: Context, code: string): Promise<string> {
  permit(ctx, 'write', 'position-approvals');
  const tree = await loadTree(ctx);
  return unitOf(tree, found(tree.find(code)?.key, { what: code })).key;
}

async function review(
  ctx: Context,
  { unit: code, number, expected, reason }: ActOnFramework,
  act: 'advance' | 'return',
  decide: (framework: Framework) => Framework,
): Promise<FrameworkSummary> {
  const unit = await unitOfReview(ctx, code);
  return transact(ctx, { verb: `${act}-framework`, reason, decision: null }, [unit], async () => {
    const siblings = await loadFrameworksOfUnit(ctx.store, unit);
    const current = requireState(
      siblings.find((each) => each.number === number),
      unit,
      number,
      expected,
      act,
    );
    const framework = { ...decide(current), version: current.version + 1 };
    return { result: summaryOf(framework, siblings, ctx.today), changes: [frameworkChange(ctx, current, framework)] };
  });
}
