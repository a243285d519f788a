import { part, HOME_AFFAIRS, resolutionTarget } from './terms.ts';

/** −10 % public service units by 2025. The resolution sets no unit-count target for 2030. */
export const units2025 = resolutionTarget(
  'units-2025',
  { vi: 'Giảm tối thiểu 10% số đơn vị sự nghiệp công lập đến năm 2025', en: 'At least 10 % fewer public service units by 2025' },
  {
    vi: 'Số đơn vị sự nghiệp công lập cuối năm 2025 so với cuối năm 2021; điểm trường, trạm y tế không phải là đơn vị.',
    en: 'Public service units at the end of 2025 against the end of 2021; school sites and health stations are no units.',
  },
  'Điều 1 khoản 2 điểm a, cải cách hành chính (2)',
  {
    kind: 'unit-count-cut',
    quotation:
      'Giảm tối thiểu 10% số lượng đơn vị sự nghiệp công lập và 10% biên chế sự nghiệp hưởng lương từ ngân sách nhà nước so với năm 2021.',
    population: {
      categories: null,
      unitKinds: ['public-service'],
      levels: null,
      description: { vi: 'Đơn vị sự nghiệp công lập của tỉnh, mọi cấp', en: 'Public service units of the province, all levels' },
    },
    base: { year: 2021, sourceStatus: 'read' },
    amount: part(1, 10),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2025-12-31',
    responsible: HOME_AFFAIRS,
  },
);
