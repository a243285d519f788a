import type { AllocationMethod } from '../domain/allocation/input.ts';
import type { PlainDate } from '../time.ts';
import { CHECKED, resolution124 } from './acts.ts';
import { cutAtLeast } from './cut-rules.ts';
import { type Rule, basisOf, inForce } from './engine.ts';
import { RESOLUTION_FROM } from './resolution.ts';
import type { Basis, Bilingual, Source } from './source.ts';

/** A published method, known but not read again; it counts here from the day of the resolution that it serves. */
const published = (work: string): Source => ({
  act: work,
  article: 'chưa xác định',
  publishedOn: null,
  status: 'enacted',
  sourceStatus: 'recalled',
  note: 'Phương pháp toán học, không phải quy định pháp luật.',
});

/** A published method as a rule. */
export const methodRule = (id: string, title: Bilingual, description: Bilingual, value: string, work: string): Rule<string> => ({
  id,
  title,
  unit: 'text',
  description,
  values: [{ from: RESOLUTION_FROM, value, source: published(work), lastChecked: null }],
});

/** Who gives the cut out to the units. */
export const allocationAuthority: Rule<string> = {
  id: 'allocation-authority',
  title: { vi: 'Thẩm quyền phân bổ mức giảm', en: 'Who gives a cut out' },
  unit: 'text',
  description: {
    vi: 'Nghị quyết định mức giảm của toàn tỉnh và giao Ủy ban nhân dân tỉnh triển khai, không định cách chia cho từng đơn vị: phương pháp do người yêu cầu chọn.',
    en: 'The resolution sets the cut of the province and has the people’s committee carry it out, without a formula per unit: the method is the choice of whoever asks.',
  },
  values: [
    {
      from: RESOLUTION_FROM,
      value: 'carried out by the people’s committee of the province; method as declared in the request',
      source: resolution124('Điều 3 khoản 1'),
      lastChecked: CHECKED,
    },
  ],
};

const METHOD_RULES: Readonly<Record<AllocationMethod, Rule<string>>> = {
  'largest-remainder': methodRule(
    'allocation-largest-remainder',
    { vi: 'Số dư lớn nhất', en: 'Largest remainder' },
    {
      vi: 'Phần nguyên của hạn ngạch trước, số còn lại cho các phần lẻ lớn nhất; hạn ngạch nằm giữa sàn và trần.',
      en: 'Whole parts of the quotas first, what is left to the largest fractions; quotas kept between floor and cap.',
    },
    'quotas median(floor, λ × weight, cap) less credit; largest fractions up',
    'A. Hamilton (1792), T. Hare (1859), H. Niemeyer (1970)',
  ),
  'sainte-lague': methodRule(
    'allocation-sainte-lague',
    { vi: 'Sainte-Laguë', en: 'Sainte-Laguë' },
    {
      vi: 'Từng biên chế cho đơn vị có (2 × phần − 1) / trọng số nhỏ nhất; tổng tăng thì không đơn vị nào giảm.',
      en: 'Post by post to the least (2 × share − 1) / weight; a larger total never lowers anybody.',
    },
    'least (2 × share − 1) / weight first, from the floors, below the caps',
    'A. Sainte-Laguë, La représentation proportionnelle et la méthode des moindres carrés (1910)',
  ),
  'least-disruption': methodRule(
    'allocation-least-disruption',
    { vi: 'Ít xáo trộn nhất', en: 'Least disruption' },
    {
      vi: 'Trước hết ở nơi biên chế tự trống: chi phí lồi của phần vượt số nghỉ dự kiến là nhỏ nhất, theo phân bổ cận biên.',
      en: 'First where posts fall free anyway: least convex cost of what exceeds expected attrition, by marginal allocation.',
    },
    'least max(0, share − attrition) / weight, then (2 × share − 1) / weight',
    'O. Gross, A class of discrete-type minimization problems, RAND RM-1644 (1956)',
  ),
};

/** Who leaves, where only annual probabilities are known. */
export const independentLeaving: Rule<string> = methodRule(
  'independent-leaving',
  { vi: 'Nghỉ việc độc lập', en: 'Independent leaving' },
  {
    vi: 'Mỗi người nghỉ trong n năm với xác suất 1 − (1 − h)ⁿ, độc lập với người khác, không tuyển mới; số người nghỉ có phân phối Poisson nhị thức.',
    en: 'Each leaves within n years with 1 − (1 − h)ⁿ, independently, and nobody is hired; the number of leavers is Poisson-binomial.',
  },
  'each leaves with 1 − (1 − annual hazard)^years, independently; nobody is hired',
  'S. D. Poisson, Recherches sur la probabilité des jugements (1837)',
);

export const PLANNING_RULES: readonly Rule<string>[] = [allocationAuthority, ...Object.values(METHOD_RULES), independentLeaving];

const cite = (rule: Rule<string>, on: PlainDate): Basis => {
  const dated = inForce(rule, on);
  return basisOf(rule, dated, dated.value);
};

/** Whose decision an allocation is, and by which method. @throws Refusal `no-law-in-force` before 4 November 2022 */
export const allocationBasis = (method: AllocationMethod, on: PlainDate): Basis[] => [
  cite(allocationAuthority, on),
  cite(METHOD_RULES[method], on),
];

/** What has to be reached ("at least"), and how people leave. @throws Refusal `no-law-in-force` before 4 November 2022 */
export const attainmentProbabilityBasis = (on: PlainDate): Basis[] => [cite(cutAtLeast, on), cite(independentLeaving, on)];
