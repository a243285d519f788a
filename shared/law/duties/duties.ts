import { type PlainDate, yearOf } from '../../time.ts';
import { decree27of2026, CHECKED } from '../acts.ts';
import { type DatedValue, type Rule, basisOf, periodsOf } from '../engine.ts';
import type { Basis, Bilingual } from '../source.ts';
import { headcountReportDuty } from './headcount-report.ts';
import type { DutyBearer, DutyTerms } from './terms.ts';
import { YEARLY_DUTY_RULES } from './yearly.ts';

/** Electronic records of people follow within days. */
export const electronicRecordDuty: Rule<DutyTerms> = {
  id: 'duty-electronic-record',
  title: {
    vi: 'Kê khai hồ sơ điện tử cán bộ, công chức, viên chức',
    en: 'Electronic records of cadres, civil servants and public employees',
  },
  unit: 'duty',
  description: {
    vi: 'Trong 03 ngày làm việc kể từ khi hồ sơ điện tử được tạo lập.',
    en: 'Within 3 working days of the electronic record being created.',
  },
  values: [
    {
      from: '2026-07-01',
      value: { every: 'event', days: 3, workingDays: true, who: ['hr-officer'] },
      source: decree27of2026('Điều 19'),
      lastChecked: CHECKED,
    },
  ],
};

/** Every duty that an act or the province's practice sets, as dated data. */
export const DUTY_RULES: readonly Rule<DutyTerms>[] = [...YEARLY_DUTY_RULES, electronicRecordDuty, headcountReportDuty];

/** A duty of the calendar: `due` is the last day in time, null for one that follows an event. */
export type CalendarDuty = {
  rule: string;
  title: Bilingual;
  due: PlainDate | null;
  who: readonly DutyBearer[];
  penalty: Bilingual | null;
  basis: Basis;
};

const dayIn = (year: number, { month, day }: { month: number; day: number }): PlainDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/**
 * What the acts want next, counted from a day: each yearly duty with its next last day (that day included), and the
 * duties that follow an event, without a day. A duty that no act sets by its next day is left out.
 */
export function calendarDuties(today: PlainDate): CalendarDuty[] {
  return DUTY_RULES.flatMap((rule): CalendarDuty[] => {
    for (const { dated, from, until } of periodsOf(rule)) {
      const due = nextDay(dated, today);
      const on = due ?? today;
      if (due === undefined || on < from || (until !== null && on >= until)) continue;
      const { who, penalty } = dated.value;
      const basis = basisOf(rule, dated, due === null ? rule.description.en : `last day in time ${due}`);
      return [{ rule: rule.id, title: rule.title, due, who, penalty: penalty ?? null, basis }];
    }
    return [];
  });
}

/** The next last day, null without one, undefined for what is reported by period and listed month by month elsewhere. */
function nextDay({ value }: DatedValue<DutyTerms>, today: PlainDate): PlainDate | null | undefined {
  if (value.every !== 'year') return value.every === 'event' ? null : undefined;
  const thisYear = dayIn(yearOf(today), value.lastDay);
  return today <= thisYear ? thisYear : dayIn(yearOf(today) + 1, value.lastDay);
}
