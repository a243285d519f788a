import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainmentProbability } from '../../../shared/domain/probability/attainment-probability.ts';
import { attainmentProbabilityInputSchema, MAX_GROUPS } from '../../../shared/domain/probability/input.ts';
import { chancesOf, leaversOf } from '../../../shared/domain/probability/leavers.ts';
import { refusal } from '../../law/refusal.ts';
import { byCharacteristicFunction, byEveryOutcome, exactTails, type Group } from './independent.ts';

const ask = (required: number, groups: Group[], years = 1, certain = 0) => attainmentProbability({ required, years, certain, groups });
const probability = (...input: Parameters<typeof ask>) => ask(...input).probability;
const group = (count: number, annualHazard: number): Group => ({ count, annualHazard });

describe('the probability that enough people leave', () => {
  it('is that of a fair coin for a hazard of one half', () => {
    expect([0, 1, 2, 3].map((required) => probability(required, [group(2, 0.5)]))).toEqual([1, 0.75, 0.25, 0]);
  });

  it('counts the certain leavers first', () => {
    expect(probability(11, [group(2, 0.5)], 1, 10)).toBe(0.75);
    expect(ask(11, [group(2, 0.5)], 1, 10)).toMatchObject({ mean: 11, method: 'exact' });
  });

  it('compounds the annual hazard over years, parts of a year too', () => {
    expect(probability(1, [group(1, 0.1)], 5)).toBeCloseTo(1 - 0.9 ** 5, 15);
    expect(probability(1, [group(1, 0.1)], 1 / 12)).toBeCloseTo(1 - 0.9 ** (1 / 12), 15);
    expect(ask(1, [group(40, 0.1)], 2.5)).toMatchObject({ mean: expect.closeTo(40 * (1 - 0.9 ** 2.5), 12) });
  });

  it('is exactly 1 when the certain leavers suffice, exactly 0 when everybody does not', () => {
    expect(probability(10, [group(5, 0.01)], 1, 10)).toBe(1);
    expect(probability(16, [group(5, 0.99)], 1, 10)).toBe(0);
    expect(probability(15, [group(5, 0.99)], 1, 10)).toBeCloseTo(0.99 ** 5, 14);
    expect([probability(3, [], 1, 3), probability(4, [], 1, 3), probability(0, [])]).toEqual([1, 0, 1]);
  });

  it('takes a hazard of 1 as certain and a hazard of 0 as never', () => {
    const groups = [group(4, 1), group(7, 0), group(2, 0.5), group(0, 0.3)];
    expect([4, 5, 6, 7].map((required) => probability(required, groups, 3))).toEqual([
      1,
      expect.closeTo(1 - 0.125 ** 2),
      expect.closeTo(0.875 ** 2),
      0,
    ]);
    expect(ask(0, [group(4, 1), group(7, 0)], 3)).toMatchObject({ mean: 4, standardDeviation: 0 });
  });

  it('agrees with every outcome of a few people', () => {
    const people = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(people, (leave) => {
        for (let required = 0; required <= leave.length + 1; required++)
          expect(
            probability(
              required,
              leave.map((each) => group(1, each)),
            ),
          ).toBeCloseTo(byEveryOutcome(leave, required), 13);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      [
        [120, 4],
        [90, 35],
        [60, 120],
        [12, 300],
      ] as const,
      1n,
    ],
    [
      [
        [150, 12],
        [3, 500],
        [17, 7],
        [40, 0],
      ] as const,
      5n,
    ],
    [
      [
        [200, 999],
        [16, 1],
      ] as const,
      1n,
    ],
  ])('agrees with whole-number arithmetic at every threshold: %j over %d years', (rows, years) => {
    const tails = exactTails(
      rows.map(([count, thousandths]) => ({ count, thousandths })),
      years,
    );
    const groups = rows.map(([count, thousandths]) => group(count, thousandths / 1000));
    for (const [required, exact] of tails.entries()) {
      const found = probability(required, groups, Number(years));
      // Small answers keep their digits.
      expect(Math.abs(found - exact)).toBeLessThan(exact < 0.5 ? 1e-16 + 1e-11 * exact : 1e-13);
    }
  });

  it('agrees with the characteristic function for the 32,000 of a province', () => {
    const groups = Array.from({ length: 40 }, (_, band) => group(800, 0.002 + 0.001 * band));
    const { mean, standardDeviation } = ask(0, groups, 5);
    for (const deviations of [-6, -3, -1, 0, 0.5, 2, 4, 6]) {
      const required = Math.round(mean + deviations * standardDeviation);
      expect(Math.abs(probability(required, groups, 5) - byCharacteristicFunction(groups, 5, required))).toBeLessThan(1e-11);
    }
  });

  it('has a distribution of mass 1 with the mean and deviation that it states, also for single people by the thousand', () => {
    const groups = Array.from({ length: 5000 }, (_, person) => group(1 + (person % 20), 0.3 * ((person * 0.618) % 1)));
    const { from, mass } = leaversOf(chancesOf(groups, 2));
    const moment = (of: (k: number) => number) => mass.reduce((sum, each, index) => sum + each * of(from + index), 0);
    const { mean, standardDeviation } = ask(0, groups, 2);
    expect(moment(() => 1)).toBeCloseTo(1, 12);
    expect(moment((k) => k)).toBeCloseTo(mean, 7);
    expect(Math.sqrt(moment((k) => (k - mean) ** 2))).toBeCloseTo(standardDeviation, 8);
    // Wide enough to be exact, no wider than needed.
    expect(mass.length).toBeLessThan(20 * standardDeviation);
  });

  const groups = fc.array(fc.record({ count: fc.nat({ max: 60 }), annualHazard: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 8,
  });

  it('does not depend on the order of the groups, nor on how people alike are divided among them', () => {
    fc.assert(
      fc.property(groups, fc.nat(200), (some, required) => {
        const halves = some.flatMap(({ count, annualHazard }) => [
          group(count >> 1, annualHazard),
          group(count - (count >> 1), annualHazard),
        ]);
        expect(ask(required, halves.reverse(), 3)).toEqual(ask(required, some, 3));
      }),
    );
  });

  it('lies between 0 and 1, and falls as more is required', () => {
    fc.assert(
      fc.property(groups, fc.double({ min: 0.01, max: 50, noNaN: true }), (some, years) => {
        const all = Array.from({ length: 40 }, (_, step) => probability(step * 13, some, years));
        expect(all.every((each, step) => each >= 0 && each <= 1 && each <= (all[step - 1] ?? 1))).toBe(true);
      }),
    );
  });

  it('is found where no double can hold the chance of staying, or of leaving', () => {
    expect(probability(1000, [group(1000, 1 - 2 ** -53)], 50)).toBe(1);
    expect(probability(1, [group(1000, Number.MIN_VALUE)], 50)).toBeLessThan(1e-300);
    expect(probability(1, [group(1_000_000, 1e-12)], 1)).toBeCloseTo(-Math.expm1(-1e-6), 16);
  });

  it('is computed for a nation and refused for more', () => {
    expect(probability(150_000, [group(1_500_000, 0.05), group(1_500_000, 0.05)])).toBeCloseTo(0.5, 2);
    expect(refusal(() => ask(1, [group(3_000_000, 0.1), group(1, 0.1)]))).toMatchObject({
      code: 'too-many-people',
      field: 'groups',
      data: { people: 3_000_001, limit: 3_000_000 },
    });
  });
});

describe('the body of an attainment probability', () => {
  const good = { required: 10, years: 5, certain: 2, groups: [group(3, 0.1)] };
  const parse = (fault: object) => attainmentProbabilityInputSchema.safeParse({ ...good, ...fault });

  it.each([[{ required: 0, certain: 0, groups: [] }], [{ years: 0.25 }], [{ years: 50 }], [{ groups: [group(0, 0), group(1, 1)] }]])(
    'accepts %j',
    (edge) => {
      expect(parse(edge).success).toBe(true);
    },
  );

  it.each([
    [{ required: -1 }, 'required'],
    [{ required: 1.5 }, 'required'],
    [{ years: 0 }, 'years'],
    [{ years: 50.1 }, 'years'],
    [{ certain: -1 }, 'certain'],
    [{ groups: [group(1, 0.1), group(1, 1.01)] }, 'groups.1.annualHazard'],
    [{ groups: [group(1, -0.01)] }, 'groups.0.annualHazard'],
    [{ groups: [group(-1, 0.1)] }, 'groups.0.count'],
    [{ groups: [group(0.5, 0.1)] }, 'groups.0.count'],
    [{ groups: [{ count: 1 }] }, 'groups.0.annualHazard'],
  ])('refuses %j at %s', (fault, path) => {
    expect(parse(fault).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('has a limit of groups', () => {
    expect(parse({ groups: Array.from({ length: MAX_GROUPS + 1 }, () => group(1, 0.1)) }).success).toBe(false);
  });
});
