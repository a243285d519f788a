import { type Baseline, frozenPosts, frozenUnits } from '../../domain/baseline.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { countedFor } from '../../domain/ledger-counted.ts';
import type { PostsRecord } from '../../domain/posts.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadBaselines } from '../../store/baselines.ts';
import { loadPostsOfYear } from '../../store/posts.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';

/** The ledgers of the years from one to another, by year and holder. */
export async function loadLedger(ctx: Context, from: number, to: number): Promise<Map<number, Map<string, PostsRecord>>> {
  const years = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  const ledgers = await Promise.all(years.map((year) => loadPostsOfYear(ctx.store, year)));
  return new Map(years.map((year, index) => [year, new Map((ledgers[index] ?? []).map((record) => [record.unit, record]))]));
}

/** The baseline in force of each year: the last edition. */
export async function loadBaselinesInForce(ctx: Context): Promise<Map<number, Baseline>> {
  return new Map((await loadBaselines(ctx.store)).map((baseline) => [baseline.year, baseline]));
}

/** The frozen base of a cut in posts or units; undefined when its year is not frozen. */
export function baseOf(
  target: Target,
  baselines: ReadonlyMap<number, Baseline>,
): { baseline: Baseline; value: number; total: number } | undefined {
  const baseline = target.base === null ? undefined : baselines.get(target.base.year);
  if (!baseline) return undefined;
  if (target.kind === 'unit-count-cut') {
    const units = frozenUnits(baseline, target.population);
    return { baseline, value: units, total: units };
  }
  const { assigned, outsideBase } = frozenPosts(baseline, target.population);
  return { baseline, value: assigned - outsideBase, total: assigned };
}

/**
 * For a projection: the frozen base of every cut, and the net scope transfers into its population between the base and
 * the start, which are no part of what is counted.
 */
export async function loadBases(
  ctx: Context,
  targets: readonly Target[],
  start: PlainDate,
): Promise<Map<string, { base: number; scopeTransfers: number }>> {
  const cuts = targets.filter(({ kind }) => kind === 'post-cut' || kind === 'unit-count-cut');
  const baselines = await loadBaselinesInForce(ctx);
  const firstYear = Math.min(...cuts.map(({ base }) => base?.year ?? yearOf(start)));
  const ledger = await loadLedger(ctx, firstYear, yearOf(start));
  const tree = await loadTree(ctx);
  return new Map(
    cuts.flatMap((target) => {
      const base = baseOf(target, baselines);
      return base ? [[target.id, { base: base.value, scopeTransfers: netScopeTransfers(target, ledger, tree, start) }] as const] : [];
    }),
  );
}

function netScopeTransfers(target: Target, ledger: Ledger, tree: Tree, date: PlainDate): number {
  if (target.kind !== 'post-cut' || target.base === null || yearOf(date) < target.base.year) return 0;
  const counted = countedFor(target.population, { ledger, tree, baseYear: target.base.year, date });
  return counted.scopeTransfersIn - counted.scopeTransfersOut;
}
