import { type DistrictBudget, districtBudgetSchema } from '../../domain/district-budget.ts';
import { loadDistrictBudgets, parseDistrictBudget } from '../../store/district-budgets.ts';
import { type PlainDate, endOfYear } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { ofYear, recordKnownAt } from '../known-at.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';

/** A district's balance of a year; with a day, as it was known at its end. */
export async function getDistrictBudget(ctx: Context, code: string, year: number, day?: PlainDate): Promise<DistrictBudget> {
  const unit = await readableUnit(ctx, 'district-budgets', code, endOfYear(year));
  const [current] = await loadDistrictBudgets(ctx.store, [{ year, unit }]);
  const record =
    day === undefined || current === undefined
      ? current
      : await recordKnownAt(ctx, unit, day, ofYear('district-budget', year), districtBudgetSchema);
  return found(record, { record: 'district-budget', unit, year });
}

/** Every district's balance of a year; with a date, of the districts that live on it. */
export async function listDistrictBudgets(
  ctx: Context,
  { year, asOf }: { year: number; asOf?: PlainDate | undefined },
  page: PageAsk,
): Promise<Page<DistrictBudget>> {
  permit(ctx, 'read', 'district-budgets');
  const tree = await loadTree(ctx);
  const request = { ...page, list: 'district-budgets', filters: { year, asOf } };
  return pageOfPartition(
    ctx,
    request,
    ctx.store.keys.districtBudgetsOfYear(year),
    parseDistrictBudget,
    ({ unit }) => asOf === undefined || tree.on(unit, asOf) !== undefined,
  );
}
