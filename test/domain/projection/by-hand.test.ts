import { describe, expect, test } from 'vitest';
import { project } from '../../../shared/domain/projection/project.ts';
import { flowIn, province, request, stock, unit } from './province.ts';
import { retires } from './retires.ts';

const LATER = '1980-01';

describe('retirement', () => {
  test('a man born in October 1964 is present through April 2026 and leaves in the year 2026', () => {
    const result = project(province([unit({ code: 'H49.01', posts: 4, men: { '1964-10': 1, [LATER]: 3 } })]), request(), retires);
    expect(result.dates).toEqual(['2025-12-31', '2026-12-31', '2027-12-31', '2028-12-31']);
    expect(stock(result, 'present', 'H49.01')).toEqual([4, 3, 3, 3]);
    expect(result.identity).toMatchObject({ steps: 36, violations: 0 });
  });

  test('his last April day is worked and his post is free in May', () => {
    const state = (date: string) => province([unit({ code: 'H49.01', posts: 1, men: { '1964-10': 1 } })], { date });
    const before = project(state('2026-04-30'), request({ start: { date: '2026-04-30' } }), retires);
    expect([before.series[0]?.categories[2]?.present, flowIn(before, 2026, 'retired'), before.overdue]).toEqual([1, 1, []]);
    const after = project(state('2026-05-01'), request({ start: { date: '2026-05-01' } }), retires);
    expect(after.overdue).toEqual([
      { unit: 'H49.01', category: 'employee-budget', sex: 'male', birthMonth: '1964-10', postFreeFrom: '2026-05', count: 1 },
    ]);
  });

  test('who is free from 1 December counts as gone on 31 December, who is free from 1 January is still there', () => {
    const men = { '1965-05': 1, '1965-06': 1 };
    const result = project(province([unit({ code: 'H49.01', posts: 2, men })]), request(), retires);
    expect(stock(result, 'present', 'H49.01')).toEqual([2, 1, 0, 0]);
  });

  test('people already overdue at the start leave in the first month and are listed', () => {
    const men = { '1962-01': 2, [LATER]: 1 };
    const result = project(province([unit({ code: 'H49.01', posts: 3, men })]), request({ horizon: 2026 }), retires);
    expect(flowIn(result, 2026, 'retired')).toBe(2);
    expect(result.overdue.map(({ unit: of, birthMonth, count }) => [of, birthMonth, count])).toEqual([['H49.01', '1962-01', 2]]);
  });

  test('a unit without an age profile keeps its reported people, and says so', () => {
    const headcount = [{ category: 'employee-budget' as const, present: 5 }];
    const result = project(province([unit({ code: 'H49.01', posts: 6, headcount })]), request(), retires);
    expect(stock(result, 'present', 'H49.01')).toEqual([5, 5, 5, 5]);
    expect(result.withoutAgeProfile).toEqual([{ unit: 'H49.01', posts: 6, reported: 5 }]);
  });

  test('where profile and headcount differ the profile decides, a category that it lacks stands as reported, and both are listed', () => {
    const headcount = [
      { category: 'employee-budget' as const, present: 5 },
      { category: 'contract' as const, present: 2 },
    ];
    const result = project(province([unit({ code: 'H49.01', posts: 6, men: { [LATER]: 4 }, headcount })]), request(), retires);
    expect(stock(result, 'present', 'H49.01')).toEqual([4, 4, 4, 4]);
    expect(stock(result, 'present', 'H49.01', 'contract')).toEqual([2, 2, 2, 2]);
    expect(result.profileDiffers).toEqual([
      { unit: 'H49.01', category: 'employee-budget', profile: 4, reported: 5 },
      { unit: 'H49.01', category: 'contract', profile: 0, reported: 2 },
    ]);
  });
});

