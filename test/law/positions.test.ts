import { describe, expect, it } from 'vitest';
import { LISTED_POSITIONS } from '../../shared/law/positions/catalogue.ts';
import { POSITION_REGIMES, regimeOf, regimeOn } from '../../shared/law/positions/regimes.ts';
import { reviewTerms } from '../../shared/law/positions/review-steps.ts';
import { refusal } from './refusal.ts';

describe('the regimes of job positions', () => {
  it.each([
    ['civil-servants', '2025-12-30', 'decree-62-2020'],
    ['civil-servants', '2025-12-31', 'decree-361-2025'],
    ['public-employees', '2026-06-30', 'decree-106-2020'],
    ['public-employees', '2026-07-01', 'decree-232-2026'],
  ] as const)('of %s on %s: %s', (population, date, regime) => {
    expect(regimeOn(population, date)).toBe(regime);
  });

  it('begin in 2020', () => {
    expect(refusal(() => regimeOn('public-employees', '2020-10-28'))).toMatchObject({ code: 'no-law-in-force' });
    expect(regimeOn('public-employees', '2020-10-29')).toBe('decree-106-2020');
  });

  it('declare the totals of the lists of 2026: 10, 155 and 61', () => {
    expect(regimeOf('decree-232-2026').terms.groups.map(({ group, total }) => [group, total])).toEqual([
      ['management', 10],
      ['professional', 155],
      ['support', 61],
    ]);
  });

  it('have lists of their own groups, without a code twice, all of them recalled and none complete', () => {
    for (const regime of POSITION_REGIMES) {
      const { terms, from } = regimeOf(regime);
      const entries = LISTED_POSITIONS.filter((entry) => entry.regime === regime);
      expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
      expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
      const groups = terms.groups.map(({ group }) => group);
      expect(entries.filter((entry) => !groups.includes(entry.group) || entry.from !== from)).toEqual([]);
      expect(new Set(entries.map(({ sourceStatus }) => sourceStatus))).toEqual(new Set(['recalled']));
      for (const { group, total } of terms.groups)
        if (total !== null) expect(entries.filter((entry) => entry.group === group).length).toBeLessThan(total);
    }
  });
});

describe('the terms of review', () => {
  const steps = (...args: Parameters<typeof reviewTerms>) =>
    reviewTerms(...args)?.dated.value.map(({ step, days, counting, applies }) => `${step} ${days} ${counting} ${applies}`);

  it('are 3 working, 30 and 10 working days for public employees since 1 July 2026', () => {
    expect(steps('public-employees', '2026-07-01')).toEqual([
      'completeness 3 working any',
      'review 30 calendar any',
      'decision 10 working any',
    ]);
  });

  it('were 40 days for a first framework and 25 for an adjustment before', () => {
    const old = ['review 40 calendar new', 'review 25 calendar adjustment'];
    expect(steps('public-employees', '2026-06-30')).toEqual(old);
    expect(steps('civil-servants', '2025-12-30')).toEqual(old);
  });

  it('are not known for civil servants since 31 December 2025, and none are invented', () => {
    expect(steps('civil-servants', '2025-12-31')).toBeUndefined();
  });
});
