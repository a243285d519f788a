import { describe, expect, it } from 'vitest';
import { attainment, requiredCut } from '../../shared/domain/cut.ts';
import { selfFinancingBand } from '../../shared/law/autonomy.ts';
import {
  attainmentAnswerSchema,
  attainmentInputSchema,
  requiredCutAnswerSchema,
  requiredCutInputSchema,
  retirementDateAnswerSchema,
  retirementDateInputSchema,
  selfFinancingBandAnswerSchema,
  selfFinancingBandInputSchema,
} from '../../shared/law/calculators.ts';
import { cutBasis } from '../../shared/law/cut-rules.ts';
import { retirementDate } from '../../shared/law/retirement.ts';
import { refusal } from './refusal.ts';

const ON = '2026-11-23';
const MAX = Number.MAX_SAFE_INTEGER;
const cut = { numerator: 1, denominator: 10 };

describe('the examples of the calculators are their real answers', () => {
  it('retirement date', () => {
    const body = retirementDateInputSchema.parse(retirementDateInputSchema.meta()?.example);
    expect(retirementDateAnswerSchema.parse(retirementDate(body))).toEqual(retirementDateAnswerSchema.meta()?.example);
  });

  it('required cut', () => {
    const body = requiredCutInputSchema.parse(requiredCutInputSchema.meta()?.example);
    const answer = { ...requiredCut(body), basis: cutBasis(body, ON) };
    expect(requiredCutAnswerSchema.parse(answer)).toEqual(requiredCutAnswerSchema.meta()?.example);
  });

  it('attainment', () => {
    const body = attainmentInputSchema.parse(attainmentInputSchema.meta()?.example);
    const answer = { ...attainment(body), basis: cutBasis(body, ON) };
    expect(attainmentAnswerSchema.parse(answer)).toEqual(attainmentAnswerSchema.meta()?.example);
  });

  it('self-financing band', () => {
    const body = selfFinancingBandInputSchema.parse(selfFinancingBandInputSchema.meta()?.example);
    expect(selfFinancingBandAnswerSchema.parse(selfFinancingBand(body, ON))).toEqual(selfFinancingBandAnswerSchema.meta()?.example);
  });
});

describe('the bodies of the calculators', () => {
  const good = { base: 29_000, cut, rounding: 'half-up' };

  it('cut once when no number of times is given', () => {
    expect(requiredCutInputSchema.parse(good).times).toBe(1);
  });

  it.each([
    [{ base: 0 }],
    [{ base: MAX }],
    [{ times: 20 }],
    [{ cut: { numerator: 0, denominator: 1 } }],
    [{ cut: { numerator: 7, denominator: 7 } }],
  ])('accept the edge %j', (edge) => {
    expect(requiredCutInputSchema.safeParse({ ...good, ...edge }).success).toBe(true);
  });

  it.each([
    [{ base: -1 }, 'base'],
    [{ base: 1.5 }, 'base'],
    [{ base: MAX + 1 }, 'base'],
    [{ base: '29000' }, 'base'],
    [{ times: 0 }, 'times'],
    [{ times: 21 }, 'times'],
    [{ cut: { numerator: 1, denominator: 0 } }, 'cut.denominator'],
    [{ cut: { numerator: -1, denominator: 10 } }, 'cut.numerator'],
    [{ cut: { numerator: 11, denominator: 10 } }, 'cut.numerator'],
    [{ rounding: 'up' }, 'rounding'],
    [{ extra: 1 }, ''],
  ])('refuse %j at "%s"', (fault, path) => {
    const result = requiredCutInputSchema.safeParse({ ...good, ...fault });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('refuse unsafe dong and unknown routes', () => {
    const of = (body: object) => selfFinancingBandInputSchema.safeParse({ revenue: 1, expenditure: 1, ...body }).success;
    expect([
      of({}),
      of({ revenue: MAX }),
      of({ revenue: MAX + 1 }),
      of({ revenue: -1 }),
      of({ route: 'gift' }),
      of({ decided: {} }),
    ]).toEqual([true, true, false, false, false, false]);
  });

  it.each([
    ['1964', true],
    ['1964-10', true],
    ['1964-10-05', true],
    ['1964-02-29', true],
    ['1965-02-29', false],
    ['1964-13', false],
    ['1909', false],
    ['1910', true],
    ['2030-12-31', true],
    ['2031-01-01', false],
  ])('take the birth %s: %s', (birth, accepted) => {
    expect(retirementDateInputSchema.safeParse({ sex: 'male', birth }).success).toBe(accepted);
  });
});

describe('the legal ground of a cut', () => {
  it('names compounding only where it was used, and a rounding that is not the default', () => {
    expect(cutBasis({ rounding: 'half-up' }, ON).map(({ rule }) => rule)).toEqual(['cut-at-least', 'cut-rounding']);
    expect(cutBasis({ rounding: 'half-up', times: 2 }, ON).map(({ rule }) => rule)).toEqual([
      'cut-at-least',
      'cut-rounding',
      'cut-compounding',
    ]);
    expect(cutBasis({ rounding: 'floor' }, ON)[1]?.value).toBe('floor as declared; default half-up');
  });

  it('is missing before the resolution', () => {
    expect(cutBasis({ rounding: 'floor' }, '2022-11-04')).toHaveLength(2);
    expect(refusal(() => cutBasis({ rounding: 'floor' }, '2022-11-03'))).toMatchObject({
      code: 'no-law-in-force',
      data: { rule: 'cut-at-least' },
    });
  });
});
