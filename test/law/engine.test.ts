import { describe, expect, it } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { type Rule, basisOf, inForce, periodsOf, valueOn } from '../../shared/law/engine.ts';
import type { Source } from '../../shared/law/source.ts';
import { refusal } from './refusal.ts';

const source = (act: string, status: Source['status'] = 'enacted'): Source => ({
  act,
  article: 'Điều 1',
  publishedOn: null,
  status,
  sourceStatus: 'recalled',
});
const rule: Rule<number> = {
  id: 'sample',
  title: { vi: 'Mẫu', en: 'Sample' },
  unit: 'text',
  description: { vi: 'Mẫu', en: 'Sample' },
  values: [
    { from: '2020-01-01', value: 1, source: source('A'), lastChecked: null },
    { from: '2022-07-01', until: '2023-01-01', value: 2, source: source('B'), lastChecked: null },
    { from: '2024-01-01', until: '2099-01-01', value: 3, source: source('C'), lastChecked: null },
    { from: '2024-06-01', value: 9, source: source('draft', 'proposed'), lastChecked: null },
    { from: '2025-01-01', value: 4, source: source('D'), lastChecked: null },
  ],
};

describe('the law in force', () => {
  it.each([
    ['2020-01-01', 1],
    ['2022-06-30', 1],
    ['2022-07-01', 2],
    ['2022-12-31', 2],
    ['2024-01-01', 3],
    ['2024-12-31', 3],
    ['2025-01-01', 4],
    ['2199-12-31', 4],
  ])('on %s is value %i', (date, value) => {
    expect(inForce(rule, date).value).toBe(value);
    expect(valueOn(rule, date)?.value).toBe(value);
  });

  it.each(['2019-12-31', '2023-01-01', '2023-12-31'])('is refused on %s, when there is none', (date) => {
    expect(refusal(() => inForce(rule, date))).toMatchObject({ code: 'no-law-in-force', data: { rule: 'sample', date } });
    expect(valueOn(rule, date)).toBeUndefined();
    expect(() => inForce(rule, date)).toThrow(Refusal);
  });

  it('never takes a proposal, though it begins later than the law', () => {
    expect(inForce(rule, '2024-06-01').source.act).toBe('C');
  });

  it('ends with its own end or with the next enacted value, whichever is first', () => {
    expect(periodsOf(rule).map(({ from, until }) => [from, until])).toEqual([
      ['2020-01-01', '2022-07-01'],
      ['2022-07-01', '2023-01-01'],
      ['2024-01-01', '2025-01-01'],
      ['2025-01-01', null],
    ]);
  });

  it('changes by a new dated value alone', () => {
    const amended = { ...rule, values: [...rule.values, { from: '2026-01-01', value: 5, source: source('E'), lastChecked: null }] };
    expect(inForce(amended, '2025-12-31').value).toBe(4);
    expect(inForce(amended, '2026-01-01').value).toBe(5);
  });

  it('is cited with the rule, the value applied, its first day and its article', () => {
    expect(basisOf(rule, inForce(rule, '2022-08-01'), 'two')).toEqual({
      rule: 'sample',
      value: 'two',
      effectiveFrom: '2022-07-01',
      act: 'B',
      article: 'Điều 1',
      sourceStatus: 'recalled',
    });
  });
});
