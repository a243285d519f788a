import * as z from 'zod';
import { type FittedHazards, type GroupHazard, METHOD } from '../../domain/history/answer.ts';
import { describeLeaving, offerOf } from '../../domain/history/describe.ts';
import { fitHazards } from '../../domain/history/fit.ts';
import { poolGroups } from '../../domain/history/pool.ts';
import { HAZARD_REASONS, type Tally, UNPLACED, type Window } from '../../domain/history/tally.ts';
import { Refusal } from '../../errors.ts';
import { fittedBasis } from '../../law/history-rules.ts';
import { addMonths, lastDay, monthIndex, monthOf, plainMonthSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { employs, monthsBetween } from '../headcount/owed-months.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { type History, type Tallied, loadHistory } from './load-history.ts';

const MAX_MONTHS = 120;
const USUAL_MONTHS = 36;
/** Decree 154/2025: 2 to 5 years before the statutory month, both included. */
export const ELIGIBLE = { least: 24, most: 60 } as const;
/** `other` holds deaths, and also people whose posts were abolished or went elsewhere: counted where asked for. */
export const USUAL_REASONS = ['resigned', 'dismissed', 'retired'] as const;

export const hazardQuestionSchema = z.strictObject({
  from: plainMonthSchema.optional().meta({ description: `First month; default: ${USUAL_MONTHS} months up to the last` }),
  until: plainMonthSchema.optional().meta({ description: 'Last month, which has ended; default: the last that has' }),
  ageWidth: z.int().min(1).max(50).default(5).meta({ description: 'Years of a band' }),
  leastPersonYears: z.int().min(1).max(100_000).default(200).meta({ description: 'A band with fewer is joined with its neighbour' }),
  reasons: z
    .array(z.enum(HAZARD_REASONS))
    .min(1)
    .default([...USUAL_REASONS])
    .meta({
      description:
        'What counts as leaving of one’s own, before the statutory month and under no policy; transfers out of the province only where they are named',
    }),
});
export type HazardQuestion = z.infer<typeof hazardQuestionSchema>;

/** The months that are asked about: they have ended. */
export function windowOf({ today }: Context, { from, until }: Pick<HazardQuestion, 'from' | 'until'>): Window {
  const last = addMonths(today, -1);
  const to = until ?? last;
  if (to > last) throw new Refusal('month-not-over', { month: to, today, last }, 'until');
  const first = from ?? addMonths(to, 1 - USUAL_MONTHS);
  monthsBetween(first, to, MAX_MONTHS);
  return { from: monthIndex(first), until: monthIndex(to) };
}

const rulesOf = ({ reasons }: HazardQuestion, by: 'province' | 'sector' | 'unit') => ({
  by,
  reasons: new Set(reasons),
  eligible: ELIGIBLE,
});

/** Leaving, take-up of policies, late stays and replacement as the registers of a window saw them, with what a scenario can take of it. */
export async function fittedHazards(ctx: Context, question: HazardQuestion): Promise<FittedHazards> {
  permit(ctx, 'read', 'projections');
  const window = windowOf(ctx, question);
  const history = await loadHistory(ctx, window);
  const fitted = fittedFrom(history.tally(rulesOf(question, 'sector')), question, window);
  return { ...fitted, firstMonth: history.firstMonth, recordsHash: history.hash, basis: fittedBasis(ctx.today) };
}

/** The same of what a history was added up to, by sector, over a window. */
export function fittedFrom(
  { tally, reportsLeftOut }: Tallied,
  question: HazardQuestion,
  window: Window,
): Omit<FittedHazards, 'firstMonth' | 'recordsHash' | 'basis'> {
  const strands = tally.sum();
  const hazards = fitHazards(strands, question.ageWidth, question.leastPersonYears);
  const described = describeLeaving(strands);
  const unplaced = [...tally.of(UNPLACED).values()];
  return {
    window: { from: monthOf(window.from), until: monthOf(window.until), months: window.until - window.from + 1 },
    ageWidth: question.ageWidth,
    leastPersonYears: question.leastPersonYears,
    reasons: question.reasons,
    hazards,
    ...described,
    unplacedMonths: unplaced.reduce((sum, { atRisk }) => sum + atRisk.reduce((months, value) => months + value, 0), 0),
    reportsLeftOut,
    offer: offerOf(hazards, described, window, ELIGIBLE),
    method: METHOD,
  };
}

/** The same rates by sector or unit, each shrunk to the province's: all that had people in the window or live when it ends. */
export async function fittedGroups(
  ctx: Context,
  question: HazardQuestion & { by: 'sector' | 'unit' },
  page: PageAsk,
): Promise<Page<GroupHazard>> {
  permit(ctx, 'read', 'projections');
  const history = await loadHistory(ctx, windowOf(ctx, question));
  const { tally } = history.tally(rulesOf(question, question.by));
  const rows = fitHazards(tally.sum(), question.ageWidth, question.leastPersonYears);
  const groups = groupsOf(history, tally, question.by);
  const { by, ...filters } = question;
  return pageOf(ctx, { list: `fitted-${by}`, filters, ...page }, poolGroups(tally, groups, rows), ({ group }) => group);
}

function groupsOf({ tree, window }: History, tally: Tally, by: 'sector' | 'unit'): string[] {
  const alive = tree.aliveOn(lastDay(monthOf(window.until))).filter(({ unit }) => employs(unit));
  const living = alive.map(({ unit, facts }) => (by === 'unit' ? unit.key : facts.sector));
  return [...new Set([...living, ...tally.groups()])].filter((group) => group !== UNPLACED).sort();
}
