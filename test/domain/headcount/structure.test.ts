import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgeCell } from '../../../shared/domain/age-profile.ts';
import { AGE_BANDS, ageBandOf, ageInMonths, structureRows } from '../../../shared/domain/headcount-structure.ts';
import { type StructureInput, requireStructure } from '../../../shared/domain/structure.ts';
import { monthOf } from '../../../shared/time.ts';
import { refusal } from '../../law/refusal.ts';

const cell = (birthMonth: string, count = 1, more: Partial<AgeCell> = {}): AgeCell => ({
  category: 'civil-servant',
  sex: 'female',
  birthMonth,
  count,
  ...more,
});
const [civil] = structureRows({ cells: [], entered: [], graded: [] }, '2025-12-31');

describe('form 8B', () => {
  it.each([
    ['1995-01', '2025-12-31', 'up-to-30'],
    ['1994-12', '2025-11-30', 'up-to-30'],
    ['1994-12', '2025-12-01', '31-35'],
    ['1990-01', '2025-12-31', '31-35'],
    ['1989-12', '2025-12-31', '36-40'],
    ['1965-01', '2025-12-31', '56-60'],
    ['1964-12', '2025-12-31', 'over-60'],
  ])('puts a person born in %s on %s into %s', (birthMonth, on, band) => {
    expect(ageBandOf(ageInMonths(birthMonth, on))).toBe(band);
  });

  it('has a row of nobody without an average', () => {
    expect(civil).toMatchObject({ present: 0, averageAge: null, female: { people: 0, ratio: { percent: null } } });
  });

  it('says shares in exact parts and the average age as months over twelve times the people', () => {
    const cells = [cell('1985-12', 2), cell('1995-12', 1, { sex: 'male', category: 'cadre' })];
    const entered = [
      { category: 'civil-servant', present: 4, ethnicMinority: 1, partyMembers: 3, qualifications: { master: 1, university: 3 } } as const,
    ];
    const bac = { scale: 'bac', value: 3 } as const;
    const graded = [{ category: 'cadre', grade: null } as const, { category: 'civil-servant', grade: bac } as const];
    const [row] = structureRows({ cells, entered, graded }, '2025-12-31');
    expect(row).toMatchObject({
      present: 3,
      female: { people: 2, ratio: { numerator: 2, denominator: 3, percent: '66.6667' } },
      averageAge: { numerator: 2 * 480 + 360, denominator: 36, years: '36.6667' },
      entered: { present: 4, ethnicMinority: { people: 1, ratio: { numerator: 1, denominator: 4 } }, partyMembers: { people: 3 } },
      grades: [
        { grade: bac, people: 1 },
        { grade: null, people: 1 },
      ],
    });
    expect(row?.entered.qualifications.filter(({ people }) => people > 0)).toEqual([
      { qualification: 'master', people: 1 },
      { qualification: 'university', people: 3 },
    ]);
  });

  it('puts everybody into exactly one band, told again by the birthday', () => {
    const birth = fc.integer({ min: 1936 * 12, max: 2009 * 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(birth, fc.integer({ min: 1, max: 9 }))), (people) => {
        const cells = people.map(([month, count]) => cell(monthOf(month), count));
        const [row] = structureRows({ cells, entered: [], graded: [] }, '2026-06-30');
        expect(row?.ages.reduce((sum, each) => sum + each.people, 0)).toBe(row?.present);
        const firstOver = (age: number) => `${2026 - age - 1}-06`;
        const upTo30 = cells.filter(({ birthMonth }) => birthMonth > firstOver(30)).reduce((sum, { count }) => sum + count, 0);
        const over60 = cells.filter(({ birthMonth }) => birthMonth <= firstOver(60)).reduce((sum, { count }) => sum + count, 0);
        const inBand = (band: string) => row?.ages.find((each) => each.band === band)?.people;
        expect([inBand(AGE_BANDS[0]), inBand('over-60')]).toEqual([upTo30, over60]);
      }),
    );
  });
});

describe('structure counts', () => {
  const row = { category: 'civil-servant', present: 4, ethnicMinority: 1, partyMembers: 3, qualifications: { university: 4 } } as const;
  const refused = (...categories: StructureInput['categories']) => refusal(() => requireStructure({ categories }));

  it('add up, each part at most the whole, each category once', () => {
    expect(() => requireStructure({ categories: [row] })).not.toThrow();
    expect(() => requireStructure({ categories: [{ ...row, partyMembers: 4 }] })).not.toThrow();
    expect(refused({ ...row, partyMembers: 5 })).toMatchObject({ code: 'part-above-whole', field: 'categories.0.partyMembers' });
    expect(refused({ ...row, ethnicMinority: 5 })).toMatchObject({ code: 'part-above-whole', field: 'categories.0.ethnicMinority' });
    expect(refused({ ...row, qualifications: { university: 3 } })).toMatchObject({
      code: 'qualifications-do-not-add-up',
      data: { sum: 3, present: 4 },
    });
    expect(refused(row, row)).toMatchObject({ code: 'duplicate-category', field: 'categories.1.category' });
  });
});
