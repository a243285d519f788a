import type { Bilingual } from '../source.ts';
import { CARRY_OVER, HOME_AFFAIRS, part, resolutionTarget } from './terms.ts';

const ARTICLE = 'Điều 1 khoản 3 điểm d';
const QUOTATION =
  'Giai đoạn 2022 - 2026, tinh giản ít nhất 5% biên chế cán bộ, công chức và ít nhất 10% biên chế viên chức hưởng lương từ ngân sách nhà nước theo chỉ đạo của Bộ Chính trị tại Kết luận số 28-KL/TW ngày 21/2/2022 về tinh giản biên chế và cơ cấu lại đội ngũ cán bộ, công chức, viên chức và Kết luận số 40-KL/TW, ngày 18/7/2022 về nâng cao hiệu quả công tác quản lý biên chế của hệ thống chính trị giai đoạn 2022 - 2026.';
const BASE_NOTE: Bilingual = {
  vi: 'Nghị quyết không nêu năm gốc; các tỉnh dùng năm gốc khác nhau theo từng đối tượng. Mặc định 2021, cần kiểm tra pháp lý.',
  en: 'The resolution names no base year and provinces differ by category. Default 2021, still to be checked.',
};

/** −10 % budget-paid public employees over 2022–2026, wherever they are assigned. */
export const payroll2026 = resolutionTarget(
  'payroll-2026',
  {
    vi: 'Tinh giản ít nhất 10% biên chế viên chức hưởng lương từ ngân sách giai đoạn 2022 - 2026',
    en: 'At least 10 % fewer budget-paid public-employee posts over 2022–2026',
  },
  {
    vi: 'Biên chế viên chức hưởng lương từ ngân sách được giao, ở mọi loại cơ quan, đơn vị, cuối năm 2026 so với năm gốc.',
    en: 'Budget-paid public-employee posts assigned to bodies of every kind at the end of 2026, against the base year.',
  },
  ARTICLE,
  {
    kind: 'post-cut',
    quotation: QUOTATION,
    population: {
      categories: ['employee-budget'],
      unitKinds: null,
      levels: null,
      description: { vi: 'Biên chế viên chức hưởng lương từ ngân sách nhà nước', en: 'Budget-paid public-employee posts' },
    },
    base: { year: 2021, sourceStatus: 'recalled', note: BASE_NOTE },
    amount: part(1, 10),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2026-12-31',
    responsible: HOME_AFFAIRS,
    carryOver: CARRY_OVER,
  },
);

/** −5 % cadres and civil servants over 2022–2026. */
export const civilServants2026 = resolutionTarget(
  'civil-servants-2026',
  {
    vi: 'Tinh giản ít nhất 5% biên chế cán bộ, công chức giai đoạn 2022 - 2026',
    en: 'At least 5 % fewer cadre and civil-servant posts over 2022–2026',
  },
  {
    vi: 'Biên chế cán bộ, công chức được giao, ở mọi loại cơ quan, đơn vị, cuối năm 2026 so với năm gốc.',
    en: 'Cadre and civil-servant posts assigned to bodies of every kind at the end of 2026, against the base year.',
  },
  ARTICLE,
  {
    kind: 'post-cut',
    quotation: QUOTATION,
    population: {
      categories: ['cadre', 'civil-servant'],
      unitKinds: null,
      levels: null,
      description: { vi: 'Biên chế cán bộ, công chức', en: 'Cadre and civil-servant posts' },
    },
    base: { year: 2021, sourceStatus: 'recalled', note: BASE_NOTE },
    amount: part(1, 20),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2026-12-31',
    responsible: HOME_AFFAIRS,
    carryOver: CARRY_OVER,
  },
);
