import { type HeadcountRecord, type HeadcountState, type KeptHeadcount, headcountReportSchema, withFlags } from '../../domain/headcount.ts';
import { loadHeadcounts, parseHeadcount } from '../../store/headcount.ts';
import type { Item } from '../../store/store.ts';
import { type PlainDate, type PlainMonth, lastDay } from '../../time.ts';
import { Scope, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { knownAt, ofMonth } from '../known-at.ts';
import { MONTHS_BACK } from '../last-of-each.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition, pageOfRanges } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';
import { requireUnder } from '../under.ts';
import { nameOn } from '../unit-name.ts';
import { Refusal } from '../../errors.ts';
import { loadPrevious, recordedMonths } from './load-previous.ts';
import { monthsBetween } from './owed-months.ts';

const MAX_MONTHS = 60;
const MAX_OVERRIDE_MONTHS = 12;

/** A unit's report of a month; with a day, as it and the report before it were known at its end. */
export async function getHeadcount(ctx: Context, code: string, month: PlainMonth, day?: PlainDate): Promise<HeadcountRecord> {
  const unit = await readableUnit(ctx, 'headcount', code, lastDay(month));
  const { report, previous } = await (day === undefined ? load(ctx, unit, month) : loadKnownAt(ctx, unit, month, day));
  return withFlags(found(report, { record: 'headcount', unit, month }), previous);
}

async function load(ctx: Context, unit: string, month: PlainMonth) {
  const [report] = await loadHeadcounts(ctx.store, [{ unit, month }]);
  return { report, previous: (await loadPrevious(ctx, [unit], month)).get(unit) };
}

async function loadKnownAt(ctx: Context, unit: string, month: PlainMonth, day: PlainDate) {
  const [last, ...earlier] = await recordedMonths(ctx, unit, month, MONTHS_BACK + 1);
  if (last !== month) return { report: undefined, previous: undefined };
  const wanted = [[month], earlier].map((months) => months.map((one) => ofMonth('headcount', one)));
  const [report, previous] = (await knownAt(ctx, unit, day, wanted)).map((change) => change && headcountReportSchema.parse(change.after));
  return { report, previous };
}

/**
 * One unit's reports from a month to a month (at most 60), in order. Left out: months without a report, and months in
 * which the unit lay outside the actor's scope.
 */
export async function listHeadcountOfUnit(ctx: Context, code: string, from: PlainMonth, to: PlainMonth): Promise<HeadcountRecord[]> {
  permit(ctx, 'read', 'headcount');
  const asked = monthsBetween(from, to, MAX_MONTHS);
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const unit = found(tree.find(code)?.key, { what: code });
  const months = asked.filter((month) => scope.sees(unit, lastDay(month)));
  if (months.length === 0) throw new Refusal('not-found', { what: code });
  const reports = (
    await loadHeadcounts(
      ctx.store,
      months.map((month) => ({ unit, month })),
    )
  ).filter((record) => record !== undefined);
  const [first] = reports;
  const beforeFirst = first && (await loadPrevious(ctx, [unit], first.month)).get(unit);
  return reports.map((report, index) => withFlags(report, index === 0 ? beforeFirst : reports[index - 1]));
}

export type MonthFilters = {
  under?: string | undefined;
  state?: HeadcountState | undefined;
};

/** Every unit's report of a month, as far as the actor may see and the filters ask. */
export async function listHeadcountOfMonth(
  ctx: Context,
  month: PlainMonth,
  page: PageAsk,
  filters: MonthFilters = {},
): Promise<Page<HeadcountRecord>> {
  permit(ctx, 'read', 'headcount');
  const { state } = filters;
  const scope = await scopeOf(ctx);
  const isUnder = filters.under === undefined ? undefined : await isUnderOn(ctx, filters.under, lastDay(month));
  const request = { ...page, list: 'headcount', filters: { month, ...filters } };
  const keep = (report: KeptHeadcount): boolean =>
    (state === undefined || report.state === state) &&
    (isUnder === undefined || isUnder(report.unit)) &&
    scope.sees(report.unit, lastDay(month));
  const reports = await pageOfPartition(ctx, request, ctx.store.keys.headcountOfMonth(month), parseHeadcount, keep);
  const previous = await loadPrevious(
    ctx,
    reports.items.map(({ unit }) => unit),
    month,
  );
  return { ...reports, items: reports.items.map((report) => withFlags(report, previous.get(report.unit))) };
}

export type OverriddenMonth = Pick<HeadcountRecord, 'unit' | 'month' | 'state' | 'overrides' | 'version'> & { name: string };

/** The reports of up to 12 months in which a closing stands against its sum, by month and unit, each with its reasons. */
export async function listOverrides(
  ctx: Context,
  { from, to, under }: { from: PlainMonth; to: PlainMonth; under?: string | undefined },
  page: PageAsk,
): Promise<Page<OverriddenMonth>> {
  permit(ctx, 'read', 'headcount');
  const months = monthsBetween(from, to, MAX_OVERRIDE_MONTHS);
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, lastDay(to));
  const rowOf = (item: Item): OverriddenMonth | undefined => {
    const { unit, month, state, version, overrides } = withFlags(parseHeadcount(item), undefined);
    const isShown = overrides.length > 0 && scope.sees(unit, lastDay(month));
    if (!isShown || (root !== undefined && !tree.isUnder(unit, [root], lastDay(month)))) return undefined;
    return { unit, name: nameOn(tree, unit, lastDay(month)), month, state, overrides, version };
  };
  const ranges = months.map((month) => ({ name: month, pk: ctx.store.keys.headcountOfMonth(month) }));
  return pageOfRanges(ctx, { ...page, list: 'headcount-overrides', filters: { from, to, under } }, ranges, rowOf);
}

/** Whether a unit lay below another one on a date, for a list that is narrowed to it. */
async function isUnderOn(ctx: Context, code: string, date: PlainDate): Promise<(unit: string) => boolean> {
  const tree = await loadTree(ctx);
  const under = requireUnder(ctx, tree, code, date);
  return (unit) => tree.isUnder(unit, [under], date);
}
