import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { requireUnder } from '../under.ts';
import { type Trained, loadTrained } from './load-trained.ts';

/** Of which year, as of which date in it (by default its end), and below which unit. */
export type CoverageAsk = { year: number; asOf?: PlainDate | undefined; under?: string | undefined };
export type Asked = { tree: Tree; year: number; asOf: PlainDate; measuredOn: PlainDate; includes: (unit: string) => boolean };

/** What is asked about, as far as the actor may see it; nothing is measured beyond today. */
export async function askCoverage(ctx: Context, { year, asOf = endOfYear(year), under }: CoverageAsk): Promise<Asked> {
  permit(ctx, 'read', 'training');
  const measuredOn = asOf < ctx.today ? asOf : ctx.today;
  if (yearOf(asOf) !== year || yearOf(measuredOn) !== year) throw new Refusal('coverage-date', { asOf, year, today: ctx.today }, 'asOf');
  const tree = await loadTree(ctx);
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, measuredOn);
  const scope = new Scope(ctx, tree);
  const known = new Map<string, boolean>();
  const includes = (unit: string): boolean => {
    const answer = known.get(unit) ?? (scope.sees(unit, measuredOn) && (root === undefined || tree.isUnder(unit, [root], measuredOn)));
    known.set(unit, answer);
    return answer;
  };
  return { tree, year, asOf, measuredOn, includes };
}

/** The people asked about, with their training of the year. */
export async function trainedOf(ctx: Context, ask: CoverageAsk): Promise<Asked & Trained> {
  const asked = await askCoverage(ctx, ask);
  return { ...asked, ...(await loadTrained(ctx, asked.tree, asked.measuredOn, asked.includes)) };
}
