import { type Baseline, frozenPosts, insideBase } from '../../domain/baseline.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { countedFor } from '../../domain/ledger-counted.ts';
import { type Population, fitsPopulation, ofPopulation } from '../../domain/ledger-population.ts';
import type { PlanCell, PlanGround, PlanUnit } from '../../domain/plans/ground.ts';
import type { ReductionPlanInput } from '../../domain/plans/input.ts';
import type { UnitState } from '../../domain/projection/state.ts';
import { type Restated, restate } from '../../domain/restate.ts';
import { CATEGORIES, type Category } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadBaselineContent } from '../../store/baselines.ts';
import { type PlainDate, endOfYear, monthIndex, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { type Start, loadState } from '../projections/load-state.ts';

/** What a plan rests on, with the hash of the versions of every record that was read. */
export type Ground = { ground: PlanGround; hash: string; baseline: string | null };

/**
 * The target's figures and every unit of its population on the day a plan starts: posts and people as a projection reads
 * them, the frozen base as today's units hold it, and what each has cut since.
 * @throws Refusal when the base is not frozen, or the start lies before it or after today
 */
export async function loadGround(ctx: Context, target: Target, input: ReductionPlanInput): Promise<Ground> {
  const baseYear = target.base?.year ?? 0;
  const date = 'date' in input.start ? input.start.date : endOfYear(input.start.baseline);
  if (date > ctx.today) throw new Refusal('plan-start-ahead', { date, today: ctx.today }, 'start');
  if (date < endOfYear(baseYear))
    throw new Refusal('plan-start-before-base', { target: target.id, date, base: endOfYear(baseYear) }, 'start');
  const start = await loadState(ctx, input.start, [target]);
  const frozen = start.lineage.baselines.get(baseYear);
  if (!frozen) throw new Refusal('no-baseline', { year: baseYear }, 'target');
  // What is frozen never changes: it need not be read within the quiet reading of the registers.
  const content = await loadBaselineContent(ctx.store, frozen);
  const { tree, reorganisations } = start.lineage;
  const restated = restate({ baseline: insideBase(content), reorganisations, tree, asOf: date });
  return { ground: groundOf(start, target, frozen, restated), hash: start.hash, baseline: start.baseline };
}

function groundOf({ state, lineage, parents }: Start, target: Target, frozen: Baseline, { cells, asOf: date }: Restated): PlanGround {
  const { population, deadline } = target;
  const { tree, ledger } = lineage;
  const { year: baseYear } = frozen;
  const baseOf = sumByUnit(
    cells.filter(({ category }) => ofPopulation(category, population)),
    ({ posts }) => posts,
  );
  const movedOut = scopeTransfersOf(ledger, population, baseYear, date);
  const years = yearsOf(date, deadline);
  const inside = state.units.filter((unit) => fitsPopulation(unit, population));
  const units = inside
    .map((unit): PlanUnit => {
      const { key, code, name, sector, records } = unit;
      const posts = countedPosts(unit.posts, population);
      const base = baseOf.get(key) ?? 0;
      const cutSinceBase = Math.max(0, base + (movedOut.get(key) ?? 0) - posts);
      const parent = parents.get(key) ?? null;
      return { unit: key, code, name, sector, parent, posts, base, cutSinceBase, cells: cellsOf(unit, population, years), records };
    })
    .filter(({ posts, base }) => posts > 0 || base > 0);
  const categories = categoriesOf(population).map((category) => {
    const own = { ...population, categories: [category] };
    const { assigned, outsideBase } = frozenPosts(frozen, own);
    const { scopeTransfersIn, scopeTransfersOut } = countedFor(own, { ledger, tree, baseYear, date });
    const reserve = countedPosts(state.reserve, own);
    const counted = inside.reduce((sum, unit) => sum + countedPosts(unit.posts, own), reserve) - scopeTransfersIn + scopeTransfersOut;
    return { category, base: assigned - outsideBase, counted, reserve };
  });
  const total = (of: 'base' | 'counted' | 'reserve') => categories.reduce((sum, each) => sum + each[of], 0);
  return { date, base: total('base'), baseYear, deadline, counted: total('counted'), reserve: total('reserve'), categories, units };
}

const categoriesOf = ({ categories }: Population): readonly Category[] => CATEGORIES.filter((each) => categories?.includes(each) ?? true);

/** Years whose end lies after the start, up to that of the deadline. */
const yearsOf = (date: PlainDate, deadline: PlainDate): number[] =>
  Array.from({ length: yearOf(deadline) - yearOf(date) + 1 }, (_, n) => yearOf(date) + n).filter((year) => endOfYear(year) > date);

const countedPosts = (cells: UnitState['posts'], population: Population): number =>
  cells.reduce((sum, { category, posts, outsideBase }) => sum + (ofPopulation(category, population) ? posts - outsideBase : 0), 0);

function sumByUnit<T extends { unit: string }>(rows: readonly T[], sizeOf: (row: T) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.unit, (sums.get(row.unit) ?? 0) + sizeOf(row));
  return sums;
}

/** Net posts that each unit received by a change of scope since the base: neither its cut nor its growth. */
function scopeTransfersOf(ledger: Ledger, population: Population, baseYear: number, date: PlainDate): Map<string, number> {
  const since = [...ledger].flatMap(([year, records]) => (year > baseYear ? [...records.values()] : []));
  const entries = since.flatMap(({ unit, entries: all }) => all.map((entry) => ({ unit, ...entry })));
  return sumByUnit(
    entries.filter(
      ({ reason, issuer, category, outsideBase, effectiveFrom }) =>
        reason === 'scope-transfer' &&
        issuer === 'provincial-council' &&
        !outsideBase &&
        ofPopulation(category, population) &&
        effectiveFrom <= date,
    ),
    ({ quantity }) => quantity,
  );
}

/**
 * The unit's categories of the population that hold posts or people. People: the age profile where it holds the category,
 * else what was reported; retirements by the law's cohorts.
 */
function cellsOf({ posts, cells, headcount }: UnitState, population: Population, years: readonly number[]): PlanCell[] {
  const silent = cells === null && headcount === null;
  return categoriesOf(population).flatMap((category): PlanCell[] => {
    const held = countedPosts(posts, { ...population, categories: [category] });
    const profile = (cells ?? []).filter((cell) => cell.category === category);
    const reported = profile.length > 0 ? [] : (headcount ?? []).filter((row) => row.category === category);
    const present = profile.reduce((sum, { count }) => sum + count, 0) + reported.reduce((sum, row) => sum + row.present, 0);
    if (held === 0 && present === 0) return [];
    const free = profile.map(({ sex, birthMonth, count }) => ({ month: postFreeMonthIndex(sex, monthIndex(birthMonth)), count }));
    const retired = years.map((year) => {
      const december = monthIndex(endOfYear(year));
      return free.reduce((sum, { month, count }) => sum + (month <= december ? count : 0), 0);
    });
    return [{ category, posts: held, present: silent ? null : present, retired }];
  });
}
