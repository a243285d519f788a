import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '../../../shared/domain/projection/explain.ts';
import { explanationSchema, MEASURES } from '../../../shared/domain/projection/explanation.ts';
import { project } from '../../../shared/domain/projection/project.ts';
import { CATEGORIES } from '../../../shared/domain/vocabulary.ts';
import { province, request, unit } from './province.ts';
import { randomRun } from './random-province.ts';
import { retires } from './retires.ts';

const sum = (list: readonly { value: number }[]) => list.reduce((total, { value }) => total + value, 0);
const worth = (parts: readonly { sign: number; quantity: number }[]) =>
  parts.reduce((total, { sign, quantity }) => total + sign * quantity, 0);

const example = () => {
  const state = province(
    [
      unit({ code: 'H49.01', posts: 10, men: { '1964-10': 1, '1980-01': 8 } }),
      unit({ code: 'H49.02', posts: 5, men: { '1980-01': 5 } }),
      unit({ code: 'H49.03', posts: 2, kind: 'administrative', men: { '1980-01': 2 } }),
    ],
    {
      reserve: [{ category: 'employee-budget', posts: 3, outsideBase: 0 }],
      reserveRecords: [{ record: 'posts/2025/~RESERVE', version: 4 }],
    },
  );
  const merge = { id: 'merge', effectiveFrom: '2027-07-01', sources: ['H49.02'], targets: ['H49.01'] };
  return project(state, request({ reorganisations: [merge] }), retires);
};

describe('explain', () => {
  test('names formula, units, plans and records of the posts of a year', () => {
    const explanation = explain(example(), { year: 2027, measure: 'posts', category: 'employee-budget' });
    expect(explanation).toMatchObject({ date: '2027-12-31', value: 19 });
    expect(explanation.parts).toEqual([
      { part: 'opening', sign: 1, quantity: 20 },
      { part: 'given-up-unreplaced', sign: -1, quantity: 1 },
      { part: 'posts-received', sign: 1, quantity: 5 },
      { part: 'posts-handed-over', sign: -1, quantity: 5 },
    ]);
    expect(explanation.units.map(({ unit: key, value, plans, records }) => [key, value, plans, records[0]?.record])).toEqual([
      ['H49.01', 14, ['merge'], 'posts/2025/H49.01'],
      ['~RESERVE', 3, [], 'posts/2025/~RESERVE'],
      ['H49.03', 2, [], 'posts/2025/H49.03'],
      ['H49.02', 0, ['merge'], 'posts/2025/H49.02'],
    ]);
  });

  test('of one unit gives its own formula only', () => {
    const explanation = explain(example(), { year: 2026, measure: 'present', unit: 'H49.01' });
    expect(explanation).toMatchObject({ unit: 'H49.01', value: 8 });
    expect(explanation.parts).toEqual([
      { part: 'opening', sign: 1, quantity: 9 },
      { part: 'retired', sign: -1, quantity: 1 },
    ]);
    expect(explanation.units).toHaveLength(1);
  });

  test('of the start has nothing before it but the records', () => {
    expect(explain(example(), { year: 2025, measure: 'posts' }).parts).toEqual([{ part: 'opening', sign: 1, quantity: 20 }]);
  });

  test('counts public service units from the day of a plan', () => {
    const explanation = explain(example(), { year: 2027, measure: 'units' });
    expect(explanation.value).toBe(1);
    expect(explanation.parts).toEqual([
      { part: 'opening', sign: 1, quantity: 2 },
      { part: 'ended', sign: -1, quantity: 1 },
    ]);
  });

  test('vacancies leave the reserve out', () => {
    expect(explain(example(), { year: 2026, measure: 'vacancies' })).toMatchObject({
      value: 2,
      parts: [
        { part: 'posts', sign: 1, quantity: 17 },
        { part: 'present', sign: -1, quantity: 15 },
      ],
    });
  });

  test('refuses a year outside the run and a unit that is not in it', () => {
    expect(() => explain(example(), { year: 2024, measure: 'posts' })).toThrow('year-outside-projection');
    expect(() => explain(example(), { year: 2029, measure: 'posts' })).toThrow('year-outside-projection');
    expect(() => explain(example(), { year: 2027, measure: 'posts', unit: 'H49.99' })).toThrow('unknown-unit');
  });

  test('a start inside a year is no year of its own', () => {
    const state = province([unit({ code: 'H49.01', posts: 1 })], { date: '2026-06-30' });
    const result = project(state, request({ start: { date: '2026-06-30' } }), retires);
    expect(explain(result, { year: 2026, measure: 'posts' })).toMatchObject({ date: '2026-12-31', value: 1 });
    expect(() => explain(result, { year: 2025, measure: 'posts' })).toThrow('year-outside-projection');
  });

  test('parts sum to every value, units sum to the province, and both agree with the series', () => {
    fc.assert(
      fc.property(randomRun, fc.constantFrom(2025, 2026, 2027, 2028), ({ state, input }, year) => {
        const result = project(state, input, retires);
        const point = result.series.find(({ date }) => date === `${year}-12-31`);
        for (const measure of MEASURES)
          for (const category of [...CATEGORIES, undefined]) {
            const explanation = explain(result, { year, measure, category });
            expect(explanationSchema.safeParse(explanation).success).toBe(true);
            expect(worth(explanation.parts)).toBe(explanation.value);
            expect(sum(explanation.units)).toBe(explanation.value);
            for (const { parts, value } of explanation.units) expect(worth(parts)).toBe(value);
          }
        for (const { category, posts, present, vacancies, flows } of point?.categories ?? []) {
          const valueOf = (measure: (typeof MEASURES)[number]) => explain(result, { year, measure, category }).value;
          expect([valueOf('posts'), valueOf('present'), valueOf('vacancies')]).toEqual([posts, present, vacancies]);
          expect([valueOf('retired'), valueOf('recruited')]).toEqual([flows.retired ?? 0, flows.recruited ?? 0]);
          expect(valueOf('given-up')).toBe((flows['given-up-vacant'] ?? 0) + (flows['given-up-unreplaced'] ?? 0));
          expect(valueOf('converted')).toBe((flows['posts-converted-in'] ?? 0) - (flows['posts-converted-out'] ?? 0));
        }
        expect(explain(result, { year, measure: 'units' }).value).toBe(point?.units['public-service']);
      }),
      { numRuns: 60 },
    );
  });
});
