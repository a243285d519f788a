import * as z from 'zod';
import { projectionInputSchema } from '../projection/input.ts';
import { carryOverSchema } from '../scenarios/carry-over.ts';
import { scopeSchema } from '../scenarios/scope.ts';

export const MAX_DRAWS = 20_000;

/** What a forecast is made of, whoever states it: a request, a stored run or a scenario. */
export const forecastModelSchema = projectionInputSchema.omit({ title: true, note: true }).extend({
  scope: scopeSchema.optional(),
  carryOver: z.array(carryOverSchema).max(20).default([]),
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
