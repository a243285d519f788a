import { FINANCE, part, resolutionTarget } from './terms.ts';

/** At least 20 % of public service units in groups 1 and 2. */
export const selfFinancing2025 = resolutionTarget(
  'self-financing-2025',
  {
    vi: 'Tối thiểu 20% đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên đến năm 2025',
    en: 'At least 20 % of public service units cover their own recurrent spending by 2025',
  },
  {
    vi: 'Số đơn vị thuộc nhóm 1 và nhóm 2 trên tổng số đơn vị sự nghiệp công lập tại thời điểm tính; nhóm 3a không tính.',
    en: 'Units in groups 1 and 2 over all public service units at the date; group 3a does not count.',
  },
  'Điều 1 khoản 2 điểm a, cải cách hành chính (6)',
  {
    kind: 'self-financing-share',
    quotation: 'Đến năm 2025, có tối thiểu 20% đơn vị sự nghiệp công lập tự bảo đảm chi thường xuyên',
    population: {
      categories: null,
      unitKinds: ['public-service'],
      levels: null,
      bands: ['1', '2'],
      description: { vi: 'Đơn vị sự nghiệp công lập tại thời điểm tính', en: 'Public service units at the date' },
    },
    base: null,
    amount: part(1, 5),
    comparison: 'share-at-least',
    rounding: 'half-up',
    deadline: '2025-12-31',
    responsible: FINANCE,
    note: {
      vi: 'Mẫu số cũng đang giảm: sáp nhập làm tăng tỷ lệ mà không đơn vị nào tự chủ thêm.',
      en: 'The denominator is itself being cut: mergers raise the share without one unit gaining autonomy.',
    },
  },
);
