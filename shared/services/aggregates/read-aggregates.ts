import { type AggregateSources, aggregate } from '../../domain/aggregates/aggregate.ts';
import type { Aggregates } from '../../domain/aggregates/aggregates.ts';
import { suppress } from '../../domain/aggregates/suppress.ts';
import { assignedOn } from '../../domain/ledger.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { targetOn } from '../../law/targets.ts';
import { loadPostsOfYear } from '../../store/posts.ts';
import { type PlainDate, addDays, endOfYear, yearOf } from '../../time.ts';
import { Scope, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { lastReports } from '../headcount/last-reports.ts';
import { peopleOn } from '../headcount/people-on.ts';
import { loadTree } from '../load-tree.ts';
import { loadTrained } from '../training/load-trained.ts';

/**
 * The figures of a year's end by category or sector, as the records of today have them. Whoever may read the records of
 * people sees every count; from everybody else the small ones are hidden. There is nothing to filter by, so that no two
 * answers of one year differ by a few people.
 */
export async function readAggregates(ctx: Context, year: number): Promise<Aggregates> {
  permit(ctx, 'read', 'aggregates');
  const asOf = endOfYear(year);
  if (asOf >= ctx.today) throw new Refusal('year-not-over', { year, today: ctx.today, from: addDays(asOf, 1) }, 'year');
  const tree = await loadTree(ctx);
  const units = new Map(tree.aliveOn(asOf).map(({ unit, facts }) => [unit.key, facts]));
  const keys = [...units.keys()];
  const reports = await lastReports(ctx, new Scope(ctx, tree), keys, asOf);
  const aggregates = aggregate({
    asOf,
    units,
    posts: assignedOn(await loadPostsOfYear(ctx.store, year), asOf, tree).filter(({ issuer }) => issuer === 'provincial-council'),
    reports: [...reports.values()].filter(({ unit, month }) => units.has(unit) && yearOf(month) === year),
    cohorts: (await peopleOn(ctx, tree, keys, asOf)).cells,
    trained: await trainedOn(ctx, tree, asOf),
  });
  const showsAll = may(ctx, 'read', 'headcount') && may(ctx, 'read', 'age-profile') && may(ctx, 'read', 'training');
  return showsAll ? aggregates : suppress(aggregates);
}

async function trainedOn(ctx: Context, tree: Tree, asOf: PlainDate): Promise<AggregateSources['trained']> {
  try {
    const { people, basis } = await loadTrained(ctx, tree, asOf, () => true);
    return { people, basis, categories: targetOn('digital-training', asOf).population.categories ?? [] };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-law-in-force') return null;
    throw error;
  }
}
