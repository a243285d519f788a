import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followReports } from '../../../shared/domain/history/follow-reports.ts';
import { type FollowRules, followStaff } from '../../../shared/domain/history/follow-staff.ts';
import { type HazardReason, Tally } from '../../../shared/domain/history/tally.ts';
import { type KeptHeadcount, headcountReportSchema } from '../../../shared/domain/headcount.ts';
import type { LeftPeriod, StaffPeriod, StaffRecord } from '../../../shared/domain/staff.ts';
import { postFreeMonthIndex } from '../../../shared/law/retirement.ts';
import { addMonths, lastDay, monthIndex, monthOf } from '../../../shared/time.ts';
import { service } from '../../support/staff.ts';
import { dayIn, slowCount } from './slow-count.ts';

const REASONS = ['resigned', 'dismissed', 'other', 'retired'] as const;
const rules = (more: Partial<FollowRules> = {}): FollowRules => ({
  retires: postFreeMonthIndex,
  groupOf: () => '',
  reasons: new Set<HazardReason>(REASONS),
  eligible: { least: 24, most: 60 },
  ...more,
});
const person = (birth: string, periods: StaffPeriod[], sex: StaffRecord['sex'] = 'male', id = 'NV-1'): StaffRecord => ({
  id,
  sex,
  birth,
  periods,
  version: 1,
});
const left = (from: string, reason: LeftPeriod['reason'] = 'resigned', policy: LeftPeriod['policy'] = null): LeftPeriod => ({
  from,
  state: 'left',
  reason,
  policy,
});
const window = (from: string, until: string) => ({ from: monthIndex(from), until: monthIndex(until) });
const category = 'employee-budget' as const;
const POLICY = { decree: '154/2025/NĐ-CP', case: 'Điều 8 khoản 1' } as const;

function follow(people: readonly StaffRecord[], from: string, until: string, more: Partial<FollowRules> = {}) {
  const tally = new Tally();
  followStaff(tally, people, window(from, until), rules(more));
  const strand = tally.strand('', category);
  const sum = (of: Float64Array) => of.reduce((total, value) => total + value, 0);
  return { ...strand, months: sum(strand.atRisk), leavers: sum(strand.left) };
}

const inOrder = (count: ReadonlyMap<string, number>) => [...count].map(([name, value]) => `${name} ${value}`).toSorted();

