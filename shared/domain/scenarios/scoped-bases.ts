import type { Target } from '../../law/target-schema.ts';
import { endOfYear, type PlainDate } from '../../time.ts';
import { type BaselineContent, insideBase } from '../baseline.ts';
import type { Ledger } from '../ledger.ts';
import { ofPopulation } from '../ledger-population.ts';
import type { UnitState } from '../projection/state.ts';
import { RESERVE } from '../posts.ts';
import type { Reorganisation } from '../reorganisation.ts';
import { type FrozenPosts, restate } from '../restate.ts';
import type { Tree } from '../tree.ts';

/** What the frozen bases of a scope are worked out from. */
export type Lineage = {
  readonly tree: Tree;
  readonly reorganisations: readonly Reorganisation[];
  readonly ledger: Ledger;
  /** Frozen content by year. */
  readonly contents: ReadonlyMap<number, BaselineContent>;
};

/** Entries by which posts came into the province's scope (+) or left it (−), by day and sign, as posts to be carried along. */
function transfersByDay(
  ledger: Ledger,
  baseYear: number,
  date: PlainDate,
  { population }: Target,
): { sign: 1 | -1; frozen: FrozenPosts }[] {
  const entries = [...ledger].flatMap(([year, records]) =>
    year <= baseYear ? [] : [...records.values()].flatMap(({ unit, entries: all }) => all.map((entry) => ({ unit, ...entry }))),
  );
  const transfers = entries.filter(
    ({ unit, reason, issuer, category, outsideBase, effectiveFrom }) =>
      unit !== RESERVE &&
      reason === 'scope-transfer' &&
      issuer === 'provincial-council' &&
      !outsideBase &&
      ofPopulation(category, population) &&
      effectiveFrom <= date,
  );
  const groups = Map.groupBy(transfers, ({ effectiveFrom, quantity }) => `${effectiveFrom} ${quantity > 0 ? '+' : '-'}`);
  return [...groups].map(([name, rows]) => {
    const cells = rows.map(({ unit, category, quantity }) => ({ unit, category, posts: Math.abs(quantity) }));
    return { sign: name.endsWith('+') ? 1 : -1, frozen: { date: name.slice(0, 10), cells, reserve: [] } };
  });
}

/**
 * The base of each target that cuts posts for the units in scope: the frozen posts of its base year as these units hold them
 * on the day of the start (exact fractions along lineage, rounded once), and the net scope transfers since, carried along the
 * same lineage. What a reorganisation surrendered or sent outside is in no unit's base. Unit counts are never restated: a
 * target that cuts units has no base in a scope.
 * @param units the units in scope
 */
export function scopedBases(
  targets: readonly Target[],
  units: readonly UnitState[],
  { tree, reorganisations, ledger, contents }: Lineage,
  asOf: PlainDate,
): Map<string, { base: number; scopeTransfers: number }> {
  return new Map(
    targets.flatMap((target) => {
      const baseYear = target.kind === 'post-cut' && target.base ? target.base.year : undefined;
      const content = baseYear === undefined ? undefined : contents.get(baseYear);
      if (baseYear === undefined || content === undefined || endOfYear(baseYear) > asOf) return [];
      const { population } = target;
      const mine = new Set(
        units.flatMap(({ key, kind, level }) =>
          (population.unitKinds?.includes(kind) ?? true) && (population.levels?.includes(level) ?? true) ? [key] : [],
        ),
      );
      const held = (frozen: FrozenPosts) =>
        restate({ baseline: frozen, reorganisations, tree, asOf })
          .cells.filter(({ unit, category }) => mine.has(unit) && ofPopulation(category, population))
          .reduce((sum, { posts }) => sum + posts, 0);
      const scopeTransfers = transfersByDay(ledger, baseYear, asOf, target).reduce((sum, { sign, frozen }) => sum + sign * held(frozen), 0);
      return [[target.id, { base: held(insideBase(content)), scopeTransfers }] as const];
    }),
  );
}
