import * as z from 'zod';
import { impersonalText } from '../impersonal-text.ts';
import { forecastModelSchema } from '../monte-carlo/input.ts';
import { decisionSchema, orNull } from '../vocabulary.ts';

export const scenarioInputSchema = z
  .strictObject({
    title: impersonalText(200),
    note: impersonalText(2000).optional(),
    model: forecastModelSchema.meta({ id: 'ScenarioModel', description: 'Start, horizon, drivers, plans and leaving hazards' }),
  })
  .meta({
    id: 'ScenarioInput',
    description: 'A course that the province might take',
    example: {
      title: 'Phương án 1: hai nghỉ một tuyển',
      model: {
        start: { baseline: 2025 },
        horizon: 2030,
        drivers: { replacement: [{ category: 'employee-budget', recruits: 1, leavers: 2 }] },
        hazards: [{ category: 'employee-budget', annual: 0.008 }],
      },
    },
  });
export type ScenarioInput = z.infer<typeof scenarioInputSchema>;

export const scenarioSchema = z
  .strictObject({
    id: z.string(),
    version: z.int().min(1),
    status: z.enum(['draft', 'approved']).meta({ description: 'approved: never changes again; copy it to go on' }),
    title: z.string(),
    note: orNull(z.string()),
    model: forecastModelSchema,
    copiedFrom: orNull(z.strictObject({ id: z.string(), version: z.int().min(1) })),
    decision: orNull(decisionSchema).meta({ description: 'By which it was approved' }),
    createdAt: z.string(),
    createdBy: z.string(),
    changedAt: z.string(),
  })
  .meta({ id: 'Scenario', description: 'A scenario as stored' });
export type Scenario = z.infer<typeof scenarioSchema>;
