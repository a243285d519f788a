import { describe, expect, it } from 'vitest';
import { YEARS, type YearPlan } from '../../functions/local/demo/posts/plan.ts';
import { attainment } from '../../shared/domain/cut.ts';
import { assignedOn } from '../../shared/domain/ledger.ts';
import { postEntryInputSchema, RESERVE } from '../../shared/domain/posts.ts';
import { postsIn, replay, stepsOf } from './replay.ts';

const register = replay();
const entries = stepsOf('posts').flatMap(({ year, rows }) =>
  rows.flatMap((row) => row.entries.map((entry) => ({ year, unit: row.unit, ...entry }))),
);
const CIVIL = ['cadre', 'civil-servant'] as const;
const BUDGET = ['employee-budget'] as const;
const sum = (list: readonly { quantity: number }[]) => list.reduce((total, { quantity }) => total + quantity, 0);

describe('the posts of the demonstration province', () => {
  it('are what the register accepts as they stand', () => {
    for (const { year: _year, unit: _unit, ...entry } of entries) expect(postEntryInputSchema.parse(entry)).toEqual(entry);
  });

  it('are 5,500 cadre and civil-servant and 26,500 budget-paid public-employee posts at the end of 2021', () => {
    expect(postsIn(register, CIVIL, '2021-12-31')).toBe(5_500);
    expect(postsIn(register, BUDGET, '2021-12-31')).toBe(26_500);
  });

  it('hold about one in a hundred in reserve', () => {
    const reserve = sum(entries.filter(({ year, unit }) => year === 2021 && unit === RESERVE));
    expect(reserve / 32_000).toBeGreaterThan(0.008);
    expect(reserve / 32_000).toBeLessThan(0.012);
  });

  it('come to a bit more than 5,000 civil-servant and about 24,000 public-employee posts at the end of 2025', () => {
    const civilServants = postsIn(register, ['civil-servant'], '2025-12-31');
    expect(civilServants).toBeGreaterThan(5_000);
    expect(civilServants).toBeLessThan(5_400);
    expect(Math.abs(postsIn(register, BUDGET, '2025-12-31') - 24_000)).toBeLessThan(300);
  });

  it('miss the tenth by the end of 2025 narrowly and meet it by the end of 2026', () => {
    const base = postsIn(register, BUDGET, '2021-12-31');
    const of = (date: string) =>
      attainment({ base, current: postsIn(register, BUDGET, date), cut: { numerator: 1, denominator: 10 }, rounding: 'half-up' });
    expect(of('2025-12-31').metRounded).toBe(false);
    expect(Number(of('2025-12-31').change.percent)).toBeGreaterThan(9);
    expect(of('2026-12-31').metExactly).toBe(true);
  });

  it('meet the twentieth of cadres and civil servants in 2026 but not before, without the scope transfers', () => {
    const base = postsIn(register, CIVIL, '2021-12-31');
    const entered = sum(
      entries.filter(({ reason, category }) => reason === 'scope-transfer' && (CIVIL as readonly string[]).includes(category)),
    );
    const of = (date: string) =>
      attainment({ base, current: postsIn(register, CIVIL, date) - entered, cut: { numerator: 1, denominator: 20 }, rounding: 'half-up' });
    expect(entered).toBe(96);
    expect(of('2025-12-31').metRounded).toBe(false);
    expect(of('2026-12-31').metExactly).toBe(true);
  });

  it('turn over 1,700 commune cadre posts into civil-servant posts on 1 July 2025 and change no total by it', () => {
    const scope = entries.filter(({ reason }) => reason === 'scope-transfer');
    expect(-sum(scope.filter(({ category }) => category === 'cadre'))).toBeGreaterThan(1_700);
    expect(sum(scope)).toBe(0);
    expect(new Set(scope.map(({ effectiveFrom }) => effectiveFrom))).toEqual(new Set(['2025-07-01']));
  });

  it('leave the budget unit by unit without a post being lost', () => {
    const converted = entries.filter(({ reason, issuer }) => reason === 'pay-source-transfer' && issuer === 'provincial-council');
    expect(sum(converted)).toBe(0);
    for (const unit of new Set(converted.map((entry) => entry.unit))) expect(sum(converted.filter((entry) => entry.unit === unit))).toBe(0);
    expect(new Set(converted.map(({ unit }) => unit)).size).toBeGreaterThan(15);
  });

  it('add teacher posts outside the base in 2022 to 2024 only', () => {
    const added = entries.filter(({ reason }) => reason === 'supplement');
    expect(added.every(({ outsideBase, quantity }) => outsideBase && quantity > 0)).toBe(true);
    expect(new Set(added.map(({ year }) => year))).toEqual(new Set([2022, 2023, 2024]));
  });

  it.each([2022, 2023, 2024, 2025, 2026])(
    'start %i from what the year before closed with, but for the planned handful left unexplained',
    (year) => {
      const closing = new Map<string, number>(
        assignedOn(register.ledger.get(year - 1)?.values() ?? [], `${year - 1}-12-31`, register.tree)
          .flatMap(({ unit, issuer, category, assigned, outsideBase }) => [
            [`${unit}|${issuer}|${category}|false`, assigned - outsideBase] as const,
            [`${unit}|${issuer}|${category}|true`, outsideBase] as const,
          ])
          .filter(([, quantity]) => quantity !== 0),
      );
      const assigned = entries.filter((entry) => entry.year === year && entry.reason === 'assign');
      const opening = new Map(
        assigned.map((entry) => [`${entry.unit}|${entry.issuer}|${entry.category}|${entry.outsideBase}`, entry.quantity]),
      );
      expect([...opening.keys()].sort()).toEqual([...closing.keys()].sort());
      const differing = [...opening].filter(([cell, quantity]) => quantity !== closing.get(cell));
      expect(differing).toHaveLength((YEARS[year] as YearPlan).unexplained);
    },
  );

  it('differ slightly between the two issuers where both are recorded', () => {
    const date = '2021-12-31';
    const cells = assignedOn(register.ledger.get(2021)?.values() ?? [], date, register.tree);
    const second = cells.filter(({ issuer }) => issuer === 'central-organisation-commission');
    const council = new Map(
      cells.filter(({ issuer }) => issuer === 'provincial-council').map((cell) => [`${cell.unit}|${cell.category}`, cell.assigned]),
    );
    const gaps = second.map((cell) => cell.assigned - (council.get(`${cell.unit}|${cell.category}`) ?? 0));
    expect(second.length).toBeGreaterThan(50);
    expect(gaps.some((gap) => gap !== 0)).toBe(true);
    expect(gaps.every((gap) => Math.abs(gap) <= 2)).toBe(true);
  });
});
