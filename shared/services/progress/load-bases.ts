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

/** First year whose entries matter to the targets of a projection that starts on a date: the earliest base. */
export const firstYearOfBases = (targets: readonly Target[], start: PlainDate): number =>
  Math.min(yearOf(start), ...targets.flatMap(({ kind, base }) => (kind === 'post-cut' && base ? [base.year] : [])));

/**
 * For a projection: the frozen base of every cut, and the net scope transfers into its population between the base and
 * the start, which are no part of what is counted.
 */
export function basesOf(
  targets: readonly Target[],
  { baselines, ledger, tree }: { baselines: ReadonlyMap<number, Baseline>; ledger: Ledger; tree: Tree },
  start: PlainDate,
): Map<string, { base: number; scopeTransfers: number }> {
  return new Map(
    targets.flatMap((target) => {
      const base = target.kind === 'post-cut' || target.kind === 'unit-count-cut' ? baseOf(target, baselines) : undefined;
      return base ? [[target.id, { base: base.value, scopeTransfers: netScopeTransfers(target, ledger, tree, start) }] as const] : [];
    }),
  );
}

function netScopeTransfers(target: Target, ledger: Ledger, tree: Tree, date: PlainDate): number {
  if (target.kind !== 'post-cut' || target.base === null || yearOf(date) < target.base.year) return 0;
  const counted = countedFor(target.population, { ledger, tree, baseYear: target.base.year, date });
  return counted.scopeTransfersIn - counted.scopeTransfersOut;
}
