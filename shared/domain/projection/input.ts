import * as z from 'zod';
import { plainDateSchema, yearSchema } from '../../time.ts';
import { destinationSchema, MAX_UNITS_PER_SIDE } from '../reorganisation.ts';
import { unitCodeSchema } from '../unit.ts';
import { categorySchema, fractionSchema, sectorSchema, textSchema, unitKindSchema, unitLevelSchema } from '../vocabulary.ts';
import { hazardSchema, planIdSchema, projectionDriversSchema, recruitAgeSchema } from './drivers.ts';

/** What counting needs to know of a unit that a plan creates. */
export const plannedUnitSchema = z
  .strictObject({ code: unitCodeSchema, name: textSchema(250), kind: unitKindSchema, level: unitLevelSchema, sector: sectorSchema })
  .meta({ id: 'PlannedUnit', description: 'Unit that a planned reorganisation creates' });
export type PlannedUnit = z.infer<typeof plannedUnitSchema>;

export const plannedShareSchema = z
  .strictObject({
    source: unitCodeSchema,
    to: destinationSchema,
    category: categorySchema.optional().meta({ description: 'Absent: holds for every category without a row of its own' }),
    share: fractionSchema,
  })
  .meta({ id: 'PlannedShare', description: 'Exact share of a source that goes to a destination; each source sums to 1' });
export type PlannedShare = z.infer<typeof plannedShareSchema>;

export const plannedReorganisationSchema = z
  .strictObject({
    id: planIdSchema.optional(),
    effectiveFrom: plainDateSchema,
    sources: z.array(unitCodeSchema).min(1).max(MAX_UNITS_PER_SIDE).meta({ description: 'A source that is no target ends on the day' }),
    targets: z.array(unitCodeSchema).max(MAX_UNITS_PER_SIDE).default([]).meta({ description: 'Receiving units, living or in `creates`' }),
    creates: z.array(plannedUnitSchema).max(MAX_UNITS_PER_SIDE).default([]),
    shares: z.array(plannedShareSchema).max(2000).default([]).meta({ description: 'May be left out when there is one target' }),
    postsSurrendered: z
      .array(z.strictObject({ category: categorySchema, posts: z.int().min(1).max(1_000_000) }))
      .max(6)
      .default([])
      .meta({ description: 'Posts given up by all sources together, spread by their posts, before the rest is shared out' }),
  })
  .meta({ id: 'PlannedReorganisation', description: 'Planned merger, split, dissolution or transfer' });
export type PlannedReorganisation = z.infer<typeof plannedReorganisationSchema>;

export const plannedConversionSchema = z
  .strictObject({
    id: planIdSchema.optional(),
    unit: unitCodeSchema,
    effectiveFrom: plainDateSchema,
    band: z.enum(['1', '2']).meta({ description: 'Financial autonomy group that it reaches' }),
  })
  .meta({
    id: 'PlannedConversion',
    description: 'A public service unit becomes self-financing: its budget-paid posts and people become revenue-paid',
  });
export type PlannedConversion = z.infer<typeof plannedConversionSchema>;

/** Which stock a projection starts from: the registers on a day, or a frozen baseline (31 December of its year). */
export const projectionStartSchema = z
  .union([z.strictObject({ date: plainDateSchema }), z.strictObject({ baseline: yearSchema })])
  .meta({ id: 'ProjectionStart', description: 'Registers on a date, or a frozen baseline' });
export type ProjectionStart = z.infer<typeof projectionStartSchema>;

export const projectionInputSchema = z
  .strictObject({
    title: textSchema(200).optional(),
    note: textSchema(2000).optional(),
    start: projectionStartSchema,
    horizon: z.int().min(2026).max(2040).meta({ description: 'The projection ends on 31 December of this year', example: 2030 }),
    drivers: projectionDriversSchema.prefault({}),
    reorganisations: z.array(plannedReorganisationSchema).max(500).default([]),
    conversions: z.array(plannedConversionSchema).max(500).default([]),
    hazards: z.array(hazardSchema).max(300).default([]).meta({ description: 'A category or age left out never leaves early' }),
    recruitAge: recruitAgeSchema,
  })
  .meta({ id: 'ProjectionInput', description: 'What a projection starts from, assumes and plans' });
/** A parsed request: every default filled in. */
export type ProjectionInput = z.infer<typeof projectionInputSchema>;
