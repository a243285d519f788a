import { type AggregateSources, aggregate } from '../../domain/aggregates/aggregate.ts';
import type { Aggregates } from '../../domain/aggregates/aggregates.ts';
import { suppress } from '../../domain/aggregates/suppress.ts';
import { assignedOn } from '../../domain/ledger.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { targetOn } from '../../law/targets.ts';
import { loadPostsOfYear } from '../../store/posts.ts';
import { loadPublished, putPublished } from '../../store/aggregates.ts';
import { type PlainDate, addDays, endOfYear, firstDay, yearOf } from '../../time.ts';
import { Scope, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { lastReports } from '../headcount/last-reports.ts';
import { peopleOn } from '../headcount/people-on.ts';
import { loadTree } from '../load-tree.ts';
import { loadTrained } from '../training/load-trained.ts';
import { transact } from '../transact.ts';

/**
 * The figures of a year's end by category or sector. Whoever may read the records of people sees every count as the
 * records of today have it. Everybody else sees the edition that was published, small counts hidden: the same figures
 * each time, and nothing to filter by, so that no two answers differ by a few people.
 * @throws Refusal `year-not-over`; to those who get the published edition `not-published-yet`
 */
export async function readAggregates(ctx: Context, year: number): Promise<Aggregates> {
  permit(ctx, 'read', 'aggregates');
  const { today } = ctx;
  const asOf = endOfYear(year);
  if (asOf >= today) throw new Refusal('year-not-over', { year, today, from: addDays(asOf, 1) }, 'year');
  if (may(ctx, 'read', 'headcount') && may(ctx, 'read', 'age-profile') && may(ctx, 'read', 'training')) return aggregatesOf(ctx, year);
  const from = publicationDay(year);
  if (today < from) throw new Refusal('not-published-yet', { year, today, from }, 'year');
  return (await loadPublished(ctx.store, year)) ?? publish(ctx, year);
}

/** Year-end figures are published on 1 April: the last headcounts are in by then. Practice, not an act. */
const publicationDay = (year: number): PlainDate => firstDay(`${year + 1}-04`);

/** The chain in which it is kept what was published when. */
const AGGREGATES = '~AGGREGATES';

/**
 * Publishes the figures as they stand when they are first asked for; from then on they are what they are. The service does
 * that, not the reader. Where no count of people is shown there is nothing to compare later, and nothing is kept.
 */
async function publish(ctx: Context, year: number): Promise<Aggregates> {
  const { store, today } = ctx;
  const service: Context = { ...ctx, actor: { id: 'system', tenant: ctx.actor.tenant, role: 'system', units: [] }, idempotency: null };
  return transact(service, { verb: 'publish-aggregates', reason: null, decision: null }, [AGGREGATES], async () => {
    const twin = await loadPublished(store, year);
    if (twin) return { result: twin, changes: [] };
    const edition: Aggregates = { ...suppress(await aggregatesOf(ctx, year)), publishedOn: today };
    if (edition.people.total === null) return { result: { ...edition, publishedOn: null }, changes: [] };
    const write = putPublished(store, edition);
    return {
      result: edition,
      changes: [{ stream: AGGREGATES, record: `aggregates/${year}`, version: 1, before: null, after: edition, write }],
    };
  });
}

async function aggregatesOf(ctx: Context, year: number): Promise<Aggregates> {
  const asOf = endOfYear(year);
  const tree = await loadTree(ctx);
  const units = new Map(tree.aliveOn(asOf).map(({ unit, facts }) => [unit.key, facts]));
  const keys = [...units.keys()];
  const reports = await lastReports(ctx, new Scope(ctx, tree), keys, asOf);
  return aggregate({
    asOf,
    units,
    posts: assignedOn(await loadPostsOfYear(ctx.store, year), asOf, tree).filter(({ issuer }) => issuer === 'provincial-council'),
    reports: [...reports.values()].filter(({ unit, month }) => units.has(unit) && yearOf(month) === year),
    cohorts: (await peopleOn(ctx, tree, keys, asOf)).cells,
    trained: await trainedOn(ctx, tree, asOf),
  });
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
