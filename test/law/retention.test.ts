import { describe, expect, test } from 'vitest';
import { keptUntil } from '../../shared/law/retention.ts';

describe('how long the record of a person who left is kept', () => {
  test.each([
    ['2026-01-01', '2096-01-01'],
    ['2025-12-31', '2095-12-31'],
    ['2024-02-29', '2094-02-28'],
    ['2034-02-28', '2104-02-28'],
    ['2044-02-29', '2114-02-28'],
  ])('who left on %s: until %s', (left, until) => {
    expect(keptUntil(left, '2026-11-23')).toMatchObject({ until, years: 70, basis: { rule: 'staff-record-retention' } });
  });

  test('asked about a day before the rule, there is none', () => {
    expect(() => keptUntil('2022-01-01', '2023-02-14')).toThrow('no-law-in-force');
    expect(keptUntil('2022-01-01', '2023-02-15').years).toBe(70);
  });
});
