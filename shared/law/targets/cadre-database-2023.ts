import { HOME_AFFAIRS, part, resolutionTarget } from './terms.ts';

/** The milestone: the province's database of cadres, civil servants and public employees by the end of 2023. */
export const cadreDatabase2023 = resolutionTarget(
  'cadre-database-2023',
  {
    vi: 'Hoàn thành cơ sở dữ liệu cán bộ, công chức, viên chức của tỉnh trong năm 2023',
    en: 'The province’s database of cadres, civil servants and public employees, by the end of 2023',
  },
  { vi: 'Một trong 8 cơ sở dữ liệu nền tảng của tỉnh.', en: 'One of the eight fundamental databases of the province.' },
  'Điều 1 khoản 2 điểm a, chuyển đổi số (6)',
  {
    kind: 'milestone',
    quotation:
      'Hoàn thành 8 cơ sở dữ liệu nền tảng quan trọng của tỉnh gồm: Đất đai; cán bộ, công chức, viên chức; y tế; giáo dục; quy hoạch; du lịch; đầu tư công; giao thông.',
    population: {
      categories: ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue'],
      unitKinds: null,
      levels: null,
      description: {
        vi: 'Cơ sở dữ liệu cán bộ, công chức, viên chức của tỉnh',
        en: 'The province’s database of cadres, civil servants and public employees',
      },
    },
    base: null,
    amount: part(1, 1),
    comparison: 'count-at-least',
    rounding: 'half-up',
    deadline: '2023-12-31',
    responsible: HOME_AFFAIRS,
  },
);
