import type { PostStanding } from '../../domain/posts-standing.ts';
import { isOverQuota } from '../../domain/posts-standing.ts';
import { type StandingSummary, summarise } from '../../domain/posts-summary.ts';
import { type Unfunded, unfundedOf } from '../../domain/posts-unfunded.ts';
import { effectiveBand } from '../../domain/self-financing.ts';
import type { PlainDate } from '../../time.ts';
import { Scope } from '../access.ts';
import type { Context } from '../context.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { readableUnit } from '../read-record.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';
import { type StandingFilters, loadStandings, standings } from './load-standings.ts';

/** One unit's posts of both issuers, people and vacancies on a date, by category. */
export async function standingOfUnit(ctx: Context, code: string, asOf: PlainDate): Promise<PostStanding[]> {
  await readableUnit(ctx, 'headcount', code, asOf);
  const unit = await readableUnit(ctx, 'posts', code, asOf);
  const tree = await loadTree(ctx);
  const { facts } = aliveOn(tree, unit, asOf, 'asOf');
  return standings(ctx, new Scope(ctx, tree), [{ unit, facts }], asOf);
}

/** The same of every unit and of the reserve, by holder and category. */
export const listStandings = (ctx: Context, asOf: PlainDate, filters: StandingFilters, page: PageAsk): Promise<Page<PostStanding>> =>
  pageOfStandings(ctx, 'post-standings', asOf, filters, page, () => true);

/** Where more people are present than the provincial council assigned posts. */
export const listOverQuota = (ctx: Context, asOf: PlainDate, filters: StandingFilters, page: PageAsk): Promise<Page<PostStanding>> =>
  pageOfStandings(ctx, 'over-quota', asOf, filters, page, isOverQuota);

async function pageOfStandings(
  ctx: Context,
  list: string,
  asOf: PlainDate,
  filters: StandingFilters,
  page: PageAsk,
  keep: (row: PostStanding) => boolean,
): Promise<Page<PostStanding>> {
  const { rows } = await loadStandings(ctx, asOf, filters);
  return pageOf(ctx, { ...page, list, filters: { asOf, ...filters } }, rows.filter(keep).sort(inOrder), keyOf);
}

/** People without an assigned post, and posts without a pay source. */
export async function listUnfunded(ctx: Context, asOf: PlainDate, filters: StandingFilters, page: PageAsk): Promise<Page<Unfunded>> {
  const { tree, rows } = await loadStandings(ctx, asOf, filters);
  const bands = new Map((await lastAssessments(ctx, tree, asOf)).map((record) => [record.unit, effectiveBand(record)]));
  const unfunded = rows.flatMap((row) => unfundedOf(row, bands.get(row.unit) ?? null) ?? []);
  return pageOf(ctx, { ...page, list: 'unfunded', filters: { asOf, ...filters } }, unfunded.sort(inOrder), keyOf);
}

/** Posts, people and vacancies by category over all that the filters leave. */
export async function summariseStandings(ctx: Context, asOf: PlainDate, filters: StandingFilters): Promise<StandingSummary[]> {
  const { rows } = await loadStandings(ctx, asOf, filters);
  return summarise(rows);
}

const keyOf = ({ unit, category }: Pick<PostStanding, 'unit' | 'category'>): string => `${unit}|${category}`;
const inOrder = (a: Pick<PostStanding, 'unit' | 'category'>, b: Pick<PostStanding, 'unit' | 'category'>): number =>
  keyOf(a) < keyOf(b) ? -1 : 1;
