import { type ExplainQuery, type Explanation, explain } from '../../domain/projection/explain.ts';
import type { ProjectionHead, ProjectionRun } from '../../domain/projection/run.ts';
import { loadRun, loadStoredRun, parseRun } from '../../store/runs.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';

/** Stored runs, newest first. */
export async function listProjections(ctx: Context, page: PageAsk): Promise<Page<ProjectionHead>> {
  permit(ctx, 'read', 'projections');
  return pageOfPartition(ctx, { ...page, list: 'projections', filters: {} }, ctx.store.keys.runs(), parseRun, () => true, {
    backward: true,
  });
}

async function load(ctx: Context, id: string) {
  permit(ctx, 'read', 'projections');
  return loadStoredRun(ctx.store, found(await loadRun(ctx.store, id), { record: 'projection', id }));
}

export async function getProjection(ctx: Context, id: string): Promise<ProjectionRun> {
  return (await load(ctx, id)).run;
}

/** Where one number of a run comes from: the formula, and a page of the units that make it up with their records. */
export async function explainProjection(
  ctx: Context,
  id: string,
  query: ExplainQuery,
  page: PageAsk,
): Promise<Omit<Explanation, 'units'> & { units: Page<Explanation['units'][number]> }> {
  const { result } = await load(ctx, id);
  const { units, ...explanation } = explain(result, query);
  // The order is by size, so the place in it is the cursor.
  const placed = units.map((unit, place) => ({ unit, key: String(place).padStart(6, '0') }));
  const { items, next } = pageOf(ctx, { ...page, list: 'explain', filters: { id, ...query } }, placed, ({ key }) => key);
  return { ...explanation, units: { items: items.map(({ unit }) => unit), next } };
}
