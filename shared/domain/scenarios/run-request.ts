import * as z from 'zod';
import { impersonalText } from '../impersonal-text.ts';
import { type ForecastModel, forecastModelSchema, forecastSettingsSchema } from '../monte-carlo/input.ts';
import { projectionInputSchema } from '../projection/input.ts';

/** How the forecast of a run is computed; without it a run has no probabilities. */
const forecast = forecastSettingsSchema.optional().meta({ description: 'Store the chances of each target with the run, computed so' });

/** As a run keeps it: older ones were stored before their titles and notes were held free of personal data. */
export const runInputSchema = z
  .strictObject({ ...projectionInputSchema.pick({ title: true, note: true }).shape, ...forecastModelSchema.shape, forecast })
  .meta({ id: 'ProjectionRunInput', description: 'What a stored run was asked for' });

const title = impersonalText(200).optional();
const note = impersonalText(2000).optional();

export const runRequestSchema = z.strictObject({ ...runInputSchema.shape, title, note }).meta({
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
  .strictObject({ title: title.meta({ description: 'That of the scenario when absent' }), note, forecast })
  .meta({ id: 'ScenarioRunRequest', description: 'A run of a scenario as it stands', example: { forecast: { draws: 2000, seed: 1 } } });
export type ScenarioRunRequest = z.infer<typeof scenarioRunRequestSchema>;

/** The model of a request, without what is said about it. */
export const modelOf = ({ title: _title, note: _note, forecast: _forecast, ...model }: RunRequest): ForecastModel => model;