describe('posts given up', () => {
  test('an unreplaced leaver’s post goes on the next 1 January', () => {
    const men = { '1965-05': 1, '1965-06': 1, [LATER]: 2 };
    const result = project(province([unit({ code: 'H49.01', posts: 4, men })]), request(), retires);
    expect(stock(result, 'posts', 'H49.01')).toEqual([4, 4, 3, 2]);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-unreplaced'))).toEqual([0, 1, 1]);
  });

  test('posts vacant already stay unless their driver says otherwise, and go before the freed ones', () => {
    const state = province([unit({ code: 'H49.01', posts: 6, men: { '1964-10': 1, [LATER]: 2 } })]);
    expect(stock(project(state, request(), retires), 'posts', 'H49.01')).toEqual([6, 6, 5, 5]);
    const vacant = { drivers: { surrender: { vacant: { numerator: 1, denominator: 2 } } } };
    const result = project(state, request(vacant), retires);
    // Vacant already on 1 January: 3, 2, 1. To date: floor(3/2) = 1, floor(5/2) = 2, floor(6/2) = 3.
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-vacant'))).toEqual([1, 1, 1]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([6, 5, 3, 2]);
  });

  test('a share of single posts adds up over the years: half of one post a year is one post in two years', () => {
    const men = { '1964-10': 1, '1965-07': 1, '1966-06': 1, [LATER]: 1 };
    const half = { drivers: { surrender: { unreplaced: { numerator: 1, denominator: 2 } } } };
    const result = project(province([unit({ code: 'H49.01', posts: 4, men })]), request({ ...half, horizon: 2029 }), retires);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'retired'))).toEqual([1, 1, 1]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([4, 4, 4, 3, 3]);
  });

  test('a unit with more people than posts gives none up when one of them leaves', () => {
    const result = project(province([unit({ code: 'H49.01', posts: 2, men: { '1964-10': 1, [LATER]: 2 } })]), request(), retires);
    expect(stock(result, 'posts', 'H49.01')).toEqual([2, 2, 2, 2]);
    expect(result.series.map((point) => point.categories[2]?.vacancies)).toEqual([-1, 0, 0, 0]);
  });

  test('posts given up come from those inside the base first', () => {
    const men = { '1964-10': 2 };
    const result = project(province([unit({ code: 'H49.01', posts: 2, outsideBase: 1, men })]), request({ horizon: 2027 }), retires);
    expect(stock(result, 'posts', 'H49.01')).toEqual([2, 2, 0]);
    expect(stock(result, 'outsideBase', 'H49.01')).toEqual([1, 1, 0]);
  });
});

