import type { SelfFinancingInput } from '../../domain/self-financing.ts';
import { loadSelfFinancing } from '../../store/self-financing.ts';
import { endOfYear } from '../../time.ts';
import { permit } from '../access.ts';
import { type Judged, type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { scopedKeys } from '../scoped-keys.ts';
import { judgeSelfFinancing } from './put-self-financing.ts';

export type SelfFinancingRow = SelfFinancingInput & { unit: string; version: number | null };
export type PutSelfFinancings = { year: number; rows: readonly SelfFinancingRow[]; reason: string | null };

/** Self-financing of many units of one year; each row stands or falls alone. */
export async function putSelfFinancings(ctx: Context, { year, rows, reason }: PutSelfFinancings, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'self-financing');
  const { keyOf, scope } = await scopedKeys(ctx, rows, endOfYear(year));
  return bulk(
    ctx,
    {
      intent: { verb: 'put-self-financing', reason, decision: null },
      rows,
      keyOf,
      judge: async (chunk) => {
        const tree = await loadTree(ctx);
        const current = await loadSelfFinancing(ctx.store, year, chunk.map(({ row }) => keyOf(row)));
        const judged = chunk.map(({ row }, index): Judged => {
          const unit = keyOf(row);
          const { unit: _unit, version, ...input } = row;
          const report = { unit, year, input, expected: version ?? ('nothing' as const) };
          return scope(unit) ?? refusable(() => ({ change: judgeSelfFinancing(ctx, tree, report, current[index]).change }));
        });
        return { judged };
      },
    },
    dryRun,
  );
}