describe('months of people', () => {
  it('count from the month after the first day to the month of leaving, at the age of the month', () => {
    // Born June 1985: 39 in May 2025, 40 from June on. In service from 15 January: at risk from February to the month of leaving, July.
    const one = person('1985-06', [service('H49.01', '2025-01-15'), left('2025-07-10')]);
    const seen = follow([one], '2025-01', '2025-12');
    expect([seen.months, seen.leavers, seen.opening, seen.closing]).toEqual([6, 1, 0, 0]);
    expect([seen.atRisk[39], seen.atRisk[40], seen.left[40]]).toEqual([4, 2, 1]);
    // The first day out of service is the first of a month: as the engines have it, that month's leaving.
    expect(follow([person('1985-06', [service('H49.01', '2024-12-31'), left('2025-07-01')])], '2025-01', '2025-06')).toMatchObject({
      months: 6,
      leavers: 0,
    });
    expect(follow([person('1985-06', [service('H49.01', '2024-12-31'), left('2025-07-01')])], '2025-01', '2025-07')).toMatchObject({
      months: 7,
      leavers: 1,
    });
  });

  it('end with the month before the law frees the post; who stays is late, whatever the reason of leaving then', () => {
    // A man of 10/1964 is free from 05/2026 (domain.md): at risk to April, due in May.
    const man = (...periods: StaffPeriod[]) => person('1964-10', [service('H49.01', '2020-01-01'), ...periods]);
    expect(follow([man(left('2026-05-01', 'retired'))], '2026-01', '2026-10')).toMatchObject({
      months: 4,
      leavers: 0,
      byLaw: 1,
      reached: 1,
      stayed: 0,
    });
    expect(follow([man(left('2026-04-30', 'retired'))], '2026-01', '2026-10')).toMatchObject({
      months: 4,
      leavers: 1,
      byLaw: 0,
      reached: 0,
    });
    expect(follow([man(left('2026-08-15', 'resigned'))], '2026-01', '2026-10')).toMatchObject({
      months: 4,
      leavers: 0,
      byLaw: 1,
      reached: 1,
      stayed: 1,
      monthsBeyond: 3,
      stillThere: 0,
    });
    expect(follow([man()], '2026-01', '2026-10')).toMatchObject({ months: 4, stayed: 1, monthsBeyond: 6, stillThere: 1 });
    // Overdue when the window begins: part of no rate.
    expect(follow([man()], '2026-06', '2026-10')).toMatchObject({
      months: 0,
      reached: 0,
      stayed: 0,
      monthsBeyond: 0,
      stillThere: 0,
      opening: 1,
    });
  });

  it('are near enough to the policy from 60 to 24 months before, both included', () => {
    // Free from 05/2026: 60 months before is 05/2021, 24 before is 05/2024.
    const until = (from: string) => person('1964-10', [service('H49.01', '2020-01-01'), left(from, 'streamlined', POLICY)]);
    expect(follow([until('2030-01-01')], '2021-01', '2026-12').eligible).toBe(37);
    for (const [day, tookUp] of [
      ['2021-04-30', 0],
      ['2021-05-01', 1],
      ['2024-05-31', 1],
      ['2024-06-01', 0],
    ] as const)
      expect(follow([until(day)], '2021-01', '2026-04')).toMatchObject({ tookUp, otherPolicy: 1 - tookUp, leavers: 0, uncounted: 0 });
    // Retired early under a policy is the policy's, without one it is leaving of one's own.
    const early = (policy: LeftPeriod['policy']) =>
      person('1964-10', [service('H49.01', '2020-01-01'), left('2023-02-01', 'retired', policy)]);
    expect(follow([early(POLICY)], '2023-01', '2023-12')).toMatchObject({ tookUp: 1, leavers: 0, months: 1 });
    expect(follow([early(null)], '2023-01', '2023-12')).toMatchObject({ tookUp: 0, leavers: 1, months: 2 });
  });

  it('of who is transferred inside the province go on; out of it they end, and count only when asked', () => {
    const moved = person('1985-06', [
      service('H49.01', '2020-01-01'),
      service('H49.02', '2025-03-10', { event: 'transferred' }),
      left('2025-09-01', 'transferred-out'),
    ]);
    const byUnit = { groupOf: (unit: string) => unit };
    const tally = new Tally();
    followStaff(tally, [moved], window('2025-01', '2025-12'), rules(byUnit));
    expect(
      tally.groups().map((unit) => [unit, tally.of(unit).get(category)?.atRisk[39], tally.of(unit).get(category)?.atRisk[40]]),
    ).toEqual([
      ['H49.01', 3, 0],
      ['H49.02', 2, 3],
    ]);
    expect(follow([moved], '2025-01', '2025-12')).toMatchObject({ months: 8, leavers: 0, uncounted: 1, reasons: { 'transferred-out': 1 } });
    expect(follow([moved], '2025-01', '2025-12', { reasons: new Set(['transferred-out'] as const) })).toMatchObject({
      months: 9,
      leavers: 1,
      uncounted: 0,
    });
  });

  it('of who is on record from the first day of a unit’s records begin with that day, as those of one who was there before', () => {
    const opens = { opens: () => '2025-01-01' };
    const there = person('1985-06', [service('H49.01', '2025-01-01', { event: 'recruited-by-exam' })]);
    expect(follow([there], '2025-01', '2025-12', opens)).toMatchObject({ opening: 1, months: 12, recruited: 0 });
    expect(follow([there], '2025-01', '2025-12')).toMatchObject({ opening: 0, months: 11, recruited: 1 });
    expect(follow([there], '2024-12', '2025-12', opens)).toMatchObject({ opening: 0, months: 12, recruited: 0 });
  });

  it('do not see who came and went between two ends of months, nor who left and was back', () => {
    const brief = person('1990-01', [service('H49.01', '2025-03-03'), left('2025-03-20')]);
    const back = person('1990-01', [
      service('H49.01', '2020-01-01'),
      left('2025-03-03'),
      service('H49.01', '2025-03-20', { event: 'recruited-by-exam' }),
    ]);
    expect(follow([brief], '2025-01', '2025-12')).toMatchObject({ months: 0, leavers: 0, recruited: 0 });
    expect(follow([back], '2025-01', '2025-12')).toMatchObject({ months: 12, leavers: 0, recruited: 0 });
  });

  const month = fc.integer({ min: monthIndex('2022-06'), max: monthIndex('2026-12') }).map(monthOf);
  const event = fc.record({
    month,
    day: fc.constantFrom(1, 2, 15, 28),
    what: fc.constantFrom('resigned', 'retired', 'streamlined', 'transferred-out', 'other', 'policy', 'move', 'move', 'back', 'contract'),
    unit: fc.constantFrom('A', 'B', 'C'),
  });
  const anybody = fc
    .record({
      sex: fc.constantFrom('male' as const, 'female' as const),
      birth: fc.oneof(fc.integer({ min: monthIndex('1960-01'), max: monthIndex('2000-12') }).map(monthOf)),
      unit: fc.constantFrom('A', 'B', 'C'),
      begins: month,
      events: fc.array(event, { maxLength: 5 }),
    })
    .map(({ sex, birth, unit, begins, events }): StaffRecord => {
      const periods: StaffPeriod[] = [service(unit, dayIn(begins, 1), { event: 'recruited-by-exam' })];
      for (const { month: at, day, what, unit: to } of events.toSorted((a, b) =>
        dayIn(a.month, a.day) < dayIn(b.month, b.day) ? -1 : 1,
      )) {
        const from = dayIn(at, day);
        const last = periods.at(-1)!;
        if (from <= last.from) continue;
        if (last.state === 'left') periods.push(service(to, from, { event: what === 'back' ? 'recruited-by-selection' : 'received' }));
        else if (what === 'move' || what === 'back') periods.push(service(to, from, { event: 'transferred', category: last.category }));
        else if (what === 'contract') periods.push(service(to, from, { event: 'category-changed', category: 'contract' }));
        else periods.push(left(from, what === 'policy' ? 'retired' : what, what === 'policy' ? POLICY : null));
      }
      return person(birth, periods, sex);
    });
  /** B ends in the middle of 2024 and C is its sole heir; C ends a year later without one. */
  const standing = (unit: string, day: string) => {
    const heir = unit === 'B' && day >= '2024-07-01' ? 'C' : unit;
    return heir === 'C' && day >= '2025-07-01' ? '~UNPLACED' : heir;
  };

  it('are what a slow count of every person and month finds, through transfers, returns and mergers', () => {
    fc.assert(
      fc.property(
        fc.array(anybody, { maxLength: 12 }),
        fc.constantFrom(['2022-07', '2026-10'], ['2024-03', '2025-08'], ['2026-01', '2026-01']),
        (people, [from, until]) => {
          const tally = new Tally();
          const groupOf = (unit: string, at: number) => standing(unit, lastDay(monthOf(at - 1)));
          followStaff(tally, people, window(from!, until!), rules({ groupOf }));
          const slow = slowCount(people, from!, until!, standing, REASONS);
          const fast = new Map<string, number>();
          for (const group of tally.groups())
            for (const [cell, strand] of tally.of(group)) {
              const note = (kind: string, value: number, age = '') => value > 0 && fast.set(`${group}|${cell}|${kind}|${age}`, value);
              strand.atRisk.forEach((value, age) => note('at-risk', value, String(age)));
              strand.left.forEach((value, age) => note('left', value, String(age)));
              const { byLaw, uncounted, eligible, tookUp, otherPolicy, reached, stayed, monthsBeyond, recruited, opening } = strand;
              const named = {
                'by-law': byLaw,
                uncounted,
                eligible,
                'took-up': tookUp,
                'other-policy': otherPolicy,
                reached,
                stayed,
                beyond: monthsBeyond,
                recruited,
                opening,
              };
              for (const [kind, value] of Object.entries(named)) note(kind, value);
            }
          expect(inOrder(fast)).toEqual(inOrder(slow));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('sum to the province however units are grouped, and over parts of a window', () => {
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 8 }), month, (people, middle) => {
        const [first, last] = ['2022-06', '2026-12'];
        const total = (from: string, until: string, more: Partial<FollowRules> = {}) => {
          const tally = new Tally();
          followStaff(tally, people, window(from, until), rules(more));
          return [...tally.sum().values()].reduce(
            (sums, { atRisk, left: gone, tookUp, byLaw }) => [...atRisk, ...gone, tookUp, byLaw].map((value, n) => value + (sums[n] ?? 0)),
            [] as number[],
          );
        };
        const whole = total(first, last);
        expect(total(first, last, { groupOf: (unit) => unit })).toEqual(whole);
        const [one, other] = [total(first, middle), total(addMonths(middle, 1), last)];
        expect(whole).toEqual(whole.map((_, n) => (one[n] ?? 0) + (other[n] ?? 0)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('reports of form 8c', () => {
  const report = (month: string, row: object): KeptHeadcount =>
    headcountReportSchema.parse({ unit: 'H49.01', month, version: 1, categories: [{ category, ...row }] });
  const tallied = (reports: KeptHeadcount[], from: string, until: string, reasons: readonly HazardReason[] = REASONS) => {
    const tally = new Tally();
    const unknown = followReports(tally, reports, window(from, until), { groupOf: () => '', reasons: new Set(reasons) });
    const strand = tally.strand('', category);
    return { ...strand, unknown, months: strand.atRisk[120], leavers: strand.left[120] };
  };
  const quarterly = [
    report('2023-03', { opening: 100, decreases: { resigned: 9 }, closing: 91 }),
    report('2023-06', {
      opening: 91,
      increases: { 'recruited-by-exam': 4 },
      decreases: { retired: 2, resigned: 1, 'transferred-out': 3 },
      closing: 89,
    }),
    report('2023-09', { opening: 89, decreases: { dismissed: 1, streamlined: 4 }, closing: 84 }),
    report('2023-10', { opening: 85, decreases: { other: 1 }, closing: 84 }),
    report('2023-12', { opening: 80, closing: 80 }),
  ];

  it('give person-months from closing to closing, without ages; a report of no known time is left out and counted', () => {
    // June: (91 − 2 − 3) × 3; September: (89 − 4) × 3; October: 85 × 1 although it opens with one more; December: no, it opens otherwise.
    expect(tallied(quarterly, '2023-01', '2023-12')).toMatchObject({
      months: 258 + 255 + 85,
      leavers: 3,
      byLaw: 2,
      otherPolicy: 4,
      uncounted: 3,
      recruited: 4,
      unknown: 2,
    });
    // Asked for, transfers out count: the three are at risk and leave.
    expect(tallied(quarterly, '2023-04', '2023-06', ['resigned', 'transferred-out'])).toMatchObject({
      months: 89 * 3,
      leavers: 4,
      unknown: 0,
      opening: 91,
      closing: 89,
    });
  });
});
