import * as z from 'zod';
import { yearSchema } from '../time.ts';
import { autonomyBandSchema, decisionSchema } from './vocabulary.ts';

/** Whole dong, 0 to 2^53 − 1. */
export const dongSchema = z.int().min(0).meta({ id: 'Dong', description: 'Whole dong', example: 12_500_000_000 });

export const AUTONOMY_ROUTES = ['ordered-full-cost', 'market-price'] as const;
export const autonomyRouteSchema = z.enum(AUTONOMY_ROUTES).meta({ id: 'AutonomyRoute', description: 'Alternative route to group 2 or 1' });

export const selfFinancingInputSchema = z
  .strictObject({
    revenue: dongSchema.meta({ description: 'A of Decree 60/2021 art. 10' }),
    expenditure: dongSchema.meta({ description: 'B of Decree 60/2021 art. 10' }),
    investment: dongSchema.optional(),
    depreciation: dongSchema.optional(),
    route: autonomyRouteSchema.optional(),
    decided: z
      .strictObject({ band: autonomyBandSchema, decision: decisionSchema })
      .optional()
      .meta({ description: 'The group that a decision assigned; decides over the computed band' }),
  })
  .meta({ id: 'SelfFinancingInput', description: 'Self-financing of a unit and year' });
export type SelfFinancingInput = z.infer<typeof selfFinancingInputSchema>;

export const selfFinancingRecordSchema = z
  .strictObject({
    unit: z.string(),
    year: yearSchema,
    ...selfFinancingInputSchema.shape,
    band: autonomyBandSchema.meta({ description: 'Computed from A and B' }),
    bandDiffers: z.boolean().meta({ description: 'The decision’s group is not the computed band' }),
    version: z.int().min(1),
  })
  .meta({ id: 'SelfFinancingRecord', description: 'Self-financing as recorded, with computed band' });
export type SelfFinancingRecord = z.infer<typeof selfFinancingRecordSchema>;

/** The group that counts: the decision's, else the computed band. */
export const effectiveBand = (record: Pick<SelfFinancingRecord, 'band' | 'decided'>) => record.decided?.band ?? record.band;
