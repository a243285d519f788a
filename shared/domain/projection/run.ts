import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { backTestSummarySchema } from '../history/back-test-answer.ts';
import { FEEDBACKS } from '../monte-carlo/feedback.ts';
import { forecastTargetSchema } from '../monte-carlo/result.ts';
import { runInputSchema } from '../scenarios/run-request.ts';
import { scopeAnswerOrNull } from '../scenarios/scope.ts';
import { orNull } from '../vocabulary.ts';
import { targetComparisonSchema } from './compare-with-targets.ts';
import { notPlacedSchema, overdueSchema, projectedPlanSchema, projectionResultSchema, seriesPointSchema } from './result.ts';

/** From what a run follows, so that it can be replayed and doubted: law, engine, input and records, each by hash or version. */
export const receiptSchema = z
  .strictObject({
    rulesHash: z.string().meta({ description: 'SHA-256 of every rule of the law as data' }),
    engine: z.string(),
    inputHash: z.string().meta({ description: 'SHA-256 of the request with its defaults' }),
    recordsHash: z.string().meta({ description: 'SHA-256 of the versions of every record read' }),
    baseline: orNull(z.string()).meta({ description: 'Frozen baseline that gave the posts; null when the registers did' }),
    asOf: plainDateSchema,
    seed: z.null().meta({ description: 'No randomness in this run' }),
  })
  .meta({ id: 'Receipt', description: 'What a run rests on' });

const runReceiptSchema = z
  .strictObject({
    ...receiptSchema.shape,
    seed: orNull(z.int()).meta({ description: 'Of the forecast; null when it is exact or there is none' }),
    forecastEngine: orNull(z.string()).meta({ description: 'Null without a forecast' }),
  })
  .meta({ id: 'RunReceipt', description: 'What a projection run rests on' });

/** The scenario, as it stood, that a run was made from. */
export const runScenarioSchema = z
  .strictObject({ id: z.string(), version: z.int().min(1), title: z.string() })
  .meta({ id: 'RunScenario', description: 'The version of a scenario that was run' });
export type RunScenario = z.infer<typeof runScenarioSchema>;
const scenario = orNull(runScenarioSchema).meta({ description: 'Null: run from a request of its own' });

export const runForecastSchema = z
  .strictObject({
    method: z.enum(['exact', 'monte-carlo']),
    feedback: orNull(z.enum(FEEDBACKS)),
    draws: orNull(z.int()),
    targets: z.array(forecastTargetSchema),
  })
  .meta({ id: 'RunForecast', description: 'Probability of each target and bands by year, as stored with the run' });
export type RunForecast = z.infer<typeof runForecastSchema>;

/** A stored run: immutable. The rows behind it are read through `explain`. */
export const projectionRunSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    scenario,
    input: runInputSchema,
    receipt: runReceiptSchema,
    scope: scopeAnswerOrNull,
    scale: z.int().min(1).default(1).meta({
      description:
        '1: whole posts and people. 1000000: expectations; numbers are rounded for display, parts so that they sum, with the unrounded values beside',
    }),
    series: z.array(seriesPointSchema),
    targets: z.array(targetComparisonSchema),
    forecast: orNull(runForecastSchema).meta({ description: 'Null when none was asked for' }),
    backTest: backTestSummarySchema.optional().meta({
      description: 'How forecasts from past years fared, as known when the run was stored; absent without a forecast, and from older runs',
    }),
    plans: z.array(projectedPlanSchema),
    notPlaced: z.array(notPlacedSchema).default([]),
    overdue: z.array(overdueSchema),
    withoutAgeProfile: projectionResultSchema.shape.withoutAgeProfile,
    profileDiffers: projectionResultSchema.shape.profileDiffers,
    identity: projectionResultSchema.shape.identity,
  })
  .meta({ id: 'ProjectionRun', description: 'A projection as stored' });
export type ProjectionRun = z.infer<typeof projectionRunSchema>;

const parts = z.strictObject({ owner: z.string(), count: z.int().min(1) });

/** What a list of runs shows of each. */
export const projectionHeadSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    scenario,
    start: plainDateSchema,
    horizon: z.int(),
    parts,
    inputs: orNull(parts).meta({ description: 'Where what it was computed from is kept; null of runs stored before that was' }),
    hash: z.string().meta({ description: 'SHA-256 of the stored run' }),
    version: z.int().min(1),
  })
  .meta({ id: 'ProjectionHead', description: 'A stored run in a list' });
export type ProjectionHead = z.infer<typeof projectionHeadSchema>;

/** The stored document of a run: what is shown, and the result whose rows explain it. */
export const storedRunSchema = z.strictObject({ run: projectionRunSchema, result: projectionResultSchema });
export type StoredRun = z.infer<typeof storedRunSchema>;
