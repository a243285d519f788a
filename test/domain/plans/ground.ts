import fc from 'fast-check';
import type * as z from 'zod';
import type { PlanCell, PlanGround, PlanUnit } from '../../../shared/domain/plans/ground.ts';
import { HIERARCHIES, reductionPlanInputSchema } from '../../../shared/domain/plans/input.ts';
import { ALLOCATION_METHODS } from '../../../shared/domain/allocation/input.ts';

export const TARGET = { id: 'payroll-2030', amount: { numerator: 1, denominator: 10 }, rounding: 'half-up' } as const;
export type Asked = z.input<typeof reductionPlanInputSchema>;
export const ask = (input: Partial<Asked> = {}) =>
  reductionPlanInputSchema.parse({
    target: TARGET.id,
    start: { baseline: 2025 },
    method: 'sainte-lague',
    vacanciesFirst: false,
    creditCutsMade: false,
    ...input,
  });

/** A unit with budget-paid posts, all of them held by people who stay, unless told otherwise. */
export const planUnit = (
  code: string,
  posts: number,
  { present = posts, retired = [0, 0, 0, 0, 0], ...more }: Partial<PlanUnit & Pick<PlanCell, 'present' | 'retired'>> = {},
): PlanUnit => ({
  unit: code,
  code,
  name: `Trường ${code}`,
  sector: 'education',
  parent: 'H49.02',
  posts,
  base: posts,
  cutSinceBase: 0,
  cells: [{ category: 'employee-budget', posts, present, retired }],
  records: [],
  ...more,
});

/** A province at the end of 2025 whose base is what it counts, unless told otherwise. */
export const ground = (units: readonly PlanUnit[], more: Partial<PlanGround> = {}): PlanGround => {
  const counted = units.reduce((sum, { posts }) => sum + posts, 0);
  const all = { date: '2025-12-31', base: counted, baseYear: 2025, deadline: '2030-12-31', counted, reserve: 0, units, ...more };
  const { base, counted: held, reserve } = all;
  return { categories: [{ category: 'employee-budget', base, counted: held, reserve }], ...all };
};

const rising = fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 5 }).map((steps) => {
  let sum = 0;
  return steps.map((step) => (sum += step));
});
const anyUnit = fc.record({
  sector: fc.constantFrom('education', 'health', 'culture-sport'),
  parent: fc.constantFrom('H49.02', 'H49.31', null),
  posts: fc.nat({ max: 30 }),
  base: fc.nat({ max: 30 }),
  credit: fc.constantFrom(0, 0, 1, 4),
  present: fc.option(fc.nat({ max: 32 })),
  retired: rising,
  floor: fc.constantFrom(0, 0, 0, 1),
  room: fc.nat({ max: 9 }),
  capped: fc.boolean(),
  exempt: fc.constantFrom(false, false, false, true),
});

/** A plan of up to `size` units whose counted posts exceed what may remain by a random number. */
export const anyPlan = (size: number) =>
  fc
    .record({
      rows: fc.array(anyUnit, { minLength: 1, maxLength: size }),
      method: fc.constantFrom(...ALLOCATION_METHODS),
      hierarchy: fc.constantFrom(...HIERARCHIES),
      vacanciesFirst: fc.boolean(),
      creditCutsMade: fc.boolean(),
      weights: fc.constantFrom('base' as const, 'posts' as const),
      path: fc.constantFrom('target' as const, 'from-start' as const),
      part: fc.nat({ max: 40 }),
    })
    .map(({ rows, part, ...input }) => {
      const units = rows.map(({ sector, parent, posts, base, credit, present, retired }, n) => {
        const code = `H49.${String(n).padStart(2, '0')}`;
        return planUnit(code, posts, { sector: sector as PlanUnit['sector'], parent, base, cutSinceBase: credit, present, retired });
      });
      const limits = rows.flatMap(({ floor, room, capped }, n) =>
        capped ? [{ unit: units[n]!.unit, floor, cap: floor + room }] : floor > 0 ? [{ unit: units[n]!.unit, floor }] : [],
      );
      const exemptions = rows.flatMap(({ exempt }, n) => (exempt ? [{ unit: units[n]!.unit }] : []));
      const counted = units.reduce((sum, { posts }) => sum + posts, 0);
      // base such that the cut asked for, a tenth half up, is near `part`
      const base = Math.max(part, Math.round((10 * (counted - part)) / 9));
      return { ground: ground(units, { counted, base }), input: ask({ ...input, limits, exemptions }) };
    });

/** The same plan over two categories: of each unit's posts and people so many quarters are cadres, the rest civil servants. */
export function inTwoCategories(on: PlanGround, quarters: readonly number[]): PlanGround {
  const units = on.units.map((unit, n): PlanUnit => {
    const part = (all: number) => Math.floor((all * (quarters[n % quarters.length] ?? 0)) / 4);
    const cells = unit.cells.flatMap(({ posts, present, retired }): PlanCell[] => {
      const rest = (all: number) => all - part(all);
      const held = (of: typeof part) => (present === null ? null : of(present));
      return [
        { category: 'cadre', posts: part(posts), present: held(part), retired: retired.map(part) },
        { category: 'civil-servant', posts: rest(posts), present: held(rest), retired: retired.map(rest) },
      ];
    });
    return { ...unit, cells };
  });
  const posts = (at: number) => units.reduce((sum, { cells }) => sum + (cells[at]?.posts ?? 0), 0);
  const base = Math.floor(on.base / 3);
  const categories = [
    { category: 'cadre' as const, base, counted: posts(0), reserve: 0 },
    { category: 'civil-servant' as const, base: on.base - base, counted: on.counted - posts(0), reserve: on.reserve },
  ];
  return { ...on, units, categories };
}
