import type { ProblemRow } from './row.ts';

/** Refusals: what the province's own history is asked. */
export const historyProblems = {
  'month-not-over': {
    status: 422,
    vi: (d) => `Tháng ${d.month} chưa hết (hôm nay là ${d.today}): số liệu lịch sử chỉ tính đến hết tháng ${d.last}.`,
    en: (d) => `Month ${d.month} is not over (today is ${d.today}): history ends with ${d.last}.`,
  },
} as const satisfies Record<string, ProblemRow>;
