import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import {
  type AutonomyOverview,
  type Course,
  type StandingUnit,
  countBands,
  movedUp,
  provinceWarnings,
  spendingOf,
} from '../../domain/self-financing-overview.ts';
import { AUTONOMY_WARNINGS, type AutonomyWarning, unitWarnings, yearsLookedBackAt } from '../../domain/self-financing-warnings.ts';
import type { Tree } from '../../domain/tree.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { FIRST_ASSESSED, type Years, autonomyPeriodOf } from '../../law/autonomy-period.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { type PlainDate, endOfYear, firstDay, yearOf } from '../../time.ts';
import { isScoped, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { requireYearInReach } from '../judge-dates.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { lastAssessments } from './last-assessments.ts';

type OfYears = ReadonlyMap<number, readonly SelfFinancingRecord[]>;

/** The day on which a year's units are counted: its last, or today while it runs. */
const countedOn = (ctx: Context, year: number): PlainDate => (endOfYear(year) < ctx.today ? endOfYear(year) : ctx.today);

/**
 * Where the province stands in financial autonomy in a year: units by group and sector as of a day of that year, direct
 * spending, how many moved up over the period, and what the law wants and the records do not show.
 */
export async function readAutonomyOverview(ctx: Context, year: number, asked?: PlainDate): Promise<AutonomyOverview> {
  permit(ctx, 'read', 'self-financing');
  // A part of the province has no share to reach: whoever sees a part only reads the units.
  if (isScoped(ctx)) throw new Refusal('forbidden');
  requireYearInReach(ctx, year);
  const asOf = asked ?? (year > yearOf(ctx.today) ? firstDay(`${year}-01`) : countedOn(ctx, year));
  if (yearOf(asOf) !== year) throw new Refusal('date-not-in-year', { date: asOf, year }, 'asOf');
  const period = autonomyPeriodOf(year);
  const tree = await loadTree(ctx);
  const years = await loadYears(ctx, Math.max(FIRST_ASSESSED, period.first - (period.last - period.first + 1)), year);
  const of = (each: number) => years.get(each) ?? [];
  const standing = new Map(
    (await lastAssessments(ctx, tree, asOf, (each) => Promise.resolve(of(each)))).map((record) => [record.unit, record]),
  );
  const units = livingUnits(tree, asOf, standing);
  const living = units.map(({ unit }) => unit);
  const moves = movesOf(years, period, year, new Set(living));
  const bySector = Map.groupBy(units, ({ sector }) => sector);
  const warnings = warningsOf(of(year), years, year);
  return {
    year,
    asOf,
    total: countBands(units),
    sectors: SECTORS.flatMap((sector) => {
      const ofSector = bySector.get(sector);
      return ofSector ? [{ sector, ...countBands(ofSector) }] : [];
    }),
    spending: spendingOf(of(year), living),
    movedUp: moves,
    warnings: provinceWarnings(moves, year, { before: of(year - 1), now: of(year) }),
    unitWarnings: AUTONOMY_WARNINGS.flatMap((code) => {
      const concerned = new Set(warnings.filter((warning) => warning.code === code).map(({ unit }) => unit)).size;
      return concerned > 0 ? [{ code, units: concerned }] : [];
    }),
  };
}

/** The warnings of a year's records, unit by unit, as far as the actor may see. */
export async function listAutonomyWarnings(ctx: Context, year: number, page: PageAsk): Promise<Page<AutonomyWarning>> {
  permit(ctx, 'read', 'self-financing');
  requireYearInReach(ctx, year);
  const scope = await scopeOf(ctx);
  const years = await loadYears(ctx, yearsLookedBackAt(year).at(-1) ?? year, year);
  const visible = (years.get(year) ?? []).filter(({ unit }) => scope.sees(unit, endOfYear(year)));
  const keyOf = ({ unit, code, activity }: AutonomyWarning) => `${unit} ${code} ${activity ?? ''}`;
  const sorted = warningsOf(visible, years, year).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return pageOf(ctx, { ...page, list: 'autonomy-warnings', filters: { year } }, sorted, keyOf);
}

async function loadYears(ctx: Context, from: number, to: number): Promise<OfYears> {
  const years = Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  const records = await Promise.all(years.map((year) => loadSelfFinancingOfYear(ctx.store, year)));
  return new Map(years.map((year, index) => [year, records[index] ?? []]));
}

function livingUnits(tree: Tree, date: PlainDate, standing: ReadonlyMap<string, SelfFinancingRecord>): StandingUnit[] {
  return tree
    .aliveOn(date)
    .flatMap(({ unit, facts }) =>
      facts.kind === 'public-service' ? [{ unit: unit.key, sector: facts.sector, record: standing.get(unit.key) }] : [],
    );
}

function warningsOf(records: readonly SelfFinancingRecord[], years: OfYears, year: number): AutonomyWarning[] {
  const back = yearsLookedBackAt(year).map((earlier) => new Map((years.get(earlier) ?? []).map((record) => [record.unit, record])));
  return records.flatMap((record) =>
    unitWarnings(
      record,
      back.flatMap((of) => of.get(record.unit) ?? []),
    ),
  );
}

/**
 * The period of the year, to that year; and the period before it, whose end shows in the first assessments of the new one
 * (or, for a unit that has none yet, in its last of the old one).
 */
function movesOf(years: OfYears, period: Years, year: number, living: ReadonlySet<string>) {
  const firstIn = (from: number, to: number) => firstOfEach(years, range(from, to));
  const lastIn = (from: number, to: number) => firstOfEach(years, range(from, to).reverse());
  const courses = (first: ReadonlyMap<string, SelfFinancingRecord>, end: readonly ReadonlyMap<string, SelfFinancingRecord>[]): Course[] =>
    [...first.values()].map((record) => ({
      first: record,
      last: living.has(record.unit) ? end.map((of) => of.get(record.unit)).find((found) => found !== undefined) : undefined,
    }));
  const current = movedUp(period, year === period.last, courses(firstIn(period.first, year), [lastIn(period.first, year)]), year);
  if (period.first <= FIRST_ASSESSED) return [current];
  const before = autonomyPeriodOf(period.first - 1);
  const ends = [firstIn(period.first, year), lastIn(before.first, before.last)];
  return [movedUp(before, true, courses(firstIn(before.first, before.last), ends), year), current];
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);

function firstOfEach(years: OfYears, order: readonly number[]): ReadonlyMap<string, SelfFinancingRecord> {
  const found = new Map<string, SelfFinancingRecord>();
  for (const year of order) for (const record of years.get(year) ?? []) if (!found.has(record.unit)) found.set(record.unit, record);
  return found;
}
