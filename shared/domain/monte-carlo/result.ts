import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { plainDateSchema } from '../../time.ts';
import { requirementSchema } from '../requirement.ts';
import { scopeAnswerOrNull } from '../scenarios/scope.ts';
import { backTestSummarySchema } from '../history/back-test-answer.ts';
import { orNull } from '../vocabulary.ts';
import { FEEDBACKS } from './feedback.ts';
import { forecastInputSchema } from './input.ts';

/** Lowest and highest. */
const band = z.array(z.number()).length(2);
const bandsSchema = z
  .strictObject({ '50': band, '80': band, '95': band })
  .meta({ id: 'ForecastBands', description: 'Central bands by percent: lowest and highest posts' });
export type Bands = z.infer<typeof bandsSchema>;

const chanceSchema = z
  .strictObject({
    value: z.number().min(0).max(1),
    standardError: z.number().nullable().meta({ description: 'Of the draws; null when exact' }),
    interval95: orNull(band).meta({ description: 'Wilson’s interval from the draws; null when exact' }),
  })
  .meta({ id: 'ForecastChance', description: 'A probability with what the draws leave uncertain' });

const forecastYearSchema = z
  .strictObject({
    date: plainDateSchema,
    mean: z.number().meta({ description: 'Posts counted against the target' }),
    standardDeviation: z.number().min(0),
    bands: bandsSchema,
  })
  .meta({ id: 'ForecastYear', description: 'What a target will count at the end of a year' });
export type ForecastYear = z.infer<typeof forecastYearSchema>;

export const forecastTargetSchema = z
  .strictObject({
    id: z.string(),
    deadline: plainDateSchema,
    base: z.int(),
    required: requirementSchema,
    mayRemain: z.strictObject({ rounded: z.int(), exactly: z.int() }),
    probability: orNull(z.strictObject({ rounded: chanceSchema, exactly: chanceSchema })).meta({
      description: 'Of meeting the target at its deadline in both verdicts; null when it lies beyond the horizon',
    }),
    years: z.array(forecastYearSchema),
  })
  .meta({ id: 'ForecastTarget', description: 'The chances of one target' });
export type ForecastTarget = z.infer<typeof forecastTargetSchema>;

export const forecastSchema = z
  .strictObject({
    input: forecastInputSchema,
    method: z.enum(['exact', 'monte-carlo']),
    feedback: orNull(z.enum(FEEDBACKS)).meta({ description: 'What forbids an exact answer; null when nothing does' }),
    draws: z.int().nullable(),
    scope: scopeAnswerOrNull,
    targets: z.array(forecastTargetSchema),
    backTest: backTestSummarySchema.meta({ description: 'How forecasts from past years fared, or why that cannot be said' }),
    receipt: z.strictObject({
      rulesHash: z.string(),
      engine: z.string(),
      inputHash: z.string(),
      recordsHash: z.string(),
      baseline: orNull(z.string()),
      asOf: plainDateSchema,
      seed: z.int().nullable(),
    }),
    basis: z.array(basisSchema).min(1),
  })
  .meta({ id: 'Forecast', description: 'Probability of each target that cuts posts, and bands by year' });
export type ForecastAnswer = z.infer<typeof forecastSchema>;
