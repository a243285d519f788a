import type { TargetTerms } from '../target-schema.ts';
import { HOME_AFFAIRS, part, resolutionTarget } from './terms.ts';

const ARTICLE = 'Điều 1 khoản 2 điểm a, chuyển đổi số (5)';
const POPULATION: TargetTerms['population'] = {
  categories: ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue'],
  unitKinds: null,
  levels: null,
  description: {
    vi: 'Toàn bộ cán bộ, công chức, viên chức đang làm việc, kể cả viên chức hưởng lương từ nguồn thu',
    en: 'All cadres, civil servants and public employees in service, of both pay sources',
  },
};
const COMMON = {
  kind: 'training-coverage',
  population: POPULATION,
  base: null,
  comparison: 'share-at-least',
  rounding: 'half-up',
  deadline: '2025-12-31',
  yearly: true,
  responsible: HOME_AFFAIRS,
} as const satisfies Partial<TargetTerms>;

/** Everyone trained in digital transformation or digital skills, every year. */
export const digitalTraining = resolutionTarget(
  'digital-training',
  {
    vi: '100% cán bộ, công chức, viên chức được tập huấn chuyển đổi số, kỹ năng số hằng năm',
    en: 'Every cadre, civil servant and public employee trained in digital skills every year',
  },
  {
    vi: 'Số người hoàn thành ít nhất một lớp trong năm trên số người đang làm việc tại thời điểm tính; tính người, không tính lượt.',
    en: 'Distinct persons with a completed course in the year over persons in service at the date; never course seats.',
  },
  ARTICLE,
  {
    ...COMMON,
    quotation: '100% cán bộ, công chức, viên chức được định kỳ hằng năm tập huấn, bồi dưỡng về chuyển đổi số, kỹ năng số',
    amount: part(1, 1),
  },
);

/** Half of them trained in data analysis with digital tools. */
export const dataTraining = resolutionTarget(
  'data-training',
  {
    vi: '50% cán bộ, công chức, viên chức được tập huấn phân tích, xử lý dữ liệu bằng công cụ số',
    en: 'Half of all cadres, civil servants and public employees trained in data analysis with digital tools',
  },
  {
    vi: 'Mẫu số là toàn bộ cán bộ, công chức, viên chức đang làm việc; tỷ lệ trên số người đã tập huấn nêu kèm theo.',
    en: 'The denominator is everyone in service; the share of those trained is shown beside it.',
  },
  ARTICLE,
  {
    ...COMMON,
    quotation: 'trong đó 50% cán bộ, công chức, viên chức được tập huấn, bồi dưỡng về kỹ năng phân tích, xử lý dữ liệu bằng các công cụ số',
    amount: part(1, 2),
  },
);
