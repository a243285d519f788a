import * as z from 'zod';
import { type AutonomyItem, type ItemAmount, autonomyItemSchema, dongSchema } from '../domain/self-financing.ts';
import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { CHECKED, UNREAD_AMENDMENT, decree60 } from './acts.ts';
import { type Rule, inForce } from './engine.ts';
import { bilingualSchema } from './source.ts';

/** A: revenue that counts; B: spending that counts; `beside-a`, `beside-b`: excluded, and kept beside under its name. */
export const ITEM_SIDES = ['a', 'b', 'beside-a', 'beside-b'] as const;
/** `surplus`: what is left after costs and obligations, never below 0; `remainder`: less a part that it contains. */
const COUNTS = ['whole', 'surplus', 'remainder', 'nothing'] as const;

export const itemRuleSchema = z
  .strictObject({
    item: autonomyItemSchema,
    side: z.enum(ITEM_SIDES),
    counts: z.enum(COUNTS),
    inGroup4: z.literal('surplus').optional().meta({ description: 'In group 4 income counts as surplus only' }),
    title: bilingualSchema,
  })
  .meta({ id: 'ItemRule', description: 'Whether and how an item counts for A / B' });
type ItemRule = z.infer<typeof itemRuleSchema>;

export const countedItemSchema = z
  .strictObject({
    item: autonomyItemSchema,
    title: bilingualSchema,
    side: z.enum(ITEM_SIDES).meta({ description: 'a, b: counts as A, B; beside-a, beside-b: excluded from it' }),
    amount: dongSchema,
    deduction: dongSchema.optional(),
    counted: dongSchema.meta({ description: 'What goes into A or B; 0 beside' }),
  })
  .meta({ id: 'CountedItem', description: 'An item with what of it counts' });
export type CountedItem = z.infer<typeof countedItemSchema>;

const row = (item: AutonomyItem, side: ItemRule['side'], counts: ItemRule['counts'], vi: string, en: string): ItemRule => ({
  item,
  side,
  counts,
  title: { vi, en },
});
const beside = (item: AutonomyItem, vi: string, en: string): ItemRule => row(item, 'beside-a', 'nothing', vi, en);
const earned = (item: AutonomyItem, vi: string, en: string): ItemRule => ({ ...row(item, 'a', 'whole', vi, en), inGroup4: 'surplus' });

/** What A and B are made of, and what stands beside them. */
export const autonomyItems: Rule<readonly ItemRule[]> = {
  id: 'autonomy-items',
  title: { vi: 'Các khoản xác định mức tự bảo đảm chi thường xuyên', en: 'Items of the self-financing ratio' },
  unit: 'items',
  description: {
    vi: 'A gồm các nguồn thu được tính; B là chi thường xuyên giao tự chủ. Khoản không tính được ghi riêng. Ở nhóm 4 nguồn thu chỉ tính phần chênh lệch thu lớn hơn chi; chênh lệch âm tính bằng 0.',
    en: 'A is the revenue that counts, B recurrent autonomous spending; what is excluded stands beside. In group 4 income counts as surplus only; a negative surplus counts 0.',
  },
  values: [
    {
      from: '2021-08-15',
      value: [
        row('listed-services', 'a', 'whole', 'Ngân sách cho dịch vụ sự nghiệp công trong danh mục', 'Budget for listed services'),
        row('listed-services-ordered', 'a', 'whole', 'Dịch vụ trong danh mục: đặt hàng', 'Listed services: orders'),
        row('listed-services-tendered', 'a', 'whole', 'Dịch vụ trong danh mục: đấu thầu', 'Listed services: tenders'),
        row('science-tasks', 'a', 'whole', 'Chi thường xuyên nhiệm vụ khoa học và công nghệ', 'Recurrent science and technology tasks'),
        earned('service-revenue', 'Thu hoạt động dịch vụ sự nghiệp', 'Service revenue'),
        row('business', 'a', 'surplus', 'Sản xuất, kinh doanh, liên doanh, liên kết', 'Business and joint ventures'),
        earned('asset-lease', 'Cho thuê tài sản công', 'Lease of public assets'),
        row('retained-fees', 'a', 'remainder', 'Phí được để lại', 'Retained fees'),
        earned('other-revenue', 'Thu khác', 'Other revenue'),
        beside('recurrent-support', 'Ngân sách hỗ trợ, cấp chi thường xuyên', 'Recurrent budget support'),
        beside('assigned-tasks', 'Nhiệm vụ nhà nước giao', 'Assigned state tasks'),
        beside('target-programmes', 'Chương trình mục tiêu quốc gia', 'Target programmes'),
        beside('investment-funds', 'Vốn đầu tư', 'Investment funds'),
        beside('loans', 'Vốn vay', 'Loans'),
        beside('aid', 'Viện trợ', 'Aid'),
        beside('sponsorship', 'Tài trợ', 'Sponsorship'),
        row('recurrent-spending', 'b', 'whole', 'Chi thường xuyên giao tự chủ', 'Recurrent autonomous spending'),
        row('non-budget-services', 'beside-b', 'nothing', 'Chi dịch vụ không sử dụng ngân sách', 'Spending on services that use no budget'),
      ],
      source: decree60('Điều 10', UNREAD_AMENDMENT),
      lastChecked: CHECKED,
    },
  ],
};

