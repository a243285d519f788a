import { describe, expect, test } from 'vitest';
import { plainDateAt } from '../../shared/time.ts';

describe('the date in Asia/Ho_Chi_Minh', () => {
  test('turns at 17:00 UTC', () => {
    expect(plainDateAt(Date.parse('2024-02-28T16:59:59.999Z'))).toBe('2024-02-28');
    expect(plainDateAt(Date.parse('2024-02-28T17:00:00.000Z'))).toBe('2024-02-29');
  });

  test('is that of the time zone data around every midnight of the months from 1976 to 2100', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });
    for (let year = 1976; year <= 2100; year++)
      for (let month = 0; month < 12; month++)
        for (const at of [Date.UTC(year, month, 1, 16, 59, 59, 999), Date.UTC(year, month, 1, 17), Date.UTC(year, month, 0, 23, 30)])
          expect(plainDateAt(at)).toBe(zone.format(at));
  });
});
