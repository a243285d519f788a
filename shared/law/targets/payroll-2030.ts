import { HOME_AFFAIRS, part, resolutionTarget } from './terms.ts';

/** A further −10 % budget-paid public-service posts by 2030. */
export const payroll2030 = resolutionTarget(
  'payroll-2030',
  {
    vi: 'Tiếp tục giảm 10% biên chế sự nghiệp hưởng lương từ ngân sách đến năm 2030',
    en: 'A further 10 % fewer budget-paid public-service posts by 2030',
  },
  {
    vi: 'Biên chế viên chức hưởng lương từ ngân sách được giao tại đơn vị sự nghiệp công lập, cuối năm 2030 so với năm 2025.',
    en: 'Budget-paid public-employee posts assigned to public service units at the end of 2030, against 2025.',
  },
  'Điều 1 khoản 2 điểm b (2)',
  {
    kind: 'post-cut',
    quotation: 'Tiếp tục giảm 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2025.',
    population: {
      categories: ['employee-budget'],
      unitKinds: ['public-service'],
      levels: null,
      description: {
        vi: 'Biên chế viên chức hưởng lương từ ngân sách được giao cho đơn vị sự nghiệp công lập',
        en: 'Budget-paid public-employee posts assigned to public service units',
      },
    },
    base: {
      year: 2025,
      readings: [
        {
          id: 'frozen-baseline',
          default: true,
          title: { vi: 'Số thực tế năm 2025 theo số liệu gốc đã chốt', en: 'The 2025 actual, as frozen in the baseline' },
        },
        {
          id: 'target-2025',
          default: false,
          title: { vi: 'Số phải đạt năm 2025 (số năm 2021 giảm 10%)', en: 'The 2025 target (2021 less 10 %)' },
        },
      ],
      sourceStatus: 'read',
      note: {
        vi: '“Năm 2025” có thể hiểu là số thực tế hoặc số phải đạt: gốc 10.000 cho 8.100, hoặc 7.920 nếu năm 2025 còn 8.800.',
        en: '“2025” can mean the actual or the target: a base of 10,000 gives 8,100, or 7,920 when 8,800 was reached in 2025.',
      },
    },
    amount: part(1, 10),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2030-12-31',
    responsible: HOME_AFFAIRS,
    note: {
      vi: 'Nghị quyết không đặt mục tiêu về số đơn vị sự nghiệp công lập cho năm 2030.',
      en: 'The resolution sets no unit-count target for 2030.',
    },
  },
);
