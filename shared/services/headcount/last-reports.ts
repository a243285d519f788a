import type { KeptHeadcount } from '../../domain/headcount.ts';
import { loadHeadcounts, loadHeadcountsOfMonth } from '../../store/headcount.ts';
import { type PlainDate, type PlainMonth, addMonths, lastDay } from '../../time.ts';
import type { Scope } from '../access.ts';
import type { Context } from '../context.ts';
import { FEW_UNITS, MONTHS_BACK, lastOfEach } from '../last-of-each.ts';
import { recordedMonths } from './load-previous.ts';

/**
 * The last report of each unit whose month had ended by a date (a report says who is there at the end of its month), not
 * more than a year older, and as far as the actor may see it.
 */
export async function lastReports(
  ctx: Context,
  scope: Scope,
  units: readonly string[],
  date: PlainDate,
): Promise<Map<string, KeptHeadcount>> {
  const ended = lastEndedMonth(date);
  const seen = (records: readonly (KeptHeadcount | undefined)[]) =>
    records.filter((record) => record !== undefined).filter(({ unit, month }) => scope.sees(unit, lastDay(month)));
  const load = (month: PlainMonth) =>
    units.length > FEW_UNITS
      ? loadHeadcountsOfMonth(ctx.store, month)
      : loadHeadcounts(
          ctx.store,
          units.map((unit) => ({ unit, month })),
        );
  const records = await lastOfEach(ended, units, async (month) => seen(await load(month)));
  return new Map(records.map((record) => [record.unit, record]));
}

/** The months whose report may be a unit's last by a date, newest first: those for which there is one now. */
export async function monthsOfLastReport(ctx: Context, scope: Scope, unit: string, date: PlainDate): Promise<PlainMonth[]> {
  const months = await recordedMonths(ctx, unit, lastEndedMonth(date), MONTHS_BACK + 1);
  return months.filter((month) => scope.sees(unit, lastDay(month)));
}

/** The month that ended last by a date: the date's own on its last day. */
const lastEndedMonth = (date: PlainDate): PlainMonth => {
  const month = date.slice(0, 7);
  return lastDay(month) === date ? month : addMonths(month, -1);
};
