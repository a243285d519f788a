import * as z from 'zod';
import { plainDateSchema } from '../../time.ts';
import { categorySchema, orNull } from '../vocabulary.ts';
import { FLOWS } from './flows.ts';
import { recordReferenceSchema, unroundedSchema } from './result.ts';

export const MEASURES = [
  'posts',
  'present',
  'vacancies',
  'retired',
  'streamlined',
  'resigned',
  'recruited',
  'given-up',
  'posts-added',
  'converted',
  'reorganised',
  'units',
] as const;
export const measureSchema = z.enum(MEASURES).meta({
  id: 'ProjectionMeasure',
  description:
    'posts, present, vacancies, units: as of the date. retired, streamlined, resigned, recruited (by the rule and as planned), given-up, posts-added: in the year. converted: posts that changed pay source in the year (+ in, − out; category employee-budget when none is named). reorganised: posts that plans brought (+) or took (−)',
});
export type Measure = z.infer<typeof measureSchema>;

const shownUnrounded = unroundedSchema.optional();
export const PARTS = ['opening', 'created', 'ended', 'posts', 'present', ...FLOWS] as const;
export const explainedPartSchema = z
  .strictObject({ part: z.enum(PARTS), sign: z.union([z.literal(1), z.literal(-1)]), quantity: z.int(), unrounded: shownUnrounded })
  .meta({ id: 'ExplainedPart', description: 'One term of the formula; sign × quantity of all terms sum to the value' });
export type ExplainedPart = z.infer<typeof explainedPartSchema>;

export const explainedUnitSchema = z
  .strictObject({
    unit: z.string(),
    name: z.string().nullable().meta({ description: 'Null for the reserve' }),
    value: z.int(),
    unrounded: shownUnrounded,
    parts: z.array(explainedPartSchema),
    plans: z.array(z.string()).meta({ description: 'Plans of the run that touch the unit' }),
    records: z.array(recordReferenceSchema),
  })
  .meta({ id: 'ExplainedUnit', description: 'What one unit contributes, and the records that say so' });
export type ExplainedUnit = z.infer<typeof explainedUnitSchema>;

export const explanationSchema = z
  .strictObject({
    date: plainDateSchema,
    measure: measureSchema,
    category: orNull(categorySchema),
    unit: z.string().nullable(),
    value: z.int(),
    unrounded: shownUnrounded,
    parts: z.array(explainedPartSchema).meta({ description: 'value = Σ sign × quantity' }),
    units: z.array(explainedUnitSchema).meta({ description: 'Values sum to the value; largest first, ties by code' }),
  })
  .meta({ id: 'Explanation', description: 'Where a number of a projection comes from' });
export type Explanation = z.infer<typeof explanationSchema>;
