import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { orNull } from '../vocabulary.ts';
import { targetComparisonSchema } from './compare-with-targets.ts';
import { projectionInputSchema } from './input.ts';
import { overdueSchema, projectedPlanSchema, projectionResultSchema, seriesPointSchema } from './result.ts';

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

/** A stored run: immutable. The rows behind it are read through `explain`. */
export const projectionRunSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    input: projectionInputSchema,
    receipt: receiptSchema,
    series: z.array(seriesPointSchema),
    targets: z.array(targetComparisonSchema),
    plans: z.array(projectedPlanSchema),
    overdue: z.array(overdueSchema),
    withoutAgeProfile: projectionResultSchema.shape.withoutAgeProfile,
    profileDiffers: projectionResultSchema.shape.profileDiffers,
    identity: projectionResultSchema.shape.identity,
  })
  .meta({ id: 'ProjectionRun', description: 'A projection as stored' });
export type ProjectionRun = z.infer<typeof projectionRunSchema>;

/** What a list of runs shows of each. */
export const projectionHeadSchema = z
  .strictObject({
    id: z.string(),
    title: orNull(z.string()),
    createdAt: z.string(),
    createdBy: z.string(),
    start: plainDateSchema,
    horizon: z.int(),
    parts: z.strictObject({ owner: z.string(), count: z.int().min(1) }),
    hash: z.string().meta({ description: 'SHA-256 of the stored run' }),
    version: z.int().min(1),
  })
  .meta({ id: 'ProjectionHead', description: 'A stored run in a list' });
export type ProjectionHead = z.infer<typeof projectionHeadSchema>;

/** The stored document of a run: what is shown, and the result whose rows explain it. */
export const storedRunSchema = z.strictObject({ run: projectionRunSchema, result: projectionResultSchema });
export type StoredRun = z.infer<typeof storedRunSchema>;
