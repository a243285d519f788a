import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { forecastModelSchema, forecastSettingsSchema } from '../../../shared/domain/monte-carlo/input.ts';
import { compareWithTargets, type ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import { atDeadline, atMost, type Question } from '../../../shared/domain/scenarios/at-deadline.ts';
import { requirementsInputSchema, requirementsOf } from '../../../shared/domain/scenarios/requirements.ts';
import { sensitivityOf } from '../../../shared/domain/scenarios/sensitivity.ts';
import { addMonths } from '../../../shared/time.ts';
import { province, unit } from '../projection/province.ts';
import { retires } from '../projection/retires.ts';

const category = 'employee-budget' as const;
const target: ProjectionTarget = {
  id: 'payroll-2030',
  kind: 'post-cut',
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2030-12-31',
  base: 400,
  scopeTransfers: 0,
  population: { categories: [category], unitKinds: ['public-service'], levels: null },
};
/** Four units of 100 posts; thirty people retire at each of the first two by 2029, ten in each of 2027, 2028 and 2029. */
const units = ['H49.10', 'H49.11', 'H49.12', 'H49.13'].map((code, n) =>
  unit({
    code,
    posts: 100,
    band: n === 3 ? '3a' : '4',
    men: n < 2 ? { '1965-06': 10, '1966-06': 10, '1967-06': 10, '1985-01': 70 } : { '1985-01': 100 },
  }),
);
const question = (model: Partial<z.input<typeof forecastModelSchema>> = {}, settings = {}): Question => ({
  state: province(units),
  model: forecastModelSchema.parse({ start: { baseline: 2025 }, horizon: 2030, ...model }),
  settings: forecastSettingsSchema.parse({ draws: 400, ...settings }),
  target,
  retires,
});
const all = (model: Parameters<typeof question>[0]) => {
  const { target: one, ...rest } = question(model);
  return { ...rest, targets: [one] };
};
const ROUNDED = { verdict: 'rounded' } as const;
const ask = (more: object = {}) => requirementsInputSchema.parse({ target: target.id, ...more });
const half = { replacement: [{ category, recruits: 1, leavers: 2 }] };

describe('what would have to be true', () => {
  it('is said in recruits, posts a year and conversions, each worked out by hand where nothing is left to chance', () => {
    // 60 retire by the end of 2029. With half replaced 30 posts go of the 40 that must: 10 more, two a year, or a tenth less hiring.
    const found = requirementsOf(question({ drivers: half }), ask());
    expect(found).toMatchObject({
      mayRemain: 360,
      now: { probability: 0, mean: 370 },
      yearlyCut: { posts: 10, years: 5, perYear: 2 },
      // 60 − floor(0.33 × 60) = 41 posts go, 60 − floor(0.34 × 60) = 40, 60 − floor(0.35 × 60) = 39.
      replacement: { recruits: 34, leavers: 100, probability: 1 },
      conversions: { count: 1, units: ['H49.13'], probability: 1 },
    });
  });

  it('is the latest month in which the rule may begin, one for one before it', () => {
    // Without anybody replaced 20 leave each year from 2027 to 2029, and go on 1 January: of 400, 360 may remain.
    const freeze = requirementsOf(question(), ask());
    expect(freeze.latestStart).toEqual({ month: freeze.latestStart?.month, newYear: '2028-01-01', probability: 1 });
    const counted = (from: string) => {
      const drivers = { replacement: [{ category, recruits: 0, leavers: 1, from }] };
      return atDeadline(question({ drivers })).mean;
    };
    expect(counted('2027-01')).toBe(340);
    const latest = freeze.latestStart?.month ?? '';
    expect(counted(latest)).toBeLessThanOrEqual(360);
    expect(counted(addMonths(latest, 1))).toBeGreaterThan(360);
    expect(requirementsOf(question({ drivers: half }), ask()).latestStart).toBeNull();
    // Where nothing is left to chance the months one after the other say the same, whenever the rule begins.
    for (const from of ['2026-01', '2027-06', '2028-03', '2029-07', '2030-12'])
      for (const recruits of [0, 1]) {
        const asked = question({ drivers: { replacement: [{ category, recruits, leavers: 3, from, perYear: 2 }] } });
        const [told] = compareWithTargets(project(asked.state, asked.model, retires), [target]);
        expect(atDeadline(asked).mean).toBe(told?.projected?.counted);
      }
  });

  it('says that not even all would suffice', () => {
    const hard = { ...question(), target: { ...target, amount: { numerator: 9, denominator: 10 } } };
    const plans = ['H49.10', 'H49.11', 'H49.12', 'H49.13'].map((code) => ({ unit: code, effectiveFrom: '2026-07-01', band: '2' as const }));
    const found = requirementsOf({ ...hard, model: { ...hard.model, conversions: plans.slice(1) } }, ask({ probability: 0.99 }));
    expect(found.replacement).toBeNull();
    expect(requirementsOf({ ...hard, state: province(units.map((one) => ({ ...one, band: '2' }))) }, ask()).conversions).toBeNull();
  });

  it('holds with the probability wanted, and one recruit more does not', () => {
    const chancy = question({ hazards: [{ category, annual: 0.02 }], drivers: half }, { draws: 1000 });
    const { replacement } = requirementsOf(chancy, ask({ probability: 0.8 }));
    const chance = (recruits: number) => {
      const drivers = { ...chancy.model.drivers, replacement: [{ category, recruits, leavers: 100 }] };
      return atMost(atDeadline({ ...chancy, model: { ...chancy.model, drivers } }), 360);
    };
    const most = replacement?.recruits ?? 0;
    expect(chance(most)).toBeGreaterThanOrEqual(0.8);
    expect(chance(most + 1)).toBeLessThan(0.8);
  });

  it('asks for a deadline within the scenario', () => {
    expect(() => requirementsOf(question({ horizon: 2029 }), ask())).toThrow('deadline-not-ahead');
    expect(() => requirementsOf({ ...question(), target: { ...target, kind: 'unit-count-cut' } }, ask())).toThrow('target-cuts-no-posts');
  });
});

describe('the drivers of a scenario', () => {
  it('are ranked by what they do to the target, each moved alone', () => {
    const conversions = [{ unit: 'H49.12', effectiveFrom: '2028-01-01', band: '1' as const }];
    const [found] = sensitivityOf(all({ drivers: half, conversions }), ROUNDED).targets;
    // Without the conversion 100 posts come back; ten points of hiring are 6 posts, ten points of giving up 3 posts.
    expect(found?.mean).toBe(270);
    expect(found?.effects.map(({ driver, change, mean }) => [driver, change, mean])).toEqual([
      ['conversions.0', 'left out', 100],
      ['drivers.replacement.0', '50/100 → 60/100', 6],
      ['drivers.replacement.0', '50/100 → 40/100', -6],
      ['drivers.surrender.unreplaced', '100/100 → 90/100', 3],
      ['drivers.surrender.vacant', '0/100 → 10/100', 0],
    ]);
    expect(found?.effects[0]?.probability).toBe(-1);
  });

  it('that others need are named and not left out', () => {
    const planned = { code: 'H49.20', name: 'Trường mới', kind: 'public-service', level: 'province', sector: 'education' } as const;
    const reorganisations = [
      { id: 'first', effectiveFrom: '2027-01-01', sources: ['H49.10'], targets: ['H49.20'], creates: [planned] },
      { id: 'second', effectiveFrom: '2028-01-01', sources: ['H49.20'], targets: ['H49.11'] },
    ];
    const found = sensitivityOf(all({ reorganisations }), ROUNDED);
    expect(found.notTried).toEqual(['reorganisations.0']);
  });
});
