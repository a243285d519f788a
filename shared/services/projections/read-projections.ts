import { type ExplainQuery, explain } from '../../domain/projection/explain.ts';
import type { Explanation } from '../../domain/projection/explanation.ts';
import type { ProjectionHead, ProjectionRun, StoredRun } from '../../domain/projection/run.ts';
import { loadRun, loadStoredRun, parseRun } from '../../store/runs.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';
import { getScenario } from '../scenarios/read-scenarios.ts';

/** Stored runs, newest first. */
export async function listProjections(ctx: Context, page: PageAsk): Promise<Page<ProjectionHead>> {
  permit(ctx, 'read', 'projections');
  return pageOfPartition(ctx, { ...page, list: 'projections', filters: {} }, ctx.store.keys.runs(), parseRun, () => true, {
    backward: true,
  });
}

/** Stored runs of a scenario, whatever version, newest first. */
export async function listRunsOfScenario(ctx: Context, id: string, page: PageAsk): Promise<Page<ProjectionHead>> {
  permit(ctx, 'read', 'projections');
  await getScenario(ctx, id);
  const request = { ...page, list: 'runs-of-scenario', filters: { id } };
  return pageOfPartition(ctx, request, ctx.store.keys.runsOfScenario(id), parseRun, () => true, { backward: true });
}

/** The head of a run; one that is not there, or another tenant's, does not exist. */
export async function getHead(ctx: Context, id: string): Promise<ProjectionHead> {
  permit(ctx, 'read', 'projections');
  return found(await loadRun(ctx.store, id), { record: 'projection', id });
}

/** A run with the rows behind it. */
export async function getStoredRun(ctx: Context, id: string): Promise<StoredRun> {
  return loadStoredRun(ctx.store, await getHead(ctx, id));
}

export async function getProjection(ctx: Context, id: string): Promise<ProjectionRun> {
  return (await getStoredRun(ctx, id)).run;
}

/** Rows in the order of their size: the place in it is the cursor. */
export function pageByPlace<T>(ctx: Context, request: Parameters<typeof pageOf>[1], rows: readonly T[]): Page<T> {
  const placed = rows.map((row, place) => ({ row, key: String(place).padStart(7, '0') }));
  const { items, next } = pageOf(ctx, request, placed, ({ key }) => key);
  return { items: items.map(({ row }) => row), next };
}

/** Where one number of a run comes from: the formula, and a page of the units that make it up with their records. */
export async function explainProjection(
  ctx: Context,
  id: string,
  query: ExplainQuery,
  page: PageAsk,
): Promise<Omit<Explanation, 'units'> & { units: Page<Explanation['units'][number]> }> {
  const { result } = await getStoredRun(ctx, id);
  const { units, ...explanation } = explain(result, query);
  return { ...explanation, units: pageByPlace(ctx, { ...page, list: 'explain', filters: { id, ...query } }, units) };
}
