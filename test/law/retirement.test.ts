import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sex } from '../../shared/domain/vocabulary.ts';
import { postFreeMonthIndex, retirementDate } from '../../shared/law/retirement.ts';
import { addMonths, monthIndex, monthOf } from '../../shared/time.ts';
import { refusal } from './refusal.ts';

/** The cohorts of the annex of decree 135/2020: first and last birth month, age in years and months. */
const ANNEX: Record<Sex, [string, string, number, number][]> = {
  male: [
    ['1940-01', '1960-12', 60, 0],
    ['1961-01', '1961-09', 60, 3],
    ['1961-10', '1962-06', 60, 6],
    ['1962-07', '1963-03', 60, 9],
    ['1963-04', '1963-12', 61, 0],
    ['1964-01', '1964-09', 61, 3],
    ['1964-10', '1965-06', 61, 6],
    ['1965-07', '1966-03', 61, 9],
    ['1966-04', '2010-12', 62, 0],
  ],
  female: [
    ['1940-01', '1965-12', 55, 0],
    ['1966-01', '1966-08', 55, 4],
    ['1966-09', '1967-04', 55, 8],
    ['1967-05', '1967-12', 56, 0],
    ['1968-01', '1968-08', 56, 4],
    ['1968-09', '1969-04', 56, 8],
    ['1969-05', '1969-12', 57, 0],
    ['1970-01', '1970-08', 57, 4],
    ['1970-09', '1971-04', 57, 8],
    ['1971-05', '1971-12', 58, 0],
    ['1972-01', '1972-08', 58, 4],
    ['1972-09', '1973-04', 58, 8],
    ['1973-05', '1973-12', 59, 0],
    ['1974-01', '1974-08', 59, 4],
    ['1974-09', '1975-04', 59, 8],
    ['1975-05', '2010-12', 60, 0],
  ],
};

/** Every birth month of an annex row. */
const months = (first: string, last: string): string[] =>
  Array.from({ length: monthIndex(last) - monthIndex(first) + 1 }, (_, step) => addMonths(first, step));

/** The rule of the decree computed once more, year by year, from the formula "+3 / +4 months a year". */
function byYear(sex: Sex, birthMonth: number): number[] {
  const age = (year: number): number => {
    const later = Math.max(0, year - 2020);
    return sex === 'male' ? Math.min(720 + 3 * later, 744) : Math.min(660 + 4 * later, 720);
  };
  return Array.from({ length: 120 }, (_, step) => 1980 + step)
    .filter((year) => Math.floor((birthMonth + age(year)) / 12) === year)
    .map((year) => birthMonth + age(year) + 1);
}

const cohorts = (['male', 'female'] as const).flatMap((sex) => months('1940-01', '2010-12').map((birth) => ({ sex, birth })));

