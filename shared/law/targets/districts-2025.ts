import { FINANCE, part, resolutionTarget } from './terms.ts';

/** Six of thirteen districts balance their own budget; the districts ended first. */
export const districts2025 = resolutionTarget(
  'districts-2025',
  {
    vi: 'Thêm ít nhất 01 đơn vị cấp huyện tự cân đối được ngân sách, toàn tỉnh 6/13',
    en: 'At least one more district-level unit balances its own budget, 6 of 13',
  },
  {
    vi: 'Số đơn vị hành chính cấp huyện tự cân đối được ngân sách. Cấp huyện kết thúc hoạt động từ ngày 01/7/2025: tính vào ngày cuối cùng.',
    en: 'District-level units that balance their own budget. Districts were abolished on 1 July 2025: measured on their last day.',
  },
  'Điều 1 khoản 2 điểm a, cải cách hành chính (6)',
  {
    kind: 'district-balance',
    quotation:
      'tỉnh Quảng Ninh có thêm ít nhất 01 đơn vị cấp huyện tự cân đối được ngân sách, tổng số toàn tỉnh có 6/13 đơn vị cấp huyện tự cân đối được ngân sách.',
    population: {
      categories: null,
      unitKinds: ['administrative'],
      levels: ['district'],
      description: {
        vi: '13 đơn vị hành chính cấp huyện, đến hết ngày 30/6/2025',
        en: 'The 13 district-level units, to the end of 30 June 2025',
      },
    },
    base: null,
    amount: part(6, 13),
    comparison: 'count-at-least',
    rounding: 'half-up',
    deadline: '2025-12-31',
    populationEnds: '2025-06-30',
    responsible: FINANCE,
  },
);
