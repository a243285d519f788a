import * as z from 'zod';
import { autonomyRouteSchema, dongSchema } from '../domain/self-financing.ts';
import { autonomyBandSchema, fractionSchema, ratioSchema, sexSchema } from '../domain/vocabulary.ts';
import { plainDateSchema, plainMonthSchema } from '../time.ts';
import { ageSchema } from './age.ts';
import { birthSchema } from './birth.ts';
import { cutRoundingSchema } from './rounding.ts';
import { basisSchema } from './source.ts';

const basis = z.array(basisSchema).min(1);
/** Whole posts, units or people, 0 to 2^53 − 1. */
const whole = z.int().min(0);
const cutSchema = fractionSchema
  .refine((cut) => cut.denominator < 1 || cut.numerator <= cut.denominator, { path: ['numerator'], params: { rule: 'at-most-one' } })
  .meta({ id: 'Cut', description: 'The cut asked for, from 0 to 1', example: { numerator: 1, denominator: 10 } });

export const retirementDateInputSchema = z.strictObject({ sex: sexSchema, birth: birthSchema }).meta({
  id: 'RetirementDateInput',
  description: 'Sex and birth; a year counts as 1 January, a month as its first day',
  example: { sex: 'male', birth: '1964-10' },
});
export type RetirementDateInput = z.infer<typeof retirementDateInputSchema>;

export const retirementDateAnswerSchema = z
  .strictObject({
    age: ageSchema,
    lastDay: plainDateSchema.meta({ description: 'Last day of work' }),
    postFreeFrom: plainMonthSchema.meta({ description: 'Month from which the pension is paid and the post is free' }),
    basis,
  })
  .meta({
    id: 'RetirementDateAnswer',
    description: 'Statutory retirement in normal working conditions',
    example: {
      age: { years: 61, months: 6 },
      lastDay: '2026-04-30',
      postFreeFrom: '2026-05',
      basis: [
        {
          rule: 'retirement-age-men',
          value: '61 years 6 months',
          effectiveFrom: '2026-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 4 khoản 2',
          sourceStatus: 'read',
        },
        {
          rule: 'retirement-moment',
          value: 'end of the month in which the age is reached',
          effectiveFrom: '2021-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 3',
          sourceStatus: 'read',
        },
        {
          rule: 'retirement-incomplete-birth',
          value: '1964-10-01: 1 January of the year, or the first of the month',
          effectiveFrom: '2021-01-01',
          act: '135/2020/NĐ-CP',
          article: 'Điều 3',
          sourceStatus: 'read',
        },
      ],
    },
  });

const AT_LEAST = {
  rule: 'cut-at-least',
  value: 'what was cut / base ≥ cut, without rounding',
  effectiveFrom: '2022-11-04',
  act: '124/NQ-HĐND',
  article: 'Điều 1 khoản 2 điểm a, cải cách hành chính (2)',
  sourceStatus: 'read',
} as const;
const HALF_UP = {
  rule: 'cut-rounding',
  value: 'half-up',
  effectiveFrom: '2018-01-24',
  act: '08/NQ-CP',
  article: 'chưa xác định',
  sourceStatus: 'recalled',
} as const;
const COMPOUNDING = {
  rule: 'cut-compounding',
  value: 'each cut on what the one before left',
  effectiveFrom: '2022-11-04',
  act: '124/NQ-HĐND',
  article: 'Điều 1 khoản 2 điểm b (2)',
  sourceStatus: 'read',
} as const;

export const requiredCutInputSchema = z
  .strictObject({
    base: whole,
    cut: cutSchema,
    rounding: cutRoundingSchema,
    times: z.int().min(1).max(20).default(1).meta({ description: 'How often it is cut, each time on what is left' }),
  })
  .meta({
    id: 'RequiredCutInput',
    description: 'A base and the cut that it must yield',
    example: { base: 29_000, cut: { numerator: 1, denominator: 10 }, rounding: 'half-up', times: 2 },
  });

export const requiredCutAnswerSchema = z
  .strictObject({
    steps: z.array(
      z.strictObject({
        base: whole,
        required: whole,
        remaining: whole,
        exactlyRequired: whole.meta({ description: 'Least whole number that satisfies "at least" exactly' }),
      }),
    ),
    required: whole.meta({ description: 'Total over the steps' }),
    remaining: whole,
    basis,
  })
  .meta({
    id: 'RequiredCutAnswer',
    description: 'The required cut, step by step',
    example: {
      steps: [
        { base: 29_000, required: 2_900, remaining: 26_100, exactlyRequired: 2_900 },
        { base: 26_100, required: 2_610, remaining: 23_490, exactlyRequired: 2_610 },
      ],
      required: 5_510,
      remaining: 23_490,
      basis: [AT_LEAST, HALF_UP, COMPOUNDING],
    },
  });

export const attainmentInputSchema = z.strictObject({ base: whole, current: whole, cut: cutSchema, rounding: cutRoundingSchema }).meta({
  id: 'AttainmentInput',
  description: 'A base, what there is now, and the cut asked for',
  example: { base: 28_561, current: 25_705, cut: { numerator: 1, denominator: 10 }, rounding: 'half-up' },
});

export const attainmentAnswerSchema = z
  .strictObject({
    change: ratioSchema.meta({ description: 'Part of the base that was cut; negative when it grew; percent null for a base of 0' }),
    metExactly: z.boolean(),
    metRounded: z.boolean(),
    shortExactly: whole,
    shortRounded: whole,
    basis,
  })
  .meta({
    id: 'AttainmentAnswer',
    description: 'How far a cut has come, exactly and under the declared rounding',
    example: {
      change: { numerator: 2_856, denominator: 28_561, percent: '9.9996' },
      metExactly: false,
      metRounded: true,
      shortExactly: 1,
      shortRounded: 0,
      basis: [AT_LEAST, HALF_UP],
    },
  });

export const selfFinancingBandInputSchema = z
  .strictObject({
    revenue: dongSchema.meta({ description: 'A of Decree 60/2021, article 10' }),
    expenditure: dongSchema.meta({ description: 'B of Decree 60/2021, article 10' }),
    investment: dongSchema.optional().meta({ description: 'Self-covered investment; with depreciation decides group 1' }),
    depreciation: dongSchema.optional(),
    route: autonomyRouteSchema.optional(),
  })
  .meta({
    id: 'SelfFinancingBandInput',
    description: 'Revenue and recurrent spending of a unit or activity part, whole dong',
    example: { revenue: 4_200_000_000, expenditure: 12_000_000_000 },
  });

export const selfFinancingBandAnswerSchema = z.strictObject({ ratio: ratioSchema, band: autonomyBandSchema, basis }).meta({
  id: 'SelfFinancingBandAnswer',
  description: 'Ratio A / B and financial autonomy group',
  example: {
    ratio: { numerator: 4_200_000_000, denominator: 12_000_000_000, percent: '35.0000' },
    band: '3b',
    basis: [
      {
        rule: 'autonomy-bands',
        value: '3b: A/B ≥ 3/10 and < 7/10',
        effectiveFrom: '2021-08-15',
        act: '60/2021/NĐ-CP',
        article: 'Điều 9',
        sourceStatus: 'read',
      },
    ],
  },
});
