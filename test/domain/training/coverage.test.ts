import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServicePeriod, StaffPeriod, StaffRecord } from '../../../shared/domain/staff.ts';
import type { Attendance } from '../../../shared/domain/training/attendance.ts';
import { type Course, yearsOfCourse } from '../../../shared/domain/training/course.ts';
import { countedOn, figuresOf, trainingOf } from '../../../shared/domain/training/coverage.ts';
import { Tree } from '../../../shared/domain/tree.ts';
import { CATEGORIES } from '../../../shared/domain/vocabulary.ts';
import { COURSE_CLASSES, coverageTermsOn, periodsNeededOn } from '../../../shared/law/training.ts';
import { addDays } from '../../../shared/time.ts';
import { DECISION } from '../../support/province.ts';
import { course as courseInput, left, service } from '../../support/training.ts';
import { slowCoverage } from './slow-coverage.ts';

const UNITS = ['H49.01', 'H49.02', 'H49.03'];
const tree = new Tree(
  UNITS.map((key) => ({
    key,
    periods: [
      {
        code: key,
        name: key,
        kind: 'administrative' as const,
        level: 'province' as const,
        sector: 'administration' as const,
        parent: null,
        sites: [],
        from: '2000-01-01',
        until: null,
        decision: DECISION,
      },
    ],
    openedBy: null,
    closedBy: null,
    successors: [],
    version: 1,
  })),
  1,
);

const day = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((count) => addDays(from, count));
const servicePeriod: fc.Arbitrary<Omit<ServicePeriod, 'from'>> = fc
  .record({
    unit: fc.constantFrom(...UNITS),
    category: fc.constantFrom(...CATEGORIES),
    absence: fc.option(fc.constantFrom('maternity', 'study', 'unpaid', 'suspended')),
  })
  .map(({ unit, ...more }) => service('', unit, more));
const periods: fc.Arbitrary<StaffPeriod[]> = fc
  .tuple(
    fc.uniqueArray(day('2024-11-01', 480), { minLength: 1, maxLength: 5 }),
    fc.array(fc.option(servicePeriod), { minLength: 5, maxLength: 5 }),
    servicePeriod,
  )
  .map(([days, later, first]) =>
    days.toSorted().map((from, index): StaffPeriod => {
      const next = index === 0 ? first : (later[index] ?? null);
      return next === null ? left(from) : { ...next, from };
    }),
  );

const person = (index: number, of: StaffPeriod[]): StaffRecord => ({
  id: `NV-${index}`,
  sex: 'female',
  birth: '1985',
  periods: of,
  version: 1,
});
const courseOf = (index: number, more: Pick<Course, 'class' | 'periods' | 'cancelled'>): Course => ({
  ...courseInput(more),
  ...more,
  id: `2025-${String(index).padStart(26, '0')}`,
  lastYear: 2026,
  version: 1,
});

const random = fc.record({
  people: fc.array(periods, { maxLength: 6 }).map((all) => all.map((each, index) => person(index, each))),
  courses: fc
    .array(
      fc.record({
        class: fc.constantFrom(...COURSE_CLASSES),
        periods: fc.integer({ min: 1, max: 40 }),
        cancelled: fc.option(fc.constant({ on: '2025-02-01', reason: 'hoãn' }), { freq: 5 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((all) => all.map((each, index) => courseOf(index, each))),
  seats: fc.uniqueArray(
    fc.record({
      staff: fc.integer({ min: 0, max: 5 }),
      course: fc.nat(),
      completedOn: fc.option(day('2024-12-20', 400), { freq: 6 }),
    }),
    { maxLength: 12, selector: ({ staff, course }) => `${staff}#${course % 5}` },
  ),
  date: fc.oneof(day('2025-01-01', 364), fc.constantFrom('2025-01-01', '2025-12-31', '2026-01-01')),
});

describe('coverage', () => {
  it('is what walking every person day by day comes to, in any small province', () => {
    fc.assert(
      fc.property(random, ({ people, courses, seats, date }) => {
        const attendances = seats.map(
          ({ staff, course, completedOn }): Attendance => ({
            staff: `NV-${staff}`,
            course: (courses[course % courses.length] as Course).id,
            unit: UNITS[0] as string,
            state: completedOn === null ? 'not-completed' : 'completed',
            completedOn,
            certificate: null,
            version: 1,
          }),
        );
        const { classes, longLeave } = coverageTermsOn(date);
        const span = { from: `${date.slice(0, 4)}-01-01`, date };
        const categories = ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue'] as const;
        const training = trainingOf(attendances, new Map(courses.map((each) => [each.id, each])), classes, span);
        const counted = people.flatMap((each) => {
          const found = countedOn(each, { tree, categories, longLeave, ...span });
          return found ? [{ digital: false, data: false, periods: 0, ...found, ...training.get(each.id) }] : [];
        });
        const slow = slowCoverage(people, attendances, courses, date);
        for (const unit of UNITS) {
          const there = counted.filter((each) => each.unit === unit);
          const { persons, digital, data, dataOfTrained, onLeave, left: gone } = figuresOf(there);
          const sum = there.filter(({ standing }) => standing === 'in-service').reduce((all, each) => all + each.periods, 0);
          expect({
            persons,
            digital: digital.numerator,
            data: data.numerator,
            both: dataOfTrained.numerator,
            onLeave: onLeave.persons,
            left: gone.persons,
            periods: sum,
          }).toEqual(slow.get(unit) ?? { persons: 0, digital: 0, data: 0, both: 0, onLeave: 0, left: 0, periods: 0 });
          expect(digital.numerator).toBeLessThanOrEqual(persons);
          expect(dataOfTrained.denominator).toBe(digital.numerator);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the law of training', () => {
  it('asks 40 periods of a civil servant, on the day before and the day of the decree of 2025', () => {
    for (const [date, act] of [
      ['2025-06-30', '101/2017/NĐ-CP'],
      ['2025-07-01', '171/2025/NĐ-CP'],
    ] as const)
      expect(periodsNeededOn(date)).toMatchObject({ periods: 40, basis: [{ act, sourceStatus: 'recalled' }] });
    expect(() => periodsNeededOn('2017-10-20')).toThrow(expect.objectContaining({ code: 'no-law-in-force' }) as Error);
  });

  it('knows which courses count only while the resolution is in force', () => {
    expect(coverageTermsOn('2022-11-04').classes.data).toEqual(['data-analysis']);
    expect(coverageTermsOn('2030-12-31').longLeave).not.toContain('suspended');
    for (const date of ['2022-11-03', '2031-01-01'])
      expect(() => coverageTermsOn(date)).toThrow(expect.objectContaining({ code: 'no-law-in-force' }) as Error);
  });
});

describe('a course', () => {
  it('keeps its attendances in every year that it ever reached into', () => {
    expect(yearsOfCourse({ id: `2025-${'0'.repeat(26)}`, lastYear: 2027 })).toEqual([2025, 2026, 2027]);
  });
});
