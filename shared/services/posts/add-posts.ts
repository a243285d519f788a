import { type PostEntryInput, RESERVE } from '../../domain/posts.ts';
import { Refusal } from '../../errors.ts';
import { loadPostsOfUnits } from '../../store/posts.ts';
import { permit } from '../access.ts';
import { type Judged, type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { judgePostEntries } from './add-post-entries.ts';

export type PostsRow = { unit: string; version: number | null; entries: readonly PostEntryInput[] };
export type AddPosts = { year: number; rows: readonly PostsRow[]; reason: string | null };

/** Entries for many units (and the reserve) of one year; each row stands or falls alone. */
export async function addPosts(ctx: Context, { year, rows, reason }: AddPosts, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'posts');
  const known = await loadTree(ctx);
  const keyOf = ({ unit }: PostsRow) => (unit === RESERVE ? RESERVE : (known.find(unit)?.key ?? unit));
  return bulk(
    ctx,
    {
      intent: { verb: 'add-post-entries', reason, decision: null },
      rows,
      keyOf,
      judge: async (chunk) => {
        const tree = await loadTree(ctx);
        const units = chunk.map(({ row }) => keyOf(row));
        const current = await loadPostsOfUnits(
          ctx.store,
          units.map((unit) => ({ unit, year })),
        );
        const judged = chunk.map(({ row }, index): Judged => {
          const unit = units[index] as string;
          return refusable(() => {
            if (unit !== RESERVE && !tree.find(unit)) throw new Refusal('unknown-unit', { unit }, 'unit');
            nextVersion(current[index], row.version ?? 'nothing', { record: 'posts', unit, year });
            return { change: judgePostEntries(ctx, tree, unit, year, row.entries, current[index]).change };
          });
        });
        return { judged };
      },
    },
    dryRun,
  );
}
