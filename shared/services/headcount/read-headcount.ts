import { type HeadcountRecord, withFlags } from '../../domain/headcount.ts';
import { loadHeadcounts, parseHeadcount } from '../../store/headcount.ts';
import { type PlainMonth, lastDay, monthIndex, monthOf } from '../../time.ts';
import { Scope, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';
import { Refusal } from '../../errors.ts';
import { loadPrevious } from './load-previous.ts';

const MAX_MONTHS = 60;

export async function getHeadcount(ctx: Context, code: string, month: PlainMonth): Promise<HeadcountRecord> {
  const unit = await readableUnit(ctx, 'headcount', code, lastDay(month));
  const [record] = await loadHeadcounts(ctx.store, [{ unit, month }]);
  const kept = found(record, { record: 'headcount', unit, month });
  return withFlags(kept, (await loadPrevious(ctx, [unit], month)).get(unit));
}

/**
 * One unit's reports from a month to a month (at most 60), in order. Left out: months without a report, and months in
 * which the unit lay outside the actor's scope.
 */
export async function listHeadcountOfUnit(ctx: Context, code: string, from: PlainMonth, to: PlainMonth): Promise<HeadcountRecord[]> {
  permit(ctx, 'read', 'headcount');
  const count = monthIndex(to) - monthIndex(from) + 1;
  if (count < 1 || count > MAX_MONTHS) throw new Refusal('month-range', { from, to, limit: MAX_MONTHS }, 'to');
  const tree = await loadTree(ctx);
  const scope = new Scope(ctx, tree);
  const unit = found(tree.find(code)?.key, { what: code });
  const months: PlainMonth[] = [];
  for (let index = monthIndex(from); index <= monthIndex(to); index++)
    if (scope.sees(unit, lastDay(monthOf(index)))) months.push(monthOf(index));
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

/** Every unit's report of a month, as far as the actor may see. */
export async function listHeadcountOfMonth(ctx: Context, month: PlainMonth, page: PageAsk): Promise<Page<HeadcountRecord>> {
  permit(ctx, 'read', 'headcount');
  const scope = await scopeOf(ctx);
  const request = { ...page, list: 'headcount', filters: { month } };
  const reports = await pageOfPartition(ctx, request, ctx.store.keys.headcountOfMonth(month), parseHeadcount, (record) =>
    scope.sees(record.unit, lastDay(month)),
  );
  const previous = await loadPrevious(
    ctx,
    reports.items.map(({ unit }) => unit),
    month,
  );
  return { ...reports, items: reports.items.map((report) => withFlags(report, previous.get(report.unit))) };
}
