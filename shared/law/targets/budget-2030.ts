import { FINANCE, part, resolutionTarget } from './terms.ts';

/** −15 % average direct budget spending on public service units, 2026–2030 against 2021–2025. */
export const budget2030 = resolutionTarget(
  'budget-2030',
  {
    vi: 'Giảm bình quân 15% chi trực tiếp từ ngân sách cho đơn vị sự nghiệp công lập giai đoạn 2026 - 2030',
    en: 'On average 15 % less direct budget spending on public service units over 2026–2030',
  },
  {
    vi: 'Chi trực tiếp = phần ngân sách hỗ trợ chi thường xuyên của nhóm 3 và ngân sách cấp cho nhóm 4; so sánh danh nghĩa.',
    en: 'Direct spending = recurrent top-up of group 3 plus the budget of group 4; nominal amounts.',
  },
  'Điều 1 khoản 2 điểm b (5)',
  {
    kind: 'budget-cut',
    quotation: 'Giảm bình quân 15% chi trực tiếp từ ngân sách nhà nước cho đơn vị sự nghiệp công lập so với giai đoạn 2021 - 2025.',
    population: {
      categories: null,
      unitKinds: ['public-service'],
      levels: null,
      description: {
        vi: 'Chi trực tiếp từ ngân sách cho đơn vị sự nghiệp công lập; đặt hàng, đấu thầu, đầu tư, chương trình tính riêng',
        en: 'Direct budget spending on public service units; orders, tenders, investment and programmes apart',
      },
    },
    base: {
      firstYear: 2021,
      year: 2025,
      readings: [
        {
          id: 'period-means',
          default: true,
          title: { vi: 'Bình quân 2026 - 2030 so với bình quân 2021 - 2025', en: 'Mean of 2026–2030 against the mean of 2021–2025' },
        },
        {
          id: 'final-year',
          default: false,
          title: { vi: 'Năm 2030 so với bình quân 2021 - 2025', en: '2030 against the mean of 2021–2025' },
        },
        {
          id: 'mean-per-unit',
          default: false,
          title: { vi: 'Bình quân trên một đơn vị, hai giai đoạn', en: 'Mean spending per unit, period against period' },
        },
      ],
      sourceStatus: 'read',
    },
    amount: part(3, 20),
    comparison: 'cut-at-least',
    rounding: 'half-up',
    deadline: '2030-12-31',
    responsible: FINANCE,
    note: { vi: 'Không kết luận đạt hay không trước khi hết giai đoạn.', en: 'No verdict before the period ends.' },
  },
);
