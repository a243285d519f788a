import { hashOf } from '../../audit.ts';
import { type Framework, indexOf } from '../../domain/positions/framework.ts';
import type { FrameworkInput } from '../../domain/positions/position.ts';
import { putParts } from '../../store/parts.ts';
import { loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import type { Expected } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { keyOfWritable } from '../unit-register.ts';
import { type FrameworkSummary, summaryOf } from './framework-view.ts';
import { frameworkChange, requireNoneUnderWay, requireSoundInput, requireState } from './judge-framework.ts';

export type DraftFramework = { unit: string; input: FrameworkInput; reason: string | null };

/** Drafts the next version of a unit's framework. A unit has one version under way per population. */
export async function draftFramework(ctx: Context, { unit: code, input, reason }: DraftFramework): Promise<FrameworkSummary> {
  permit(ctx, 'write', 'position-frameworks');
  const unit = await keyOfWritable(ctx, code);
  return transact(ctx, { verb: 'draft-framework', reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    new Scope(ctx, tree).requireWrite(unit, input.effectiveFrom, code);
    const siblings = await loadFrameworksOfUnit(ctx.store, unit);
    const number = (siblings.at(-1)?.number ?? 0) + 1;
    requireSoundInput(ctx, tree, unit, input);
    requireNoneUnderWay(siblings, { regime: input.regime, number });
    const framework: Framework = {
      unit,
      number,
      status: 'draft',
      adjusts: false,
      ...(await kept(ctx, input)),
      authors: [ctx.actor.id],
      steps: [],
      approval: null,
      version: 1,
    };
    return { result: summaryOf(framework, siblings, ctx.today), changes: [frameworkChange(ctx, undefined, framework)] };
  });
}

export type ChangeFramework = DraftFramework & { number: number; expected: Expected };

/** Changes a draft, or a version that came back, which is a draft again from then on. */
export async function changeFramework(
  ctx: Context,
  { unit: code, number, input, expected, reason }: ChangeFramework,
): Promise<FrameworkSummary> {
  permit(ctx, 'write', 'position-frameworks');
  const unit = await keyOfWritable(ctx, code);
  return transact(ctx, { verb: 'change-framework', reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const scope = new Scope(ctx, tree);
    scope.requireWrite(unit, input.effectiveFrom, code);
    const siblings = await loadFrameworksOfUnit(ctx.store, unit);
    const current = requireState(
      siblings.find((each) => each.number === number),
      unit,
      number,
      expected,
      'changed',
    );
    scope.requireWrite(unit, current.effectiveFrom, code);
    requireSoundInput(ctx, tree, unit, input);
    requireNoneUnderWay(siblings, { regime: input.regime, number });
    const framework: Framework = {
      ...current,
      status: 'draft',
      ...(await kept(ctx, input)),
      authors: [...new Set([...current.authors, ctx.actor.id])],
      version: current.version + 1,
    };
    return { result: summaryOf(framework, siblings, ctx.today), changes: [frameworkChange(ctx, current, framework)] };
  });
}

/** The document in parts of its own, which nobody refers to before the header is written; each revision keeps its parts. */
async function kept(ctx: Context, input: FrameworkInput) {
  const { regime, effectiveFrom } = input;
  const parts = await putParts(ctx.store, `PF.${ctx.world.newId()}`, input);
  return { regime, effectiveFrom, positions: indexOf(input), hash: hashOf(input), parts };
}
