import { describe, expect, it } from 'vitest';
import { LISTED_POSITIONS } from '../../shared/law/positions/catalogue.ts';
import { cohortsOn, countsOfChange, sumOfCounts } from '../../shared/domain/staff-counts.ts';
import { placeOn, standingOf } from '../../shared/domain/staff-placement.ts';
import { type StaffRecord, mainOf, serviceOn, staffRecordSchema } from '../../shared/domain/staff.ts';
import { lastDay } from '../../shared/time.ts';
import { province, replay, stepsOf } from './replay.ts';

const { tree } = replay();
const behind = province.behind();
const ofKind = <K extends (typeof behind)[number]['kind']>(kind: K) =>
  behind.filter((step): step is Extract<(typeof behind)[number], { kind: K }> => step.kind === kind);
const staff: StaffRecord[] = ofKind('staff').flatMap(({ rows }) => rows.map((row) => ({ ...row, version: 1 })));
const byId = new Map(staff.map((person) => [person.id, person]));
const reports = stepsOf('headcount').filter(({ month }) => month >= '2024');

const byText = ([one]: readonly [string, number], [other]: readonly [string, number]): number => (one < other ? -1 : 1);

describe('the staff of the demonstration', () => {
  it('are what the register accepts, each under one id, at units alive on the day', () => {
    expect(byId.size).toBe(staff.length);
    for (const person of staff) {
      expect(staffRecordSchema.safeParse(person).success).toBe(true);
      for (const [index, period] of person.periods.entries()) {
        expect((person.periods[index - 1]?.from ?? '') < period.from).toBe(true);
        if (period.state === 'in-service')
          for (const { unit } of period.assignments)
            expect(tree.on(unit, period.from), `${person.id} ${unit} ${period.from}`).toBeDefined();
      }
    }
  });

  it('are as many in each unit and category as the unit reports, at the end of every month since the register began', () => {
    expect(reports.length).toBeGreaterThan(17);
    for (const { month, rows } of reports) {
      const counted = new Map<string, number>();
      for (const person of staff) {
        const placed = placeOn(tree, person, lastDay(month));
        const cell = placed && `${placed.unit} ${placed.service.category}`;
        if (cell) counted.set(cell, (counted.get(cell) ?? 0) + 1);
      }
      const reported = rows.flatMap(({ unit, categories }) =>
        categories.flatMap(({ category, closing }) => (closing === 0 ? [] : [[`${unit} ${category}`, closing] as const])),
      );
      expect([...counted].sort(byText), month).toEqual(reported.sort(byText));
    }
  });

  it('have the very cohorts that the units report since the register began', () => {
    const profiles = stepsOf('age-profiles').filter(({ month }) => month >= '2024');
    expect(profiles.length).toBe(2);
    const counts = sumOfCounts(staff.map((person) => countsOfChange(undefined, person)));
    for (const { month, rows } of profiles) {
      const cohorts = new Map<string, number>();
      for (const [unit, cells] of counts) {
        const standing = standingOf(tree, unit, lastDay(month));
        for (const { category, sex, birthMonth, count } of cohortsOn(cells, lastDay(month))) {
          const key = `${standing} ${category} ${sex} ${birthMonth}`;
          cohorts.set(key, (cohorts.get(key) ?? 0) + count);
        }
      }
      const reported = rows.flatMap(({ unit, cells }) =>
        cells.map(({ category, sex, birthMonth, count }) => [`${unit} ${category} ${sex} ${birthMonth}`, count] as const),
      );
      expect([...cohorts].sort(byText), month).toEqual(reported.sort(byText));
    }
  });
});

describe('the frameworks of the demonstration', () => {
  const frameworks = ofKind('frameworks').flatMap(({ items }) => items);

  it('are approved, under review, sent back, drafted, and a few over the ratio of 2026', () => {
    const fates = Map.groupBy(frameworks, ({ fate }) => fate);
    for (const fate of ['approved', 'submitted', 'returned', 'draft'] as const) expect(fates.get(fate)?.length, fate).toBeGreaterThan(3);
    expect(frameworks.filter(({ renewal }) => renewal).length).toBeGreaterThan(3);
  });

  it('list positions of the catalogue of their regime', () => {
    const listed = new Set(LISTED_POSITIONS.map(({ regime, code }) => `${regime} ${code}`));
    for (const { input } of frameworks)
      for (const { code } of input.positions) expect(listed.has(`${input.regime} ${code}`), `${input.regime} ${code}`).toBe(true);
  });

  it('say what most people do', () => {
    const positions = new Map(frameworks.map(({ unit, input }) => [unit, new Set(input.positions.map(({ code }) => code))]));
    const placed = staff.flatMap((person) => {
      const now = placeOn(tree, person, '2026-10-31');
      const position = now && mainOf(now.service).position;
      return now?.unit && position ? [positions.get(now.unit)?.has(position) ?? false] : [];
    });
    expect(placed.filter(Boolean).length / placed.length).toBeGreaterThan(0.8);
  });
});

describe('the courses of the demonstration', () => {
  const courses = ofKind('course');

  it('run from 2024 to 2026 in every class', () => {
    const years = new Set(courses.map(({ course }) => `${course.start.slice(0, 4)} ${course.class}`));
    expect(years.size).toBe(3 * 4);
  });

  it('record nobody twice in a course, and nobody who was not in service when it ended', () => {
    for (const { course, rows } of courses) {
      expect(new Set(rows.map((row) => row.staff)).size).toBe(rows.length);
      for (const row of rows) expect(serviceOn(byId.get(row.staff) as StaffRecord, course.end)).toBeDefined();
    }
  });
});
