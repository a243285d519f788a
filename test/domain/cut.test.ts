import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attainment, type CutStep, requiredCut } from '../../shared/domain/cut.ts';
import { ratio } from '../../shared/domain/ratio.ts';
import { CUT_ROUNDINGS } from '../../shared/law/rounding.ts';

const tenth = { numerator: 1, denominator: 10 };
const MAX = Number.MAX_SAFE_INTEGER;

const base = fc.oneof(fc.nat({ max: 60_000 }), fc.maxSafeNat());
const cut = fc
  .tuple(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([numerator, denominator]) => ({ numerator: Math.min(numerator, denominator), denominator }));
const rounding = fc.constantFrom(...CUT_ROUNDINGS);

describe('the required cut', () => {
  it('restates the units of resolution 08/NQ-CP: 57,920 give 5,792 and then 5,213', () => {
    expect(requiredCut({ base: 57_920, cut: tenth, rounding: 'half-up', times: 2 })).toEqual({
      steps: [
        { base: 57_920, required: 5_792, remaining: 52_128, exactlyRequired: 5_792 },
        { base: 52_128, required: 5_213, remaining: 46_915, exactlyRequired: 5_213 },
      ],
      required: 11_005,
      remaining: 46_915,
    });
  });

  it('restates the posts of resolution 08/NQ-CP: 2,053,690 give 205,369 and then 184,832', () => {
    const { steps, required } = requiredCut({ base: 2_053_690, cut: tenth, rounding: 'half-up', times: 2 });
    expect(steps.map((step) => step.required)).toEqual([205_369, 184_832]);
    expect(required).toBe(390_201);
  });

  it('shows where rounding to nearest stays below an exact tenth: 1,848,321 needs 184,833', () => {
    expect(requiredCut({ base: 1_848_321, cut: tenth, rounding: 'half-up' }).steps[0]).toEqual({
      base: 1_848_321,
      required: 184_832,
      remaining: 1_663_489,
      exactlyRequired: 184_833,
    });
  });

  it('compounds: 10,000 cut twice leaves 8,100, and 7,920 when 8,800 was reached first', () => {
    expect(requiredCut({ base: 10_000, cut: tenth, rounding: 'half-up', times: 2 }).remaining).toBe(8_100);
    expect(requiredCut({ base: 8_800, cut: tenth, rounding: 'half-up' }).remaining).toBe(7_920);
  });

  it.each([
    [14, 1, 1, 2],
    [15, 2, 1, 2],
    [16, 2, 1, 2],
    [20, 2, 2, 2],
    [1890, 189, 189, 189],
    [1894, 189, 189, 190],
    [1895, 190, 189, 190],
  ])('a tenth of %i is %i half-up, %i floor, %i ceiling', (whole, halfUp, floor, ceiling) => {
    const of = (how: (typeof CUT_ROUNDINGS)[number]) => requiredCut({ base: whole, cut: tenth, rounding: how }).required;
    expect([of('half-up'), of('floor'), of('ceiling')]).toEqual([halfUp, floor, ceiling]);
  });

  it('is once when no number of times is given', () => {
    expect(requiredCut({ base: 100, cut: tenth, rounding: 'floor' }).steps).toHaveLength(1);
  });

  it('of nothing is nothing, of a cut of 0 is nothing, of a cut of 1 is everything', () => {
    expect(requiredCut({ base: 0, cut: tenth, rounding: 'ceiling', times: 3 })).toMatchObject({ required: 0, remaining: 0 });
    expect(requiredCut({ base: 77, cut: { numerator: 0, denominator: 5 }, rounding: 'ceiling' })).toMatchObject({
      required: 0,
      remaining: 77,
    });
    expect(requiredCut({ base: 77, cut: { numerator: 5, denominator: 5 }, rounding: 'floor' })).toMatchObject({
      required: 77,
      remaining: 0,
    });
  });

  it('keeps the last unit at the top of the range, where products leave the safe integers', () => {
    expect(requiredCut({ base: MAX, cut: { numerator: MAX - 1, denominator: MAX }, rounding: 'floor' }).required).toBe(MAX - 1);
    expect(requiredCut({ base: MAX, cut: tenth, rounding: 'half-up' }).required).toBe(900_719_925_474_099);
    expect(requiredCut({ base: MAX, cut: tenth, rounding: 'ceiling' }).required).toBe(900_719_925_474_100);
  });

  it('conserves posts: every step and the whole split into what is cut and what is left', () => {
    fc.assert(
      fc.property(base, cut, rounding, fc.integer({ min: 1, max: 20 }), (whole, part, how, times) => {
        const { steps, required, remaining } = requiredCut({ base: whole, cut: part, rounding: how, times });
        expect(steps).toHaveLength(times);
        expect(required + remaining).toBe(whole);
        expect(steps.reduce((sum, step) => sum + step.required, 0)).toBe(required);
        for (const [index, step] of steps.entries()) {
          expect(step.base).toBe(index === 0 ? whole : steps[index - 1]?.remaining);
          expect(step.required + step.remaining).toBe(step.base);
        }
      }),
    );
  });

  it('asks for the least number that satisfies "at least", and floor ≤ half-up ≤ ceiling with at most one between', () => {
    fc.assert(
      fc.property(base, cut, (whole, part) => {
        const of = (how: (typeof CUT_ROUNDINGS)[number]) => requiredCut({ base: whole, cut: part, rounding: how }).steps[0] as CutStep;
        const { exactlyRequired } = of('floor');
        const enough = (posts: number) => BigInt(posts) * BigInt(part.denominator) >= BigInt(whole) * BigInt(part.numerator);
        expect(enough(exactlyRequired)).toBe(true);
        expect(exactlyRequired > 0 && enough(exactlyRequired - 1)).toBe(false);
        expect(of('ceiling').required).toBe(exactlyRequired);
        expect(of('floor').required).toBeLessThanOrEqual(of('half-up').required);
        expect(of('half-up').required).toBeLessThanOrEqual(of('ceiling').required);
        expect(of('ceiling').required - of('floor').required).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the attainment of a cut', () => {
  it.each([
    ['public service units, Government', 55_891, 48_442, 7_449, '13.3277'],
    ['public service units, Ministry of Home Affairs', 55_404, 47_984, 7_420, '13.3925'],
    ['the same series to 2023', 47_984, 46_385, 1_599, '3.3324'],
    ['bodies under departments, published as 25 %', 253, 211, 42, '16.6008'],
  ])('derives the published change of %s', (_name, from, to, change, percent) => {
    const answer = attainment({ base: from, current: to, cut: tenth, rounding: 'half-up' });
    expect(answer.change).toEqual({ numerator: change, denominator: from, percent });
    expect(answer.metExactly).toBe(change * 10 >= from);
  });

  it('gives two verdicts where they differ: 1,848,321 less 184,832 is a tenth only when rounded', () => {
    expect(attainment({ base: 1_848_321, current: 1_663_489, cut: tenth, rounding: 'half-up' })).toEqual({
      change: { numerator: 184_832, denominator: 1_848_321, percent: '10.0000' },
      metExactly: false,
      metRounded: true,
      shortExactly: 1,
      shortRounded: 0,
    });
  });

  it('is not met one post before and met at the post', () => {
    expect(attainment({ base: 29_000, current: 26_101, cut: tenth, rounding: 'half-up' })).toMatchObject({
      metExactly: false,
      shortExactly: 1,
      shortRounded: 1,
    });
    expect(attainment({ base: 29_000, current: 26_100, cut: tenth, rounding: 'half-up' })).toMatchObject({
      metExactly: true,
      shortExactly: 0,
      shortRounded: 0,
    });
  });

  it('is negative when the base grew, and what was added must go as well', () => {
    expect(attainment({ base: 300, current: 301, cut: tenth, rounding: 'half-up' })).toEqual({
      change: { numerator: -1, denominator: 300, percent: '-0.3333' },
      metExactly: false,
      metRounded: false,
      shortExactly: 31,
      shortRounded: 31,
    });
  });

  it('of a base of 0 is met by staying at 0 and short by whatever there is', () => {
    expect(attainment({ base: 0, current: 0, cut: tenth, rounding: 'half-up' })).toEqual({
      change: { numerator: 0, denominator: 0, percent: null },
      metExactly: true,
      metRounded: true,
      shortExactly: 0,
      shortRounded: 0,
    });
    expect(attainment({ base: 0, current: 4, cut: tenth, rounding: 'floor' })).toMatchObject({
      metExactly: false,
      metRounded: false,
      shortExactly: 4,
      shortRounded: 4,
    });
  });

  it('agrees with the required cut: what is left after it is met, one more is not', () => {
    fc.assert(
      fc.property(
        base.filter((posts) => posts < MAX),
        cut,
        rounding,
        (whole, part, how) => {
          const { remaining, steps } = requiredCut({ base: whole, cut: part, rounding: how });
          const exactlyLeft = whole - (steps[0] as CutStep).exactlyRequired;
          expect(attainment({ base: whole, current: remaining, cut: part, rounding: how }).metRounded).toBe(true);
          expect(attainment({ base: whole, current: exactlyLeft, cut: part, rounding: how }).metExactly).toBe(true);
          expect(attainment({ base: whole, current: remaining + 1, cut: part, rounding: how }).shortRounded).toBe(1);
          expect(attainment({ base: whole, current: exactlyLeft + 1, cut: part, rounding: how }).shortExactly).toBe(1);
        },
      ),
    );
  });
});

describe('the percent of a ratio', () => {
  it.each([
    [1, 3, '33.3333'],
    [2, 3, '66.6667'],
    [1, 800_000, '0.0001'],
    [1, 2_000_000, '0.0001'],
    [1, 2_000_001, '0.0000'],
    [-1, 2_000_000, '-0.0001'],
    [-1, 2_000_001, '0.0000'],
    [-1, 3, '-33.3333'],
    [-2, 3, '-66.6667'],
    [254, 2540, '10.0000'],
    [MAX, 1, '900719925474099100.0000'],
    [MAX - 1, MAX, '100.0000'],
  ])('of %i / %i is %s', (numerator, denominator, percent) => {
    expect(ratio(numerator, denominator)).toEqual({ numerator, denominator, percent });
  });

  it('is null over 0', () => {
    expect(ratio(7, 0)).toEqual({ numerator: 7, denominator: 0, percent: null });
  });

  it('adds up for the sectors of Nghệ An: 1,552 + 73 + 39 + 27 + 4 + 17 + 178 = 1,890', () => {
    const sectors = [1552, 73, 39, 27, 4, 17, 178];
    const shown = sectors.map((count) => ratio(count, 1890));
    expect(shown.reduce((sum, part) => sum + part.numerator, 0)).toBe(1890);
    expect(shown[0]?.percent).toBe('82.1164');
  });

  it('is the nearest ten-thousandth of a percent, and mirrors when the sign turns', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1 }), (numerator, denominator) => {
        const percent = ratio(numerator, denominator).percent as string;
        const scaled = BigInt(percent.replace('.', ''));
        const twiceError = 2n * (scaled * BigInt(denominator) - BigInt(numerator) * 1_000_000n);
        expect(twiceError <= BigInt(denominator) && -twiceError <= BigInt(denominator)).toBe(true);
        const mirrored = ratio(-numerator, denominator).percent as string;
        expect(mirrored.replace('-', '')).toBe(percent.replace('-', ''));
      }),
    );
  });

  it.each([
    [0.5, 2],
    [1, -2],
    [MAX + 1, 2],
  ])('refuses %d / %d, which are no parts of a ratio', (numerator, denominator) => {
    expect(() => ratio(numerator, denominator)).toThrow(RangeError);
  });
});
