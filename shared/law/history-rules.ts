import type { PlainDate } from '../time.ts';
import { type Rule, basisOf, inForce } from './engine.ts';
import { methodRule } from './planning-rules.ts';
import type { Basis } from './source.ts';

/** How a rate and its interval come from events and person-months. */
export const jeffreysInterval: Rule<string> = methodRule(
  'jeffreys-interval',
  { vi: 'Tỷ lệ và khoảng Jeffreys', en: 'Rate and Jeffreys’ interval' },
  {
    vi: 'Tỷ lệ tháng là số người nghỉ chia số người-tháng; khoảng 95 % là phân vị của Beta(số nghỉ + ½, số tháng − số nghỉ + ½), đổi ra năm.',
    en: 'Monthly rate: leavers over person-months; the 95 % interval has the quantiles of Beta(leavers + ½, months − leavers + ½), carried over to a year.',
  },
  'annual = 1 − (1 − leavers / months)^12; 95 % by Beta(leavers + ½, months − leavers + ½)',
  'H. Jeffreys, An invariant form for the prior probability in estimation problems (1946)',
);

/** How a small group borrows from the province. */
export const marshallPooling: Rule<string> = methodRule(
  'marshall-pooling',
  { vi: 'Gộp kinh nghiệm Bayes', en: 'Empirical-Bayes pooling' },
  {
    vi: 'Tỷ số số nghỉ / số nghỉ dự kiến của một nhóm được kéo về 1 (toàn tỉnh) theo trọng số tăng dần với số dự kiến.',
    en: 'A group’s ratio of leavers to expected leavers is drawn to 1, the province, with a weight that grows with what is expected.',
  },
  'pooled = w × leavers / expected + (1 − w), w = expected / (expected + 1 / spread), spread by moments',
  'R. J. Marshall, Mapping disease and mortality rates using empirical Bayes estimators (1991)',
);

export const HISTORY_RULES: readonly Rule<string>[] = [jeffreysInterval, marshallPooling];

/** What fitted rates rest on. @throws Refusal `no-law-in-force` before 4 November 2022 */
export const fittedBasis = (on: PlainDate): Basis[] =>
  HISTORY_RULES.map((rule) => {
    const dated = inForce(rule, on);
    return basisOf(rule, dated, dated.value);
  });
