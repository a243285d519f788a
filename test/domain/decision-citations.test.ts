import { describe, expect, it } from 'vitest';
import { citationsOf, decisionGroup, decisionKey, decisionsIn } from '../../shared/domain/decision-citations.ts';
import type { Decision } from '../../shared/domain/vocabulary.ts';

const decision = (number: string, more: Partial<Decision> = {}): Decision => ({
  number,
  date: '2025-06-16',
  issuedBy: 'UBND tỉnh Quảng Ninh',
  ...more,
});

describe('the number of a decision', () => {
  it.each([
    ['as printed', '3168/QĐ-UBND'],
    ['in small letters', '3168/qđ-ubnd'],
    ['decomposed', '3168/QĐ-UBND'.normalize('NFD')],
    ['with Eth for Đ', '3168/Q\u00d0-UBND'],
    ['with small eth', '3168/q\u00f0-ubnd'],
    ['with a long dash and spaces', ' 3168 / QĐ – UBND '],
    ['with leading zeros', '03168/QĐ-UBND'],
    ['after the word', 'Số: 3168/QĐ-UBND'],
  ])('is one, written %s', (_how, number) => {
    expect(decisionKey(number)).toBe('3168/QĐ-UBND');
  });

  it('is not that of another kind or number', () => {
    const keys = ['3168/QĐ-UBND', '3168/QĐ-TTg', '31680/QĐ-UBND', '3168/NQ-HĐND', '3168/QĐ-SNV', '3168'].map(decisionKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(['0', '000', 'Số', '37/NQ-HĐND (số liệu mô phỏng)'].map(decisionKey)).toEqual(['0', '0', 'SỐ', '37/NQ-HĐND (SỐ LIỆU MÔ PHỎNG)']);
  });

  it('is told from the same number of another year or body', () => {
    const group = (more: Partial<Decision>) => decisionGroup(decision('1', more));
    expect(group({ issuedBy: 'ubnd  tỉnh quảng ninh' })).toBe(group({}));
    expect(group({ date: '2024-06-16' })).not.toBe(group({}));
    expect(group({ issuedBy: 'Sở Nội vụ' })).not.toBe(group({}));
  });
});

describe('a change rests on', () => {
  const [one, two] = [decision('1/QĐ'), decision('2/QĐ')];
  const named = (whole: Decision | null, ...changes: { before: unknown; after: unknown }[]) =>
    citationsOf(whole, changes).map(({ decision: { number }, changes: places }) => [number, ...places]);

  it('the decision of its transaction', () => {
    expect(named(one, { before: null, after: {} }, { before: null, after: {} })).toEqual([['1/QĐ', 0, 1]]);
  });

  it('each decision that its record cites, however deep', () => {
    const after = { added: [{ decision: one }, { decision: two }, { decision: one }] };
    const found = named(null, { before: { entries: 2 }, after });
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining([
        ['1/QĐ', 0],
        ['2/QĐ', 0],
      ]),
    );
  });

  it('no decision that the record cited before', () => {
    const before = { periods: [{ decision: one }] };
    expect(named(null, { before, after: { periods: [{ decision: one }, { decision: two }] } })).toEqual([['2/QĐ', 0]]);
    expect(named(null, { before, after: { ...before, name: 'x' } })).toEqual([]);
  });

  it('nothing that only looks like one', () => {
    expect(decisionsIn({ number: '1', date: '2025-01-01' })).toEqual([]);
    expect(decisionsIn({ ...one, note: 'x' })).toEqual([]);
    expect(decisionsIn([null, 'x', 1, undefined, { number: 1, date: 'x', issuedBy: 'y' }])).toEqual([]);
  });
});
