import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { loadSelfFinancingOfYear } from '../../store/self-financing.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';

/** The five-year periods for which a group is given (Decree 60/2021, Điều 35): 2021–2025, 2026–2030 … */
const FIRST_PERIOD = 2021;
const PERIOD_YEARS = 5;
const periodStart = (year: number): number => year - ((((year - FIRST_PERIOD) % PERIOD_YEARS) + PERIOD_YEARS) % PERIOD_YEARS);

/**
 * The last assessment of each unit up to a date within the period that the date lies in: a group is held for the period,
 * so a unit that has not been assessed again keeps it. In the first year of a period, before its first assessments, those
 * of the last year of the period before stand.
 */
export async function lastAssessments(ctx: Context, tree: Tree, date: PlainDate): Promise<SelfFinancingRecord[]> {
  const last = yearOf(date);
  const expected = tree.aliveOn(date).flatMap(({ unit, facts }) => (facts.kind === 'public-service' ? [unit.key] : []));
  const found = new Map<string, SelfFinancingRecord>();
  for (let year = last; year >= periodStart(last) - 1 && (year === last || expected.some((unit) => !found.has(unit))); year--)
    for (const record of await loadSelfFinancingOfYear(ctx.store, year)) if (!found.has(record.unit)) found.set(record.unit, record);
  return [...found.values()];
}
