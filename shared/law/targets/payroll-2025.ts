import { part, HOME_AFFAIRS, resolutionTarget } from './terms.ts';

/** −10 % budget-paid public-service posts by 2025. */
export const payroll2025 = resolutionTarget(
  'payroll-2025',
  {
    vi: 'Giảm tối thiểu 10% biên chế sự nghiệp hưởng lương từ ngân sách đến năm 2025',
    en: 'At least 10 % fewer budget-paid public-service posts by 2025',
  },
  {
    vi: 'Biên chế viên chức hưởng lương từ ngân sách được giao tại đơn vị sự nghiệp công lập, cuối năm 2025 so với năm 2021.',
    en: 'Budget-paid public-employee posts assigned to public service units at the end of 2025, against 2021.',
  },
  'Điều 1 khoản 2 điểm a, cải cách hành chính (2)',
  {
    kind: 'post-cut',
    quotation:
      'Giảm tối thiểu 10% số lượng đơn vị sự nghiệp công lập và 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2021.',
    population: {
      categories: ['employee-budget'],
      unitKinds: ['public-service'],
      levels: null,
      description: {
        vi: 'Biên chế viên chức hưởng lương từ ngân sách được giao cho đơn vị sự nghiệp công lập',
        en: 'Budget-paid public-employee posts assigned to public service units',
      },
    },
    base: { year: 2021, sourceStatus: 'read' },
    amount: part(1, 10),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2025-12-31',
    responsible: HOME_AFFAIRS,
  },
);
