import * as z from 'zod';
import { assessPart } from '../law/autonomy.ts';
import { countedItemSchema } from '../law/autonomy-items.ts';
import { autonomyPeriodOf } from '../law/autonomy-period.ts';
import { basisSchema } from '../law/source.ts';
import { endOfYear, yearSchema } from '../time.ts';
import { directSpendingOf, directSpendingSchema } from './direct-spending.ts';
import { ratio } from './ratio.ts';
import {
  type SelfFinancingRecord,
  autonomyPartInputSchema,
  computedBand,
  dongSchema,
  effectiveBand,
  isSelfFinancing,
} from './self-financing.ts';
import { autonomyWarningSchema, unitWarnings } from './self-financing-warnings.ts';
import { autonomyBandSchema, ratioSchema } from './vocabulary.ts';

const partViewSchema = autonomyPartInputSchema
  .extend({
    items: z.array(countedItemSchema),
    revenue: dongSchema.meta({ description: 'A of Decree 60/2021 art. 10' }),
    expenditure: dongSchema.meta({ description: 'B of Decree 60/2021 art. 10' }),
    ratio: ratioSchema,
    band: autonomyBandSchema.meta({ description: 'Computed from A and B' }),
    bandDiffers: z.boolean().meta({ description: 'The decision’s group is not the computed band' }),
    basis: z.array(basisSchema),
  })
  .meta({ id: 'AutonomyPart', description: 'An activity part with what of each item counts' });

export const selfFinancingViewSchema = z
  .strictObject({
    unit: z.string(),
    year: yearSchema,
    period: z.strictObject({ first: yearSchema, last: yearSchema }).meta({ description: 'The five years for which a group is held' }),
    parts: z.array(partViewSchema),
    revenue: dongSchema.meta({ description: 'A over all parts' }),
    expenditure: dongSchema.meta({ description: 'B over all parts' }),
    ratio: ratioSchema,
    band: autonomyBandSchema.meta({ description: 'Computed: that of the weakest part' }),
    group: autonomyBandSchema.meta({ description: 'In which the unit counts: that of its weakest part, decisions before figures' }),
    selfFinancing: z.boolean().meta({ description: 'Every part is in group 1 or 2' }),
    bandDiffers: z.boolean().meta({ description: 'Of a part the decision’s group is not the computed band' }),
    spending: directSpendingSchema,
    warnings: z.array(autonomyWarningSchema),
    version: z.int().min(1),
  })
  .meta({ id: 'SelfFinancingRecord', description: 'Self-financing of a unit and year, with A, B, ratio, band and warnings' });
export type SelfFinancingView = z.infer<typeof selfFinancingViewSchema>;

/** A record as it is shown. @param earlier what its warnings look back at, newest first */
export function withWarnings(record: SelfFinancingRecord, earlier: readonly SelfFinancingRecord[]): SelfFinancingView {
  const parts = record.parts.map((part, index) => {
    const { items, ratio: share, basis } = assessPart(part, endOfYear(record.year), `parts.${index}`);
    return { ...part, items, ratio: share, basis };
  });
  const sum = (of: 'revenue' | 'expenditure') => parts.reduce((total, part) => total + part[of], 0);
  const [revenue, expenditure, group] = [sum('revenue'), sum('expenditure'), effectiveBand(record)];
  return {
    ...record,
    period: autonomyPeriodOf(record.year),
    parts,
    revenue,
    expenditure,
    ratio: ratio(revenue, expenditure),
    band: computedBand(record),
    group,
    selfFinancing: isSelfFinancing(group),
    bandDiffers: parts.some(({ bandDiffers }) => bandDiffers),
    spending: directSpendingOf(record),
    warnings: unitWarnings(record, earlier),
  };
}
