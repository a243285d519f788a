import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEMO_TENANT, demonstrationProvince, SYNTHETIC } from '../../functions/local/demo/index.ts';
import { apportion, seeded } from '../../functions/local/demo/random.ts';
import type { Decision } from '../../shared/domain/vocabulary.ts';
import { province, stepsOf } from './replay.ts';

const REAL = ['1199/NQ-UBTVQH15', '1679/NQ-UBTVQH15'];

/** Every decision anywhere in a value. */
function decisionsIn(value: unknown): Decision[] {
  if (Array.isArray(value)) return value.flatMap(decisionsIn);
  if (typeof value !== 'object' || value === null) return [];
  return 'issuedBy' in value ? [value as Decision] : Object.values(value).flatMap(decisionsIn);
}

describe('the demonstration province', () => {
  it('is the same to the byte for the same seed and another for another', () => {
    const bytes = JSON.stringify(province.steps);
    expect(JSON.stringify(demonstrationProvince().steps)).toBe(bytes);
    expect(JSON.stringify(demonstrationProvince(7).steps)).not.toBe(bytes);
  });

  it('is plain data of tenant H49 and says in both languages that it is synthetic', () => {
    expect(JSON.parse(JSON.stringify(province.steps))).toEqual(province.steps);
    const behind = province.behind().slice(0, 3);
    expect(JSON.parse(JSON.stringify(behind))).toEqual(behind);
    expect([province.tenant, DEMO_TENANT]).toEqual(['H49', 'H49']);
    expect([SYNTHETIC.vi, SYNTHETIC.en]).toEqual([expect.stringMatching(/mô phỏng/), expect.stringMatching(/[Ss]ynthetic/)]);
  });

  it('marks every decision as made up but the two resolutions that are real', () => {
    const numbers = new Set(decisionsIn(province.steps).map(({ number }) => number));
    const unmarked = [...numbers].filter((number) => !number.endsWith('(số liệu mô phỏng)'));
    expect(unmarked.sort()).toEqual(REAL);
  });

  it('states the size of every step, for the progress bar', () => {
    for (const step of province.steps)
      expect(step.records).toBe(step.kind === 'freeze' ? 1 : step.kind === 'reorganisations' ? step.items.length : step.rows.length);
  });

  it('freezes 2021 before anything of 2022 and 2025 before anything of 2026', () => {
    const kinds = province.steps.map((step) => ('year' in step ? `${step.kind} ${step.year}` : step.kind));
    expect(stepsOf('freeze').map(({ year }) => year)).toEqual([2021, 2025]);
    expect(kinds.indexOf('freeze 2021') + 1).toBe(kinds.indexOf('posts 2022'));
    expect(kinds.indexOf('freeze 2025') + 1).toBe(kinds.indexOf('posts 2026'));
  });
});

describe('apportioning', () => {
  it('gives out exactly the total, to none less than the whole part of its share', () => {
    fc.assert(
      fc.property(fc.nat(50_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 }), (total, weights) => {
        const sum = weights.reduce((all, weight) => all + weight, 0);
        const parts = apportion(total, weights);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(sum === 0 ? 0 : total);
        parts.forEach((part, index) => expect(sum === 0 || Math.abs(part * sum - total * (weights[index] as number)) < sum).toBe(true));
      }),
    );
  });
});

describe('the seeded generator', () => {
  it('stays within the bounds asked for and keeps every element when it shuffles', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), fc.array(fc.integer()), (seed, below, list) => {
        const random = seeded(seed);
        expect(random.int(below)).toBeLessThan(below);
        expect(random.between(5, 5 + below)).toBeGreaterThanOrEqual(5);
        expect(random.shuffled(list).sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
      }),
    );
  });
});
