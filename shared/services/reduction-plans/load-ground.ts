import { hashOf } from '../../audit.ts';
import { insideBase } from '../../domain/baseline.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { ofPopulation, type Population } from '../../domain/ledger-population.ts';
import type { PlanGround, PlanUnit } from '../../domain/plans/ground.ts';
import type { ReductionPlanInput } from '../../domain/plans/input.ts';
import type { UnitState } from '../../domain/projection/state.ts';
import { type Restated, restate } from '../../domain/restate.ts';
import { Refusal } from '../../errors.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import type { Target } from '../../law/target-schema.ts';
import { type PlainDate, endOfYear, monthIndex, yearOf } from '../../time.ts';
import { getBaseline } from '../baselines/read-baselines.ts';
import { readLineage } from '../baselines/restate-baseline.ts';
import type { Context } from '../context.ts';
import { loadLedger } from '../progress/load-bases.ts';
import { loadState, type Start } from '../projections/load-state.ts';
import { quietRead } from '../quiet-read.ts';

type Read = { start: Start; ledger: Ledger; restated: Restated; parents: Map<string, string | null> };

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
  const { seen, hash } = await quietRead(
    () => read(ctx, target, input, date),
    ({ start, ledger, restated }) => [
      start.hash,
      hashOf(restated.cells),
      [...ledger].map(([year, records]) => [year, [...records.values()].map(({ unit, version }) => [unit, version])]),
    ],
  );
  return { ground: groundOf(seen, target, baseYear, date), hash, baseline: seen.start.baseline };
}

async function read(ctx: Context, target: Target, { start: from }: ReductionPlanInput, date: PlainDate): Promise<Read> {
  const baseYear = target.base?.year ?? 0;
  const start = await loadState(ctx, from, [target]);
  if (!start.bases.has(target.id)) throw new Refusal('no-baseline', { year: baseYear }, 'target');
  const { tree, reorganisations } = await readLineage(ctx);
  const { content } = await getBaseline(ctx, baseYear, undefined);
  const restated = restate({ baseline: insideBase(content), reorganisations, tree, asOf: date });
  const ledger = await loadLedger(ctx, baseYear + 1, yearOf(date));
  return { start, ledger, restated, parents: new Map(start.state.units.map(({ key }) => [key, tree.on(key, date)?.parent ?? null])) };
}

function groundOf({ start, ledger, restated, parents }: Read, target: Target, baseYear: number, date: PlainDate): PlanGround {
  const { state, bases } = start;
  const { population, deadline } = target;
  const { base, scopeTransfers } = bases.get(target.id) as { base: number; scopeTransfers: number };
  const baseOf = sumByUnit(
    restated.cells.filter(({ category }) => ofPopulation(category, population)),
    ({ posts }) => posts,
  );
  const movedOut = scopeTransfersOf(ledger, population, date);
  const years = yearsOf(date, deadline);
  const units = state.units
    .filter(({ kind, level }) => (population.unitKinds?.includes(kind) ?? true) && (population.levels?.includes(level) ?? true))
    .map((unit): PlanUnit => {
      const { key, code, name, sector, records } = unit;
      const posts = countedPosts(unit.posts, population);
      const baseOfUnit = baseOf.get(key) ?? 0;
      const cutSinceBase = Math.max(0, baseOfUnit + (movedOut.get(key) ?? 0) - posts);
      const people = peopleOf(unit, population, years);
      return { unit: key, code, name, sector, parent: parents.get(key) ?? null, posts, base: baseOfUnit, cutSinceBase, ...people, records };
    })
    .filter(({ posts, base: frozen }) => posts > 0 || frozen > 0);
  const reserve = countedPosts(state.reserve, population);
  const counted = state.units
    .filter(({ kind, level }) => (population.unitKinds?.includes(kind) ?? true) && (population.levels?.includes(level) ?? true))
    .reduce((sum, unit) => sum + countedPosts(unit.posts, population), reserve - scopeTransfers);
  return { date, base, baseYear, deadline, counted, reserve, units };
}

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
function scopeTransfersOf(ledger: Ledger, population: Population, date: PlainDate): Map<string, number> {
  const entries = [...ledger.values()].flatMap((records) =>
    [...records.values()].flatMap(({ unit, entries: all }) => all.map((entry) => ({ unit, ...entry }))),
  );
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

/** People of the population: the age profile where it holds the category, else what was reported; retirements by the law's cohorts. */
function peopleOf(
  { cells, headcount }: UnitState,
  population: Population,
  years: readonly number[],
): Pick<PlanUnit, 'present' | 'retired'> {
  const profile = (cells ?? []).filter(({ category }) => ofPopulation(category, population));
  const held = new Set(profile.map(({ category }) => category));
  const reported = (headcount ?? []).filter(({ category }) => ofPopulation(category, population) && !held.has(category));
  if (cells === null && headcount === null) return { present: null, retired: years.map(() => 0) };
  const present = profile.reduce((sum, { count }) => sum + count, 0) + reported.reduce((sum, row) => sum + row.present, 0);
  const free = profile.map(({ sex, birthMonth, count }) => ({ month: postFreeMonthIndex(sex, monthIndex(birthMonth)), count }));
  const retired = years.map((year) => {
    const december = monthIndex(endOfYear(year));
    return free.reduce((sum, { month, count }) => sum + (month <= december ? count : 0), 0);
  });
  return { present, retired };
}
