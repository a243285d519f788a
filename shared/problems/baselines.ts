import type { ProblemRow } from './row.ts';

/** Refusals: baselines. */
export const baselinesProblems = {
  'year-not-ended': {
    status: 422,
    vi: (d) => `Năm ${d.year} chưa kết thúc (hôm nay là ${d.today}); chỉ chốt số liệu đến ngày 31/12.`,
    en: (d) => `Year ${d.year} has not ended (today is ${d.today}); a baseline is as of 31 December.`,
  },
  'baseline-exists': {
    status: 409,
    vi: (d) => `Năm ${d.year} đã có số liệu gốc ${d.baseline}; muốn thay phải nêu nó ở "supersedes" kèm quyết định.`,
    en: (d) => `Year ${d.year} already has baseline ${d.baseline}; to replace it, name it in "supersedes" with the decision.`,
  },
  'before-baseline': {
    status: 422,
    vi: (d) => `Ngày ${d.asOf} trước ngày chốt số liệu gốc (${d.date}).`,
    en: (d) => `${d.asOf} lies before the date of the baseline (${d.date}).`,
  },
  'baseline-moved': {
    status: 409,
    vi: (d) => `Số liệu gốc hiện hành là ${d.current}, không phải ${d.given}.`,
    en: (d) => `The baseline in force is ${d.current}, not ${d.given}.`,
  },
} as const satisfies Record<string, ProblemRow>;
