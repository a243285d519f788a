import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { plainDateSchema, yearSchema } from '../../time.ts';
import { staffIdSchema } from '../staff.ts';
import { categorySchema, unitKindSchema } from '../vocabulary.ts';
import { coverageFiguresSchema } from './coverage.ts';

const asked = {
  year: yearSchema,
  asOf: plainDateSchema,
  measuredOn: plainDateSchema.meta({ description: 'The date asked for, or today when that is earlier' }),
};
const next = z.union([z.string(), z.null()]);
const basis = z.array(basisSchema);

export const coverageSchema = z
  .strictObject({
    ...asked,
    total: coverageFiguresSchema,
    byCategory: z.array(coverageFiguresSchema.extend({ category: categorySchema })),
    byKind: z.array(coverageFiguresSchema.extend({ kind: unitKindSchema })),
    items: z
      .array(coverageFiguresSchema.extend({ unit: z.string(), name: z.string(), kind: unitKindSchema }))
      .meta({ description: 'A page of the units where these people count' }),
    next,
    basis,
  })
  .meta({ id: 'TrainingCoverage', description: 'Distinct persons trained in a year over persons in service on a date' });
export type Coverage = z.infer<typeof coverageSchema>;

/** Which of the two targets somebody is still untrained for. */
export const UNTRAINED_FOR = ['digital-training', 'data-training'] as const;

export const untrainedSchema = z
  .strictObject({ staff: staffIdSchema, unit: z.string(), category: categorySchema, onLeave: z.boolean() })
  .meta({ id: 'Untrained', description: 'Somebody in service without the year’s training; those on long leave are marked' });
export type Untrained = z.infer<typeof untrainedSchema>;

const reachedSchema = z.strictObject({ persons: z.int(), reached: z.int() });

export const periodsSchema = z
  .strictObject({
    ...asked,
    needed: z.int().meta({ description: 'Periods in the year' }),
    inService: reachedSchema.meta({ description: 'Civil servants in service on the date, long leave apart' }),
    onLeave: reachedSchema,
    items: z
      .array(z.strictObject({ staff: staffIdSchema, unit: z.string(), periods: z.int(), short: z.int(), onLeave: z.boolean() }))
      .meta({ description: 'A page of those below, by unit' }),
    next,
    basis,
  })
  .meta({ id: 'TrainingPeriods', description: 'Civil servants and the periods of training of a year' });
export type Periods = z.infer<typeof periodsSchema>;