/**
 * Items of a part with what of each counts, in the order of the law.
 * @param inGroup4 whether the part is in group 4, where earned income counts as surplus only
 * @param field path of the items, for refusals
 * @throws Refusal `duplicate-item`, `deduction-not-of-item`, `deduction-not-stated`, `deduction-exceeds-item`; `no-law-in-force`
 */
export function countItems(items: readonly ItemAmount[], inGroup4: boolean, on: PlainDate, field = 'items'): CountedItem[] {
  const rules = inForce(autonomyItems, on).value;
  const stated = new Map<AutonomyItem, { item: ItemAmount; at: string }>();
  for (const [index, item] of items.entries()) {
    const at = `${field}.${index}`;
    if (stated.has(item.item)) throw new Refusal('duplicate-item', { item: titleOf(rules, item.item) }, `${at}.item`);
    stated.set(item.item, { item, at });
  }
  return rules.flatMap((rule) => {
    const found = stated.get(rule.item);
    if (found === undefined) return [];
    return [{ ...found.item, title: rule.title, side: rule.side, counted: countedOf(rule, found.item, inGroup4, found.at) }];
  });
}

const titleOf = (rules: readonly ItemRule[], item: AutonomyItem) => rules.find((rule) => rule.item === item)?.title ?? item;

function countedOf(rule: ItemRule, item: ItemAmount, inGroup4: boolean, at: string): number {
  const counts = inGroup4 ? (rule.inGroup4 ?? rule.counts) : rule.counts;
  const { amount, deduction } = item;
  const named = { item: rule.title, amount };
  if (counts === 'nothing' || counts === 'whole') {
    if (deduction !== undefined && rule.inGroup4 === undefined) throw new Refusal('deduction-not-of-item', named, `${at}.deduction`);
    return counts === 'whole' ? amount : 0;
  }
  if (deduction === undefined) {
    if (amount === 0) return 0;
    throw new Refusal('deduction-not-stated', named, `${at}.deduction`);
  }
  if (counts === 'remainder' && deduction > amount) throw new Refusal('deduction-exceeds-item', { ...named, deduction }, `${at}.deduction`);
  return Math.max(0, amount - deduction);
}

/**
 * What counts for a side, or what stands beside it, in whole dong.
 * @throws Refusal `amount-too-large` beyond 2^53 − 1, which no number of a record can hold
 */
export function sumOf(items: readonly CountedItem[], side: CountedItem['side'], field: string): number {
  const beside = side.startsWith('beside');
  const total = items.filter((item) => item.side === side).reduce((sum, item) => sum + BigInt(beside ? item.amount : item.counted), 0n);
  if (total > BigInt(Number.MAX_SAFE_INTEGER))
    throw new Refusal('amount-too-large', { total: String(total), limit: Number.MAX_SAFE_INTEGER }, field);
  return Number(total);
}
