import type { HeadcountInput } from '../../domain/headcount.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import { permit } from '../access.ts';
import { type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { scopedKeys } from '../scoped-keys.ts';
import { judgeHeadcount } from './judge-headcount.ts';
import { loadPrevious } from './load-previous.ts';

export type HeadcountRow = HeadcountInput & { unit: string; version: number | null };
export type PutHeadcounts = { month: PlainMonth; rows: readonly HeadcountRow[]; reason: string | null };

/** A whole province's month: each row is one unit's report and stands or falls alone. */
export async function putHeadcounts(ctx: Context, { month, rows, reason }: PutHeadcounts, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'headcount');
  const { keyOf, scope } = await scopedKeys(ctx, rows, lastDay(month));
  return bulk(
    ctx,
    {
      intent: { verb: 'put-headcount', reason, decision: null },
      rows,
      keyOf,
      judge: async (chunk) => {
        const tree = await loadTree(ctx);
        const units = chunk.map(({ row }) => keyOf(row));
        const current = await loadHeadcounts(ctx.store, units.map((unit) => ({ unit, month })));
        const previous = await loadPrevious(ctx, units, month);
        const judged = chunk.map(({ row: { unit: _unit, version, ...input } }, index) => {
          const unit = units[index] as string;
          const refused = scope(unit);
          if (refused) return refused;
          const report = { unit, month, input, expected: version ?? ('nothing' as const) };
          return refusable(() => ({ change: judgeHeadcount(ctx, tree, report, current[index], previous.get(unit)).change }));
        });
        return { judged };
      },
    },
    dryRun,
  );
}
