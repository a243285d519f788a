import * as z from 'zod';
import { basisSchema } from '../../law/source.ts';
import { plainMonthSchema } from '../../time.ts';
import { hazardSchema, lateRetirementSchema, streamliningSchema } from '../projection/drivers.ts';
import { LEAVING_REASONS } from '../staff.ts';
import { categorySchema, orNull, ratioSchema } from '../vocabulary.ts';
import { HAZARD_REASONS } from './tally.ts';

const people = z.int().min(0);
export const intervalSchema = z.array(z.number()).length(2).meta({ description: 'Lowest and highest' });
const probability = z.number().min(0).max(1);

export const HAZARD_SOURCES = ['staff-records', 'form-8c'] as const;

/** How rates come about; the formulae stand in docs/history.md. */
export const METHOD = {
  estimator: 'monthly = leavers / person-months at risk; annual = 1 − (1 − monthly)^12',
  interval95: 'Jeffreys: Beta(leavers + ½, months − leavers + ½) of the monthly probability, carried over to a year',
  pooling: 'gamma–Poisson empirical Bayes of leavers / expected leavers, shrunk to 1, by moments (Marshall 1991)',
} as const;

export const hazardWindowSchema = z
  .strictObject({ from: plainMonthSchema, until: plainMonthSchema, months: z.int().min(1) })
  .meta({ id: 'HistoryWindow', description: 'Months looked at, both included' });

export const fittedHazardSchema = z
  .strictObject({
    category: categorySchema,
    source: z.enum(HAZARD_SOURCES),
    fromAge: z.int(),
    belowAge: z.int(),
    leavers: people,
    personMonths: people,
    personYears: z.number().meta({ description: 'personMonths / 12' }),
    annual: orNull(probability).meta({ description: 'Null without a person-month' }),
    interval95: orNull(intervalSchema),
    joined: z
      .boolean()
      .meta({ description: 'Several bands of the asked width in one, because one of them alone held too few person-years' }),
    few: z.boolean().meta({ description: 'Fewer person-years than asked for, even so' }),
  })
  .meta({ id: 'FittedHazard', description: 'Leaving before the statutory age and not under a policy, as seen' });
export type FittedHazard = z.infer<typeof fittedHazardSchema>;

const fittedStreamliningSchema = z
  .strictObject({
    category: categorySchema,
    eligibleMonths: people.meta({ description: 'Person-months in which the statutory month was `least` to `most` months away' }),
    tookUp: people.meta({ description: 'Of them, who left under a policy' }),
    otherPolicy: people.meta({ description: 'Left under a policy without being among the eligible, or of unknown age: part of no rate' }),
    annual: orNull(probability),
    interval95: orNull(intervalSchema),
  })
  .meta({ id: 'FittedStreamlining', description: 'Take-up of a policy among those near retirement' });

const fittedLateSchema = z
  .strictObject({
    category: categorySchema,
    reached: people.meta({ description: 'Reached the statutory month in the window' }),
    stayed: people.meta({ description: 'Of them, still in service at its end' }),
    share: ratioSchema,
    stillThere: people.meta({ description: 'Of those who stayed, in service when the window ended: their stay is longer than seen' }),
    monthsBeyond: people.meta({ description: 'Months that those who stayed were seen beyond it, together' }),
  })
  .meta({ id: 'FittedLateRetirement', description: 'Stays beyond the statutory month' });

const seenReplacementSchema = z
  .strictObject({
    category: categorySchema,
    recruited: people,
    received: people.meta({ description: 'From elsewhere; not in the ratio' }),
    leavers: people.meta({ description: 'Everybody who left the province’s service, whatever the reason' }),
    ratio: ratioSchema,
    reasons: z.record(z.enum(LEAVING_REASONS), people),
    notCounted: people.meta({ description: 'Left before the statutory month for a reason that is not counted' }),
  })
  .meta({ id: 'SeenReplacement', description: 'Recruits beside leavers; for information' });

export const hazardOfferSchema = z
  .strictObject({
    hazards: z.array(hazardSchema),
    drivers: z.strictObject({ streamlining: z.array(streamliningSchema), lateRetirement: z.array(lateRetirementSchema) }),
  })
  .meta({ id: 'HazardOffer', description: 'What may be pasted into a scenario or projection as it is; nothing uses it by itself' });
export type HazardOffer = z.infer<typeof hazardOfferSchema>;

export const fittedHazardsSchema = z
  .strictObject({
    window: hazardWindowSchema,
    firstMonth: orNull(plainMonthSchema).meta({
      description: 'First month of the window of which the registers tell anything; null: of none',
    }),
    ageWidth: z.int(),
    leastPersonYears: z.int(),
    reasons: z.array(z.enum(HAZARD_REASONS)),
    hazards: z.array(fittedHazardSchema),
    streamlining: z.array(fittedStreamliningSchema),
    lateRetirement: z.array(fittedLateSchema),
    replacement: z.array(seenReplacementSchema),
    unplacedMonths: people.meta({ description: 'Person-months at units that ended without a sole heir: in no sector and no unit' }),
    reportsLeftOut: people.meta({ description: 'Reports of form 8c of which it is not known since when they tell' }),
    offer: hazardOfferSchema,
    method: z.strictObject({ estimator: z.string(), interval95: z.string(), pooling: z.string() }),
    recordsHash: z.string(),
    basis: z.array(basisSchema).min(1),
  })
  .meta({ id: 'FittedHazards', description: 'Leaving, take-up, late stays and replacement as the registers saw them' });
export type FittedHazards = z.infer<typeof fittedHazardsSchema>;

export const groupHazardSchema = z
  .strictObject({
    group: z.string().meta({ description: 'Sector, or unit key' }),
    categories: z.array(
      z.strictObject({
        category: categorySchema,
        leavers: people,
        personMonths: people,
        expected: z.number().meta({ description: 'Leavers at the province’s rates by age' }),
        ratio: orNull(z.number()).meta({ description: 'leavers / expected; null when nobody was expected' }),
        weight: z.number().min(0).max(1).meta({ description: 'Of the own ratio; the rest is the weight of the province' }),
        pooledRatio: z.number().meta({ description: 'weight × ratio + (1 − weight)' }),
        interval95: intervalSchema.meta({ description: 'Of the pooled ratio, given the province’s rates' }),
      }),
    ),
    hazards: z.array(hazardSchema).meta({ description: 'The province’s offer times the pooled ratio, for a scenario with this scope' }),
  })
  .meta({ id: 'GroupHazard', description: 'Leaving in a sector or unit, shrunk to the province' });
export type GroupHazard = z.infer<typeof groupHazardSchema>;
