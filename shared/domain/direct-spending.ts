import * as z from 'zod';
import { type AutonomyItem, type SelfFinancingRecord, bandOfPart, dongSchema, isSelfFinancing } from './self-financing.ts';
import { orNull } from './vocabulary.ts';

/** A sum over many units: digits, because it may be more than a JSON number holds exactly. */
export const dongTotalSchema = z
  .string()
  .regex(/^\d{1,30}$/)
  .meta({ id: 'DongTotal', description: 'Whole dong over many units, in digits', example: '3950000000000' });

/** What the budget pays beside direct spending, by the item under which it is recorded. */
const APART = {
  listedServices: 'listed-services',
  orders: 'listed-services-ordered',
  tenders: 'listed-services-tendered',
  assignedTasks: 'assigned-tasks',
  programmes: 'target-programmes',
  investment: 'investment-funds',
} as const satisfies Record<string, AutonomyItem>;
type Apart = Record<keyof typeof APART | 'supportOfSelfFinancing', number>;

const apartOf = <S extends z.ZodType>(amount: S) =>
  z.strictObject({
    listedServices: amount,
    orders: amount,
    tenders: amount,
    assignedTasks: amount,
    programmes: amount,
    investment: amount,
    supportOfSelfFinancing: amount.meta({ description: 'Recurrent support of groups 1 and 2, which are entitled to none' }),
  });
export const apartTotalsSchema = apartOf(dongTotalSchema).meta({
  id: 'BudgetApartTotals',
  description: 'Budget money that is no direct spending',
});

export const directSpendingSchema = z
  .strictObject({
    direct: orNull(dongSchema).meta({ description: 'Top-up of group 3 plus budget of group 4; null: not stated' }),
    apart: apartOf(dongSchema),
  })
  .meta({ id: 'DirectSpending', description: 'Direct budget spending on a unit in a year, whole dong; orders and the like apart' });
export type DirectSpending = z.infer<typeof directSpendingSchema>;

/**
 * Direct budget spending on a unit in a year, whole dong: the recurrent support of its parts in group 3 and the budget of
 * those in group 4. Null when such a part does not state it; a unit of groups 1 and 2 has none. Source: target budget-2030.
 */
export function directSpendingOf({ parts }: Pick<SelfFinancingRecord, 'parts'>): DirectSpending {
  const amountOf = (part: (typeof parts)[number], item: AutonomyItem) => part.items.find((each) => each.item === item)?.amount;
  const total = (item: AutonomyItem, of = parts) => of.reduce((sum, part) => sum + (amountOf(part, item) ?? 0), 0);
  const paid = parts.filter((part) => !isSelfFinancing(bandOfPart(part)));
  const stated = paid.every((part) => amountOf(part, 'recurrent-support') !== undefined);
  const apart = Object.fromEntries(Object.entries(APART).map(([name, item]) => [name, total(item)]));
  const others = parts.filter((part) => isSelfFinancing(bandOfPart(part)));
  return {
    direct: stated ? total('recurrent-support', paid) : null,
    apart: { ...(apart as Omit<Apart, 'supportOfSelfFinancing'>), supportOfSelfFinancing: total('recurrent-support', others) },
  };
}

/** The sums of many units, as digits. */
export function spendingTotals(spending: readonly DirectSpending[]): { direct: string; apart: z.infer<typeof apartTotalsSchema> } {
  const sum = (of: (each: DirectSpending) => number) => String(spending.reduce((total, each) => total + BigInt(of(each)), 0n));
  const apart = (name: keyof Apart) => sum((each) => each.apart[name]);
  return {
    direct: sum(({ direct }) => direct ?? 0),
    apart: {
      listedServices: apart('listedServices'),
      orders: apart('orders'),
      tenders: apart('tenders'),
      assignedTasks: apart('assignedTasks'),
      programmes: apart('programmes'),
      investment: apart('investment'),
      supportOfSelfFinancing: apart('supportOfSelfFinancing'),
    },
  };
}
