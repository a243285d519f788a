import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicHolidays } from '../../shared/law/holidays/public-holidays.ts';
import { isWorkingDay, termEnds } from '../../shared/law/holidays/working-days.ts';
import { addDays, weekdayOf } from '../../shared/time.ts';
import { refusal } from './refusal.ts';

/** A second calendar: every day of 2021–2027 in a row, closed or not, from the data alone and by JavaScript's own dates. */
const days: { date: string; works: boolean }[] = [];
for (let time = Date.UTC(2021, 0, 1); time < Date.UTC(2028, 0, 1); time += 24 * 3600 * 1000) {
  const date = new Date(time).toISOString().slice(0, 10);
  const { closed, worked } = publicHolidays.values.find(({ from }) => from.slice(0, 4) === date.slice(0, 4))!.value;
  const weekend = [0, 6].includes(new Date(time).getUTCDay());
  days.push({ date, works: worked.includes(date) || (!weekend && !closed.some(({ from, to }) => from <= date && date <= to)) });
}

describe('the office calendar', () => {
  it.each([
    ['2021-02-10', false, 'first day of Tết'],
    ['2021-02-17', true, 'the day after it'],
    ['2022-01-03', false, 'in lieu of a Saturday'],
    ['2022-09-01', false, 'the day before National Day'],
    ['2023-05-03', false, 'in lieu of a weekend with three holidays'],
    ['2023-05-04', true, 'the day after them'],
    ['2024-04-29', false, 'exchanged'],
    ['2024-05-04', true, 'the Saturday worked for it'],
    ['2024-05-11', false, 'any other Saturday'],
    ['2025-01-27', false, 'first weekday of Tết'],
    ['2025-02-03', true, 'the Monday after it'],
    ['2026-04-27', false, 'in lieu of a Sunday'],
    ['2026-11-23', true, 'a Monday'],
  ])('of %s says %s: %s', (date, works) => {
    expect(isWorkingDay(date)).toBe(works);
  });

  it('keeps Saturdays for exchange, one for each weekday given, and closed days inside their year', () => {
    for (const { from: start, until, value } of publicHolidays.values) {
      expect(value.worked.map(weekdayOf)).toEqual(value.worked.map(() => 6));
      for (const { from, to } of value.closed) expect(start <= from && from <= to && to < until!).toBe(true);
    }
  });

  it('has about 250 working days a year, of which at least eleven weekdays are closed', () => {
    for (const year of ['2021', '2022', '2023', '2024', '2025', '2026', '2027']) {
      const working = days.filter(({ date, works }) => works && date.startsWith(year)).length;
      expect([year, working >= 248 && working <= 252]).toEqual([year, true]);
    }
  });

  it('is not there before 2021 and after 2027: a missing law throws', () => {
    for (const date of ['2020-12-31', '2028-01-01'])
      expect(refusal(() => isWorkingDay(date))).toMatchObject({ code: 'no-law-in-force', data: { rule: 'public-holidays' } });
  });
});

describe('a term', () => {
  it('of three working days over National Day 2026 ends after it; the day of the event does not count', () => {
    expect(termEnds('2026-08-26', { days: 3, counting: 'working' })).toBe('2026-09-03');
    expect(termEnds('2026-07-06', { days: 3, counting: 'working' })).toBe('2026-07-09');
  });

  it('in days of the calendar ends on the next working day when its last is none', () => {
    expect(termEnds('2026-07-02', { days: 30, counting: 'calendar' })).toBe('2026-08-03');
    expect(termEnds('2026-07-03', { days: 30, counting: 'calendar' })).toBe('2026-08-03');
    expect(termEnds('2026-07-04', { days: 30, counting: 'calendar' })).toBe('2026-08-03');
    expect(termEnds('2026-07-05', { days: 30, counting: 'calendar' })).toBe('2026-08-04');
  });

  it('in working days is the same as counting the working days of another calendar', () => {
    const within = fc.record({ at: fc.integer({ min: 0, max: days.length - 80 }), count: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(within, ({ at, count }) => {
        const due = days.slice(at + 1).filter(({ works }) => works)[count - 1]!.date;
        expect(termEnds(days[at]!.date, { days: count, counting: 'working' })).toBe(due);
        const end = addDays(days[at]!.date, count);
        expect(termEnds(days[at]!.date, { days: count, counting: 'calendar' })).toBe(
          days.find(({ date, works }) => works && date >= end)!.date,
        );
      }),
      { numRuns: 200 },
    );
  });
});
