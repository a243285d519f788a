import { describe, expect, it } from 'vitest';
import { DUTY_RULES, calendarDuties } from '../../shared/law/duties/duties.ts';
import { headcountDeadline } from '../../shared/law/duties/headcount-report.ts';

const dueOf = (rule: string, today: string) => calendarDuties(today).find((duty) => duty.rule === rule)?.due;

describe('the calendar of duties', () => {
  /** Last day in time in 2026, and the same duty asked about on the day after. */
  it.each([
    ['duty-posts-report', '2026-01-30', '2026-01-31', '2027-01-30'],
    ['duty-training-report', '2026-01-30', '2026-01-31', '2027-01-30'],
    ['duty-streamlining-report', '2026-02-14', '2026-02-15', '2027-02-14'],
    ['duty-posts-plan', '2026-04-30', '2026-05-01', '2027-04-30'],
    ['duty-civil-servant-plan', '2026-06-15', '2026-06-16', '2027-06-15'],
    ['duty-posts-appraisal', '2026-06-30', '2026-07-01', '2027-06-30'],
    ['duty-network-data', '2026-12-19', '2026-12-20', '2027-12-19'],
  ])('asks for %s until %s and from %s on for the next year', (rule, last, after, next) => {
    expect([dueOf(rule, '2026-01-01'), dueOf(rule, last), dueOf(rule, after)]).toEqual([last, last, next]);
  });

  it('says what being late with the plan of posts costs, and whose duty it is', () => {
    const plan = calendarDuties('2026-03-01').find(({ rule }) => rule === 'duty-posts-plan');
    expect(plan).toMatchObject({ who: ['hr-officer', 'home-affairs'], basis: { act: '106/2020/NĐ-CP', sourceStatus: 'recalled' } });
    expect(plan?.penalty?.vi).toContain('1 điểm phần trăm');
  });

  it('names a duty that follows an event without a day, from the day on which its act holds', () => {
    expect(dueOf('duty-electronic-record', '2026-06-30')).toBeUndefined();
    expect(dueOf('duty-electronic-record', '2026-07-01')).toBeNull();
  });

  it('names no duty before its act: the report of leaving under decree 154/2025 begins with 2026', () => {
    expect(dueOf('duty-streamlining-report', '2025-02-14')).toBeUndefined();
    expect(dueOf('duty-streamlining-report', '2025-02-15')).toBe('2026-02-14');
    expect(calendarDuties('2019-06-01')).toEqual([]);
  });

  it('leaves the months of the headcount to the records', () => {
    expect(calendarDuties('2026-11-23').map(({ rule }) => rule)).toEqual(
      DUTY_RULES.map(({ id }) => id).filter((id) => id !== 'duty-headcount-report'),
    );
  });
});

describe('the deadline of a headcount', () => {
  it.each([
    ['2026-01', '2026-02-05'],
    ['2026-12', '2027-01-05'],
    ['2024-03', '2024-04-05'],
    ['2025-12', '2026-01-05'],
    ['2021-03', '2021-04-05'],
  ])('of %s is %s', (month, due) => {
    expect(headcountDeadline(month)?.due).toBe(due);
  });

  it.each(['2025-11', '2021-01', '2024-02', '2020-12'])('does not exist for %s: inside a quarter, or before the practice', (month) => {
    expect(headcountDeadline(month)).toBeUndefined();
  });

  it('rests on the practice of the province, and says that nobody has confirmed it', () => {
    expect(headcountDeadline('2026-01')?.basis).toMatchObject({
      act: 'Thông lệ của tỉnh',
      sourceStatus: 'recalled',
      effectiveFrom: '2026-01-01',
    });
  });
});
