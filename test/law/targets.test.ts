import { describe, expect, it } from 'vitest';
import { MILESTONE_RULES, milestonesOn, TARGET_RULES, targetBasis, targetOn, targetsOn } from '../../shared/law/targets.ts';
import { targetSchema } from '../../shared/law/target-schema.ts';
import { refusal } from './refusal.ts';

const ON = '2025-12-31';
const amounts: Record<string, [string, string, string]> = {
  'units-2025': ['1/10', 'cut-at-least', '2025-12-31'],
  'payroll-2025': ['1/10', 'cut-at-least', '2025-12-31'],
  'payroll-2026': ['1/10', 'cut-at-least', '2026-12-31'],
  'civil-servants-2026': ['1/20', 'cut-at-least', '2026-12-31'],
  'payroll-2030': ['1/10', 'cut-at-least', '2030-12-31'],
  'self-financing-2025': ['1/5', 'share-at-least', '2025-12-31'],
  'budget-2030': ['3/20', 'cut-at-least', '2030-12-31'],
  'digital-training': ['1/1', 'share-at-least', '2025-12-31'],
  'data-training': ['1/2', 'share-at-least', '2025-12-31'],
  'positions-2025': ['1/1', 'share-at-least', '2025-12-31'],
  'districts-2025': ['6 of 13', 'count-at-least', '2025-12-31'],
};

describe('the targets of resolution 124', () => {
  it('are the eleven, with amount, comparison and deadline', () => {
    const found = targetsOn(ON).map((target) => [target.id, [targetBasis(target).value, target.comparison, target.deadline]]);
    expect(Object.fromEntries(found)).toEqual(amounts);
    expect(found).toHaveLength(11);
  });

  it('hold from 4 November 2022 to the end of 2030, and are refused the day before and the day after', () => {
    expect(targetsOn('2022-11-04')).toHaveLength(11);
    expect(targetsOn('2030-12-31')).toHaveLength(11);
    for (const date of ['2022-11-03', '2031-01-01']) {
      expect(refusal(() => targetsOn(date))).toMatchObject({ code: 'no-law-in-force', data: { rule: 'targets', date } });
      expect(refusal(() => targetOn('payroll-2030', date))).toMatchObject({
        code: 'no-law-in-force',
        data: { rule: 'payroll-2030', date },
      });
      expect(refusal(() => milestonesOn(date)).code).toBe('no-law-in-force');
    }
  });

  it('answer in the shape of the API, each with source, first day and passage', () => {
    for (const target of [...targetsOn(ON), ...milestonesOn(ON)]) {
      expect(targetSchema.parse(target)).toEqual(target);
      expect(target.source).toMatchObject({ act: '124/NQ-HĐND', publishedOn: '2022-11-04', status: 'enacted', sourceStatus: 'read' });
      expect(target.effectiveFrom).toBe('2022-11-04');
      expect(target.quotation).toBe(target.quotation.normalize('NFC'));
    }
  });

  it.each([
    ['units-2025', 'tối thiểu 10% số lượng đơn vị sự nghiệp công lập'],
    ['payroll-2025', '10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2021'],
    ['payroll-2026', 'ít nhất 10% biên chế viên chức hưởng lương từ ngân sách nhà nước'],
    ['civil-servants-2026', 'ít nhất 5% biên chế cán bộ, công chức'],
    ['payroll-2030', 'Tiếp tục giảm 10%'],
    ['self-financing-2025', 'tối thiểu 20% đơn vị sự nghiệp công lập'],
    ['budget-2030', 'Giảm bình quân 15% chi trực tiếp'],
    ['digital-training', '100% cán bộ, công chức, viên chức'],
    ['data-training', '50% cán bộ, công chức, viên chức'],
    ['positions-2025', '100% cơ quan nhà nước'],
    ['districts-2025', '6/13 đơn vị cấp huyện'],
    ['cadre-database-2023', 'cán bộ, công chức, viên chức; y tế'],
  ])('quote for %s the words that set its amount', (id, words) => {
    expect(targetOn(id, ON).quotation).toContain(words);
  });

  it('count for the two clocks: units of public service for 2025 and 2030, bodies of every kind for 2026', () => {
    const population = (id: string) => targetOn(id, ON).population;
    for (const id of ['payroll-2025', 'payroll-2030'])
      expect(population(id)).toMatchObject({ categories: ['employee-budget'], unitKinds: ['public-service'], levels: null });
    expect(population('payroll-2026')).toMatchObject({ categories: ['employee-budget'], unitKinds: null });
    expect(population('civil-servants-2026')).toMatchObject({ categories: ['cadre', 'civil-servant'], unitKinds: null });
    expect(population('units-2025')).toMatchObject({ categories: null, unitKinds: ['public-service'] });
  });

  it('let only groups 1 and 2 reach the self-financing share', () => {
    expect(targetOn('self-financing-2025', ON).population.bands).toEqual(['1', '2']);
  });

  it('name the readings of an ambiguous base and exactly one default', () => {
    const readings = (id: string) => targetOn(id, ON).base?.readings ?? [];
    expect(readings('payroll-2030').map((reading) => [reading.id, reading.default])).toEqual([
      ['frozen-baseline', true],
      ['target-2025', false],
    ]);
    expect(
      readings('budget-2030')
        .filter((reading) => reading.default)
        .map(({ id }) => id),
    ).toEqual(['period-means']);
    expect(targetOn('budget-2030', ON).base).toMatchObject({ firstYear: 2021, year: 2025 });
  });

  it('mark the base year of 2022–2026 as recalled', () => {
    const target = targetOn('civil-servants-2026', ON);
    expect(target.base?.sourceStatus).toBe('recalled');
    expect(target.carryOver?.vi).toContain('40-KL/TW');
    expect(target.base?.year).toBe(2021);
  });

  it('end with the districts on 30 June 2025 for their target alone', () => {
    expect(
      targetsOn(ON)
        .filter(({ populationEnds }) => populationEnds !== undefined)
        .map(({ id, populationEnds }) => [id, populationEnds]),
    ).toEqual([['districts-2025', '2025-06-30']]);
  });

  it('are due every year for training alone', () => {
    expect(
      targetsOn(ON)
        .filter(({ yearly }) => yearly)
        .map(({ id }) => id),
    ).toEqual(['digital-training', 'data-training']);
  });

  it('set no number of units for 2030', () => {
    expect(
      targetsOn(ON)
        .filter(({ kind }) => kind === 'unit-count-cut')
        .map(({ deadline }) => deadline),
    ).toEqual(['2025-12-31']);
  });

  it('stand beside one milestone, which is no target', () => {
    expect(milestonesOn(ON).map(({ id, deadline, kind }) => [id, deadline, kind])).toEqual([
      ['cadre-database-2023', '2023-12-31', 'milestone'],
    ]);
    expect(TARGET_RULES.map(({ id }) => id)).not.toContain(MILESTONE_RULES[0]?.id);
  });

  it('are cited by rule, amount and article', () => {
    expect(targetBasis(targetOn('payroll-2030', ON))).toEqual({
      rule: 'payroll-2030',
      value: '1/10',
      effectiveFrom: '2022-11-04',
      act: '124/NQ-HĐND',
      article: 'Điều 1 khoản 2 điểm b (2)',
      sourceStatus: 'read',
    });
  });

  it('an unknown target is not found', () => {
    expect(refusal(() => targetOn('units-2030', ON))).toMatchObject({ code: 'not-found', data: { what: 'units-2030' } });
  });
});
