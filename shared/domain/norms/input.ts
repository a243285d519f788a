import * as z from 'zod';
import { yearSchema } from '../../time.ts';
import { people } from '../headcount.ts';
import { orNull, textSchema } from '../vocabulary.ts';

/** What norms count: classes by type, and commune health stations. */
export const NORM_MEASURES = [
  'creche-group',
  'kindergarten-class',
  'primary-one-session',
  'primary-two-session',
  'lower-secondary',
  'upper-secondary',
  'commune-health-station',
] as const;
export const normMeasureSchema = z.enum(NORM_MEASURES).meta({
  id: 'NormMeasure',
  description: 'What a norm counts: a class of a type, or a commune health station',
  example: 'lower-secondary',
});
export type NormMeasure = z.infer<typeof normMeasureSchema>;

/** Regions by which class sizes differ (circular 20/2023/TT-BGDĐT); kept with the input, no value of a norm depends on it. */
export const REGIONS = ['1', '2', '3'] as const;

const MOST_OF_A_MEASURE = 500;

const countedStaffSchema = z.strictObject({ assigned: people, present: people }).meta({
  id: 'CountedStaff',
  description: 'Of the unit’s budget-paid posts and people, those that the norm counts: teachers, station staff',
});

export const normSiteSchema = z
  .strictObject({
    site: orNull(textSchema(200)).meta({ description: 'Name of a site as registered; null: the unit’s seat' }),
    region: z.enum(REGIONS).optional(),
    population: z.int().min(0).max(5_000_000).optional().meta({ description: 'People who live in the area served' }),
    pupils: z.int().min(0).max(20_000).optional(),
    counts: z
      .partialRecord(normMeasureSchema, z.int().min(0).max(MOST_OF_A_MEASURE))
      .default({})
      .meta({ description: 'Classes by type, or health stations; what is left out is none', example: { 'primary-two-session': 12 } }),
    staff: countedStaffSchema.optional(),
  })
  .meta({ id: 'NormSite', description: 'What a unit has at one place, for its norms' });
export type NormSite = z.infer<typeof normSiteSchema>;

export const normInputSchema = z
  .strictObject({ sites: z.array(normSiteSchema).min(1).max(201) })
  .meta({ id: 'NormInput', description: 'Classes, pupils, population of a unit and year, by site' });
export type NormInput = z.infer<typeof normInputSchema>;

export const normInputRecordSchema = z
  .strictObject({ unit: z.string(), year: yearSchema, sites: z.array(normSiteSchema), version: z.int().min(1) })
  .meta({ id: 'NormInputRecord', description: 'The yearly input of a unit’s norms as recorded' });
export type NormInputRecord = z.infer<typeof normInputRecordSchema>;
