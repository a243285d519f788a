import * as z from 'zod';
import { autonomyBandSchema, categorySchema, fractionSchema, orNull, unitKindSchema, unitLevelSchema } from '../domain/vocabulary.ts';
import { plainDateSchema, yearSchema } from '../time.ts';
import { cutRoundingSchema } from './rounding.ts';
import { bilingualSchema, sourceSchema, sourceStatusSchema } from './source.ts';

export const TARGET_KINDS = [
  'unit-count-cut',
  'post-cut',
  'self-financing-share',
  'budget-cut',
  'training-coverage',
  'position-compliance',
  'district-balance',
  'milestone',
] as const;

/** Who and what is counted. Null = not narrowed by that field. */
export const populationSchema = z
  .strictObject({
    categories: orNull(z.array(categorySchema)),
    unitKinds: orNull(z.array(unitKindSchema)),
    levels: orNull(z.array(unitLevelSchema)),
    bands: z.array(autonomyBandSchema).optional().meta({ description: 'Autonomy groups that count as reaching the target' }),
    description: bilingualSchema,
  })
  .meta({ id: 'TargetPopulation', description: 'Who and what a target counts' });

/** One way to read a wording that allows several; exactly one of them is the default. */
export const readingSchema = z
  .strictObject({ id: z.string(), default: z.boolean(), title: bilingualSchema })
  .meta({ id: 'TargetReading', description: 'A way to read the base of a target' });

/** What a cut is measured against: a year's end, or the mean of the years `firstYear` to `year`. */
export const targetBaseSchema = z
  .strictObject({
    year: yearSchema,
    firstYear: yearSchema.optional().meta({ description: 'First year of a base that is a mean over years' }),
    readings: z.array(readingSchema).optional(),
    sourceStatus: sourceStatusSchema,
    note: bilingualSchema.optional(),
  })
  .meta({ id: 'TargetBase', description: 'Base of a target' });

/** Everything that a law says of a target and may say differently later: the dated value of its rule. */
export const targetTermsSchema = z
  .strictObject({
    kind: z.enum(TARGET_KINDS),
    quotation: z.string().meta({ description: 'The passage, verbatim, in Vietnamese' }),
    population: populationSchema,
    base: orNull(targetBaseSchema),
    amount: fractionSchema.meta({
      description: 'The cut or share asked for; for count-at-least the numerator is the count, the denominator what there are',
    }),
    comparison: z.enum(['cut-at-least', 'share-at-least', 'count-at-least']),
    rounding: cutRoundingSchema,
    deadline: plainDateSchema,
    populationEnds: plainDateSchema
      .optional()
      .meta({ description: 'Last day of a population that ends before the deadline: the target is then lapsed' }),
    yearly: z.boolean().optional().meta({ description: 'Due again every year up to the deadline' }),
    responsible: bilingualSchema,
    carryOver: bilingualSchema.optional(),
    note: bilingualSchema.optional(),
  })
  .meta({ id: 'TargetTerms', description: 'Terms of a target' });
export type TargetTerms = z.infer<typeof targetTermsSchema>;

/** A target as it stands on a date. */
export const targetSchema = z
  .strictObject({
    id: z.string(),
    title: bilingualSchema,
    ...targetTermsSchema.shape,
    effectiveFrom: plainDateSchema.meta({ description: 'First day of these terms' }),
    source: sourceSchema,
  })
  .meta({ id: 'Target', description: 'A legal target: population, base, amount, deadline, passage and source' });
export type Target = z.infer<typeof targetSchema>;