describe('recruitment', () => {
  const oneOfTwo = { drivers: { replacement: [{ category: 'employee-budget' as const, recruits: 1, leavers: 2 }] } };

  test('one for two leavers goes to the unit with most vacancies', () => {
    const result = project(
      province([
        unit({ code: 'H49.01', posts: 2, men: { '1964-10': 1, [LATER]: 1 } }),
        unit({ code: 'H49.02', posts: 3, men: { '1964-10': 2, [LATER]: 1 } }),
      ]),
      request(oneOfTwo),
      retires,
    );
    expect(stock(result, 'present', 'H49.01')).toEqual([2, 1, 1, 1]);
    expect(stock(result, 'present', 'H49.02')).toEqual([3, 2, 2, 2]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([2, 2, 1, 1]);
    expect(stock(result, 'posts', 'H49.02')).toEqual([3, 3, 2, 2]);
  });

  test('a recruit replaces a leaver wherever he is placed: one for one gives up no post, though the leavers’ own unit stays short', () => {
    const oneForOne = { drivers: { replacement: [{ category: 'employee-budget' as const, recruits: 1, leavers: 1 }] } };
    const units = [unit({ code: 'H49.01', posts: 3, men: { '1964-10': 3 } }), unit({ code: 'H49.02', posts: 9, men: { [LATER]: 1 } })];
    const result = project(province(units), request(oneForOne), retires);
    expect(stock(result, 'present', 'H49.02')).toEqual([1, 4, 4, 4]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([3, 3, 3, 3]);
    expect(stock(result, 'posts', 'H49.02')).toEqual([9, 9, 9, 9]);
  });

  test('one for two that is placed elsewhere: half of the leavers’ posts go, the rest stay vacant', () => {
    const units = [
      unit({ code: 'H49.01', posts: 4, men: { '1964-10': 3, '1965-07': 1 } }),
      unit({ code: 'H49.02', posts: 1, men: { '1964-10': 1 } }),
      unit({ code: 'H49.03', posts: 9, men: { [LATER]: 1 } }),
    ];
    const result = project(province(units), request(oneOfTwo), retires);
    // 4 leave in 2026 and 2 are recruited in H49.03; the 2 posts are shared out by what lies freed, 3 : 1 → 1½ and ½.
    expect(stock(result, 'present', 'H49.03')).toEqual([1, 3, 3, 3]);
    expect(stock(result, 'posts', 'H49.01')).toEqual([4, 4, 2, 1]);
    expect(stock(result, 'posts', 'H49.02')).toEqual([1, 1, 1, 1]);
    expect(stock(result, 'posts', 'H49.03')).toEqual([9, 9, 9, 9]);
    // To date 5 leavers and 2 recruits, floor(5/2): the leaver of 2027 is not replaced.
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-unreplaced'))).toEqual([0, 2, 1]);
  });

  test('what remains of the freed posts is vacant for other reasons a year later', () => {
    const drivers = { replacement: oneOfTwo.drivers.replacement, surrender: { vacant: { numerator: 1, denominator: 1 } } };
    const units = [unit({ code: 'H49.01', posts: 4, men: { '1964-10': 4 } }), unit({ code: 'H49.02', posts: 9, men: { [LATER]: 1 } })];
    // From the day after the start: 8 vacant posts are up on 1 January 2026, unless the run starts after it.
    const state = province(units, { date: '2026-01-01' });
    const result = project(state, request({ start: { date: '2026-01-01' }, drivers }), retires);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-vacant'))).toEqual([0, 6, 2]);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'given-up-unreplaced'))).toEqual([0, 2, 0]);
  });

  test('a leaver beyond the posts of his unit leaves no post behind for another unit to give up', () => {
    const half = { drivers: { surrender: { unreplaced: { numerator: 1, denominator: 2 } } } };
    const units = [
      unit({ code: 'H49.01', posts: 1, men: { '1964-10': 4, [LATER]: 1 } }),
      unit({ code: 'H49.02', posts: 4, men: { '1964-10': 4 } }),
    ];
    const result = project(province(units), request(half), retires);
    expect(flowIn(result, 2026, 'retired')).toBe(8);
    expect(stock(result, 'posts', 'H49.02')).toEqual([4, 4, 2, 2]);
  });

  test('of equal vacancies the lower code comes first', () => {
    const men = { '1964-10': 1 };
    const units = ['H49.02', 'H49.10', 'H49.03'].map((code) => unit({ code, posts: 1, men }));
    const result = project(province(units), request(oneOfTwo), retires);
    expect(['H49.02', 'H49.03', 'H49.10'].map((code) => stock(result, 'present', code)[1])).toEqual([1, 0, 0]);
  });

  test('the rule counts leavers to date: a single leaver waits for the next one', () => {
    const men = { '1964-10': 1, '1965-07': 1, [LATER]: 2 };
    const result = project(province([unit({ code: 'H49.01', posts: 4, men })]), request(oneOfTwo), retires);
    expect([2026, 2027, 2028].map((year) => flowIn(result, year, 'recruited'))).toEqual([0, 1, 0]);
  });

  test('a recruit without a vacant post waits until there is one', () => {
    const all = { drivers: { replacement: [{ category: 'employee-budget' as const, recruits: 1, leavers: 1 }] } };
    const men = { '1964-10': 1, '1965-07': 1, [LATER]: 1 };
    const result = project(province([unit({ code: 'H49.01', posts: 2, men })]), request(all), retires);
    expect([2026, 2027].map((year) => flowIn(result, year, 'recruited'))).toEqual([0, 1]);
    expect(stock(result, 'present', 'H49.01')).toEqual([3, 2, 2, 2]);
  });

  test('a recruit does not retire and a replaced post is not given up', () => {
    const all = { drivers: { replacement: [{ category: 'employee-budget' as const, recruits: 1, leavers: 1 }] } };
    const result = project(
      province([unit({ code: 'H49.01', posts: 2, men: { '1964-10': 1, [LATER]: 1 } })]),
      request({ ...all, horizon: 2040 }),
      retires,
    );
    expect(stock(result, 'posts', 'H49.01').at(-1)).toBe(2);
    expect(stock(result, 'present', 'H49.01').at(-1)).toBe(2);
  });
});
