import { HOME_AFFAIRS, part, resolutionTarget } from './terms.ts';

/** Every state agency staffed to the title standards of its job positions. */
export const positions2025 = resolutionTarget(
  'positions-2025',
  {
    vi: '100% cơ quan nhà nước bố trí cán bộ, công chức, viên chức theo tiêu chuẩn chức danh vị trí việc làm',
    en: 'Every state agency staffed to the title standards of its job positions',
  },
  {
    vi: 'Cơ quan đạt khi mọi người đang làm việc đều ở vị trí việc làm đã phê duyệt, đúng ngạch, bậc cho phép và đạt tiêu chuẩn chức danh.',
    en: 'An agency passes when everyone in service is on an approved position, with a permitted grade, meeting the title standard.',
  },
  'Điều 1 khoản 2 điểm a, cải cách hành chính (4)',
  {
    kind: 'position-compliance',
    quotation: '100% cơ quan nhà nước trong tỉnh bố trí cán bộ, công chức, viên chức theo tiêu chuẩn chức danh vị trí việc làm.',
    population: {
      categories: ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue'],
      unitKinds: ['administrative'],
      levels: null,
      description: {
        vi: 'Cơ quan nhà nước trong tỉnh; đơn vị sự nghiệp công lập nêu kèm theo',
        en: 'State agencies; public service units are reported beside',
      },
    },
    base: null,
    amount: part(1, 1),
    comparison: 'share-at-least',
    rounding: 'half-up',
    deadline: '2025-12-31',
    responsible: HOME_AFFAIRS,
  },
);
