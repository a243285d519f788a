import { type Reorganisation } from '../../domain/reorganisation.ts';
import { loadReorganisation, parseReorganisation } from '../../store/reorganisations.ts';
import { type Scope, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';
import type { PlainDate } from '../../time.ts';

/** Whether the actor may see a record: one of its units lies in scope on the effective date. */
const visible = (scope: Scope, { sources, targets, effectiveFrom }: Reorganisation): boolean =>
  [...sources, ...targets].some((unit) => scope.sees(unit, effectiveFrom));

export async function getReorganisation(ctx: Context, id: string): Promise<Reorganisation> {
  permit(ctx, 'read', 'reorganisations');
  const record = found(await loadReorganisation(ctx.store, id), { what: id });
  return found(visible(await scopeOf(ctx), record) ? record : undefined, { what: id });
}

export type ReorganisationFilters = {
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
  unit?: string | undefined;
  decision?: string | undefined;
};

/** Reorganisations in the order of effect, narrowed by effective date, unit and decision number. */
export async function listReorganisations(ctx: Context, filters: ReorganisationFilters, page: PageAsk): Promise<Page<Reorganisation>> {
  permit(ctx, 'read', 'reorganisations');
  const { from, to, decision } = filters;
  const unit = filters.unit === undefined ? undefined : ((await loadTree(ctx)).find(filters.unit)?.key ?? filters.unit);
  const scope = await scopeOf(ctx);
  const keep = (record: Reorganisation) =>
    (from === undefined || record.effectiveFrom >= from) &&
    (to === undefined || record.effectiveFrom <= to) &&
    (unit === undefined || [...record.sources, ...record.targets].includes(unit)) &&
    (decision === undefined || record.decision.number === decision) &&
    visible(scope, record);
  const request = { ...page, list: 'reorganisations', filters };
  return pageOfPartition(ctx, request, ctx.store.keys.reorganisations(), parseReorganisation, keep);
}
