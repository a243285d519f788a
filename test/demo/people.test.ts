import { describe, expect, it } from 'vitest';
import { ageProfileInputSchema } from '../../shared/domain/age-profile.ts';
import { type HeadcountRow, expectedClosing, headcountInputSchema } from '../../shared/domain/headcount.ts';
import { assignedOn } from '../../shared/domain/ledger.ts';
import { retirementDate } from '../../shared/law/retirement.ts';
import { lastDay, monthIndex } from '../../shared/time.ts';
import { replay, stepsOf } from './replay.ts';

const register = replay();
const reports = stepsOf('headcount');
const profiles = stepsOf('age-profiles');
type Report = (typeof reports)[number];

const rowsOf = ({ rows }: Report) =>
  rows.flatMap(({ unit, categories }) => categories.map((row) => ({ cell: `${unit}|${row.category}`, unit, ...row })));
const total = (rows: readonly HeadcountRow[], pick: (row: HeadcountRow) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
const differing = (before: Report, after: Report): number => {
  const closings = new Map(rowsOf(before).map(({ cell, closing }) => [cell, closing]));
  const reporting = new Set(before.rows.map(({ unit }) => unit));
  return rowsOf(after).filter(({ cell, unit, opening }) => reporting.has(unit) && opening !== (closings.get(cell) ?? 0)).length;
};
const pairs = reports.slice(1).map((after, index) => [reports[index] as Report, after] as const);

describe('the headcounts', () => {
  it('run by quarter to 2025 and by month since', () => {
    const months = reports.map(({ month }) => month);
    expect(months.filter((month) => month < '2026')).toHaveLength(20);
    expect(months.filter((month) => month >= '2026')).toEqual(
      Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
    );
  });

  it('are what the register accepts, of units alive at the end of the month, and add up', () => {
    for (const report of reports)
      for (const { unit, ...input } of report.rows) {
        expect(headcountInputSchema.parse(input)).toEqual(input);
        expect(register.tree.on(unit, lastDay(report.month)), `${unit} in ${report.month}`).toBeDefined();
        for (const row of input.categories) expect(expectedClosing(row)).toBe(row.closing);
      }
  });

  it('open with the last closing, but for a handful that a control should find', () => {
    const flagged = pairs.reduce((sum, [before, after]) => sum + differing(before, after), 0);
    expect(flagged).toBeGreaterThan(2);
    expect(flagged).toBeLessThan(25);
  });

  it('lose and invent nobody when units merge: the province’s people change by recruits and leavers only', () => {
    const compared: string[] = [];
    for (const [before, after] of pairs) {
      const [then, now] = [rowsOf(before), rowsOf(after)];
      const newCadres = total(now, ({ category, increases }) => (category === 'cadre' ? (increases.received ?? 0) : 0));
      const wentOutside = after.month === '2025-03';
      if (newCadres > 0 || wentOutside) continue;
      compared.push(after.month);
      const hired = total(now, ({ increases }) => (increases['recruited-by-exam'] ?? 0) + (increases['recruited-by-selection'] ?? 0));
      const left = total(
        now,
        ({ decreases: { retired = 0, resigned = 0, dismissed = 0, streamlined = 0, other = 0 } }) =>
          retired + resigned + dismissed + streamlined + other,
      );
      // A slip of an opening is paired with a leaver who never was.
      const slips = differing(before, after);
      expect(
        total(now, ({ closing }) => closing),
        after.month,
      ).toBe(total(then, ({ closing }) => closing) + hired - left + slips);
    }
    expect(compared).toEqual(expect.arrayContaining(['2025-09', '2025-12']));
  });

  it('give a new commune what its old communes and its district had', () => {
    const [before, after] = pairs.find(([, { month }]) => month === '2025-09') as (typeof pairs)[number];
    const opening = rowsOf(after).filter(({ unit }) => unit === 'H49.105' /* phường Hoàng Quế */);
    const sources = new Set(register.reorganisations.filter(({ targets }) => targets.includes('H49.105')).flatMap(({ ends }) => ends));
    const sourcesHad = rowsOf(before).filter(({ unit, category }) => sources.has(unit) && category === 'cadre');
    expect(
      total(
        opening.filter(({ category }) => category === 'cadre'),
        (row) => row.opening,
      ),
    ).toBe(total(sourcesHad, (row) => row.closing));
  });

  it('stay a few in a hundred below the posts, and hardly ever above them in a unit', () => {
    for (const report of reports) {
      const date = lastDay(report.month);
      const cells = assignedOn(register.ledger.get(+date.slice(0, 4))?.values() ?? [], date, register.tree).filter(
        (cell) => cell.issuer === 'provincial-council',
      );
      const posts = new Map(cells.map((cell) => [`${cell.unit}|${cell.category}`, cell.assigned]));
      const rows = rowsOf(report);
      const share =
        total(rows, ({ closing }) => closing) /
        cells.filter(({ unit }) => unit.startsWith('H')).reduce((sum, cell) => sum + cell.assigned, 0);
      expect(share, report.month).toBeGreaterThan(0.93);
      expect(share, report.month).toBeLessThan(0.99);
      expect(rows.filter(({ cell, closing }) => closing > (posts.get(cell) ?? 0)).length).toBe(0);
    }
  });
});

describe('the age profiles', () => {
  it('are taken at the end of 2021, of 2025 and in the last month reported', () => {
    expect(profiles.map(({ month }) => month)).toEqual(['2021-12', '2025-12', '2026-10']);
  });

  it('are what the register accepts, one cell per category, sex and birth month', () => {
    for (const { rows } of profiles)
      for (const { unit: _unit, ...input } of rows) {
        expect(ageProfileInputSchema.parse(input)).toEqual(input);
        const cells = input.cells.map(({ category, sex, birthMonth }) => `${category}|${sex}|${birthMonth}`);
        expect(new Set(cells).size).toBe(cells.length);
      }
  });

  it('count the people of the month’s report; before the staff records began a handful of units are one short', () => {
    for (const { month, rows } of profiles) {
      const report = reports.find((each) => each.month === month) as Report;
      const closings = new Map(report.rows.map(({ unit, categories }) => [unit, total(categories, ({ closing }) => closing)]));
      const gaps = rows.map(({ unit, cells }) => (closings.get(unit) ?? 0) - cells.reduce((sum, { count }) => sum + count, 0));
      const short = gaps.filter((gap) => gap !== 0);
      expect(short.every((gap) => gap === 1)).toBe(true);
      if (month < '2024') expect(short.length).toBeGreaterThan(0);
      else expect(short).toEqual([]);
      expect(short.length).toBeLessThan(15);
    }
  });

  it('show people of working age, of whom only a handful are past their statutory month', () => {
    for (const { month, rows } of profiles) {
      const cells = rows.flatMap((row) => row.cells);
      const ages = cells.map(({ birthMonth }) => (monthIndex(month) - monthIndex(birthMonth)) / 12);
      expect(Math.min(...ages)).toBeGreaterThanOrEqual(22);
      expect(Math.max(...ages)).toBeLessThan(66);
      const overdue = cells.filter(({ sex, birthMonth }) => retirementDate({ sex, birth: birthMonth }).postFreeFrom <= month);
      expect(overdue.length).toBeLessThan(20);
      if (month === '2026-10') expect(overdue.length).toBeGreaterThan(0);
    }
  });

  it('are mostly women in schools and mostly men in commune offices', () => {
    const share = (pattern: RegExp) => {
      const units = new Set(register.tree.aliveOn('2021-12-31').flatMap(({ unit, facts }) => (pattern.test(facts.name) ? [unit.key] : [])));
      const cells = (profiles[0]?.rows ?? []).filter(({ unit }) => units.has(unit)).flatMap((row) => row.cells);
      const people = (sex?: string) => cells.filter((cell) => !sex || cell.sex === sex).reduce((sum, { count }) => sum + count, 0);
      return people('female') / people();
    };
    expect(share(/^Trường Mầm non/)).toBeGreaterThan(0.9);
    expect(share(/^Trường (Tiểu học|THCS)/)).toBeGreaterThan(0.6);
    expect(share(/^UBND (xã|phường)/)).toBeLessThan(0.5);
  });
});
