import type { HeadcountInput, HeadcountRecord } from '../../domain/headcount.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import { permit, requireWriteScope } from '../access.ts';
import type { Context } from '../context.ts';
import type { Expected } from '../expected.ts';
import { loadTree, unitOf } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { judgeHeadcount } from './judge-headcount.ts';
import { loadPrevious } from './load-previous.ts';

export type PutHeadcount = { unit: string; month: PlainMonth; input: HeadcountInput; reason: string | null; expected: Expected };

/** Records or corrects one unit's headcount of a month. */
export async function putHeadcount(ctx: Context, { unit: code, month, input, reason, expected }: PutHeadcount): Promise<HeadcountRecord> {
  permit(ctx, 'write', 'headcount');
  const unit = unitOf(await loadTree(ctx), code).key;
  await requireWriteScope(ctx, unit, lastDay(month));
  return transact(ctx, { verb: 'put-headcount', reason, decision: null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const [current] = await loadHeadcounts(ctx.store, [{ unit, month }]);
    const previous = (await loadPrevious(ctx, [unit], month)).get(unit);
    const { record, change } = judgeHeadcount(ctx, tree, { unit, month, input, expected }, current, previous);
    return { result: record, changes: [change] };
  });
}
