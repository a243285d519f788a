import * as z from 'zod';
import { autonomyRouteSchema } from '../domain/self-financing.ts';
import { autonomyBandSchema, fractionSchema, orNull } from '../domain/vocabulary.ts';
import { CHECKED, UNREAD_AMENDMENT, decree60 } from './acts.ts';
import type { Rule } from './engine.ts';

/** One group by ratio, half-open: atLeast ≤ A / B < below. A requirement is checked where the ratio alone does not decide. */
export const bandSchema = z
  .strictObject({
    band: autonomyBandSchema,
    atLeast: fractionSchema,
    below: orNull(fractionSchema),
    requires: z.literal('investment-covers-depreciation').optional(),
  })
  .meta({ id: 'BandRule', description: 'Bounds of a financial autonomy group' });
export type Band = z.infer<typeof bandSchema>;

/** What an alternative route gives whatever the ratio: at least that group. */
export const routeSchema = z
  .strictObject({ route: autonomyRouteSchema, atLeast: autonomyBandSchema })
  .meta({ id: 'RouteRule', description: 'Group reached by an alternative route' });
export type Route = z.infer<typeof routeSchema>;

const tenths = (numerator: number) => ({ numerator, denominator: 10 });

/** Groups by ratio, best first: the first whose bounds and requirement hold is the group. */
export const autonomyBands: Rule<readonly Band[]> = {
  id: 'autonomy-bands',
  title: { vi: 'Phân loại mức tự chủ tài chính', en: 'Financial autonomy groups' },
  unit: 'bands',
  description: {
    vi: 'Mức tự bảo đảm chi thường xuyên = A / B, không làm tròn; không có nguồn thu sự nghiệp (A = 0) thuộc nhóm 4.',
    en: 'Ratio A / B, unrounded; a unit without public-service revenue (A = 0) is in group 4.',
  },
  values: [
    {
      from: '2021-08-15',
      value: [
        { band: '1', atLeast: tenths(10), below: null, requires: 'investment-covers-depreciation' },
        { band: '2', atLeast: tenths(10), below: null },
        { band: '3a', atLeast: tenths(7), below: tenths(10) },
        { band: '3b', atLeast: tenths(3), below: tenths(7) },
        { band: '3c', atLeast: tenths(1), below: tenths(3) },
        { band: '4', atLeast: tenths(0), below: tenths(1) },
      ],
      source: decree60('Điều 9', UNREAD_AMENDMENT),
      lastChecked: CHECKED,
    },
  ],
};

/** Groups reached without the ratio: services ordered at full cost, or only non-budget services at market price. */
export const autonomyRoutes: Rule<readonly Route[]> = {
  id: 'autonomy-routes',
  title: { vi: 'Trường hợp khác để xếp nhóm tự chủ 1, 2', en: 'Alternative routes to groups 1 and 2' },
  unit: 'routes',
  description: {
    vi: 'Nhóm 2: dịch vụ trong danh mục được đặt hàng, đấu thầu theo giá tính đủ chi phí; nhóm 1: chỉ cung cấp dịch vụ không dùng ngân sách theo giá thị trường, có tích lũy.',
    en: 'Group 2: listed services ordered or tendered at full cost; group 1: only non-budget services at market price with accumulation.',
  },
  values: [
    {
      from: '2021-08-15',
      value: [
        { route: 'ordered-full-cost', atLeast: '2' },
        { route: 'market-price', atLeast: '1' },
      ],
      source: decree60('Điều 9', UNREAD_AMENDMENT),
      lastChecked: CHECKED,
    },
  ],
};
