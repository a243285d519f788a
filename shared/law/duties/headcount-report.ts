import { type PlainDate, type PlainMonth, addMonths, lastDay, monthIndex } from '../../time.ts';
import { type Rule, basisOf, valueOn } from '../engine.ts';
import type { Basis, Source } from '../source.ts';
import type { PeriodTerms } from './terms.ts';

/** No act fixes when a unit reports its headcount: this is how the province does it, for a person at Home Affairs to confirm. */
const PRACTICE: Source = {
  act: 'Thông lệ của tỉnh',
  article: 'chưa xác định',
  publishedOn: null,
  status: 'enacted',
  sourceStatus: 'recalled',
  note: 'Thông lệ báo cáo của tỉnh, không phải quy định pháp luật: theo quý đến hết năm 2025, hằng tháng từ năm 2026; cần Sở Nội vụ xác nhận.',
};

/** Which months a unit reports, and by which day of the month after. */
export const headcountReportDuty: Rule<PeriodTerms> = {
  id: 'duty-headcount-report',
  title: { vi: 'Báo cáo số người có mặt (Biểu 8c-BTCTW)', en: 'Headcount report (form 8c-BTCTW)' },
  unit: 'duty',
  description: {
    vi: 'Chậm nhất ngày 05 của tháng sau kỳ báo cáo: kỳ quý đến hết năm 2025, kỳ tháng từ tháng 01/2026.',
    en: 'By the 5th day of the month after the period: quarters to the end of 2025, months from January 2026.',
  },
  values: [
    { from: '2021-01-01', value: { every: 'period', months: 3, lastDay: 5, who: ['hr-officer'] }, source: PRACTICE, lastChecked: null },
    { from: '2026-01-01', value: { every: 'period', months: 1, lastDay: 5, who: ['hr-officer'] }, source: PRACTICE, lastChecked: null },
  ],
};

export type ReportDeadline = { month: PlainMonth; due: PlainDate; basis: Basis };

/**
 * The last day on which the headcount of a month is reported in time, or undefined when that month is not reported: it
 * lies inside a quarter, or before the practice began (2021). The practice of the month's last day applies.
 */
export function headcountDeadline(month: PlainMonth): ReportDeadline | undefined {
  const dated = valueOn(headcountReportDuty, lastDay(month));
  if (dated === undefined || (monthIndex(month) + 1) % dated.value.months !== 0) return undefined;
  const due = `${addMonths(month, 1)}-${String(dated.value.lastDay).padStart(2, '0')}`;
  const text = `months ending a period of ${dated.value.months}, by day ${dated.value.lastDay} of the next month`;
  return { month, due, basis: basisOf(headcountReportDuty, dated, text) };
}
