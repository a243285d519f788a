import type { Sex } from '../domain/vocabulary.ts';
import type { PlainDate } from '../time.ts';
import { CHECKED, charter218, decree135, labourCode1994, labourCode2012 } from './acts.ts';
import type { Age } from './age.ts';
import type { DatedValue, Rule } from './engine.ts';
import type { Source } from './source.ts';

const recalled = <V>(from: PlainDate, value: V, source: Source): DatedValue<V> => ({ from, value, source, lastChecked: null });
const read = <V>(from: PlainDate, value: V, source: Source): DatedValue<V> => ({ from, value, source, lastChecked: CHECKED });
const age = (years: number, months: number): Age => ({ years, months });

/** The ages before 2021, in normal working conditions: unchanged since 1962, carried by one act after the other. */
const before2021 = (value: Age): DatedValue<Age>[] => [
  recalled('1962-01-01', value, charter218('Điều 42')),
  recalled('1995-01-01', value, labourCode1994('Điều 145')),
  recalled('2013-05-01', value, labourCode2012('Điều 187')),
];

const yearly = (from: PlainDate, value: Age): DatedValue<Age> => read(from, value, decree135('Điều 4 khoản 2'));

/** Statutory retirement age of men in normal working conditions, by the year in which it is reached. */
export const retirementAgeMen: Rule<Age> = {
  id: 'retirement-age-men',
  title: { vi: 'Tuổi nghỉ hưu của lao động nam', en: 'Retirement age of men' },
  unit: 'age',
  description: {
    vi: 'Tuổi nghỉ hưu trong điều kiện lao động bình thường; áp dụng mức của năm sớm nhất mà người lao động đủ tuổi trong chính năm đó.',
    en: 'Age in normal working conditions; the earliest year counts in which the age of that year is reached.',
  },
  values: [
    ...before2021(age(60, 0)),
    yearly('2021-01-01', age(60, 3)),
    yearly('2022-01-01', age(60, 6)),
    yearly('2023-01-01', age(60, 9)),
    yearly('2024-01-01', age(61, 0)),
    yearly('2025-01-01', age(61, 3)),
    yearly('2026-01-01', age(61, 6)),
    yearly('2027-01-01', age(61, 9)),
    yearly('2028-01-01', age(62, 0)),
  ],
};

/** Statutory retirement age of women in normal working conditions, by the year in which it is reached. */
export const retirementAgeWomen: Rule<Age> = {
  id: 'retirement-age-women',
  title: { vi: 'Tuổi nghỉ hưu của lao động nữ', en: 'Retirement age of women' },
  unit: 'age',
  description: retirementAgeMen.description,
  values: [
    ...before2021(age(55, 0)),
    yearly('2021-01-01', age(55, 4)),
    yearly('2022-01-01', age(55, 8)),
    yearly('2023-01-01', age(56, 0)),
    yearly('2024-01-01', age(56, 4)),
    yearly('2025-01-01', age(56, 8)),
    yearly('2026-01-01', age(57, 0)),
    yearly('2027-01-01', age(57, 4)),
    yearly('2028-01-01', age(57, 8)),
    yearly('2029-01-01', age(58, 0)),
    yearly('2030-01-01', age(58, 4)),
    yearly('2031-01-01', age(58, 8)),
    yearly('2032-01-01', age(59, 0)),
    yearly('2033-01-01', age(59, 4)),
    yearly('2034-01-01', age(59, 8)),
    yearly('2035-01-01', age(60, 0)),
  ],
};

export const RETIREMENT_AGE: Readonly<Record<Sex, Rule<Age>>> = { male: retirementAgeMen, female: retirementAgeWomen };

const sameBefore = charter218('Điều 42', 'Thời điểm trước năm 2021 được tính theo cùng cách; cần kiểm tra pháp lý.');

/** When the post falls free once the age is reached. */
export const retirementMoment: Rule<string> = {
  id: 'retirement-moment',
  title: { vi: 'Thời điểm nghỉ hưu', en: 'Moment of retirement' },
  unit: 'text',
  description: {
    vi: 'Làm việc đến hết ngày cuối cùng của tháng đủ tuổi; hưởng lương hưu, và biên chế trống, từ ngày đầu tháng liền kề.',
    en: 'Work ends on the last day of the month in which the age is reached; the pension starts, and the post is free, on the first of the next.',
  },
  values: [
    recalled('1962-01-01', 'end of the month in which the age is reached', sameBefore),
    read('2021-01-01', 'end of the month in which the age is reached', decree135('Điều 3')),
  ],
};

/** Which day counts as birthday when the record names only a year or a month. */
export const incompleteBirth: Rule<string> = {
  id: 'retirement-incomplete-birth',
  title: { vi: 'Ngày sinh không đầy đủ', en: 'Incomplete date of birth' },
  unit: 'text',
  description: {
    vi: 'Chỉ có năm sinh thì lấy ngày 01 tháng 01; chỉ có tháng, năm sinh thì lấy ngày 01 của tháng.',
    en: 'With only a year, 1 January counts; with only a month, the first of that month.',
  },
  values: [
    recalled('1962-01-01', '1 January of the year, or the first of the month', sameBefore),
    read('2021-01-01', '1 January of the year, or the first of the month', decree135('Điều 3')),
  ],
};
