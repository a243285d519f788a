import * as z from 'zod';
import type { FractionValue } from '../domain/vocabulary.ts';
import { endOfYear, yearOf, yearSchema } from '../time.ts';
import { CHECKED, UNREAD_AMENDMENT, decree60 } from './acts.ts';
import { type Rule, inForce } from './engine.ts';
import type { Bilingual, Source } from './source.ts';

const FROM = '2021-08-15';
/** The first year that ended under the groups of Decree 60: nothing is assessed for an earlier one. */
export const FIRST_ASSESSED = yearOf(FROM);

export const periodRuleSchema = z
  .strictObject({ firstYear: yearSchema, years: z.int().min(1) })
  .meta({ id: 'PeriodRule', description: 'Periods of some years, one after the other' });

const duty = <V>(
  id: string,
  title: Bilingual,
  unit: Rule<V>['unit'],
  description: Bilingual,
  value: V,
  source: Source = decree60('Điều 35', UNREAD_AMENDMENT),
): Rule<V> => ({ id, title, unit, description, values: [{ from: FROM, value, source, lastChecked: CHECKED }] });

/** For how long a group is given: 2021–2025, 2026–2030 … */
export const autonomyPeriod = duty<z.infer<typeof periodRuleSchema>>(
  'autonomy-period',
  { vi: 'Thời kỳ ổn định tự chủ tài chính', en: 'Period of a financial autonomy group' },
  'period',
  { vi: 'Phân loại được giữ ổn định 05 năm: 2021 - 2025, 2026 - 2030.', en: 'A group is held for five years: 2021–2025, 2026–2030.' },
  { firstYear: 2021, years: 5 },
);

export const noFall = duty<string>(
  'autonomy-no-fall',
  { vi: 'Đơn vị nhóm 1, nhóm 2 không chuyển xuống nhóm 3, nhóm 4', en: 'Groups 1 and 2 do not fall to 3 or 4' },
  'text',
  {
    vi: 'Trừ trường hợp bất khả kháng hoặc thay đổi chức năng, nhiệm vụ.',
    en: 'Save for force majeure or a change of functions.',
  },
  'no fall from 1–2 to 3–4 without force majeure or change of functions',
);

export const moveUpShare = duty<FractionValue>(
  'autonomy-move-up',
  { vi: 'Tối thiểu 30% số đơn vị mỗi mức của nhóm 3 chuyển lên mức cao hơn', en: 'At least 30 % of the units of each 3-band move up' },
  'fraction',
  {
    vi: 'Hết thời kỳ ổn định; không tính đơn vị cung cấp dịch vụ cơ bản, thiết yếu không có nguồn thu.',
    en: 'At the end of a period; units of basic services without revenue excepted.',
  },
  { numerator: 3, denominator: 10 },
);

export const supportFall = duty<FractionValue>(
  'autonomy-support-falls',
  { vi: 'Hỗ trợ trực tiếp từ ngân sách giảm tối thiểu 2,5% mỗi năm', en: 'Direct budget support falls by at least 2.5 % a year' },
  'fraction',
  {
    vi: 'Ngân sách hỗ trợ chi thường xuyên của đơn vị nhóm 3, năm sau so với năm trước.',
    en: 'Recurrent budget support of a unit in group 3, each year against the year before.',
  },
  { numerator: 25, denominator: 1000 },
);

export const noBudgetPosts = duty<string>(
  'autonomy-no-budget-posts',
  { vi: 'Nhóm 1, nhóm 2 tự quyết định số lượng người làm việc', en: 'Groups 1 and 2 decide their own headcount' },
  'text',
  {
    vi: 'Không có số lượng người làm việc hưởng lương từ ngân sách nhà nước.',
    en: 'They have no budget-paid posts.',
  },
  'no budget-paid posts in groups 1 and 2',
  decree60('Điều 9', UNREAD_AMENDMENT),
);

/** What follows from a group over the years: for how long it is held, and what must not or must happen. */
export const AUTONOMY_DUTIES = [autonomyPeriod, noFall, moveUpShare, supportFall, noBudgetPosts] as const;

export type Years = { first: number; last: number };

/**
 * The five-year period that a year lies in: 2023 → 2021–2025.
 * @throws Refusal `no-law-in-force` for a year that ended before 15 August 2021
 */
export function autonomyPeriodOf(year: number): Years {
  const { firstYear, years } = inForce(autonomyPeriod, endOfYear(year)).value;
  const first = year - ((year - firstYear) % years);
  return { first, last: first + years - 1 };
}
