import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECREASES, INCREASES, type KeptHeadcount } from '../../../shared/domain/headcount.ts';
import { FORM_ROW_NAMES } from '../../../shared/domain/headcount-form.ts';
import { PeriodMovements, movementRows } from '../../../shared/domain/headcount-movements.ts';
import { CATEGORIES } from '../../../shared/domain/vocabulary.ts';

type Row = KeptHeadcount['categories'][number];
const report = (unit: string, month: string, ...categories: Partial<Row>[]): KeptHeadcount => ({
  unit,
  month,
  categories: categories.map((row) => ({ category: 'employee-budget', opening: 0, increases: {}, decreases: {}, closing: 0, ...row })),
  reportedOn: null,
  state: 'recorded',
  review: null,
  enteredBy: [],
  version: 1,
});
const ALIVE = () => ({ began: false, ended: false });

describe('form 8c', () => {
  it('takes the opening of the first month, the closing of the last, and every movement between', () => {
    const movements = new PeriodMovements();
    movements.add(report('A', '2026-01', { opening: 40, increases: { 'recruited-by-exam': 2 }, closing: 42 }));
    movements.add(report('A', '2026-02', { opening: 42, decreases: { retired: 3, streamlined: 1 }, closing: 38 }));
    movements.add(report('B', '2026-02', { opening: 10, decreases: { retired: 1 }, closing: 9 }));
    expect(movements.column('public-employee', ALIVE)).toMatchObject({
      opening: 50,
      'recruited-by-exam': 2,
      increases: 2,
      retired: 4,
      streamlined: 1,
      decreases: 5,
      reorganised: 0,
      unexplained: 0,
      closing: 47,
    });
  });

  it('counts cadres with civil servants, and public employees on revenue on a line of their own', () => {
    const movements = new PeriodMovements();
    const both = [
      { category: 'cadre', opening: 3, closing: 3 },
      { category: 'civil-servant', opening: 7, closing: 7 },
      { category: 'employee-revenue', opening: 5, closing: 5 },
      { category: 'non-specialised', opening: 9, closing: 9 },
    ] as const;
    movements.add(report('A', '2026-01', ...both));
    expect(FORM_ROW_NAMES.map((row) => movements.column(row, ALIVE).closing)).toEqual([10, 0, 5, 0]);
  });

  it('shows what openings leave unexplained, and counts the reports', () => {
    const movements = new PeriodMovements();
    movements.add(report('A', '2026-01', { opening: 40, closing: 40 }));
    movements.add(report('A', '2026-03', { opening: 43, closing: 43 }));
    expect(movements.column('public-employee', ALIVE)).toMatchObject({ opening: 40, unexplained: 3, closing: 43 });
    expect(movements).toMatchObject({ reports: 2, openingsThatDiffer: 1, overrides: 0 });
  });

  it('lets a merged school neither leave nor come: the people of those that ended are those that the new one begins with', () => {
    const movements = new PeriodMovements();
    for (const unit of ['A', 'B']) movements.add(report(unit, '2026-06', { opening: 40, closing: 40 }));
    movements.add(report('C', '2026-09', { opening: 80, closing: 80 }));
    const lifeOf = (unit: string) => ({ began: unit === 'C', ended: unit !== 'C' });
    expect(movements.column('public-employee', lifeOf)).toMatchObject({ opening: 80, reorganised: 0, unexplained: 0, closing: 80 });
  });

  it('begins with whom a unit last reported that ended in the period before it reported', () => {
    const movements = new PeriodMovements();
    movements.carry(report('A', '2025-12', { opening: 41, decreases: { retired: 1 }, closing: 40 }));
    movements.add(report('C', '2026-03', { opening: 40, closing: 40 }));
    const lifeOf = (unit: string) => ({ began: unit === 'C', ended: unit === 'A' });
    const lines = { opening: 40, decreases: 0, reorganised: 0, unexplained: 0, closing: 40 };
    expect(movements.column('public-employee', lifeOf)).toMatchObject(lines);
    expect(movements.reports).toBe(1);
  });

  it('compares with the year before in exact parts, with nothing to divide by named as such', () => {
    const [now, before] = [new PeriodMovements(), new PeriodMovements()];
    now.add(report('A', '2026-01', { opening: 40, decreases: { retired: 1 }, closing: 39 }));
    before.add(report('A', '2025-01', { opening: 48, closing: 48 }));
    const rows = movementRows((row) => ({ now: now.column(row, ALIVE), before: before.column(row, ALIVE) }));
    const line = (name: string) => rows[1]?.lines.find((one) => one.line === name);
    expect(line('opening')?.ratio).toEqual({ numerator: 40, denominator: 48, percent: '83.3333' });
    expect(line('retired')?.ratio).toEqual({ numerator: 1, denominator: 0, percent: null });
    expect(line('unexplained')?.ratio).toBeNull();
  });

  it('always adds up: opening + increases − decreases + reorganised + unexplained = closing', () => {
    const count = fc.nat(50);
    const row = fc.record({
      category: fc.constantFrom(...CATEGORIES),
      opening: count,
      increases: fc.dictionary(fc.constantFrom(...INCREASES), count),
      decreases: fc.dictionary(fc.constantFrom(...DECREASES), count),
      closing: count,
    });
    const one = fc.record({
      unit: fc.constantFrom('A', 'B', 'C', 'D'),
      rows: fc.uniqueArray(row, { selector: ({ category }) => category, maxLength: 6 }),
    });
    const lives = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.record({ began: fc.boolean(), ended: fc.boolean() }));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), lives, (reports, life) => {
        const movements = new PeriodMovements();
        for (const { unit, rows } of reports) movements.add(report(unit, '2026-01', ...(rows as Partial<Row>[])));
        const lifeOf = (unit: string) => life[unit] ?? ALIVE();
        let closing = 0;
        for (const name of FORM_ROW_NAMES) {
          const lines = movements.column(name, lifeOf);
          expect(lines.opening + lines.increases - lines.decreases + lines.reorganised + lines.unexplained).toBe(lines.closing);
          expect(INCREASES.reduce((sum, line) => sum + lines[line], 0)).toBe(lines.increases);
          expect(DECREASES.reduce((sum, line) => sum + lines[line], 0)).toBe(lines.decreases);
          closing += lines.closing;
        }
        // Told again from the last report of each unit alone.
        const last = new Map(reports.map((each) => [each.unit, each.rows]));
        const counted = [...last].filter(([unit]) => !lifeOf(unit).ended).flatMap(([, rows]) => rows);
        expect(closing).toBe(counted.reduce((sum, each) => sum + (each.category === 'non-specialised' ? 0 : each.closing), 0));
      }),
    );
  });
});
