import { checkFramework } from '../../domain/positions/check-framework.ts';
import { compareFrameworks, type FrameworkComparison } from '../../domain/positions/compare.ts';
import type { Framework, ShownStatus } from '../../domain/positions/framework.ts';
import type { Tree } from '../../domain/tree.ts';
import { type PositionRegime } from '../../law/positions/regimes.ts';
import { loadApprovalChecks, loadFrameworkContent, loadFrameworks, loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import type { PlainDate } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { found } from '../read-record.ts';
import { requireUnder } from '../under.ts';
import { type FrameworkSummary, type FrameworkView, summaryOf } from './framework-view.ts';
import { loadGround } from './load-ground.ts';

/** A version holds over a time: it may be seen by whom the unit belongs to today, or belonged to when it took effect. */
const maySee = (ctx: Context, scope: Scope, { unit, effectiveFrom }: Framework): boolean =>
  scope.sees(unit, ctx.today) || scope.sees(unit, effectiveFrom);

/** Versions of a unit that the actor may see, with all that there are beside them. */
async function visible(ctx: Context, code: string): Promise<{ tree: Tree; unit: string; all: Framework[]; seen: Framework[] }> {
  permit(ctx, 'read', 'position-frameworks');
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const unit = found(tree.find(code)?.key, { what: code });
  const all = await loadFrameworksOfUnit(ctx.store, unit);
  const seen = all.filter((framework) => maySee(ctx, scope, framework));
  if (seen.length === 0) scope.requireRead(unit, ctx.today, code);
  return { tree, unit, all, seen };
}

/** One version whole. Its checks are those of the day of approval; before that, those of today. */
export async function getFramework(ctx: Context, code: string, number: number): Promise<FrameworkView> {
  const { tree, unit, all, seen } = await visible(ctx, code);
  const framework = version(seen, unit, number);
  const input = await loadFrameworkContent(ctx.store, framework);
  const { approval } = framework;
  const checks = approval ? await loadApprovalChecks(ctx.store, approval) : checkFramework(input, await loadGround(ctx, tree, unit, input));
  return { ...summaryOf(framework, all, ctx.today), document: input.positions, checks };
}

/** Two versions field by field. */
export async function compareVersions(ctx: Context, code: string, from: number, to: number): Promise<FrameworkComparison> {
  const { unit, seen } = await visible(ctx, code);
  const [before, after] = [version(seen, unit, from), version(seen, unit, to)];
  const compared = compareFrameworks(await loadFrameworkContent(ctx.store, before), await loadFrameworkContent(ctx.store, after));
  return { unit, from, to, ...compared };
}

const version = (frameworks: readonly Framework[], unit: string, number: number): Framework =>
  found(
    frameworks.find((each) => each.number === number),
    { record: 'position-framework', id: `${number}`, unit },
  );

export type FrameworkFilters = {
  status?: ShownStatus | undefined;
  regime?: PositionRegime | undefined;
  overdue?: boolean | undefined;
  under?: string | undefined;
};

/** A unit's versions in the order of their numbers, statuses as of a date. */
export async function listFrameworksOfUnit(ctx: Context, code: string, asOf: PlainDate, page: PageAsk): Promise<Page<FrameworkSummary>> {
  const { unit, all, seen } = await visible(ctx, code);
  const rows = seen.map((framework) => summaryOf(framework, all, asOf));
  return pageOf(ctx, { ...page, list: 'frameworks-of-unit', filters: { unit, asOf } }, rows, placeOf);
}

/** Every version of the province that the actor may see, by unit and number: what waits, what came back, what is overdue. */
export async function listFrameworks(
  ctx: Context,
  asOf: PlainDate,
  filters: FrameworkFilters,
  page: PageAsk,
): Promise<Page<FrameworkSummary>> {
  permit(ctx, 'read', 'position-frameworks');
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const { status, regime, overdue, under } = filters;
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, asOf);
  const byUnit = Map.groupBy(await loadFrameworks(ctx.store), ({ unit }) => unit);
  const rows = [...byUnit].flatMap(([unit, all]) =>
    root === undefined || tree.isUnder(unit, [root], asOf)
      ? all.filter((framework) => maySee(ctx, scope, framework)).map((framework) => summaryOf(framework, all, asOf))
      : [],
  );
  const matching = rows.filter(
    (row) =>
      (status === undefined || row.status === status) &&
      (regime === undefined || row.regime === regime) &&
      (overdue === undefined || row.standing.overdue === overdue),
  );
  return pageOf(ctx, { ...page, list: 'frameworks', filters: { asOf, ...filters } }, matching, placeOf);
}

/** As in the table, so that cursors follow its order. */
const placeOf = ({ unit, number }: FrameworkSummary): string => `${unit}#${String(number).padStart(4, '0')}`;
