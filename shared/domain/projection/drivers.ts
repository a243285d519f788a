import * as z from 'zod';
import { plainDateSchema, plainMonthSchema } from '../../time.ts';
import { unitCodeSchema } from '../unit.ts';
import { categorySchema, fractionSchema, textSchema } from '../vocabulary.ts';

/** The labels by which a run names its plans. */
export const planIdSchema = textSchema(60).meta({
  id: 'PlanId',
  description: 'Label of a plan inside a projection',
  example: 'merge-schools-2027',
});

export const OLDEST = 120;
const age = z.int().min(0).max(OLDEST);

export const hazardSchema = z
  .strictObject({
    category: categorySchema,
    fromAge: age.default(0),
    belowAge: age.default(OLDEST),
    annual: z.number().min(0).max(1).meta({ description: 'Probability of leaving within a year, before the statutory age' }),
    fitted: z
      .strictObject({ personYears: z.number().gt(0).max(1e9), leavers: z.int().min(0).max(1_000_000_000) })
      .optional()
      .meta({ description: 'What the rate was fitted from; needed for parameter uncertainty' }),
  })
  .meta({ id: 'LeavingHazard', description: 'Leaving before the statutory age, by category and age in years' });
export type Hazard = z.infer<typeof hazardSchema>;

export const recruitAgeSchema = z
  .int()
  .min(18)
  .max(60)
  .default(26)
  .meta({ description: 'Recruits of a category without an entry age profile leave at the rate of this age' });

export const replacementSchema = z
  .strictObject({
    category: categorySchema,
    recruits: z.int().min(0).max(1000).meta({ description: 'k of "k recruits for n leavers"; at most n; 0 is a freeze' }),
    leavers: z.int().min(1).max(1000).meta({ description: 'n of "k recruits for n leavers"' }),
    from: plainMonthSchema.optional().meta({
      description: 'First month of the rule: before it everybody who leaves is replaced, whatever `perYear`. Absent: from the start',
    }),
    perYear: z
      .int()
      .min(0)
      .max(1_000_000)
      .optional()
      .meta({ description: 'Most recruits in a calendar year; who is not taken for it waits for the next year' }),
    entryAges: z
      .array(z.strictObject({ age: z.int().min(18).max(60), weight: z.int().min(1).max(1000) }))
      .min(1)
      .max(20)
      .optional()
      .meta({ description: 'Ages at entry with weights: recruits leave at the mean of the rates of these ages' }),
  })
  .meta({
    id: 'ReplacementDriver',
    description: 'Recruits to date = leavers before `from` + floor(k × leavers since / n), whole people, per province and category',
  });
export type Replacement = z.infer<typeof replacementSchema>;

export const surrenderSchema = z
  .strictObject({
    unreplaced: fractionSchema.default({ numerator: 1, denominator: 1 }).meta({
      description:
        'Given up by 1 January, per province and category: floor(share × (posts that leavers left vacant − recruits)), both to the day before',
    }),
    vacant: fractionSchema
      .default({ numerator: 0, denominator: 1 })
      .meta({ description: 'Share of the posts vacant for other reasons that is given up each 1 January, before the others' }),
  })
  .meta({ id: 'SurrenderDriver', description: 'Posts given up on 1 January; shares from 0 to 1' });

export const streamliningSchema = z
  .strictObject({
    category: categorySchema,
    from: plainMonthSchema.meta({ description: 'First month in which people leave so' }),
    until: plainMonthSchema.meta({ description: 'Last month' }),
    eligible: z
      .strictObject({ least: z.int().min(1).max(180), most: z.int().min(1).max(180) })
      .default({ least: 24, most: 60 })
      .meta({
        description:
          'Months from the month under way to the one in which the statutory age frees the post; Decree 154/2025: 2 to 5 years inclusive',
      }),
    annual: z.number().min(0).max(1).meta({ description: 'Probability that one of the eligible takes it up within a year' }),
  })
  .meta({ id: 'StreamliningDriver', description: 'Leaving under a policy among those near retirement; of unknown age nobody' });
export type Streamlining = z.infer<typeof streamliningSchema>;

export const lateRetirementSchema = z
  .strictObject({
    category: categorySchema,
    share: fractionSchema.meta({ description: 'Of each cohort as it reaches the statutory age; people overdue at the start do not stay' }),
    months: z.int().min(1).max(120).meta({ description: 'How long they stay on, counted as present and on their posts' }),
  })
  .meta({
    id: 'LateRetirementDriver',
    description: 'People who stay beyond the statutory age (professors, teachers by title, postponements)',
  });
export type LateRetirement = z.infer<typeof lateRetirementSchema>;

export const plannedRecruitmentSchema = z
  .strictObject({
    id: planIdSchema.optional(),
    category: categorySchema,
    month: plainMonthSchema,
    people: z.int().min(1).max(100_000),
    unit: unitCodeSchema.optional().meta({ description: 'Absent: one after another to the unit with most vacancies' }),
  })
  .meta({
    id: 'PlannedRecruitment',
    description: 'Recruits beside the replacement rule, before it in the month, into vacant posts only; the rest is listed as not placed',
  });
export type PlannedRecruitment = z.infer<typeof plannedRecruitmentSchema>;

export const addedPostsSchema = z
  .strictObject({
    id: planIdSchema.optional(),
    category: categorySchema,
    effectiveFrom: plainDateSchema,
    posts: z.int().min(1).max(100_000),
    unit: unitCodeSchema.optional().meta({ description: 'Absent: the reserve' }),
    outsideBase: z
      .boolean()
      .default(true)
      .meta({ description: 'Left out of what targets count, as posts of teachers given in addition are' }),
  })
  .meta({ id: 'AddedPosts', description: 'Posts given in addition, as an entry of its own' });
export type AddedPosts = z.infer<typeof addedPostsSchema>;

export const projectionDriversSchema = z
  .strictObject({
    replacement: z.array(replacementSchema).max(6).default([]).meta({ description: 'A category left out recruits nobody' }),
    surrender: surrenderSchema.prefault({}),
    streamlining: z.array(streamliningSchema).max(50).default([]),
    lateRetirement: z.array(lateRetirementSchema).max(50).default([]).meta({ description: 'Shares of one category sum to at most 1' }),
    recruitment: z.array(plannedRecruitmentSchema).max(500).default([]),
    addedPosts: z.array(addedPostsSchema).max(500).default([]),
  })
  .meta({ id: 'ProjectionDrivers', description: 'Assumptions of a projection' });
export type ProjectionDrivers = z.infer<typeof projectionDriversSchema>;
