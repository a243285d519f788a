import { type ProjectionInput, projectionInputSchema } from '../../../shared/domain/projection/input.ts';
import type { ProjectionResult } from '../../../shared/domain/projection/result.ts';
import type { ProvinceState, UnitState } from '../../../shared/domain/projection/state.ts';
import type { Category } from '../../../shared/domain/vocabulary.ts';
import type * as z from 'zod';

type UnitSketch = Partial<Omit<UnitState, 'posts'>> & { code: string; posts?: number; outsideBase?: number; men?: Record<string, number> };

/** A public service unit of budget-paid employees: so many posts, and men by birth month. */
export function unit({ code, posts = 0, outsideBase = 0, men, ...rest }: UnitSketch): UnitState {
  const cells = Object.entries(men ?? {}).map(([birthMonth, count]) => ({
    category: 'employee-budget' as const,
    sex: 'male' as const,
    birthMonth,
    count,
  }));
  return {
    key: code,
    code,
    name: `Unit ${code}`,
    kind: 'public-service',
    level: 'province',
    sector: 'education',
    band: null,
    posts: [{ category: 'employee-budget', posts, outsideBase }],
    cells: men ? cells : null,
    headcount: null,
    records: [{ record: `posts/2025/${code}`, version: 1 }],
    ...rest,
  };
}

export const province = (units: UnitState[], rest: Partial<ProvinceState> = {}): ProvinceState => ({
  date: '2025-12-31',
  units,
  reserve: [],
  reserveRecords: [],
  notAlive: [],
  ...rest,
});

export const request = (input: Partial<z.input<typeof projectionInputSchema>> = {}): ProjectionInput =>
  projectionInputSchema.parse({ start: { baseline: 2025 }, horizon: 2028, ...input });

/** Stock of a unit and category over the dates of the run; zeros when it never held anything. */
export function stock(
  result: ProjectionResult,
  of: 'posts' | 'present' | 'outsideBase',
  code: string,
  category: Category = 'employee-budget',
) {
  const row = result.rows.find((one) => one.unit === code && one.category === category);
  return row?.[of] ?? result.dates.map(() => 0);
}

/** A flow of the province in a year. */
export function flowIn(
  result: ProjectionResult,
  year: number,
  flow: keyof ProjectionResult['rows'][number]['flows'],
  category: Category = 'employee-budget',
) {
  const point = result.series.find(({ date }) => date === `${year}-12-31`);
  return point?.categories.find((one) => one.category === category)?.flows[flow] ?? 0;
}
