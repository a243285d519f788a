import type { ProblemRow } from './row.ts';

/** Refusals: headcount and age profiles. */
export const peopleProblems = {
  'month-in-future': {
    status: 422,
    vi: (d) => `Tháng ${d.month} chưa bắt đầu (hôm nay là ${d.today}).`,
    en: (d) => `Month ${d.month} has not begun (today is ${d.today}).`,
  },
  'month-range': {
    status: 400,
    vi: (d) => `Từ ${d.from} đến ${d.to} phải là 1 đến ${d.limit} tháng.`,
    en: (d) => `From ${d.from} to ${d.to} must be 1 to ${d.limit} months.`,
  },
  'duplicate-category': {
    status: 422,
    vi: (d) => `Đối tượng ${d.category} xuất hiện hai lần.`,
    en: (d) => `The category ${d.category} stands twice.`,
  },
  'duplicate-cell': {
    status: 422,
    vi: (d) => `Ô ${d.category}, ${d.sex}, ${d.birthMonth} xuất hiện hai lần.`,
    en: (d) => `Cell ${d.category}, ${d.sex}, ${d.birthMonth} stands twice.`,
  },
  'birth-out-of-range': {
    status: 422,
    vi: (d) => `Tháng sinh ${d.birthMonth} không phải của người từ 15 đến 90 tuổi vào tháng ${d.month}.`,
    en: (d) => `Birth month ${d.birthMonth} is not that of a person aged 15 to 90 in ${d.month}.`,
  },
  'closing-does-not-add-up': {
    status: 422,
    article: 'Biểu 8c-BTCTW',
    vi: (d) => `Cuối kỳ không khớp: đầu kỳ ${d.opening}, tăng giảm ${d.movement}, phải là ${d.expected} nhưng báo cáo ${d.closing}.`,
    en: (d) =>
      `The closing does not add up: opening ${d.opening}, movements ${d.movement}, must be ${d.expected} but ${d.closing} is reported.`,
  },
} as const satisfies Record<string, ProblemRow>;
