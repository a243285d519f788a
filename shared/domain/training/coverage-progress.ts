import * as z from 'zod';
import { yearSchema } from '../../time.ts';
import { orNull, ratioSchema } from '../vocabulary.ts';

const apart = z.strictObject({ persons: orNull(z.int()), trained: orNull(z.int()) });

/** A share of people trained in a year; those on long leave and leavers apart. */
export const coverageProgressSchema = z
  .strictObject({
    year: yearSchema,
    share: orNull(ratioSchema).meta({
      description: 'Distinct persons trained since 1 January over all in service on the date. Counts under 5 make it null, as below',
    }),
    required: z.int().meta({ description: 'Persons needed at the present denominator' }),
    met: z.boolean(),
    short: orNull(z.int()).meta({ description: 'Null with the share' }),
    ofTrained: orNull(ratioSchema).meta({
      description: 'Data analysis only: of those trained in digital skills, who is trained in it, too',
    }),
    withData: orNull(ratioSchema).meta({ description: 'Digital skills only: the reading by which a data course counts, too' }),
    onLeave: apart.meta({ description: 'On long leave on the date. Counts under 5 are null for those without a right to the records' }),
    left: apart.meta({ description: 'Gone since the year began. Counts under 5 are null for those without a right to the records' }),
  })
  .meta({ id: 'CoverageProgress', description: 'Progress of a share of people trained' });
export type CoverageProgress = z.infer<typeof coverageProgressSchema>;
