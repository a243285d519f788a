import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { ProjectionTarget } from '../../../shared/domain/projection/compare-with-targets.ts';
import { reorganisationEffect, reorganisationEffectInputSchema } from '../../../shared/domain/scenarios/reorganisation-effect.ts';
import { province, unit } from '../projection/province.ts';
import { retires } from '../projection/retires.ts';

const target = (id: string, kind: ProjectionTarget['kind'], base: number): ProjectionTarget => ({
  id,
  kind,
  amount: { numerator: 1, denominator: 10 },
  rounding: 'half-up',
  deadline: '2030-12-31',
  base,
  scopeTransfers: 0,
  population: { categories: kind === 'post-cut' ? ['employee-budget'] : null, unitKinds: ['public-service'], levels: null },
});
const TARGETS = [target('posts', 'post-cut', 100), target('units', 'unit-count-cut', 10)];
/** Ten schools of ten posts with men who retire in 2027; the first is self-financing already. */
const state = province(
  Array.from({ length: 10 }, (_, n) => unit({ code: `H49.${10 + n}`, posts: 10, band: n === 0 ? '2' : '4', men: { '1965-06': 10 } })),
);
const effect = (plans: Partial<z.input<typeof reorganisationEffectInputSchema>>) =>
  reorganisationEffect(state, reorganisationEffectInputSchema.parse({ start: { baseline: 2025 }, ...plans }), TARGETS, retires);
const merge = { id: 'merge', effectiveFrom: '2027-07-01', sources: ['H49.18', 'H49.19'], targets: ['H49.17'] };

describe('the effect of a reorganisation', () => {
  it('is none without plans, whoever retires', () => {
    const none = effect({});
    expect(none).toMatchObject({ ended: [], created: [], surplusHeads: 0, units: { before: none.units.after } });
    expect(none.posts.every(({ before, after }) => before === after)).toBe(true);
    expect(none.targets.every(({ before, after }) => JSON.stringify(before) === JSON.stringify(after))).toBe(true);
  });

  it('of a merger is fewer units and heads, the same posts, and a larger share without more autonomy', () => {
    const made = effect({ reorganisations: [merge] });
    expect(made).toMatchObject({
      ended: ['H49.18', 'H49.19'],
      surplusHeads: 2,
      units: { before: { 'public-service': 10 }, after: { 'public-service': 8 } },
    });
    expect(made.posts.find(({ category }) => category === 'employee-budget')).toMatchObject({ before: 100, after: 100 });
    expect(made.selfFinancing).toMatchObject({
      before: { numerator: 1, denominator: 10 },
      after: { numerator: 1, denominator: 8 },
      onDenominatorBefore: { numerator: 1, denominator: 10 },
    });
    const verdicts = made.targets.map(({ before, after }) => [before?.projected?.metExactly, after?.projected?.metExactly]);
    expect(verdicts).toEqual([
      [false, false],
      [false, true],
    ]);
  });

  it('of a conversion is posts that leave the count though nobody goes', () => {
    const made = effect({ conversions: [{ unit: 'H49.11', effectiveFrom: '2028-01-01', band: '2' }] });
    expect(made.posts.map(({ category, before, after }) => [category, after - before]).filter(([, change]) => change !== 0)).toEqual([
      ['employee-budget', -10],
      ['employee-revenue', 10],
    ]);
    expect(made.selfFinancing.after).toMatchObject({ numerator: 2, denominator: 10 });
    expect(made.targets[0]?.after?.projected).toMatchObject({ counted: 90, metExactly: true });
  });

  it('of plans that cannot be is refused', () => {
    expect(() => effect({ reorganisations: [merge, { ...merge, id: 'again' }] })).toThrow('contradictory-plans');
  });
});
