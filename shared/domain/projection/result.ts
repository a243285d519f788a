import * as z from 'zod';
import { plainDateSchema, plainMonthSchema } from '../../time.ts';
import { categorySchema, orNull, sectorSchema, sexSchema, UNIT_KINDS, unitKindSchema, unitLevelSchema } from '../vocabulary.ts';
import { FLOWS } from './flows.ts';

const count = z.int().min(0);

/** What was rounded for display, to six places. */
export const unroundedSchema = z
  .string()
  .regex(/^-?\d+\.\d{6}$/)
  .meta({ id: 'Unrounded', description: 'The value before it was rounded for display; only in runs in expectation', example: '12.345678' });

export const recordReferenceSchema = z.strictObject({ record: z.string(), version: z.int().min(1) }).meta({
  id: 'RecordReference',
  description: 'A record and the version that was read',
  example: { record: 'posts/2025/H49.01', version: 3 },
});
export type RecordReference = z.infer<typeof recordReferenceSchema>;

export const flowSchema = z.enum(FLOWS).meta({ id: 'ProjectionFlow', description: 'What changes a stock of posts or of present staff' });

/** One category of the province on a date, and what flowed since the date before. */
export const seriesCategorySchema = z
  .strictObject({
    category: categorySchema,
    posts: count.meta({ description: 'Assigned posts, the reserve included' }),
    reserve: count.meta({ description: 'Of these, held in reserve' }),
    outsideBase: z.int().meta({ description: 'Of these, outside the base of the targets' }),
    present: count,
    vacancies: z.int().meta({ description: 'posts − reserve − present; negative when more are present than assigned' }),
    flows: z.partialRecord(flowSchema, count).meta({ description: 'Since the date before; a flow left out is 0' }),
    unrounded: z
      .strictObject({
        posts: unroundedSchema,
        reserve: unroundedSchema,
        outsideBase: unroundedSchema,
        present: unroundedSchema,
        vacancies: unroundedSchema,
        flows: z.partialRecord(flowSchema, unroundedSchema),
      })
      .optional()
      .meta({ description: 'Beside the numbers as shown, in runs in expectation' }),
  })
  .meta({ id: 'ProjectionSeriesCategory', description: 'Stocks and flows of one category' });

export type SeriesCategory = z.infer<typeof seriesCategorySchema>;

export const seriesPointSchema = z
  .strictObject({
    date: plainDateSchema,
    units: z.record(z.enum(UNIT_KINDS), count).meta({ description: 'Living units by kind; targets count kind public-service' }),
    selfFinancing: count.meta({ description: 'Public service units of group 1 or 2, as recorded and as planned' }),
    categories: z.array(seriesCategorySchema),
  })
  .meta({ id: 'ProjectionSeriesPoint', description: 'The province on one date of the series' });
export type SeriesPoint = z.infer<typeof seriesPointSchema>;

/** Stocks of one unit and category at each date of the run, and its flows between them. */
export const projectionRowSchema = z
  .strictObject({
    unit: z.string().meta({ description: 'Unit key, or ~RESERVE' }),
    category: categorySchema,
    posts: z.array(count),
    present: z.array(count),
    outsideBase: z.array(z.int()),
    flows: z.partialRecord(flowSchema, z.array(count)).meta({ description: 'One number per year of the run; a flow left out is 0' }),
  })
  .meta({ id: 'ProjectionRow', description: 'A unit and category over the run' });
export type ProjectionRow = z.infer<typeof projectionRowSchema>;

export const projectedUnitSchema = z
  .strictObject({
    unit: z.string().meta({ description: 'Unit key; of a planned unit its code' }),
    code: z.string(),
    name: z.string(),
    kind: unitKindSchema,
    level: unitLevelSchema,
    sector: sectorSchema,
    created: orNull(plainDateSchema).meta({ description: 'First day when a plan creates it' }),
    ended: orNull(plainDateSchema).meta({ description: 'First day on which it no longer exists when a plan ends it' }),
    plans: z.array(z.string()).meta({ description: 'Plans that touch it' }),
    records: z.array(recordReferenceSchema),
  })
  .meta({ id: 'ProjectedUnit', description: 'A unit of the run with the records behind its figures' });
export type ProjectedUnit = z.infer<typeof projectedUnitSchema>;

export const projectedPlanSchema = z
  .strictObject({
    id: z.string(),
    type: z.enum(['reorganisation', 'conversion', 'added-posts']),
    effectiveFrom: plainDateSchema,
    moves: z.array(
      z.strictObject({
        from: z.string().meta({ description: 'Unit key, ~RESERVE, or added for posts given in addition' }),
        to: z.string().meta({ description: 'Unit key, ~RESERVE, surrendered, outside, or the unit itself when it is converted' }),
        category: categorySchema,
        posts: count,
        outsideBase: z.int().meta({ description: 'Of these posts, outside the base of the targets' }),
        people: count,
        unrounded: z.strictObject({ posts: unroundedSchema, outsideBase: unroundedSchema, people: unroundedSchema }).optional(),
      }),
    ),
  })
  .meta({ id: 'ProjectedPlan', description: 'What a plan moved when its day came' });
export type ProjectedPlan = z.infer<typeof projectedPlanSchema>;

export const overdueSchema = z
  .strictObject({
    unit: z.string(),
    category: categorySchema,
    sex: sexSchema,
    birthMonth: plainMonthSchema,
    postFreeFrom: plainMonthSchema,
    count,
  })
  .meta({ id: 'OverdueCohort', description: 'People still recorded after the statutory date; they leave in the first month' });

export const notPlacedSchema = z
  .strictObject({
    plan: z.string().meta({ description: 'Label of the planned recruitment' }),
    month: plainMonthSchema,
    category: categorySchema,
    unit: orNull(z.string()).meta({ description: 'Null when no unit was named' }),
    asked: count,
    people: count.meta({ description: 'Of these, who found no vacant post and were not recruited' }),
    unrounded: unroundedSchema.optional(),
  })
  .meta({ id: 'NotPlaced', description: 'Planned recruits for whom there was no vacant post' });

export const projectionResultSchema = z
  .strictObject({
    engine: z.string().meta({ description: 'Version of the engine' }),
    scale: z.int().min(1).meta({ description: 'Every stock and flow is in 1/scale of a post or person' }),
    dates: z.array(plainDateSchema).min(2).meta({ description: 'The start, then each 31 December to the horizon' }),
    series: z.array(seriesPointSchema),
    units: z.array(projectedUnitSchema),
    reserveRecords: z.array(recordReferenceSchema),
    rows: z.array(projectionRowSchema),
    plans: z.array(projectedPlanSchema),
    notPlaced: z.array(notPlacedSchema).default([]),
    overdue: z.array(overdueSchema),
    withoutAgeProfile: z.array(z.strictObject({ unit: z.string(), posts: count, reported: count.nullable() })).meta({
      description: 'Units whose people have no known birth month: none of them retires in the projection',
    }),
    profileDiffers: z.array(z.strictObject({ unit: z.string(), category: categorySchema, profile: count, reported: count })).meta({
      description: 'Where age profile and reported headcount differ: the profile is used where it holds the category',
    }),
    identity: z
      .strictObject({ steps: count, checks: count, violations: z.literal(0) })
      .meta({ description: 'opening − leaving + arriving ± moved = closing, per month, unit and category, posts and people' }),
  })
  .meta({ id: 'ProjectionResult', description: 'A projection: series, rows for the explanation, lists, identity checks' });
export type ProjectionResult = z.infer<typeof projectionResultSchema>;
