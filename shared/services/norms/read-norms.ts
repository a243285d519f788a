import type { KeptHeadcount } from '../../domain/headcount.ts';
import { postsOf } from '../../domain/ledger.ts';
import type { UnitNorm } from '../../domain/norms/answer.ts';
import { contractCeilingOf } from '../../domain/norms/contract-ceiling.ts';
import type { NormInputRecord } from '../../domain/norms/input.ts';
import { type ComputedNorm, type Staff, computeNorm, normBasis } from '../../domain/norms/unit-norm.ts';
import type { PostsRecord } from '../../domain/posts.ts';
import { closingOf, factsOf, referenceTo } from '../../domain/posts-standing.ts';
import { effectiveBand } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import type { AutonomyBand } from '../../domain/vocabulary.ts';
import { NORM_SECTORS, normsOn } from '../../law/norms/norms.ts';
import { loadNormInputs, loadNormInputsOfYear } from '../../store/norms.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import { Scope, permit } from '../access.ts';
import { byUnit } from '../by-unit.ts';
import type { Context } from '../context.ts';
import { lastReports } from '../headcount/last-reports.ts';
import { FEW_UNITS } from '../last-of-each.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { ledgersOf } from '../posts/load-ledgers.ts';
import { type UnitFilters, holdersOf } from '../posts/load-standings.ts';
import { readableUnit } from '../read-record.ts';
import { lastAssessments } from '../self-financing/last-assessments.ts';

type LivingUnit = { unit: string; facts: NonNullable<ReturnType<typeof holdersOf>[number]['facts']> };

/** One unit's norm on a date: what its input of the year comes to, posts and people beside it, and the ceiling of its contracts. */
export async function getNorm(ctx: Context, code: string, asOf: PlainDate): Promise<UnitNorm> {
  permit(ctx, 'read', 'posts');
  permit(ctx, 'read', 'headcount');
  const unit = await readableUnit(ctx, 'norms', code, asOf);
  const tree = await loadTree(ctx);
  const { facts } = aliveOn(tree, unit, asOf, 'asOf');
  const [norm] = await normsOf(ctx, tree, [{ unit, facts }], asOf);
  return norm as UnitNorm;
}

/** Every public service unit of the sectors that have norms, those without an input included, by unit. */
export async function listNorms(ctx: Context, asOf: PlainDate, filters: Omit<UnitFilters, 'kind'>, page: PageAsk): Promise<Page<UnitNorm>> {
  for (const resource of ['norms', 'posts', 'headcount'] as const) permit(ctx, 'read', resource);
  const tree = await loadTree(ctx);
  const holders = holdersOf(tree, new Scope(ctx, tree), asOf, { ...filters, kind: 'public-service' });
  const units = holders.flatMap(({ unit, facts }) => (facts && NORM_SECTORS.has(facts.sector) ? [{ unit, facts }] : []));
  const some = pageOf(ctx, { ...page, list: 'norms', filters: { asOf, ...filters } }, units, ({ unit }) => unit);
  return { items: await normsOf(ctx, tree, some.items, asOf), next: some.next };
}

async function normsOf(ctx: Context, tree: Tree, units: readonly LivingUnit[], asOf: PlainDate): Promise<UnitNorm[]> {
  const year = yearOf(asOf);
  const keys = units.map(({ unit }) => unit);
  const inputs = byUnit(await (keys.length > FEW_UNITS ? loadNormInputsOfYear(ctx.store, year) : loadNormInputs(ctx.store, year, keys)));
  const ledgers = await ledgersOf(ctx, year, keys);
  const reports = await lastReports(ctx, new Scope(ctx, tree), keys, asOf);
  const bands = new Map((await lastAssessments(ctx, tree, asOf)).map((record) => [record.unit, effectiveBand(record)]));
  return units.map((unit) =>
    normOf(unit, asOf, {
      input: inputs.get(unit.unit),
      ledger: ledgers.get(unit.unit),
      report: reports.get(unit.unit),
      band: bands.get(unit.unit) ?? null,
    }),
  );
}

type Records = {
  input: NormInputRecord | undefined;
  ledger: PostsRecord | undefined;
  report: KeptHeadcount | undefined;
  band: AutonomyBand | null;
};

function normOf({ unit, facts }: LivingUnit, date: PlainDate, { input, ledger, report, band }: Records): UnitNorm {
  const hasNorm = facts.kind === 'public-service' && NORM_SECTORS.has(facts.sector);
  const posts: Staff = {
    assigned: ledger ? budgetPosts(ledger, date) : null,
    present: report ? closingOf(report, 'employee-budget') : null,
  };
  const norms = normsOn(facts.sector, date);
  const computed = hasNorm && input ? computeNorm(input.sites, norms, posts) : undefined;
  const state = hasNorm ? (input && computed ? stateOf(computed) : 'no-input') : 'no-norm';
  const norm = state === 'computed' ? computed : undefined;
  const contracts = report ? closingOf(report, 'contract') : null;
  const { ceiling, basis } = contractCeilingOf({ norm, sector: facts.sector, band, contracts, date });
  return {
    ...factsOf({ unit, facts }),
    asOf: date,
    year: yearOf(date),
    state,
    inputVersion: input?.version ?? null,
    lines: norm?.lines ?? [],
    withoutNorm: computed?.withoutNorm ?? [],
    posts,
    report: report ? referenceTo(report) : null,
    counted: norm?.counted ?? 'all-budget-posts',
    ...(norm?.staff ?? posts),
    flags: norm?.counted === 'stated' ? flagsOf(norm.staff, posts) : [],
    maximum: norm?.maximum ?? null,
    minimum: norm?.minimum ?? null,
    contractCeiling: ceiling,
    basis: [...(norm ? normBasis(norm.lines, norms, date) : []), ...basis],
  };
}

/** An input that counts nothing is that of a unit without a norm: a continuing education centre has no classes of these types. */
function stateOf({ lines, withoutNorm }: ComputedNorm): UnitNorm['state'] {
  if (lines.length > 0) return 'computed';
  return withoutNorm.length > 0 ? 'no-law-in-force' : 'no-norm';
}

/** What the council assigned as budget-paid posts; a ledger without any holds none. */
const budgetPosts = (ledger: PostsRecord, date: PlainDate): number =>
  postsOf(ledger, date).find(({ issuer, category }) => issuer === 'provincial-council' && category === 'employee-budget')?.assigned ?? 0;

/** A unit states a part of its posts and people: more than there are is a mistake, shown. */
function flagsOf(stated: Staff, all: Staff): UnitNorm['flags'] {
  const more = (field: keyof Staff) => stated[field] !== null && all[field] !== null && stated[field] > all[field];
  return [
    ...(more('assigned') ? (['stated-more-than-assigned'] as const) : []),
    ...(more('present') ? (['stated-more-than-present'] as const) : []),
  ];
}
