import * as z from 'zod';
import { type ForecastModel, forecastModelSchema, forecastSettingsSchema } from '../monte-carlo/input.ts';
import { projectionInputSchema } from '../projection/input.ts';

const { title, note } = projectionInputSchema.shape;

/** How the forecast of a run is computed; without it a run has no probabilities. */
const forecast = forecastSettingsSchema.optional().meta({ description: 'Store the chances of each target with the run, computed so' });

export const runRequestSchema = z.strictObject({ title, note, ...forecastModelSchema.shape, forecast }).meta({
  id: 'ProjectionRequest',
  description: 'What a run starts from, assumes and plans, for whom, and whether it carries a forecast',
  example: {
    title: 'Phương án 1',
    start: { baseline: 2025 },
    horizon: 2030,
    drivers: { replacement: [{ category: 'employee-budget', recruits: 1, leavers: 2 }] },
  },
});
/** A parsed request: every default filled in. */
export type RunRequest = z.infer<typeof runRequestSchema>;

export const scenarioRunRequestSchema = z
  .strictObject({ title: title.describe('That of the scenario when absent'), note, forecast })
  .meta({ id: 'ScenarioRunRequest', description: 'A run of a scenario as it stands', example: { forecast: { draws: 2000, seed: 1 } } });
export type ScenarioRunRequest = z.infer<typeof scenarioRunRequestSchema>;

/** The model of a request, without what is said about it. */
export const modelOf = ({ title: _title, note: _note, forecast: _forecast, ...model }: RunRequest): ForecastModel => model;
