import type { ProblemRow } from './row.ts';

/** Refusals: how far ahead of today anything is recorded, and decisions that have not been taken yet. */
export const datesProblems = {
  'year-too-far': {
    status: 422,
    vi: (d) => `Năm ${d.year} quá xa: số liệu chỉ ghi đến hết năm sau (${d.last}).`,
    en: (d) => `Year ${d.year} is too far ahead: records reach to the end of next year (${d.last}).`,
  },
  'date-too-far': {
    status: 422,
    vi: (d) => `Ngày ${d.date} quá xa: ngày hiệu lực không được sau ngày cuối năm sau (${d.last}).`,
    en: (d) => `${d.date} is too far ahead: nothing takes effect after the end of next year (${d.last}).`,
  },
  'from-after-to': {
    status: 400,
    vi: (d) => `Ngày đầu ${d.from} ở sau ngày cuối ${d.to}.`,
    en: (d) => `The first day, ${d.from}, is after the last, ${d.to}.`,
  },
  'too-many-days': {
    status: 400,
    vi: (d) => `Từ ${d.from} đến ${d.to} quá dài: không nêu đơn vị thì nhiều nhất ${d.limit} ngày một lần.`,
    en: (d) => `From ${d.from} to ${d.to} is too long: without a unit at most ${d.limit} days at a time.`,
  },
  'year-not-over': {
    status: 422,
    vi: (d) => `Năm ${d.year} chưa hết (hôm nay là ${d.today}): số liệu cuối năm có từ ngày ${d.from}.`,
    en: (d) => `Year ${d.year} is not over (today is ${d.today}): figures of its end are there from ${d.from}.`,
  },
  'not-published-yet': {
    status: 422,
    vi: (d) => `Số liệu cuối năm ${d.year} được công bố từ ngày ${d.from} (hôm nay là ${d.today}).`,
    en: (d) => `The figures of the end of ${d.year} are published on ${d.from} (today is ${d.today}).`,
  },
  'decision-in-future': {
    status: 422,
    vi: (d) => `Quyết định ghi ngày ${d.date}, sau hôm nay (${d.today}): quyết định chưa ban hành không làm căn cứ được.`,
    en: (d) => `The decision is dated ${d.date}, after today (${d.today}): nothing can rest on a decision not yet taken.`,
  },
} as const satisfies Record<string, ProblemRow>;
