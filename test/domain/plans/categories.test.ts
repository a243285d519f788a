import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planReduction } from '../../../shared/domain/plans/plan-reduction.ts';
import type { PlanResult } from '../../../shared/domain/plans/plan.ts';
import { Refusal } from '../../../shared/errors.ts';
import { anyPlan, ask, ground, inTwoCategories, planUnit, TARGET } from './ground.ts';

const sum = (of: readonly { cut: number }[]) => of.reduce((all, { cut }) => all + cut, 0);
const office = (code: string, cells: readonly (readonly [category: 'cadre' | 'civil-servant', posts: number, present: number])[]) =>
  planUnit(
    code,
    cells.reduce((all, [, posts]) => all + posts, 0),
    { cells: cells.map(([category, posts, present]) => ({ category, posts, present, retired: [0, 0, 0, 0, 0] })) },
  );
const two = (cadre: number, civilServant: number, reserve = [0, 0]) => [
  { category: 'cadre' as const, base: cadre, counted: cadre, reserve: reserve[0] ?? 0 },
  { category: 'civil-servant' as const, base: civilServant, counted: civilServant, reserve: reserve[1] ?? 0 },
];

describe('a cut over several categories', () => {
  it('is split within each unit in proportion to its posts', () => {
    const units = [
      office('A01', [
        ['cadre', 10, 10],
        ['civil-servant', 90, 90],
      ]),
    ];
    const made = planReduction(ground(units, { categories: two(10, 90) }), TARGET, ask());
    expect(made.allocations[0]?.categories.map(({ category, cut, remaining }) => [category, cut, remaining])).toEqual([
      ['cadre', 1, 9],
      ['civil-servant', 9, 81],
    ]);
    expect(
      made.categories.map(({ category, counted, cut, years }) => [category, counted, cut, years.map(({ mayRemain }) => mayRemain)]),
    ).toEqual([
      ['cadre', 10, 1, [10, 10, 10, 10, 9]],
      ['civil-servant', 90, 9, [88, 86, 84, 82, 81]],
    ]);
  });

  it('takes a vacant post of whatever category before a held one, and somebody too many in one fills none of another', () => {
    const units = [
      office('A01', [
        ['cadre', 10, 7],
        ['civil-servant', 40, 43],
      ]),
      office('B01', [['civil-servant', 50, 50]]),
    ];
    const made = planReduction(ground(units, { categories: two(10, 90) }), TARGET, ask({ vacanciesFirst: true }));
    expect(made.certificate.phase).toBe('beyond-vacancies');
    expect(made.allocations.map(({ cut, reason, categories }) => [cut, reason.vacant, categories.map((one) => one.cut)])).toEqual([
      [5, 3, [3, 2]],
      [5, 0, [5]],
    ]);
  });

  it('takes the reserve’s part in proportion to what is held of each category', () => {
    const units = [
      office('A01', [
        ['cadre', 20, 20],
        ['civil-servant', 60, 60],
      ]),
    ];
    const on = ground(units, { base: 100, counted: 100, reserve: 20, categories: two(25, 75, [5, 15]) });
    const made = planReduction(on, TARGET, ask({ fromReserve: 4 }));
    expect(made.categories.map(({ category, fromReserve, units: own, cut }) => [category, fromReserve, own, cut])).toEqual([
      ['cadre', 1, 2, 3],
      ['civil-servant', 3, 4, 7],
    ]);
    // The reserve goes first: 2 of the 10 by the end of 2026, 4 by that of 2027.
    expect(made.categories.map(({ years }) => years.map(({ cumulative }) => cumulative)).map((years) => [years[0], years[1]])).toEqual([
      [1, 1],
      [1, 3],
    ]);
  });

  it('sums in every unit, node, category and year, whatever the plan', () => {
    let made = 0;
    fc.assert(
      fc.property(anyPlan(8), fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 }), ({ ground: on, input }, quarters) => {
        let result: PlanResult;
        try {
          result = planReduction(inTwoCategories(on, quarters), TARGET, input);
        } catch (error) {
          if (error instanceof Refusal) return;
          throw error;
        }
        made += 1;
        const { allocations, nodes, categories, required } = result;
        expect(sum(categories)).toBe(required.net);
        for (const one of allocations) {
          expect(sum(one.categories)).toBe(one.cut);
          one.years.forEach(({ cut }, at) => expect(sum(one.categories.map(({ years }) => years[at]!))).toBe(cut));
          for (const { cut, posts, years } of one.categories)
            expect([cut <= posts, sum(years), years.every((year) => year.cut >= 0)]).toEqual([true, cut, true]);
        }
        for (const { category, cut } of categories) {
          expect(sum(nodes.flatMap((node) => node.categories.filter((one) => one.category === category)))).toBe(cut);
          expect(sum(allocations.flatMap((unit) => unit.categories.filter((one) => one.category === category)))).toBe(cut);
        }
        required.years.forEach(({ cumulative }, at) =>
          expect(categories.reduce((all, { years }) => all + years[at]!.cumulative, 0)).toBe(cumulative),
        );
      }),
      { numRuns: 150, seed: 55 },
    );
    expect(made).toBeGreaterThan(50);
  });
});
