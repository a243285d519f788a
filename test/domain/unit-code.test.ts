import { describe, expect, it } from 'vitest';
import { normaliseUnitCode, unitCodeSchema } from '../../shared/domain/unit.ts';

describe('a unit code', () => {
  it.each([
    ['H49', 'H49'],
    ['H49.13', 'H49.13'],
    ['000.00.13.H49', 'H49.13'],
    ['000.05.13.H49', 'H49.13.05'],
    ['000.00.00.H49', 'H49'],
    ['H49.01.H50', 'H49.01.H50'],
  ])('%s is kept as %s, however old data spell it', (given, kept) => {
    expect(normaliseUnitCode(given)).toBe(kept);
    expect(unitCodeSchema.parse(given)).toBe(kept);
  });

  it.each(['h49', 'H4', 'H49.', 'H49..01', 'H49.á', 'H49.a1', '49.H', ' H49', `H49.${'1'.repeat(32)}`, ''])('%j is refused', (code) => {
    expect(unitCodeSchema.safeParse(code).success).toBe(false);
  });

  it('of 35 characters is the longest', () => {
    expect(unitCodeSchema.safeParse(`H49.${'1'.repeat(31)}`).success).toBe(true);
    expect(unitCodeSchema.safeParse(`H49.${'1'.repeat(32)}`).success).toBe(false);
  });
});
