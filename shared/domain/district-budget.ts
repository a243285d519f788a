import * as z from 'zod';
import { dongSchema } from './self-financing.ts';
import type { Tree } from './tree.ts';
import { type PlainDate, yearSchema } from '../time.ts';
import { decisionSchema, orNull } from './vocabulary.ts';

export const districtBudgetInputSchema = z
  .strictObject({
    revenue: dongSchema.meta({ description: 'What the district’s budget may keep of its own revenue' }),
    spending: dongSchema.meta({ description: 'What its budget is to spend on balance' }),
    selfBalancing: z.boolean().meta({ description: 'By the decision: it balances without a supplement from the province' }),
    decision: decisionSchema,
  })
  .meta({ id: 'DistrictBudgetInput', description: 'Balance of a district’s budget in a year' });
export type DistrictBudgetInput = z.infer<typeof districtBudgetInputSchema>;

/** A district's year as it is kept. What the figures say stands beside what was decided; the decision counts. */
export const districtBudgetSchema = districtBudgetInputSchema
  .extend({
    unit: z.string(),
    year: yearSchema,
    covered: z.boolean().meta({ description: 'By the figures: revenue is at least spending' }),
    differs: z.boolean().meta({ description: 'The decision says otherwise than the figures' }),
    version: z.int().min(1),
  })
  .meta({ id: 'DistrictBudget', description: 'Balance of a district’s budget as recorded' });
export type DistrictBudget = z.infer<typeof districtBudgetSchema>;

export const balanceSchema = z
  .strictObject({
    balancing: z.int().meta({ description: 'Districts that balance their own budget, by decision' }),
    of: z.int().meta({ description: 'Districts that live on the date measured' }),
    required: z.int(),
    requiredOf: z.int().meta({ description: 'Districts there are by the wording of the target' }),
    met: z.boolean(),
    short: z.int(),
    notRecorded: z.int().meta({ description: 'Districts without a record: among all of them only' }),
    districts: z.array(
      z.strictObject({
        unit: z.string(),
        name: z.string(),
        year: orNull(yearSchema).meta({ description: 'Of the record that stands' }),
        selfBalancing: orNull(z.boolean()),
        covered: orNull(z.boolean()),
      }),
    ),
  })
  .meta({ id: 'DistrictBalance', description: 'How many districts balance their own budget' });
export type DistrictBalance = z.infer<typeof balanceSchema>;

/** The record of an input: covered where revenue is at least spending, exactly. */
export function districtBudgetOf(unit: string, year: number, input: DistrictBudgetInput, version: number): DistrictBudget {
  const covered = input.revenue >= input.spending;
  return { unit, year, ...input, covered, differs: covered !== input.selfBalancing, version };
}

/** Whether a unit is a district on a date: the state agency of district level, not a body under it. */
export function isDistrict(tree: Tree, unit: string, date: PlainDate): boolean {
  const facts = tree.on(unit, date);
  if (facts?.level !== 'district' || facts.kind !== 'administrative') return false;
  return facts.parent === null || tree.on(facts.parent, date)?.level !== 'district';
}
