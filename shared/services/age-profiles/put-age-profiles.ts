import type { AgeProfileInput } from '../../domain/age-profile.ts';
import { loadAgeProfiles } from '../../store/age-profiles.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import { permit } from '../access.ts';
import { type Judged, type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { scopedKeys } from '../scoped-keys.ts';
import { judgeAgeProfile } from './put-age-profile.ts';

export type AgeProfileRow = AgeProfileInput & { unit: string; version: number | null };
export type PutAgeProfiles = { month: PlainMonth; rows: readonly AgeProfileRow[]; reason: string | null };

/** Age profiles of many units at the end of a month; each row stands or falls alone. */
export async function putAgeProfiles(ctx: Context, { month, rows, reason }: PutAgeProfiles, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'age-profile');
  const { keyOf, scope } = await scopedKeys(ctx, rows, lastDay(month));
  return bulk(
    ctx,
    {
      intent: { verb: 'put-age-profile', reason, decision: null },
      rows,
      keyOf,
      judge: async (chunk) => {
        const tree = await loadTree(ctx);
        const current = await loadAgeProfiles(ctx.store, month, chunk.map(({ row }) => keyOf(row)));
        const judged = chunk.map(({ row }, index): Judged => {
          const unit = keyOf(row);
          const report = { unit, month, input: { cells: row.cells }, expected: row.version ?? ('nothing' as const) };
          return scope(unit) ?? refusable(() => ({ change: judgeAgeProfile(ctx, tree, report, current[index]).change }));
        });
        return { judged };
      },
    },
    dryRun,
  );
}
