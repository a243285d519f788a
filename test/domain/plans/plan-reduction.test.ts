import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../shared/errors.ts';
import type { PlanGround } from '../../../shared/domain/plans/ground.ts';
import type { ReductionPlanInput } from '../../../shared/domain/plans/input.ts';
import type { PlanResult } from '../../../shared/domain/plans/plan.ts';
import { planReduction } from '../../../shared/domain/plans/plan-reduction.ts';
import { anyPlan, ask, ground, planUnit, TARGET } from './ground.ts';

const cuts = ({ allocations }: PlanResult) => Object.fromEntries(allocations.map(({ unit, cut }) => [unit, cut]));
const plan = (on: PlanGround, input: ReductionPlanInput = ask()) => planReduction(on, TARGET, input);

/** The plan, or the code of its refusal. */
function tried(on: PlanGround, input: ReductionPlanInput): PlanResult | string {
  try {
    return plan(on, input);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
const schools = () => [planUnit('A01', 500), planUnit('B01', 300), planUnit('C01', 200)];

describe('the cut that a plan gives out', () => {
  it('is what is counted beyond what may remain, net of cuts already made', () => {
    // 1,000 in the base, 940 left: 100 must go, 60 are gone.
    const { required } = plan(ground([planUnit('A01', 640), planUnit('B01', 300)], { base: 1000, baseYear: 2021, deadline: '2026-12-31' }));
    expect(required).toMatchObject({ base: 1000, required: 100, made: 60, mayRemain: 900, net: 40, units: 40 });
  });

  it('is none when the target is reached', () => {
    const made = plan(ground([planUnit('A01', 880)], { base: 1000 }));
    expect([made.required.net, cuts(made)]).toEqual([0, { A01: 0 }]);
  });

  it('differs by one post where the declared rounding and "at least" differ', () => {
    const on = ground([planUnit('A01', 182)]);
    expect([plan(on).required.net, plan(on, ask({ verdict: 'exact' })).required.net]).toEqual([18, 19]);
  });

  it('takes from the reserve first what is asked of it', () => {
    const on = ground(schools(), { counted: 1020, base: 1020, reserve: 20 });
    expect(plan(on, ask({ fromReserve: 12 })).required).toMatchObject({ net: 102, fromReserve: 12, units: 90 });
    expect(tried(on, ask({ fromReserve: 21 }))).toBe('reserve-too-small');
  });

  it('follows the glide path, of the target or from the start', () => {
    // 1,000 in 2021, 950 at the end of 2023, 900 due at the end of 2026: the line of the target is at 940 in 2024.
    const on = ground([planUnit('A01', 950)], { base: 1000, baseYear: 2021, date: '2023-12-31', deadline: '2026-12-31' });
    const years = (path: 'target' | 'from-start') =>
      plan(on, ask({ path })).required.years.map(({ year, cumulative }) => [year, cumulative]);
    expect(years('target')).toEqual([
      [2024, 10],
      [2025, 30],
      [2026, 50],
    ]);
    expect(years('from-start')).toEqual([
      [2024, 17],
      [2025, 33],
      [2026, 50],
    ]);
  });

  it('needs a deadline after the start: the day before it is early enough, the day itself is not', () => {
    const on = (date: string) => ground(schools(), { date, baseYear: 2021 });
    expect(tried(on('2030-12-30'), ask())).toMatchObject({ required: { years: [{ year: 2030 }] } });
    expect(tried(on('2030-12-31'), ask())).toBe('deadline-not-ahead');
  });
});

describe('a plan', () => {
  it('gives each unit its share by every method', () => {
    for (const method of ['largest-remainder', 'sainte-lague', 'least-disruption'] as const)
      expect(cuts(plan(ground(schools()), ask({ method })))).toEqual({ A01: 50, B01: 30, C01: 20 });
  });

  it('says of a quota what it was, and whose remainder came first', () => {
    const { allocations } = plan(
      ground([planUnit('A01', 51), planUnit('B01', 26), planUnit('C01', 23)]),
      ask({ method: 'largest-remainder' }),
    );
    expect(allocations.map(({ cut, reason: { quota, remainderRank, roundedUp } }) => [cut, quota, remainderRank, roundedUp])).toEqual([
      [5, '51/10', 3, false],
      [3, '13/5', 1, true],
      [2, '23/10', 2, false],
    ]);
  });

  it('says what the last post of a unit cost and what its next one would', () => {
    const { allocations } = plan(ground([planUnit('A01', 60), planUnit('B01', 40)]));
    // 6 and 4 of 10: (2·6 − 1)/60 and (2·4 − 1)/40 were given, 13/60 and 9/40 were not.
    expect(allocations.map(({ cut, reason: { lastCost, nextCost } }) => [cut, lastCost?.even, nextCost?.even])).toEqual([
      [6, '11/60', '13/60'],
      [4, '7/40', '9/40'],
    ]);
  });

  it('credits a unit with what it has cut since the base', () => {
    // A cut 30 of its 500 before: of the 100 of the base 70 are left, and A owes 20 of its 50.
    const units = [planUnit('A01', 470, { base: 500, cutSinceBase: 30 }), planUnit('B01', 300), planUnit('C01', 200)];
    const on = ground(units, { base: 1000 });
    expect(cuts(plan(on, ask({ creditCutsMade: true })))).toEqual({ A01: 20, B01: 30, C01: 20 });
    expect(cuts(plan(on, ask({ creditCutsMade: false })))).toEqual({ A01: 35, B01: 21, C01: 14 });
  });

  it('takes vacant posts everywhere before a held one', () => {
    const units = [planUnit('A01', 500, { present: 490 }), planUnit('B01', 300, { present: 210 }), planUnit('C01', 200)];
    const within = plan(ground(units, { base: 1011, counted: 1000 }), ask({ vacanciesFirst: true }));
    expect(within.certificate.phase).toBe('within-vacancies');
    expect(cuts(within)).toEqual({ A01: 10, B01: 80, C01: 0 });
    expect(within.allocations.map(({ reason }) => reason.bound)).toEqual(['vacancies', null, 'vacancies']);
    const beyond = plan(ground(units, { base: 1110, counted: 1109 }), ask({ vacanciesFirst: true }));
    expect(cuts(beyond)).toEqual({ A01: 14, B01: 90, C01: 6 });
    expect(beyond.allocations.map(({ reason }) => [reason.fromVacancies, reason.beyondAttrition])).toEqual([
      [10, 4],
      [90, 0],
      [0, 6],
    ]);
  });

  it('follows retirements under least disruption, in amount and in time', () => {
    const retiring = { retired: [2, 4, 60, 60, 60] };
    const on = ground([planUnit('A01', 500, retiring), planUnit('B01', 500)]);
    const { allocations } = plan(on, ask({ method: 'least-disruption' }));
    // 100: 60 free at A, the other 40 cost (share − attrition)/weight at both alike.
    expect(allocations.map(({ cut, reason: { fromRetirements, beyondAttrition } }) => [cut, fromRetirements, beyondAttrition])).toEqual([
      [80, 60, 20],
      [20, 0, 20],
    ]);
    expect(allocations[0]?.years.map(({ cut }) => cut).reduce((sum, cut) => sum + cut)).toBe(80);
  });

  it('without reported people counts nothing as vacant, and says so', () => {
    const made = plan(ground([planUnit('A01', 100, { present: null }), planUnit('B01', 100)]), ask({ vacanciesFirst: true }));
    expect([made.withoutPeople, cuts(made)]).toEqual([['A01'], { A01: 10, B01: 10 }]);
  });

  it('spares exempt units and sectors, and leaves a minimum norm standing', () => {
    const units = [...schools(), planUnit('D01', 100, { sector: 'health' }), planUnit('E01', 100)];
    const input = ask({ exemptions: [{ sector: 'health' }, { unit: 'E01' }], limits: [{ unit: 'B01', minimum: 290 }] });
    const made = plan(ground(units), input);
    expect(cuts(made)).toEqual({ A01: 79, B01: 10, C01: 31, D01: 0, E01: 0 });
    expect(made.allocations.map(({ reason }) => reason.bound)).toEqual([null, 'minimum-norm', null, 'exempt', 'exempt']);
  });

  it('never takes more than the largest share of a unit, nor more posts than it has', () => {
    const input = ask({ largestShare: { numerator: 1, denominator: 10 }, weights: 'base' });
    const made = plan(ground([planUnit('A01', 100, { base: 900 }), planUnit('B01', 900, { base: 900 })]), input);
    expect(cuts(made)).toEqual({ A01: 10, B01: 90 });
    expect(tried(ground([planUnit('A01', 10), planUnit('B01', 0)], { base: 200, counted: 195 }), ask())).toBe('bounds-contradict-total');
  });

  it('gives to sectors first and keeps their limits', () => {
    const units = [...schools(), planUnit('D01', 400, { sector: 'health' }), planUnit('E01', 600, { sector: 'health' })];
    const made = plan(ground(units), ask({ hierarchy: 'sector', nodeLimits: [{ node: 'health', cap: 60 }] }));
    expect(made.nodes.map(({ node, cut, reason }) => [node, cut, reason?.bound])).toEqual([
      ['education', 140, null],
      ['health', 60, 'cap'],
    ]);
    expect(cuts(made)).toEqual({ A01: 70, B01: 42, C01: 28, D01: 24, E01: 36 });
  });

  it('names the node that no allocation satisfies', () => {
    const caps = schools().map(({ unit }) => ({ unit, cap: 20 }));
    const refusal = (input: ReductionPlanInput) => {
      try {
        return plan(ground(schools()), input);
      } catch (error) {
        return error;
      }
    };
    expect(refusal(ask({ limits: caps }))).toMatchObject({
      code: 'bounds-contradict-total',
      data: { node: '~PROVINCE', total: 100, least: 0, most: 60 },
    });
    expect(refusal(ask({ hierarchy: 'sector', limits: caps, nodeLimits: [{ node: 'education', floor: 61 }] }))).toMatchObject({
      code: 'node-limits-out-of-reach',
      data: { node: 'education', floor: 61, most: 60 },
    });
  });

  it('names every fault of its limits', () => {
    const input = ask({
      hierarchy: 'sector',
      exemptions: [{ unit: 'X01' }],
      limits: [{ unit: 'A01', floor: 3, cap: 2 }, { unit: 'A01' }, { unit: 'B01', floor: 20, minimum: 290 }],
      nodeLimits: [{ node: 'tourism' }, { node: 'education', floor: 2, cap: 1 }],
      largestShare: { numerator: 3, denominator: 2 },
    });
    const faults = (() => {
      try {
        plan(ground(schools()), input);
      } catch (error) {
        return (error as Refusal).faults.map(({ field, code }) => `${field} ${code}`);
      }
      return [];
    })();
    expect(faults.sort()).toEqual([
      'exemptions.0.unit unit-not-in-plan',
      'largestShare share-above-one',
      'limits.0.cap cap-below-floor',
      'limits.1.unit duplicate-unit',
      'limits.2.floor floor-above-cut',
      'nodeLimits.0.node unknown-plan-node',
      'nodeLimits.1.cap node-cap-below-floor',
    ]);
  });
});

describe('every plan', () => {
  const RUNS = { numRuns: 300, seed: 124 };

  it('sums at every node and year, keeps every bound, and is certified', () => {
    let made = 0;
    fc.assert(
      fc.property(anyPlan(9), ({ ground: on, input }) => {
        const result = tried(on, input);
        if (typeof result === 'string') return;
        made += 1;
        const sum = (of: readonly { cut: number }[]) => of.reduce((all, { cut }) => all + cut, 0);
        expect(sum(result.allocations)).toBe(result.required.units);
        for (const node of result.nodes) expect(sum(result.allocations.filter((one) => one.node === node.node))).toBe(node.cut);
        for (const { posts, cut, years } of result.allocations) {
          expect(sum(years)).toBe(cut);
          expect(years.every((year) => year.cut >= 0) && cut >= 0 && cut <= posts).toBe(true);
        }
        result.required.years.forEach(({ units }, at) => {
          const byThen = result.allocations.reduce((all, { years }) => all + sum(years.slice(0, at + 1)), 0);
          expect(byThen).toBe(units);
        });
        expect(result.certificate.checks).toBeGreaterThan(3 * result.allocations.length);
      }),
      RUNS,
    );
    expect(made).toBeGreaterThan(100);
  });

  it('is the same in whatever order the units come', () => {
    fc.assert(
      fc.property(anyPlan(9), fc.integer(), ({ ground: on, input }, seed) => {
        const [shuffled] = fc.sample(fc.shuffledSubarray([...on.units], { minLength: on.units.length }), { numRuns: 1, seed });
        expect(tried({ ...on, units: shuffled ?? [] }, input)).toEqual(tried(on, input));
      }),
      RUNS,
    );
  });

  it('under Sainte-Laguë never lowers a unit when one more post must go', () => {
    fc.assert(
      fc.property(anyPlan(9), ({ ground: on, input }) => {
        const asked = { ...input, method: 'sainte-lague' as const };
        const [one, more] = [tried(on, asked), tried(ground(on.units, { base: on.base, counted: on.counted + 1 }), asked)];
        if (typeof one === 'string' || typeof more === 'string') return;
        const before = cuts(one);
        for (const { unit, cut } of more.allocations) expect(cut).toBeGreaterThanOrEqual(before[unit] ?? 0);
      }),
      RUNS,
    );
  });

  it('under a divisor method is the cheapest there is within each node, by trying every other', () => {
    const cost = (share: number, weight: number) => (share === 0 ? 0 : (share * share) / weight);
    fc.assert(
      fc.property(anyPlan(4), ({ ground: on, input }) => {
        const result = tried(on, { ...input, method: 'sainte-lague', vacanciesFirst: false, creditCutsMade: false });
        if (typeof result === 'string') return;
        for (const node of result.nodes) {
          const units = result.allocations.filter((one) => one.node === node.node && one.weight > 0);
          const total = units.reduce((sum, { cut }) => sum + cut, 0);
          const best = (from: number, left: number): number => {
            const unit = units[from];
            if (!unit) return left === 0 ? 0 : Infinity;
            let least = Infinity;
            for (let give = unit.reason.least; give <= Math.min(unit.reason.most, left); give++)
              least = Math.min(least, cost(give, unit.weight) + best(from + 1, left - give));
            return least;
          };
          const mine = units.reduce((sum, { cut, weight }) => sum + cost(cut, weight), 0);
          expect(mine).toBeCloseTo(best(0, total), 9);
        }
      }),
      { numRuns: 100, seed: 40 },
    );
  });
});
