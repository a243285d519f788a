import { describe, expect, test } from 'vitest';
import { project } from '../../../shared/domain/projection/project.ts';
import type { ProjectionResult } from '../../../shared/domain/projection/result.ts';
import { flowIn, province, request, stock, unit } from './province.ts';
import { retires } from './retires.ts';

const LATER = '1980-01';
const part = (numerator: number, denominator: number) => ({ numerator, denominator });
const created = (code: string) => ({ code, name: code, kind: 'public-service', level: 'commune', sector: 'education' }) as const;
const schools = () => [
  unit({ code: 'H49.01', posts: 10, men: { '1964-10': 1, [LATER]: 8 } }),
  unit({ code: 'H49.02', posts: 5, outsideBase: 2, men: { [LATER]: 5 } }),
];
const publicServiceUnits = (result: ProjectionResult) => result.series.map(({ units }) => units['public-service']);

describe('a merger', () => {
  test('takes a unit from the count and no post from the province', () => {
    const merge = { effectiveFrom: '2026-07-01', sources: ['H49.02'], targets: ['H49.01'] };
    const result = project(province(schools()), request({ reorganisations: [merge] }), retires);
    expect(publicServiceUnits(result)).toEqual([2, 1, 1, 1]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([10, 15, 14, 14]);
    expect(stock(result, 'outsideBase', 'H49.01')).toEqual([0, 2, 2, 2]);
    expect(stock(result, 'posts', 'H49.02')).toEqual([5, 0, 0, 0]);
    expect(result.plans).toEqual([
      {
        id: 'reorganisation-1',
        type: 'reorganisation',
        effectiveFrom: '2026-07-01',
        moves: [{ from: 'H49.02', to: 'H49.01', category: 'employee-budget', posts: 5, outsideBase: 2, people: 5 }],
      },
    ]);
  });

  test('on 31 December counts that day, on 1 January the year after', () => {
    const on = (effectiveFrom: string) => {
      const merge = { effectiveFrom, sources: ['H49.02'], targets: ['H49.01'] };
      return publicServiceUnits(project(province(schools()), request({ reorganisations: [merge] }), retires));
    };
    expect(on('2026-12-31')).toEqual([2, 1, 1, 1]);
    expect(on('2027-01-01')).toEqual([2, 2, 1, 1]);
  });

  test('into a new unit ends both, and the new one begins on the day', () => {
    const merge = { effectiveFrom: '2026-07-01', sources: ['H49.01', 'H49.02'], targets: ['H49.A'], creates: [created('H49.A')] };
    const result = project(province(schools()), request({ reorganisations: [merge] }), retires);
    expect(publicServiceUnits(result)).toEqual([2, 1, 1, 1]);
    expect(stock(result, 'posts', 'H49.A')).toEqual([0, 15, 14, 14]);
    expect(result.units.map(({ unit: key, created: from, ended }) => [key, from, ended])).toEqual([
      ['H49.01', null, '2026-07-01'],
      ['H49.02', null, '2026-07-01'],
      ['H49.A', '2026-07-01', null],
    ]);
  });

  test('carries what leavers freed earlier in the year: it is given up by the unit that took it over', () => {
    const merge = { effectiveFrom: '2026-09-01', sources: ['H49.01'], targets: ['H49.02'] };
    const result = project(province(schools()), request({ reorganisations: [merge] }), retires);
    expect(flowIn(result, 2027, 'given-up-unreplaced')).toBe(1);
    expect(stock(result, 'posts', 'H49.02')).toEqual([5, 15, 14, 14]);
  });

  test('a leaver’s post that goes to the reserve stays assigned, and is not made up from the post of a later leaver', () => {
    const toReserve = {
      effectiveFrom: '2026-09-01',
      sources: ['H49.01'],
      targets: ['H49.01'],
      shares: [
        { source: 'H49.01', to: 'H49.01', share: part(8, 10) },
        { source: 'H49.01', to: 'reserve', share: part(2, 10) },
      ],
    };
    const other = unit({ code: 'H49.03', posts: 2, men: { '1965-07': 2 } });
    const half = { surrender: { unreplaced: part(1, 2) } };
    const input = request({ reorganisations: [toReserve], drivers: half });
    const result = project(province([unit({ code: 'H49.01', posts: 10, men: { '1964-10': 2, [LATER]: 8 } }), other]), input, retires);
    // 2 leave in 2026, their posts are in the reserve; of the 2 of 2027 half is given up: floor(4/2) − floor(2/2) = 1.
    expect(stock(result, 'posts', '~RESERVE')).toEqual([0, 2, 2, 2]);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-unreplaced'))).toEqual([0, 0, 1]);
    expect(stock(result, 'posts', 'H49.03')).toEqual([2, 2, 2, 1]);
  });

  test('retires the month’s leavers before it moves the rest', () => {
    const merge = { effectiveFrom: '2026-05-01', sources: ['H49.01'], targets: ['H49.02'] };
    const result = project(province(schools()), request({ reorganisations: [merge] }), retires);
    expect(result.plans[0]?.moves[0]).toMatchObject({ posts: 10, people: 8 });
    expect(result.rows.find((row) => row.unit === 'H49.01')?.flows.retired).toEqual([1, 0, 0]);
  });

  test('in the start month, after the start, takes effect in the first step', () => {
    const merge = { effectiveFrom: '2026-01-20', sources: ['H49.02'], targets: ['H49.01'] };
    const state = province(schools(), { date: '2026-01-15' });
    const result = project(state, request({ start: { date: '2026-01-15' }, reorganisations: [merge] }), retires);
    expect(publicServiceUnits(result)).toEqual([2, 1, 1, 1]);
    expect(result.dates).toEqual(['2026-01-15', '2026-12-31', '2027-12-31', '2028-12-31']);
  });
});

describe('shares', () => {
  test('whole posts by largest remainder, ties by code, people of all ages spread', () => {
    const split = {
      effectiveFrom: '2026-07-01',
      sources: ['H49.01'],
      targets: ['H49.A', 'H49.B'],
      creates: [created('H49.B'), created('H49.A')],
      shares: [
        { source: 'H49.01', to: 'H49.B', share: part(1, 2) },
        { source: 'H49.01', to: 'H49.A', share: part(1, 2) },
      ],
    };
    const men = { '1967-03': 2, [LATER]: 3 };
    const result = project(
      province([unit({ code: 'H49.01', posts: 7, men })]),
      request({ reorganisations: [split], horizon: 2030 }),
      retires,
    );
    expect([stock(result, 'posts', 'H49.A')[1], stock(result, 'posts', 'H49.B')[1]]).toEqual([4, 3]);
    expect([stock(result, 'present', 'H49.A')[1], stock(result, 'present', 'H49.B')[1]]).toEqual([3, 2]);
    const retired = ['H49.A', 'H49.B'].map((code) => result.rows.find((row) => row.unit === code)?.flows.retired);
    expect(retired).toEqual([
      [0, 0, 0, 1, 0],
      [0, 0, 0, 1, 0],
    ]);
  });

  test('what goes to reserve is still assigned, what is surrendered is gone, what goes outside takes its people along', () => {
    const dissolve = {
      effectiveFrom: '2026-07-01',
      sources: ['H49.02'],
      targets: ['H49.01'],
      shares: [
        { source: 'H49.02', to: 'H49.01', share: part(2, 5) },
        { source: 'H49.02', to: 'reserve', share: part(1, 5) },
        { source: 'H49.02', to: 'surrendered', share: part(1, 5) },
        { source: 'H49.02', to: 'outside', share: part(1, 5) },
      ],
    };
    const result = project(province(schools()), request({ reorganisations: [dissolve], horizon: 2026 }), retires);
    expect(stock(result, 'posts', '~RESERVE')).toEqual([0, 1]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([10, 12]);
    expect(flowIn(result, 2026, 'posts-surrendered')).toBe(1);
    expect(flowIn(result, 2026, 'posts-outside')).toBe(1);
    // 5 people by the shares of H49.01 and outside, 2 : 1 → 3⅓ and 1⅔.
    expect(flowIn(result, 2026, 'people-outside')).toBe(2);
    const budget = result.series[1]?.categories.find(({ category }) => category === 'employee-budget');
    expect(budget).toMatchObject({ posts: 13, reserve: 1, present: 11, vacancies: 1 });
  });

  test('posts inside the base are surrendered first, and none goes outside the base that is no post', () => {
    const leave = {
      effectiveFrom: '2026-01-01',
      sources: ['H49.01'],
      shares: [{ source: 'H49.01', to: 'outside' as const, share: part(1, 1) }],
      postsSurrendered: [{ category: 'employee-budget' as const, posts: 3 }],
    };
    const state = province([unit({ code: 'H49.01', posts: 5, outsideBase: 4, men: { [LATER]: 2 } })]);
    const { plans } = project(state, request({ reorganisations: [leave], horizon: 2026 }), retires);
    expect(plans[0]?.moves.map(({ to, posts, outsideBase, people }) => [to, posts, outsideBase, people])).toEqual([
      ['outside', 2, 2, 2],
      ['surrendered', 3, 2, 0],
    ]);
  });

  test('posts surrendered by a merger are spread over its sources by what they hold', () => {
    const merge = {
      effectiveFrom: '2026-01-01',
      sources: ['H49.01', 'H49.02'],
      targets: ['H49.01'],
      postsSurrendered: [{ category: 'employee-budget' as const, posts: 3 }],
    };
    const result = project(province(schools()), request({ reorganisations: [merge], horizon: 2026 }), retires);
    expect(result.rows.map((row) => [row.unit, row.flows['posts-surrendered']])).toEqual([
      ['H49.01', [2]],
      ['H49.02', [1]],
    ]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([10, 12]);
  });

  test('two units that exchange halves are both read as they stood that morning', () => {
    const swap = {
      effectiveFrom: '2026-01-01',
      sources: ['H49.01', 'H49.02'],
      targets: ['H49.01', 'H49.02'],
      shares: [
        { source: 'H49.01', to: 'H49.02', share: part(1, 1) },
        { source: 'H49.02', to: 'H49.01', share: part(1, 1) },
      ],
    };
    const result = project(province(schools()), request({ reorganisations: [swap], horizon: 2026 }), retires);
    expect([stock(result, 'posts', 'H49.01'), stock(result, 'posts', 'H49.02')]).toEqual([
      [10, 5],
      [5, 10],
    ]);
    expect(result.rows.find((row) => row.unit === 'H49.02')?.flows.retired).toEqual([1]);
  });

  test('are exact where a common denominator leaves no room for the product in a double', () => {
    const [one, other] = [94_000_000, 94_000_001];
    const split = {
      effectiveFrom: '2026-01-01',
      sources: ['H49.01'],
      targets: ['H49.01', 'H49.A', 'H49.B'],
      creates: [created('H49.A'), created('H49.B')],
      shares: [
        { source: 'H49.01', to: 'H49.A', share: part(one / 2 + 1, one) },
        { source: 'H49.01', to: 'H49.B', share: part(1, other) },
        { source: 'H49.01', to: 'H49.01', share: part((one / 2 - 1) * other - one, one * other) },
      ],
    };
    const result = project(province(schools()), request({ reorganisations: [split], horizon: 2026 }), retires);
    // Of 10 posts 5.0000001, 0.0000001 and 4.9999998: the largest remainder is the source's.
    expect(['H49.01', 'H49.A', 'H49.B'].map((code) => stock(result, 'posts', code)[1])).toEqual([5, 5, 0]);
  });
});

describe('a conversion to self-financing', () => {
  test('moves budget-paid posts and people to revenue-paid on the day, apart from any real cut', () => {
    const convert = { unit: 'H49.02', effectiveFrom: '2027-12-31', band: '2' as const };
    const result = project(province(schools()), request({ conversions: [convert] }), retires);
    expect(stock(result, 'posts', 'H49.02')).toEqual([5, 5, 0, 0]);
    expect(stock(result, 'posts', 'H49.02', 'employee-revenue')).toEqual([0, 0, 5, 5]);
    expect(stock(result, 'present', 'H49.02', 'employee-revenue')).toEqual([0, 0, 5, 5]);
    expect(flowIn(result, 2027, 'posts-converted-out')).toBe(5);
    expect(flowIn(result, 2027, 'posts-converted-in', 'employee-revenue')).toBe(5);
    expect(result.series.map(({ selfFinancing }) => selfFinancing)).toEqual([0, 0, 1, 1]);
  });

  test('its people go on retiring, as revenue-paid', () => {
    const convert = { unit: 'H49.01', effectiveFrom: '2026-02-01', band: '1' as const };
    const result = project(province(schools()), request({ conversions: [convert] }), retires);
    expect(flowIn(result, 2026, 'retired')).toBe(0);
    expect(flowIn(result, 2026, 'retired', 'employee-revenue')).toBe(1);
  });

  test('on the day of a merger comes after it', () => {
    const merge = { effectiveFrom: '2026-07-01', sources: ['H49.02'], targets: ['H49.01'] };
    const convert = { unit: 'H49.01', effectiveFrom: '2026-07-01', band: '2' as const };
    const result = project(province(schools()), request({ reorganisations: [merge], conversions: [convert] }), retires);
    expect(flowIn(result, 2026, 'posts-converted-out')).toBe(15);
  });
});
