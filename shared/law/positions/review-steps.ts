import * as z from 'zod';
import type { PlainDate } from '../../time.ts';
import { CHECKED } from '../acts.ts';
import { type DatedValue, type Rule, valueOn } from '../engine.ts';
import type { PositionPopulation } from './regimes.ts';
import { decree62of2020, decree106of2020, decree232of2026 } from './sources.ts';

/** Steps between submission and decision, in their order. */
export const REVIEW_STEPS = ['completeness', 'review', 'decision'] as const;
export type ReviewStep = (typeof REVIEW_STEPS)[number];

/** One step and how long it may take: for a first framework, for an adjustment, or for both. */
export const reviewTermSchema = z
  .strictObject({
    step: z.enum(REVIEW_STEPS),
    days: z.int().min(1),
    counting: z.enum(['working', 'calendar']),
    applies: z.enum(['any', 'new', 'adjustment']),
  })
  .meta({ id: 'ReviewTerm', description: 'How long a step of the review may take' });
export type ReviewTerm = z.infer<typeof reviewTermSchema>;

const OLD: readonly ReviewTerm[] = [
  { step: 'review', days: 40, counting: 'calendar', applies: 'new' },
  { step: 'review', days: 25, counting: 'calendar', applies: 'adjustment' },
];
const OLD_NOTE = 'Số ngày nhớ lại; luật không tách bước kiểm tra hồ sơ và bước quyết định.';

/** Civil servants: the decree of 2025 sets terms that have not been found, so none is in force from it on. */
export const civilServantReview: Rule<readonly ReviewTerm[]> = {
  id: 'position-review-civil-servants',
  title: { vi: 'Thời hạn thẩm định vị trí việc làm công chức', en: 'Terms of reviewing civil servants’ positions' },
  unit: 'terms',
  description: {
    vi: 'Từ 31/12/2025 (Nghị định 361/2025/NĐ-CP) chưa tìm được thời hạn: không tính.',
    en: 'From 31 December 2025 (Decree 361/2025/NĐ-CP) no term has been found: none is computed.',
  },
  values: [
    {
      from: '2020-07-20',
      until: '2025-12-31',
      value: OLD,
      source: decree62of2020('chưa xác định', OLD_NOTE),
      lastChecked: null,
    },
  ],
};

export const publicEmployeeReview: Rule<readonly ReviewTerm[]> = {
  id: 'position-review-public-employees',
  title: { vi: 'Thời hạn thẩm định vị trí việc làm viên chức', en: 'Terms of reviewing public employees’ positions' },
  unit: 'terms',
  description: {
    vi: 'Từ 01/07/2026: kiểm tra hồ sơ 3 ngày làm việc, thẩm định 30 ngày, quyết định 10 ngày làm việc.',
    en: 'Since 1 July 2026: completeness 3 working days, review 30 days, decision 10 working days.',
  },
  values: [
    { from: '2020-10-29', value: OLD, source: decree106of2020('chưa xác định', OLD_NOTE), lastChecked: null },
    {
      from: '2026-07-01',
      value: [
        { step: 'completeness', days: 3, counting: 'working', applies: 'any' },
        { step: 'review', days: 30, counting: 'calendar', applies: 'any' },
        { step: 'decision', days: 10, counting: 'working', applies: 'any' },
      ],
      source: decree232of2026('Điều 11'),
      lastChecked: CHECKED,
    },
  ],
};

const RULE_OF: Readonly<Record<PositionPopulation, Rule<readonly ReviewTerm[]>>> = {
  'civil-servants': civilServantReview,
  'public-employees': publicEmployeeReview,
};

/** The terms for a dossier submitted on a day; undefined where no law is known (civil servants since 31 December 2025). */
export function reviewTerms(
  population: PositionPopulation,
  submittedOn: PlainDate,
): { rule: string; dated: DatedValue<readonly ReviewTerm[]> } | undefined {
  const rule = RULE_OF[population];
  const dated = valueOn(rule, submittedOn);
  return dated && { rule: rule.id, dated };
}
