import { type Holder, type PostStanding, standingsOf } from '../../domain/posts-standing.ts';
import { RESERVE } from '../../domain/posts.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Category, Sector, UnitKind, UnitLevel } from '../../domain/vocabulary.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import { Scope, isScoped, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { lastReports } from '../headcount/last-reports.ts';
import { loadTree } from '../load-tree.ts';
import { ledgersOf } from './load-ledgers.ts';

/** Which units a list is narrowed to, by their facts on its date. */
export type UnitFilters = {
  kind?: UnitKind | undefined;
  level?: UnitLevel | undefined;
  sector?: Sector | undefined;
  under?: string | undefined;
};
export type StandingFilters = UnitFilters & { category?: Category | undefined };

/** The units alive on a date that the filters leave and the actor may see, by key. */
export function holdersOf(tree: Tree, scope: Scope, date: PlainDate, { kind, level, sector, under }: UnitFilters): Holder[] {
  return tree
    .aliveOn(date)
    .filter(
      ({ unit, facts }) =>
        (kind === undefined || facts.kind === kind) &&
        (level === undefined || facts.level === level) &&
        (sector === undefined || facts.sector === sector) &&
        (under === undefined || tree.isUnder(unit.key, [under], date)) &&
        scope.sees(unit.key, date),
    )
    .map(({ unit, facts }) => ({ unit: unit.key, facts }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/**
 * Posts and people of every holder as of a date. The reserve is the province's: shown where no unit is asked for, to
 * those who are not held to a subtree.
 */
export async function loadStandings(
  ctx: Context,
  asOf: PlainDate,
  filters: StandingFilters,
): Promise<{ tree: Tree; rows: PostStanding[] }> {
  permit(ctx, 'read', 'posts');
  permit(ctx, 'read', 'headcount');
  const { category, ...ofUnits } = filters;
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const whole = Object.values(ofUnits).every((filter) => filter === undefined) && !isScoped(ctx);
  const holders = [...holdersOf(tree, scope, asOf, ofUnits), ...(whole ? [{ unit: RESERVE, facts: null }] : [])];
  return { tree, rows: (await standings(ctx, scope, holders, asOf)).filter((row) => category === undefined || row.category === category) };
}

export async function standings(ctx: Context, scope: Scope, holders: readonly Holder[], asOf: PlainDate): Promise<PostStanding[]> {
  const keys = holders.map(({ unit }) => unit);
  const ledgers = await ledgersOf(ctx, yearOf(asOf), keys);
  const reports = await lastReports(
    ctx,
    scope,
    keys.filter((unit) => unit !== RESERVE),
    asOf,
  );
  return holders.flatMap((holder) => standingsOf(holder, ledgers.get(holder.unit)?.entries ?? [], reports.get(holder.unit), asOf));
}
