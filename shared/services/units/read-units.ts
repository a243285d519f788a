import type * as z from 'zod';
import type { LogEntry } from '../../audit.ts';
import type { Tree } from '../../domain/tree.ts';
import { type Unit, type UnitPeriod, dissolvedOn, establishedOn, type unitViewSchema } from '../../domain/unit.ts';
import { parseLogEntry } from '../../store/log.ts';
import type { Item } from '../../store/store.ts';
import type { PlainDate } from '../../time.ts';
import { Scope, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';
import { shownChange } from '../staff/shown-staff.ts';

export type UnitView = z.infer<typeof unitViewSchema>;

/** A unit as of a date; the facts of a unit that does not live then are those nearest to the date. */
export function viewOf(unit: Unit, asOf: PlainDate): UnitView {
  const established = establishedOn(unit);
  const dissolved = dissolvedOn(unit);
  const status = asOf < established ? 'planned' : dissolved !== null && dissolved <= asOf ? 'dissolved' : 'alive';
  const facts = unit.periods.findLast((period) => period.from <= asOf) ?? (unit.periods[0] as UnitPeriod);
  const { from, until, decision, ...rest } = facts;
  return { key: unit.key, ...rest, status, established, dissolved, factsFrom: from, factsUntil: until, decision, version: unit.version };
}

/** One unit as of a date, by any code it ever had: from the tree in the process, once its version is known to stand. */
export async function getUnit(ctx: Context, code: string, asOf: PlainDate): Promise<UnitView> {
  permit(ctx, 'read', 'units');
  const tree = await loadTree(ctx);
  const unit = found(tree.find(code), { what: code });
  new Scope(ctx, tree).requireRead(unit.key, asOf, code);
  return viewOf(unit, asOf);
}

export type UnitFilters = Partial<Pick<UnitView, 'kind' | 'level' | 'sector'>> & {
  parent?: string | undefined;
  under?: string | undefined;
  q?: string | undefined;
  status?: 'alive' | 'all' | undefined;
};

/** Units as of a date, by code, narrowed by filters; `q` searches code and name without diacritics. */
export async function listUnits(ctx: Context, asOf: PlainDate, filters: UnitFilters, page: PageAsk): Promise<Page<UnitView>> {
  permit(ctx, 'read', 'units');
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const matches = matcher(tree, asOf, filters);
  const rows = [...tree.units()]
    .map((unit) => viewOf(unit, asOf))
    .filter((view) => matches(view) && scope.sees(view.key, asOf))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return pageOf(ctx, { ...page, list: 'units', filters: { asOf, ...filters } }, rows, (view) => view.key);
}

function matcher(tree: Tree, asOf: PlainDate, { kind, level, sector, parent, under, q, status = 'alive' }: UnitFilters) {
  const parentKey = parent === undefined ? undefined : (tree.find(parent)?.key ?? parent);
  const words = q === undefined ? [] : plain(q).split(/\s+/).filter(Boolean);
  return (view: UnitView): boolean =>
    (status === 'all' || view.status === 'alive') &&
    (kind === undefined || view.kind === kind) &&
    (level === undefined || view.level === level) &&
    (sector === undefined || view.sector === sector) &&
    (parentKey === undefined || view.parent === parentKey) &&
    (under === undefined || tree.isUnder(view.key, [under], asOf)) &&
    words.every((word) => plain(`${view.code} ${view.key} ${view.name}`).includes(word));
}

/** Lower case without diacritics: "Trường THPT Hòn Gai" → "truong thpt hon gai". */
export const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Who changed what of a unit and its records, newest first: what was recorded on days on which the actor might see the unit. */
export async function unitHistory(ctx: Context, code: string, page: PageAsk): Promise<Page<LogEntry>> {
  const unit = await readableUnit(ctx, 'history', code, ctx.today);
  const scope = await scopeOf(ctx);
  const request = { ...page, list: 'unit-history', filters: { unit } };
  const parse = (item: Item): LogEntry => {
    const entry = parseLogEntry(item);
    return { ...entry, changes: entry.changes.map((change) => shownChange(scope, change, ctx.today)) };
  };
  return pageOfPartition(ctx, request, ctx.store.keys.log(unit), parse, ({ day }) => scope.sees(unit, day), { backward: true });
}
