import type { PostsRecord } from '../../domain/posts.ts';
import { loadPostsOfUnits, loadPostsOfYear } from '../../store/posts.ts';
import { byUnit } from '../by-unit.ts';
import type { Context } from '../context.ts';
import { FEW_UNITS } from '../last-of-each.ts';

/** The ledgers of some holders for a year, by holder: one by one where they are few, else the whole year. */
export async function ledgersOf(ctx: Context, year: number, holders: readonly string[]): Promise<Map<string, PostsRecord>> {
  if (holders.length > FEW_UNITS) return byUnit(await loadPostsOfYear(ctx.store, year));
  return byUnit(
    await loadPostsOfUnits(
      ctx.store,
      holders.map((unit) => ({ unit, year })),
    ),
  );
}
