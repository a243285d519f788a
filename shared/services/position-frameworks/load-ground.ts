import { catalogueOn } from '../../domain/positions/catalogue.ts';
import type { FrameworkGround } from '../../domain/positions/check-framework.ts';
import { capsOn } from '../../domain/positions/grade-caps.ts';
import { postsOf } from '../../domain/ledger.ts';
import type { FrameworkInput } from '../../domain/positions/position.ts';
import type { Tree } from '../../domain/tree.ts';
import { effectiveBand, isSelfFinancing } from '../../domain/self-financing.ts';
import type { Category } from '../../domain/vocabulary.ts';
import { type PositionPopulation, regimeOf } from '../../law/positions/regimes.ts';
import { loadCatalogueEntries } from '../../store/position-frameworks.ts';
import { loadPosts } from '../../store/posts.ts';
import { loadSelfFinancing } from '../../store/self-financing.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { yearsStanding } from '../self-financing/last-assessments.ts';

/** Whose assigned posts a framework of a population fills. */
export const CATEGORIES_OF: Readonly<Record<PositionPopulation, readonly Category[]>> = {
  'civil-servants': ['cadre', 'civil-servant'],
  'public-employees': ['employee-budget', 'employee-revenue'],
};

/** Everything that a framework of a unit is judged by, as of its day of effect. */
export async function loadGround(ctx: Context, tree: Tree, unit: string, input: FrameworkInput): Promise<FrameworkGround> {
  const { regime, effectiveFrom } = input;
  return {
    catalogue: catalogueOn(await loadCatalogueEntries(ctx.store), regime, effectiveFrom),
    assigned: await assignedTo(ctx, unit, regimeOf(regime).terms.population, yearOf(effectiveFrom)),
    ratioExempt: capsOn(regime, effectiveFrom) !== undefined && (await isRatioExempt(ctx, tree, unit, effectiveFrom)),
  };
}

/** Posts that the provincial council assigned to a unit for a year; null when none are recorded. */
async function assignedTo(ctx: Context, unit: string, population: PositionPopulation, year: number): Promise<number | null> {
  const record = await loadPosts(ctx.store, year, unit);
  const cells = record ? postsOf(record, endOfYear(year)) : [];
  const own = cells.filter(({ issuer, category }) => issuer === 'provincial-council' && CATEGORIES_OF[population].includes(category));
  return own.length === 0 ? null : own.reduce((sum, { assigned }) => sum + assigned, 0);
}

/** Groups 1 and 2 and science bodies decide their own ratios: Decree 232/2026, Điều 10 khoản 3. */
export async function isRatioExempt(ctx: Context, tree: Tree, unit: string, date: PlainDate): Promise<boolean> {
  if (tree.on(unit, date)?.sector === 'science-technology') return true;
  const records = await loadSelfFinancing(
    ctx.store,
    yearsStanding(date).map((year) => ({ year, unit })),
  );
  const last = records.find((record) => record !== undefined);
  return last !== undefined && isSelfFinancing(effectiveBand(last));
}
