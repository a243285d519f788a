import * as z from 'zod';
import { bilingualSchema } from '../../law/source.ts';
import { plainMonthSchema } from '../../time.ts';
import { categorySchema, orNull, sectorSchema } from '../vocabulary.ts';

/** What is forecast and scored: two stocks at the end of a year, and who left in it. */
export const MEASURES = ['present', 'posts', 'leavers', 'retired', 'streamlined', 'resigned'] as const;
export type Measure = (typeof MEASURES)[number];

/** Why no forecast from the end of a year can be scored. */
export const MISSING = ['year-not-recorded', 'ages-not-known', 'outcome-not-recorded'] as const;
export type Missing = (typeof MISSING)[number];

const year = z.int();
const seriesSchema = z.union([z.strictObject({ category: categorySchema }), z.strictObject({ sector: sectorSchema })]);
export type Series = z.infer<typeof seriesSchema>;

export const backTestPairSchema = z
  .strictObject({
    from: year.meta({ description: 'The forecast knows nothing after 31 December of this year' }),
    year: year.meta({ description: 'Year whose end, or course, is forecast' }),
    series: seriesSchema,
    measure: z.enum(MEASURES),
    forecast: z.number(),
    band80: orNull(z.array(z.number()).length(2)).meta({ description: 'Of the draws; null where only the expectation is forecast' }),
    naive: z.number().meta({ description: 'The rate of the last year before, carried on' }),
    actual: z.number(),
  })
  .meta({ id: 'BackTestPair', description: 'A forecast beside what happened' });
export type BackTestPair = z.infer<typeof backTestPairSchema>;

const errorsSchema = z
  .strictObject({
    bias: z.number().meta({ description: 'Mean of forecast − actual, in posts or people' }),
    wape: orNull(z.number()).meta({
      description: 'Sum of |forecast − actual| in percent of the sum of the actual values: small series weigh little',
    }),
    mape: orNull(z.number()).meta({ description: 'Mean of |forecast − actual| / actual in percent, over pairs with an actual above 0' }),
  })
  .meta({ id: 'BackTestErrors', description: 'How far forecasts were off' });

export const backTestScoreSchema = z
  .strictObject({
    by: z.enum(['category', 'sector']),
    measure: z.enum(MEASURES),
    yearsAhead: z.int().min(1),
    pairs: z.int().min(1).meta({ description: 'Years × series' }),
    forecast: errorsSchema,
    naive: errorsSchema,
    coverage80: orNull(z.strictObject({ inside: z.int(), pairs: z.int() })).meta({
      description: 'How many actual values lay inside the 80 % band',
    }),
  })
  .meta({ id: 'BackTestScore', description: 'Forecasts of one measure so many years ahead, beside the naive ones' });
export type BackTestScore = z.infer<typeof backTestScoreSchema>;

const originSchema = z.strictObject({ year, fittedFrom: plainMonthSchema, fittedUntil: plainMonthSchema });

/** What every forecast shows of the back-test. */
export const backTestSummarySchema = z
  .strictObject({
    status: z.enum(['scored', 'history-too-short']),
    says: bilingualSchema,
    origins: z
      .array(originSchema)
      .meta({ description: 'Years from whose end a forecast was made, and the months from which its rates were fitted' }),
    leftOut: z.array(z.strictObject({ year, missing: z.array(z.enum(MISSING)).min(1) })),
    lastYear: year.meta({ description: 'The last year that is over' }),
    scores: z.array(backTestScoreSchema).meta({ description: 'Empty when the history is too short' }),
  })
  .meta({ id: 'BackTestSummary', description: 'How forecasts from past years compare with what happened' });
export type BackTestSummary = z.infer<typeof backTestSummarySchema>;

export const backTestSchema = z
  .strictObject({
    ...backTestSummarySchema.shape,
    pairs: z.array(backTestPairSchema),
    engine: z.string(),
    draws: z.int(),
    seed: z.int(),
    recordsHash: z.string(),
  })
  .meta({ id: 'BackTest', description: 'Forecasts from the end of past years, from what was valid by then, scored against what happened' });
export type BackTest = z.infer<typeof backTestSchema>;
