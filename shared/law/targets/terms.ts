import type { FractionValue } from '../../domain/vocabulary.ts';
import { CHECKED, resolution124 } from '../acts.ts';
import type { Rule } from '../engine.ts';
import { RESOLUTION_FROM, RESOLUTION_UNTIL } from '../resolution.ts';
import type { Bilingual } from '../source.ts';
import type { TargetTerms } from '../target-schema.ts';

export const part = (numerator: number, denominator: number): FractionValue => ({ numerator, denominator });

export const HOME_AFFAIRS: Bilingual = {
  vi: 'Sở Nội vụ, tham mưu Ủy ban nhân dân tỉnh',
  en: 'Department of Home Affairs, for the provincial people’s committee',
};
export const FINANCE: Bilingual = {
  vi: 'Sở Tài chính, tham mưu Ủy ban nhân dân tỉnh',
  en: 'Department of Finance, for the provincial people’s committee',
};

/** Conclusion 40-KL/TW: what the earlier period left undone. */
export const CARRY_OVER: Bilingual = {
  vi: 'Cơ quan, đơn vị chưa đạt mức giảm 10% của giai đoạn 2016 - 2021 phải thực hiện tiếp phần còn thiếu trong giai đoạn 2022 - 2026 (Kết luận số 40-KL/TW).',
  en: 'Bodies that missed the 10 % cut of 2016–2021 add the missing part to 2022–2026 (conclusion 40-KL/TW).',
};

/** A target of the resolution as a rule with one dated value; an amendment would add another. */
export const resolutionTarget = (
  id: string,
  title: Bilingual,
  description: Bilingual,
  article: string,
  terms: TargetTerms,
): Rule<TargetTerms> => ({
  id,
  title,
  unit: 'target',
  description,
  values: [{ from: RESOLUTION_FROM, until: RESOLUTION_UNTIL, value: terms, source: resolution124(article), lastChecked: CHECKED }],
});
