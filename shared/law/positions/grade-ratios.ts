import * as z from 'zod';
import { fractionSchema } from '../../domain/vocabulary.ts';
import { CHECKED } from '../acts.ts';
import type { Rule } from '../engine.ts';
import { decree232of2026 } from './sources.ts';

/** Which positions a cap is about, by the grades they permit, and which of these it caps: 0 the highest, 1 the next. */
export const gradeCapSchema = z
  .strictObject({
    when: z.enum(['two-grades', 'top-5', 'top-4']).meta({ description: 'The first that fits a position of more than one grade' }),
    place: z.int().min(0).max(1).meta({ description: '0: the highest permitted grade, 1: the next' }),
    cap: fractionSchema.meta({ description: 'Of the posts assigned to the position' }),
  })
  .meta({ id: 'GradeCap', description: 'Largest share of a position’s posts that may be of a grade' });
export type GradeCap = z.infer<typeof gradeCapSchema>;

const tenths = (numerator: number) => ({ numerator, denominator: 10 });

/** How many of a position's posts may be of its highest grades. */
export const gradeRatios: Rule<readonly GradeCap[]> = {
  id: 'position-grade-ratios',
  title: { vi: 'Tỷ lệ bậc nghề nghiệp trong một vị trí việc làm', en: 'Ratios of grades within a position' },
  unit: 'caps',
  description: {
    vi: 'Tính trên số lượng được giao cho vị trí, lấy phần nguyên; không áp dụng với vị trí một bậc, đơn vị nhóm 1, 2 và tổ chức khoa học (Điều 10 khoản 3).',
    en: 'Of the posts assigned to the position, rounded down; not for one grade, nor for groups 1 and 2 and science bodies (Điều 10 khoản 3).',
  },
  values: [
    {
      from: '2026-07-01',
      value: [
        { when: 'two-grades', place: 0, cap: tenths(5) },
        { when: 'top-5', place: 0, cap: tenths(3) },
        { when: 'top-5', place: 1, cap: tenths(4) },
        { when: 'top-4', place: 0, cap: tenths(4) },
      ],
      source: decree232of2026('Điều 10'),
      lastChecked: CHECKED,
    },
  ],
};