describe('the statutory retirement date', () => {
  it('of a man born in October 1964 frees his post in May 2026', () => {
    expect(retirementDate({ sex: 'male', birth: '1964-10' })).toEqual({
      age: { years: 61, months: 6 },
      lastDay: '2026-04-30',
      postFreeFrom: '2026-05',
      basis: [
        {
          rule: 'retirement-age-men',
          value: '61 years 6 months',
          effectiveFrom: '2026-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 4 khoản 2',
          sourceStatus: 'read',
        },
        {
          rule: 'retirement-moment',
          value: 'end of the month in which the age is reached',
          effectiveFrom: '2021-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 3',
          sourceStatus: 'read',
        },
        {
          rule: 'retirement-incomplete-birth',
          value: '1964-10-01: 1 January of the year, or the first of the month',
          effectiveFrom: '2021-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 3',
          sourceStatus: 'read',
        },
      ],
    });
  });

  it('of a woman born in May 1969 frees her post in June 2026', () => {
    expect(retirementDate({ sex: 'female', birth: '1969-05' })).toMatchObject({
      age: { years: 57, months: 0 },
      lastDay: '2026-05-31',
      postFreeFrom: '2026-06',
    });
  });

  it('takes 1 January for a year and the first for a month, and says so; a full date needs no assumption', () => {
    const year = retirementDate({ sex: 'male', birth: '1964' });
    const january = retirementDate({ sex: 'male', birth: '1964-01' });
    const day = retirementDate({ sex: 'male', birth: '1964-01-01' });
    expect(year).toEqual(january);
    expect(year.postFreeFrom).toBe('2025-05');
    expect(year.basis.map(({ rule }) => rule)).toEqual(['retirement-age-men', 'retirement-moment', 'retirement-incomplete-birth']);
    expect(day).toEqual({ ...year, basis: year.basis.slice(0, 2) });
  });

  it('is the same for the first and the last day of a month of birth, and moves on the day after', () => {
    const of = (birth: string) => retirementDate({ sex: 'female', birth }).postFreeFrom;
    expect(of('1969-05-01')).toBe('2026-06');
    expect(of('1969-05-31')).toBe('2026-06');
    expect(of('1969-06-01')).toBe('2026-07');
  });

  it('ends on 29 February in a leap year', () => {
    expect(retirementDate({ sex: 'male', birth: '1966-05' }).lastDay).toBe('2028-05-31');
    expect(retirementDate({ sex: 'male', birth: '1970-02' }).lastDay).toBe('2032-02-29');
    expect(retirementDate({ sex: 'male', birth: '1971-02' }).lastDay).toBe('2033-02-28');
  });

  it('follows the older ages until 31 December 2020, marked as recalled', () => {
    expect(retirementDate({ sex: 'male', birth: '1960-12-31' })).toMatchObject({
      age: { years: 60, months: 0 },
      lastDay: '2020-12-31',
      postFreeFrom: '2021-01',
      basis: [{ sourceStatus: 'recalled', effectiveFrom: '2013-05-01' }, { sourceStatus: 'recalled' }],
    });
    expect(retirementDate({ sex: 'male', birth: '1961-01-01' })).toMatchObject({
      age: { years: 60, months: 3 },
      postFreeFrom: '2021-05',
      basis: [{ sourceStatus: 'read' }, {}],
    });
    expect(retirementDate({ sex: 'female', birth: '1965-12' })).toMatchObject({ postFreeFrom: '2021-01' });
    expect(retirementDate({ sex: 'female', birth: '1966-01' })).toMatchObject({ age: { years: 55, months: 4 }, postFreeFrom: '2021-06' });
  });

  it.each(['male', 'female'] as const)('gives every %s cohort from 1940 to 2010 the age of the annex', (sex) => {
    const rows = ANNEX[sex];
    expect(rows.slice(1).map(([first]) => first)).toEqual(rows.slice(0, -1).map(([, last]) => addMonths(last, 1)));
    for (const [first, last, years, extra] of rows)
      for (const birth of months(first, last))
        expect({ birth, ...retirementDate({ sex, birth }) }).toMatchObject({
          birth,
          age: { years, months: extra },
          postFreeFrom: addMonths(birth, years * 12 + extra + 1),
        });
  });

  it('is the earliest of the years that fit, of which there is always one and on the edges two', () => {
    const fits = cohorts.map(({ sex, birth }) => {
      const years = byYear(sex, monthIndex(birth));
      expect({ birth, free: retirementDate({ sex, birth }).postFreeFrom }).toEqual({ birth, free: monthOf(years[0] as number) });
      return years.length;
    });
    expect(new Set(fits)).toEqual(new Set([1, 2]));
    expect(byYear('male', monthIndex('1961-09')).map(monthOf)).toEqual(['2022-01', '2022-04']);
  });

  it('is the same by table as by citation, for all cohorts from 1940 to 2010', () => {
    for (const { sex, birth } of cohorts)
      expect(monthOf(postFreeMonthIndex(sex, monthIndex(birth)))).toBe(retirementDate({ sex, birth }).postFreeFrom);
  });

  it('never comes earlier for a later birth, nor for a man than for a woman', () => {
    const births = months('1910-01', '2030-12').map((birth) => monthIndex(birth));
    for (const sex of ['male', 'female'] as const)
      for (const birth of births.slice(1)) expect(postFreeMonthIndex(sex, birth)).toBeGreaterThan(postFreeMonthIndex(sex, birth - 1));
    fc.assert(fc.property(fc.constantFrom(...births), (birth) => postFreeMonthIndex('male', birth) > postFreeMonthIndex('female', birth)));
  });
});

describe('a birth that cannot be', () => {
  it.each([
    '1964-13',
    '1964-00',
    '1965-02-29',
    '1964-02-30',
    '1909-12',
    '2031',
    '0064',
    '',
    '64',
    '1964-1',
    '1964-10-5',
    '1964/10',
    ' 1964',
  ])('"%s" is refused with the field named', (birth) => {
    expect(refusal(() => retirementDate({ sex: 'male', birth }))).toMatchObject({ code: 'invalid-birth', field: 'birth', data: { birth } });
  });

  it('outside the table is refused, at both ends', () => {
    expect(postFreeMonthIndex('male', monthIndex('1910-01'))).toBe(monthIndex('1970-02'));
    expect(postFreeMonthIndex('female', monthIndex('2030-12'))).toBe(monthIndex('2091-01'));
    expect(refusal(() => postFreeMonthIndex('male', monthIndex('1909-12'))).code).toBe('invalid-birth');
    expect(refusal(() => postFreeMonthIndex('male', monthIndex('2031-01'))).code).toBe('invalid-birth');
  });

  it('29 February of a leap year is real', () => {
    expect(retirementDate({ sex: 'female', birth: '1968-02-29' }).postFreeFrom).toBe('2024-07');
  });
});
