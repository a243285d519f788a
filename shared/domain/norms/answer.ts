import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { NORM_KINDS } from '../../law/norms/terms.ts';
import { plainDateSchema, yearSchema } from '../../time.ts';
import { holderFactsShape, reportReferenceSchema } from '../posts-standing.ts';
import { fractionSchema, orNull } from '../vocabulary.ts';
import { normMeasureSchema } from './input.ts';

/** Whether a unit's norm can be said, and why not. */
export const NORM_STATES = ['computed', 'no-norm', 'no-input', 'no-law-in-force'] as const;
/** Whether a unit may have contracts in place of posts, and why not. */
export const CEILING_STATES = ['applies', 'not-computed', 'no-law-in-force', 'other-sector', 'group-unknown', 'other-group'] as const;
export const NORM_VERDICTS = ['within-maximum', 'over-maximum', 'at-least-minimum', 'below-minimum'] as const;
export const NORM_FLAGS = ['stated-more-than-assigned', 'stated-more-than-present'] as const;

const staffSchema = z.strictObject({ assigned: orNull(z.int()), present: orNull(z.int()) });
const perStaff = <S extends z.ZodType>(schema: S) => z.strictObject({ posts: orNull(schema), people: orNull(schema) });

export const normLineSchema = z
  .strictObject({
    site: orNull(z.string()),
    measure: normMeasureSchema,
    count: z.int(),
    kind: z.enum(NORM_KINDS),
    leastEach: orNull(fractionSchema),
    mostEach: orNull(fractionSchema),
    least: orNull(fractionSchema).meta({ description: 'count × leastEach, exact' }),
    most: orNull(fractionSchema).meta({ description: 'count × mostEach, exact' }),
  })
  .meta({ id: 'NormLine', description: 'What one site has of a measure, and the people that its norm gives' });
export type NormLine = z.infer<typeof normLineSchema>;

/** A maximum, with how much of it is left or exceeded. What is left is room, not a shortage in law. */
export const maximumSchema = z
  .strictObject({
    exact: fractionSchema,
    whole: z.int().meta({ description: 'Rounded down' }),
    short: perStaff(z.int()).meta({ description: 'Norm − assigned, norm − present; room below the maximum' }),
    over: perStaff(z.int()).meta({ description: 'null where all posts are more than the maximum and the unit does not state which count' }),
    verdict: perStaff(z.enum(['within-maximum', 'over-maximum'])).meta({ description: 'null likewise' }),
  })
  .meta({ id: 'NormMaximum', description: 'The most people that a unit’s norms allow' });
export type Maximum = z.infer<typeof maximumSchema>;

/** A minimum, with what is lacking. What is above it is nothing that a norm forbids. */
export const minimumSchema = z
  .strictObject({
    exact: fractionSchema,
    whole: z.int().meta({ description: 'Rounded up, site by site' }),
    short: perStaff(z.int()).meta({
      description: 'What sites lack; plenty at one does not make up for another where each states its staff',
    }),
    verdict: perStaff(z.enum(['at-least-minimum', 'below-minimum'])),
  })
  .meta({ id: 'NormMinimum', description: 'The fewest people that a unit’s norms demand' });
export type Minimum = z.infer<typeof minimumSchema>;

export const contractCeilingSchema = z
  .strictObject({
    state: z.enum(CEILING_STATES),
    exact: orNull(fractionSchema).meta({ description: 'Share × (norm − assigned), at least 0' }),
    whole: orNull(z.int()).meta({ description: 'Rounded down' }),
    contracts: orNull(z.int()).meta({ description: 'Contract workers of the last report' }),
    within: orNull(z.boolean()),
  })
  .meta({ id: 'ContractCeiling', description: 'How many contracts a unit may have in place of the posts that it lacks' });
export type ContractCeiling = z.infer<typeof contractCeilingSchema>;

export const unitNormSchema = z
  .strictObject({
    ...holderFactsShape,
    asOf: plainDateSchema,
    year: yearSchema.meta({ description: 'Year of the input' }),
    state: z.enum(NORM_STATES),
    inputVersion: orNull(z.int()),
    lines: z.array(normLineSchema),
    withoutNorm: z.array(normMeasureSchema).meta({ description: 'Measures stated for which no norm is in force on the date' }),
    posts: staffSchema.meta({ description: 'All budget-paid posts (provincial council) and people of the unit' }),
    report: orNull(reportReferenceSchema),
    counted: z.enum(['stated', 'all-budget-posts']).meta({
      description: 'Whether `assigned` and `present` are those that the unit states for the norm, or all of its budget-paid ones',
    }),
    assigned: orNull(z.int()),
    present: orNull(z.int()),
    flags: z.array(z.enum(NORM_FLAGS)),
    maximum: orNull(maximumSchema),
    minimum: orNull(minimumSchema),
    contractCeiling: contractCeilingSchema,
    basis: z.array(basisSchema),
  })
  .meta({ id: 'UnitNorm', description: 'A unit’s norm, posts and people, and the ceiling of its contracts' });
export type UnitNorm = z.infer<typeof unitNormSchema>;
