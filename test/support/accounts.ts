import {
  type AutonomyItem,
  type AutonomyPartInput,
  type ItemAmount,
  type SelfFinancingInput,
  autonomyPartInputSchema,
} from '../../shared/domain/self-financing.ts';

/** An activity part of items by name: an amount, or an amount and what is taken off it. */
export const partOf = (
  items: Partial<Record<AutonomyItem, number | readonly [number, number]>>,
  more: Partial<AutonomyPartInput> = {},
): AutonomyPartInput =>
  autonomyPartInputSchema.parse({
    activity: 'whole',
    items: Object.entries(items).map(([item, value]): ItemAmount => {
      const [amount, deduction] = typeof value === 'number' ? [value] : value;
      return { item: item as AutonomyItem, amount, ...(deduction === undefined ? {} : { deduction }) };
    }),
    ...more,
  });

/** A unit with one activity that earns A by its services, at no cost, and spends B. */
export const accountsOf = (a: number, b: number, more: Partial<AutonomyPartInput> = {}): SelfFinancingInput => ({
  parts: [partOf({ 'service-revenue': [a, 0], 'recurrent-spending': b }, more)],
});
