import { headcountReportSchema } from '../../domain/headcount.ts';
import { type PlanState, yearlyPlanSchema } from '../../domain/posts-plan.ts';
import { type PlanRow, type PlanTotals, planRowOf, planTotals } from '../../domain/posts-plan-view.ts';
import type { Holder } from '../../domain/posts-standing.ts';
import { Refusal } from '../../errors.ts';
import { type PlanDeadline, planDeadline } from '../../law/duties/posts-plan.ts';
import { loadPosts } from '../../store/posts.ts';
import { loadYearlyPlans, loadYearlyPlansOfYear } from '../../store/yearly-plans.ts';
import { type PlainDate, endOfYear } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import { byUnit } from '../by-unit.ts';
import type { Context } from '../context.ts';
import { lastReports, monthsOfLastReport } from '../headcount/last-reports.ts';
import { knownAt, ofMonth, ofYear } from '../known-at.ts';
import { FEW_UNITS } from '../last-of-each.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { ledgersOf } from '../posts/load-ledgers.ts';
import { type UnitFilters, holdersOf } from '../posts/load-standings.ts';
import { ledgerAfter } from '../posts/ledger-after.ts';
import { found, readableUnit } from '../read-record.ts';

export type PlanFilters = Omit<UnitFilters, 'kind'> & { state?: PlanState | 'missing' | undefined };
type PlanHead = { year: number; asOf: PlainDate; deadline: PlanDeadline };
export type PlanPage = PlanHead & { totals: PlanTotals } & Page<PlanRow>;

/** The day on which the year before is taken: the day that is asked for, its last one at most. */
const dayOf = (year: number, asOf: PlainDate): PlainDate => (asOf < endOfYear(year - 1) ? asOf : endOfYear(year - 1));

/** One unit's line of the plan for a year; with a day, as the plan and what it is compared with were known at its end. */
export async function getYearlyPlan(
  ctx: Context,
  code: string,
  year: number,
  asOf: PlainDate,
  day?: PlainDate,
): Promise<PlanHead & { row: PlanRow }> {
  permitAll(ctx);
  const date = dayOf(year, asOf);
  const unit = await readableUnit(ctx, 'yearly-plans', code, date);
  const { facts } = aliveOn(await loadTree(ctx), unit, date, 'asOf');
  if (facts.kind !== 'public-service') throw new Refusal('plan-for-public-service-units', { unit, kind: facts.kind });
  const deadline = planDeadline(year);
  const holder = { unit, facts };
  const [row] =
    day === undefined ? await rowsOf(ctx, [holder], year, date, deadline) : [await rowKnownAt(ctx, holder, year, date, deadline, day)];
  return { year, asOf: date, deadline, row: { no: 1, ...(row as Omit<PlanRow, 'no'>) } };
}

async function rowKnownAt(ctx: Context, holder: Holder, year: number, date: PlainDate, { lastDay }: PlanDeadline, day: PlainDate) {
  const { unit } = holder;
  const name = { record: 'yearly-plan', unit, year } as const;
  const [current] = await loadYearlyPlans(ctx.store, year, [unit]);
  found(current, name);
  const months = await monthsOfLastReport(ctx, new Scope(ctx, await loadTree(ctx)), unit, date);
  const ledger = await loadPosts(ctx.store, year - 1, unit);
  const [plan, posts, report] = await knownAt(ctx, unit, day, [
    [ofYear('yearly-plan', year)],
    ledger ? [ofYear('posts', year - 1)] : [],
    months.map((month) => ofMonth('headcount', month)),
  ]);
  const records = {
    plan: yearlyPlanSchema.parse(found(plan, name).after),
    ledger: ledger && posts && ledgerAfter(ledger, posts),
    report: report && headcountReportSchema.parse(report.after),
  };
  return planRowOf(holder, records, { date, today: day < ctx.today ? day : ctx.today, lastDay });
}

/** The plan of a year: a line per public service unit, those without a plan included, and the sums of all lines that the filters leave. */
export async function listYearlyPlans(
  ctx: Context,
  year: number,
  asOf: PlainDate,
  { state, ...filters }: PlanFilters,
  page: PageAsk,
): Promise<PlanPage> {
  permitAll(ctx);
  const date = dayOf(year, asOf);
  const tree = await loadTree(ctx);
  const units = holdersOf(tree, new Scope(ctx, tree), date, { ...filters, kind: 'public-service' });
  const deadline = planDeadline(year);
  const all = await rowsOf(ctx, units, year, date, deadline);
  const rows = all.filter((row) => state === undefined || row.state === state).map((row, index) => ({ no: index + 1, ...row }));
  const request = { ...page, list: 'yearly-plans', filters: { year, asOf: date, state, ...filters } };
  return { year, asOf: date, deadline, totals: planTotals(rows), ...pageOf(ctx, request, rows, ({ unit }) => unit) };
}

function permitAll(ctx: Context): void {
  for (const resource of ['yearly-plans', 'posts', 'headcount'] as const) permit(ctx, 'read', resource);
}

async function rowsOf(
  ctx: Context,
  holders: readonly Holder[],
  year: number,
  date: PlainDate,
  { lastDay }: PlanDeadline,
): Promise<Omit<PlanRow, 'no'>[]> {
  const units = holders.map(({ unit }) => unit);
  const ledgers = await ledgersOf(ctx, year - 1, units);
  const many = units.length > FEW_UNITS;
  const plans = byUnit(await (many ? loadYearlyPlansOfYear(ctx.store, year) : loadYearlyPlans(ctx.store, year, units)));
  const reports = await lastReports(ctx, new Scope(ctx, await loadTree(ctx)), units, date);
  return holders.map((holder) => {
    const { unit } = holder;
    const records = { ledger: ledgers.get(unit), report: reports.get(unit), plan: plans.get(unit) };
    return planRowOf(holder, records, { date, today: ctx.today, lastDay });
  });
}
