import { describe, expect, it } from 'vitest';
import { planReduction } from '../../../shared/domain/plans/plan-reduction.ts';
import type { StoredPlan } from '../../../shared/domain/plans/plan.ts';
import { verifyPlan } from '../../../shared/domain/plans/verify.ts';
import { ask, ground, planUnit, TARGET } from './ground.ts';

const input = ask({
  hierarchy: 'sector',
  method: 'least-disruption',
  exemptions: [{ unit: 'E01' }],
  limits: [
    { unit: 'A01', cap: 30 },
    { unit: 'B01', floor: 31 },
    { unit: 'C01', minimum: 185 },
  ],
  nodeLimits: [{ node: 'health', cap: 40 }],
  largestShare: { numerator: 1, denominator: 2 },
  fromReserve: 2,
});
const units = [
  planUnit('A01', 500, { present: 490 }),
  planUnit('B01', 300),
  planUnit('C01', 200),
  planUnit('D01', 300, { sector: 'health', retired: [1, 2, 3, 4, 5] }),
  planUnit('E01', 100, { sector: 'health' }),
];

/** A plan as it is stored. */
function stored(): StoredPlan {
  const { allocations, ...result } = planReduction(ground(units, { base: 1420, counted: 1410, reserve: 10 }), TARGET, input);
  const receipt = { rulesHash: '', engine: '', inputHash: '', recordsHash: '', baseline: null, asOf: '2025-12-31', seed: null };
  const common = { id: 'x', title: null, createdAt: '', createdBy: '' };
  return { plan: { ...common, input, receipt, deadline: '2030-12-31', ...result, basis: [] }, allocations };
}

describe('the certificate of a stored plan', () => {
  it('comes out the same when it is computed from the plan alone', () => {
    const plan = stored();
    expect(verifyPlan(plan)).toEqual({ holds: true, checks: plan.plan.certificate.checks, fault: null });
    expect(verifyPlan(structuredClone(JSON.parse(JSON.stringify(plan)) as StoredPlan)).holds).toBe(true);
  });

  const of = (plan: StoredPlan, unit: string) => plan.allocations.find((one) => one.unit === unit)!;
  const FAULTS: [string, (plan: StoredPlan) => void][] = [
    ['a unit gives one more', (plan) => (of(plan, 'B01').cut += 1)],
    [
      'a post goes from one unit to another',
      (plan) => {
        for (const [unit, step] of [
          ['B01', 1],
          ['C01', -1],
        ] as const) {
          const row = of(plan, unit);
          for (const each of [row, row.categories[0]!, row.years.at(-1)!, row.categories[0]!.years.at(-1)!]) each.cut += step;
          row.remaining -= step;
          row.categories[0]!.remaining -= step;
        }
        // The dearer post stands where it was: only the order of costs and the norm can tell.
        of(plan, 'C01').reason.nextCost = { beyond: '0', even: '0' };
      },
    ],
    ['an exempt unit gives', (plan) => plan.plan.input.exemptions.push({ unit: 'D01' })],
    ['a floor is not reached', (plan) => (plan.plan.input.limits[1]!.floor = 200)],
    ['a cap is passed', (plan) => (plan.plan.input.limits[0]!.cap = 1)],
    ['a norm is broken', (plan) => (plan.plan.input.limits[2]!.minimum = 200)],
    ['a node passes its cap', (plan) => (plan.plan.input.nodeLimits[0]!.cap = 1)],
    ['a largest share is passed', (plan) => (plan.plan.input.largestShare = { numerator: 1, denominator: 1000 })],
    ['more comes out of the reserve', (plan) => (plan.plan.input.fromReserve = 1)],
    ['a year of a node is moved', (plan) => (plan.plan.nodes[0]!.years[0]!.cut += 1)],
    ['a year of a category is moved', (plan) => (of(plan, 'A01').categories[0]!.years[0]!.cut += 1)],
    ['a category of the province is changed', (plan) => (plan.plan.categories[0]!.years[1]!.cumulative -= 1)],
    ['less is required', (plan) => (plan.plan.required.required -= 1)],
    ['a check is claimed that was not made', (plan) => (plan.plan.certificate.checks += 1)],
  ];
  it.each(FAULTS)('does not hold when %s', (_what, plant) => {
    const plan = structuredClone(stored());
    plant(plan);
    expect(verifyPlan(plan)).toMatchObject({ holds: false, checks: 0, fault: expect.any(String) });
  });
});
