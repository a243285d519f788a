import { hashOf } from '../../audit.ts';
import { blockers, checkFramework } from '../../domain/positions/check-framework.ts';
import { type Check, isFor } from '../../domain/positions/check.ts';
import { type Framework, type Override, frameworkOn, populationOf } from '../../domain/positions/framework.ts';
import type { Decision } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { putParts } from '../../store/parts.ts';
import { loadFrameworkContent, loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { requireTaken } from '../judge-dates.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { type FrameworkSummary, summaryOf } from './framework-view.ts';
import { frameworkChange, requireDates, requireState, stepBy } from './judge-framework.ts';
import { loadGround } from './load-ground.ts';
import { unitOfReview } from './review-framework.ts';
import { type ActOnFramework, requireNoBlockers } from './submit-framework.ts';

export type ApproveFramework = ActOnFramework & {
  decision: Decision;
  overrides: readonly Override[];
  effectiveFrom?: PlainDate | undefined;
};

/** The end of time, for asking which approved version is the last. */
const EVER = '9999-12-31';

/**
 * Approves a submitted framework by a decision, from its day of effect or the one that the decision names. Whoever drafted
 * or submitted it may not, in whatever role; what does not hold must be excused with a reason where that is allowed. From
 * then on the version never changes; the one before it is superseded from the day of effect.
 */
export async function approveFramework(ctx: Context, ask: ApproveFramework): Promise<FrameworkSummary> {
  const { number, expected, decision, overrides, reason } = ask;
  const unit = await unitOfReview(ctx, ask.unit);
  requireTaken(ctx, decision);
  return transact(ctx, { verb: 'approve-framework', reason, decision }, [unit], async () => {
    const tree = await loadTree(ctx);
    const siblings = await loadFrameworksOfUnit(ctx.store, unit);
    const current = requireState(
      siblings.find((each) => each.number === number),
      unit,
      number,
      expected,
      'approve',
    );
    requireOtherHands(ctx, current);
    const effectiveFrom = ask.effectiveFrom ?? current.effectiveFrom;
    const input = { ...(await loadFrameworkContent(ctx.store, current)), effectiveFrom };
    requireDates(ctx, tree, unit, input);
    requireAfterLast(siblings, current, effectiveFrom);
    const checks = checkFramework(input, await loadGround(ctx, tree, unit, input), overrides);
    requireMeantOverrides(checks, overrides);
    requireNoBlockers(blockers(checks, 'approval'));
    const moved = effectiveFrom !== current.effectiveFrom;
    const framework: Framework = {
      ...current,
      status: 'approved',
      effectiveFrom,
      ...(moved ? { hash: hashOf(input), parts: await putParts(ctx.store, `PF.${ctx.world.newId()}`, input) } : {}),
      steps: [...current.steps, stepBy(ctx, 'approved', reason)],
      approval: { decision, overrides: [...overrides], checks: await putParts(ctx.store, `PFC.${ctx.world.newId()}`, checks) },
      version: current.version + 1,
    };
    return { result: summaryOf(framework, siblings, ctx.today), changes: [frameworkChange(ctx, current, framework)] };
  });
}

function requireOtherHands(ctx: Context, { authors, steps }: Framework): void {
  const { id } = ctx.actor;
  if (authors.includes(id) || steps.some(({ step, by }) => step === 'submitted' && by === id))
    throw new Refusal('approver-is-submitter', { actor: id });
}

/** Versions of a population take effect in their order, so that which one holds on a day never changes backwards. */
function requireAfterLast(siblings: readonly Framework[], current: Framework, date: PlainDate): void {
  const last = frameworkOn(siblings, current.unit, populationOf(current), EVER);
  if (last && date <= last.effectiveFrom)
    throw new Refusal('effective-not-after-last', { date, number: last.number, last: last.effectiveFrom }, 'effectiveFrom');
}

/** Each reason is for a check that does not hold and that the law lets pass; any other would excuse nothing, or too much. */
function requireMeantOverrides(checks: readonly Check[], overrides: readonly Override[]): void {
  for (const [index, override] of overrides.entries())
    if (!checks.some((each) => each.overridable && isFor(each, override)))
      throw new Refusal('no-such-check', { check: override.check, position: override.position }, `overrides.${index}`);
}
