import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { plainDateSchema, yearSchema } from '../../time.ts';
import { AGE_BANDS } from '../headcount-structure.ts';
import { categorySchema, orNull, sectorSchema, unitKindSchema } from '../vocabulary.ts';

const people = orNull(z.int().min(0)).meta({ description: 'People; null where the count is hidden' });
const posts = z.int();

/** What a category’s people are by sex, age and training: each adds up to the category, so that they are hidden together. */
const byCategorySchema = z.strictObject({
  category: categorySchema,
  people,
  female: people,
  male: people,
  ages: z.array(z.strictObject({ band: z.enum(AGE_BANDS), people })),
  trainedDigital: people.meta({ description: 'Completed a course in digital skills in the year; null where hidden, or before the law' }),
  trainedData: people.meta({ description: 'Completed a course in data analysis in the year; null where hidden, or before the law' }),
});

export const aggregatesSchema = z
  .strictObject({
    year: yearSchema,
    asOf: plainDateSchema.meta({ description: 'The last day of the year' }),
    publishedOn: orNull(plainDateSchema).meta({
      description: 'Day from which viewers get these very figures, whatever is corrected later; null: the records of today',
    }),
    suppressed: z.boolean().meta({ description: 'Counts of people under 5 are hidden, and as many others as would give them away' }),
    posts: z
      .strictObject({
        total: posts,
        byCategory: z.array(z.strictObject({ category: categorySchema, posts })),
        bySector: z.array(z.strictObject({ sector: orNull(sectorSchema).meta({ description: 'null: the reserve' }), posts })),
      })
      .meta({ description: 'Posts assigned by the provincial council; never hidden' }),
    units: z
      .strictObject({
        total: z.int(),
        byKindAndSector: z.array(z.strictObject({ kind: unitKindSchema, sector: sectorSchema, units: z.int() })),
      })
      .meta({ description: 'Living units; never hidden' }),
    people: z
      .strictObject({
        total: people,
        byCategory: z.array(byCategorySchema),
        bySector: z.array(z.strictObject({ sector: sectorSchema, people })).meta({ description: 'Of the sectors that have units' }),
        unitsWithReport: z.int().meta({ description: 'Units whose last headcount of the year is counted' }),
        unitsWithProfile: z.int().meta({ description: 'Units whose people are counted by sex and age' }),
      })
      .meta({ description: 'People present by the last headcounts of the year; sex and age by staff records and age profiles' }),
    basis: z.array(basisSchema),
  })
  .meta({ id: 'Aggregates', description: 'The figures of a year’s end by category or sector' });
export type Aggregates = z.infer<typeof aggregatesSchema>;
export type CategoryPeople = z.infer<typeof byCategorySchema>;
