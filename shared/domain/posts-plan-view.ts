import * as z from 'zod';
import { planDeadlineSchema } from '../law/duties/posts-plan.ts';
import { type PlainDate, plainDateSchema, yearSchema } from '../time.ts';
import { postsOf } from './ledger.ts';
import { type ByPaySource, PLAN_STATES, type YearlyPlan, byPaySourceSchema, yearlyPlanSchema } from './posts-plan.ts';
import { type Holder, type Report, closingOf, factsOf, holderFactsShape, referenceTo, reportReferenceSchema } from './posts-standing.ts';
import type { PostsRecord } from './posts.ts';
import { orNull } from './vocabulary.ts';

const changeSchema = z.strictObject({ budget: z.int(), revenue: z.int() });

/** Columns of the yearly posts plan, per unit. What is not on record is null. */
export const planRowSchema = z
  .strictObject({
    no: z.int().min(1),
    ...holderFactsShape,
    assigned: orNull(byPaySourceSchema).meta({
      description: 'Assigned by the provincial council in the year before; null without a ledger',
    }),
    present: orNull(z.int()).meta({ description: 'Public employees of both pay sources in the last report' }),
    contracts: orNull(z.int()).meta({ description: 'Contract workers in the last report' }),
    report: orNull(reportReferenceSchema),
    planned: orNull(byPaySourceSchema),
    change: orNull(changeSchema).meta({ description: 'planned − assigned; null unless both are there' }),
    note: orNull(z.string()),
    state: z.enum([...PLAN_STATES, 'missing']),
    late: z.boolean().meta({
      description: 'First submitted after the last day, or not submitted and the last day is over: see `deadline` for the article',
    }),
    plan: orNull(yearlyPlanSchema),
  })
  .meta({ id: 'YearlyPlanRow', description: 'A line of the yearly posts plan' });
export type PlanRow = z.infer<typeof planRowSchema>;

export const planTotalsSchema = z
  .strictObject({
    units: z.int(),
    assigned: byPaySourceSchema,
    present: z.int(),
    contracts: z.int(),
    planned: byPaySourceSchema,
    change: changeSchema.meta({ description: 'Sum of the changes: of units that have both numbers' }),
    withoutAssigned: z.int(),
    withoutReport: z.int(),
    withoutPlan: z.int(),
    late: z.int(),
  })
  .meta({ id: 'YearlyPlanTotals', description: 'Sums of the columns over all rows, and how many rows have nothing in a column' });
export type PlanTotals = z.infer<typeof planTotalsSchema>;

export const planHeadShape = { year: yearSchema, asOf: plainDateSchema, deadline: planDeadlineSchema };

type PlanRecords = { ledger: PostsRecord | undefined; report: Report | undefined; plan: YearlyPlan | undefined };

/**
 * One line of the plan, without its number.
 * @param date on which posts and people of the year before are taken
 * @param today against which a plan that is not there is late
 */
export function planRowOf(
  holder: Holder,
  { ledger, report, plan }: PlanRecords,
  { date, today, lastDay }: { date: PlainDate; today: PlainDate; lastDay: PlainDate },
): Omit<PlanRow, 'no'> {
  const assigned = ledger ? assignedIn(ledger, date) : null;
  const planned = plan?.planned ?? null;
  return {
    ...factsOf(holder),
    assigned,
    present: report ? closingOf(report, 'employee-budget') + closingOf(report, 'employee-revenue') : null,
    contracts: report ? closingOf(report, 'contract') : null,
    report: report ? referenceTo(report) : null,
    planned,
    change: assigned && planned ? { budget: planned.budget - assigned.budget, revenue: planned.revenue - assigned.revenue } : null,
    note: plan?.note ?? null,
    state: plan?.state ?? 'missing',
    late: (plan?.firstSubmittedOn ?? today) > lastDay,
    plan: plan ?? null,
  };
}

/** A ledger without a cell of a pay source assigned none of it. */
function assignedIn(ledger: PostsRecord, date: PlainDate): ByPaySource {
  const cells = postsOf(ledger, date).filter(({ issuer }) => issuer === 'provincial-council');
  const of = (category: string) => cells.find((cell) => cell.category === category)?.assigned ?? 0;
  return { budget: of('employee-budget'), revenue: of('employee-revenue') };
}

/** Sums of the columns; a null adds nothing and is counted. */
export function planTotals(rows: readonly Omit<PlanRow, 'no'>[]): PlanTotals {
  const sum = (of: (row: Omit<PlanRow, 'no'>) => number | undefined | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const bySource = (field: 'assigned' | 'planned' | 'change') => ({
    budget: sum((row) => row[field]?.budget),
    revenue: sum((row) => row[field]?.revenue),
  });
  return {
    units: rows.length,
    assigned: bySource('assigned'),
    present: sum(({ present }) => present),
    contracts: sum(({ contracts }) => contracts),
    planned: bySource('planned'),
    change: bySource('change'),
    withoutAssigned: rows.filter(({ assigned }) => assigned === null).length,
    withoutReport: rows.filter(({ report }) => report === null).length,
    withoutPlan: rows.filter(({ plan }) => plan === null).length,
    late: rows.filter(({ late }) => late).length,
  };
}
