import { type MissingMonth, type UnitWithMissing, monthStanding } from '../../domain/headcount-missing.ts';
import { cellKey, loadHeadcountCells } from '../../store/headcount.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfLookups } from '../page.ts';
import { requireUnder } from '../under.ts';
import { nameOn } from '../unit-name.ts';
import { OwedMonths, monthsBetween } from './owed-months.ts';

/** Months of one question. */
export const MAX_MISSING_MONTHS = 24;

export type MissingQuestion = {
  from: PlainMonth;
  to: PlainMonth;
  under?: string | undefined;
  state?: MissingMonth['state'] | undefined;
};

/**
 * The units that owe a month and have not reported it although its deadline is past (`missing`), or reported it after
 * the deadline (`late`), each unit with its months. A month whose deadline has not come is nobody's fault yet.
 */
export async function listMissing(ctx: Context, question: MissingQuestion, page: PageAsk): Promise<Page<UnitWithMissing>> {
  permit(ctx, 'read', 'headcount');
  const { from, to, under, state } = question;
  const months = monthsBetween(from, to, MAX_MISSING_MONTHS).filter((month) => firstDay(month) <= ctx.today);
  const tree = await loadTree(ctx);
  const owed = new OwedMonths(ctx, tree, months, under === undefined ? undefined : requireUnder(ctx, tree, under, lastDay(to)));
  const lookUp = async (units: readonly string[]): Promise<UnitWithMissing[]> => {
    const reports = await loadHeadcountCells(ctx.store, owed.months, units);
    return units.flatMap((unit) => {
      const standings = owed.of(unit).flatMap((deadline) => {
        const standing = monthStanding(deadline, reports.get(cellKey(unit, deadline.month)), ctx.today);
        return standing && (state === undefined || standing.state === state) ? [standing] : [];
      });
      return standings.length === 0 ? [] : [{ unit, name: nameOn(tree, unit, lastDay(to)), months: standings }];
    });
  };
  const request = { ...page, list: 'headcount-missing', filters: question };
  return pageOfLookups(ctx, request, owed.units(), lookUp, ({ unit }) => `${unit}#`);
}
