import type { ProblemRow } from './row.ts';

/** Refusals: law. */
export const lawProblems = {
  'no-law-in-force': {
    status: 422,
    vi: (d) => `Vào ngày ${d.date} không có quy định nào có hiệu lực về: ${d.title}.`,
    en: (d) => `No rule is in force on ${d.date} for: ${d.title}.`,
  },
  'invalid-birth': {
    status: 400,
    vi: (d) => `Ngày sinh ${d.birth} không có thật hoặc ngoài các năm ${d.first}–${d.last}.`,
    en: (d) => `The birth ${d.birth} is no real date, or outside the years ${d.first}–${d.last}.`,
  },
  'revenue-without-expenditure': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 10',
    vi: (d) => `Nguồn thu A là ${d.revenue} đồng nhưng chi thường xuyên B là 0 đồng: không tính được mức tự bảo đảm A / B.`,
    en: (d) => `Revenue A is ${d.revenue} dong but recurrent spending B is 0 dong: the ratio A / B cannot be formed.`,
  },
} as const satisfies Record<string, ProblemRow>;
