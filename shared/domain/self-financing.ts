import * as z from 'zod';
import { yearSchema } from '../time.ts';
import { AUTONOMY_BANDS, type AutonomyBand, autonomyBandSchema, decisionSchema } from './vocabulary.ts';

/** Whole dong, 0 to 2^53 − 1. */
export const dongSchema = z.int().min(0).meta({ id: 'Dong', description: 'Whole dong', example: 12_500_000_000 });

export const AUTONOMY_ROUTES = ['ordered-full-cost', 'market-price'] as const;
export const autonomyRouteSchema = z.enum(AUTONOMY_ROUTES).meta({ id: 'AutonomyRoute', description: 'Alternative route to group 2 or 1' });
export type AutonomyRoute = z.infer<typeof autonomyRouteSchema>;

/**
 * Every sum that a unit's accounts of a year are made of, as Decree 60/2021 art. 10 names them. Which of them belong to A
 * or to B, which stand beside, and how much of each counts, is law: shared/law/autonomy-items.ts.
 */
export const AUTONOMY_ITEMS = [
  'listed-services',
  'listed-services-ordered',
  'listed-services-tendered',
  'science-tasks',
  'service-revenue',
  'business',
  'asset-lease',
  'retained-fees',
  'other-revenue',
  'recurrent-support',
  'assigned-tasks',
  'target-programmes',
  'investment-funds',
  'loans',
  'aid',
  'sponsorship',
  'recurrent-spending',
  'non-budget-services',
] as const;
export const autonomyItemSchema = z
  .enum(AUTONOMY_ITEMS)
  .meta({ id: 'AutonomyItem', description: 'Item of a unit’s accounts (Decree 60/2021 art. 10)', example: 'service-revenue' });
export type AutonomyItem = z.infer<typeof autonomyItemSchema>;

export const itemAmountSchema = z
  .strictObject({
    item: autonomyItemSchema,
    amount: dongSchema,
    deduction: dongSchema.optional().meta({
      description: 'What is taken off before it counts: costs and state obligations of earned income, the non-recurrent part of fees',
    }),
  })
  .meta({ id: 'ItemAmount', description: 'One item of a year, whole dong', example: { item: 'service-revenue', amount: 4_200_000_000 } });
export type ItemAmount = z.infer<typeof itemAmountSchema>;

/** `whole` is a unit with one activity; the others are the parts of a unit with several (Decree 60/2021 art. 27–28). */
export const ACTIVITIES = ['whole', 'treatment', 'prevention', 'commune-stations', 'teaching', 'boarding-care', 'other-activity'] as const;
export const activitySchema = z
  .enum(ACTIVITIES)
  .meta({ id: 'Activity', description: 'Activity part of a unit; `whole` where there is one activity only', example: 'whole' });
export type Activity = z.infer<typeof activitySchema>;

/** Why a unit of group 1 or 2 may fall to 3 or 4. */
export const FALL_EXCUSES = ['force-majeure', 'changed-functions'] as const;

const MOST_POSTS = 100_000;

/** The group that a decision gave a part, and for which years of its period. */
export const decidedGroupSchema = z
  .strictObject({
    band: autonomyBandSchema,
    firstYear: yearSchema,
    lastYear: yearSchema.meta({ description: 'Last year of the five-year period: 2025, 2030' }),
    decision: decisionSchema,
  })
  .meta({ id: 'DecidedGroup', description: 'Group by decision; it decides over the computed band' });

export const autonomyPartInputSchema = z
  .strictObject({
    activity: activitySchema,
    items: z
      .array(itemAmountSchema)
      .max(AUTONOMY_ITEMS.length)
      .meta({ description: 'Each item once; one left out is 0, but for `recurrent-support`: left out it is not stated' }),
    investment: dongSchema.optional().meta({ description: 'Self-covered investment; with depreciation decides group 1' }),
    depreciation: dongSchema.optional(),
    route: autonomyRouteSchema.optional(),
    basicService: z.boolean().default(false).meta({ description: 'Basic, essential service without revenue: need not move up' }),
    excuse: z.enum(FALL_EXCUSES).optional().meta({ description: 'Why it fell from group 1 or 2' }),
    posts: z
      .strictObject({ budget: z.int().min(0).max(MOST_POSTS), revenue: z.int().min(0).max(MOST_POSTS) })
      .optional()
      .meta({ description: 'Posts of the part, by pay source' }),
    decided: decidedGroupSchema.optional(),
  })
  .meta({ id: 'AutonomyPartInput', description: 'Accounts of a unit’s activity part' });
export type AutonomyPartInput = z.infer<typeof autonomyPartInputSchema>;

export const selfFinancingInputSchema = z
  .strictObject({ parts: z.array(autonomyPartInputSchema).min(1).max(ACTIVITIES.length) })
  .meta({ id: 'SelfFinancingInput', description: 'Self-financing of a unit and year, by activity part' });
export type SelfFinancingInput = z.infer<typeof selfFinancingInputSchema>;

const partRecordSchema = autonomyPartInputSchema
  .extend({
    revenue: dongSchema.meta({ description: 'A: the sum of what counts' }),
    expenditure: dongSchema.meta({ description: 'B' }),
    band: autonomyBandSchema.meta({ description: 'Computed from A and B' }),
    bandDiffers: z.boolean().meta({ description: 'The decision’s group is not the computed band' }),
  })
  .meta({ id: 'KeptAutonomyPart' });
export type AutonomyPart = z.infer<typeof partRecordSchema>;

/** A year of a unit as it is kept. */
export const selfFinancingRecordSchema = z
  .strictObject({
    unit: z.string(),
    year: yearSchema,
    parts: z.array(partRecordSchema).min(1),
    version: z.int().min(1),
  })
  .meta({ id: 'KeptSelfFinancing', description: 'Self-financing of a unit and year as kept' });
export type SelfFinancingRecord = z.infer<typeof selfFinancingRecordSchema>;

/** The group that counts for a part: the decision's, else the computed band. */
export const bandOfPart = ({ band, decided }: Pick<AutonomyPart, 'band' | 'decided'>): AutonomyBand => decided?.band ?? band;

const weakest = (bands: readonly AutonomyBand[]): AutonomyBand => AUTONOMY_BANDS.findLast((band) => bands.includes(band)) as AutonomyBand;

/**
 * The group in which a unit counts: that of its weakest part. A unit covers its own recurrent spending only if each of its
 * activities does; one part paid by the budget keeps the whole unit out of groups 1 and 2.
 */
export const effectiveBand = ({ parts }: { parts: readonly Pick<AutonomyPart, 'band' | 'decided'>[] }): AutonomyBand =>
  weakest(parts.map(bandOfPart));

/** The group that the figures of a unit give: that of its weakest part. */
export const computedBand = ({ parts }: { parts: readonly Pick<AutonomyPart, 'band'>[] }): AutonomyBand =>
  weakest(parts.map(({ band }) => band));

/** Groups 1 and 2: "self-financing" is said of these alone. */
export const isSelfFinancing = (band: AutonomyBand): boolean => band === '1' || band === '2';
/** Group 3: a unit whose recurrent spending the budget tops up. */
export const isPartlyFinancing = (band: AutonomyBand): boolean => band === '3a' || band === '3b' || band === '3c';
/** Whether one group is better than another: 1 is the best. */
export const isBetter = (band: AutonomyBand, than: AutonomyBand): boolean => AUTONOMY_BANDS.indexOf(band) < AUTONOMY_BANDS.indexOf(than);
