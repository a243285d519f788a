import * as z from 'zod';
import {
  plannedConversionSchema,
  plannedReorganisationSchema,
  projectionDriversSchema,
  projectionStartSchema,
} from '../projection/input.ts';
import { categorySchema } from '../vocabulary.ts';

export const MAX_DRAWS = 20_000;
export const OLDEST = 120;
const age = z.int().min(0).max(OLDEST);

export const hazardSchema = z
  .strictObject({
    category: categorySchema,
    fromAge: age.default(0),
    belowAge: age.default(OLDEST),
    annual: z.number().min(0).max(1).meta({ description: 'Probability of leaving within a year, before the statutory age' }),
    fitted: z
      .strictObject({ personYears: z.number().gt(0).max(1e9), leavers: z.int().min(0).max(1_000_000_000) })
      .optional()
      .meta({ description: 'What the rate was fitted from; needed for parameter uncertainty' }),
  })
  .meta({ id: 'LeavingHazard', description: 'Leaving before the statutory age, by category and age in years' });
export type Hazard = z.infer<typeof hazardSchema>;

/** What a forecast is made of, whoever states it: a request, a stored run or a scenario. */
export const forecastModelSchema = z.strictObject({
  start: projectionStartSchema,
  horizon: z.int().min(2026).max(2040),
  drivers: projectionDriversSchema.prefault({}),
  reorganisations: z.array(plannedReorganisationSchema).max(500).default([]),
  conversions: z.array(plannedConversionSchema).max(500).default([]),
  hazards: z.array(hazardSchema).max(300).default([]).meta({ description: 'A category or age left out never leaves early' }),
  recruitAge: z.int().min(18).max(60).default(26).meta({ description: 'Recruits leave at the rate of this age' }),
});
export type ForecastModel = z.infer<typeof forecastModelSchema>;

export const forecastSettingsSchema = z.strictObject({
  method: z.enum(['auto', 'exact', 'monte-carlo']).default('auto').meta({ description: 'auto: exact where nothing feeds back' }),
  draws: z.int().min(100).max(MAX_DRAWS).default(2000),
  seed: z.int().min(0).default(1).meta({ description: 'The same seed gives every compared forecast the same luck, draw by draw' }),
  parameterUncertainty: z.boolean().default(false).meta({ description: 'Draw the fitted rates too; Monte Carlo' }),
});
export type ForecastSettings = z.infer<typeof forecastSettingsSchema>;

export const forecastInputSchema = z.strictObject({ ...forecastModelSchema.shape, ...forecastSettingsSchema.shape }).meta({
  id: 'ForecastInput',
  description: 'A projection with chances: who may leave before the statutory age, and how it is to be computed',
  example: {
    start: { baseline: 2025 },
    horizon: 2030,
    drivers: { replacement: [{ category: 'employee-budget', recruits: 1, leavers: 2 }] },
    hazards: [{ category: 'employee-budget', annual: 0.008 }],
    draws: 2000,
  },
});
export type ForecastInput = z.infer<typeof forecastInputSchema>;
