import type { ProblemRow } from './row.ts';

/** Refusals: filed reports. */
export const reportsProblems = {
  'report-period-ahead': {
    status: 422,
    vi: (d) => `Kỳ báo cáo bắt đầu ngày ${d.from}, sau ngày hôm nay (${d.today}).`,
    en: (d) => `The period begins on ${d.from}, after today (${d.today}).`,
  },
  'report-day-outside': {
    status: 422,
    vi: (d) => `Ngày chốt số liệu ${d.asOf} nằm ngoài kỳ báo cáo, từ ${d.from} đến ${d.until}.`,
    en: (d) => `The day ${d.asOf} lies outside the period, ${d.from} to ${d.until}.`,
  },
  'report-day-ahead': {
    status: 422,
    vi: (d) => `Ngày chốt số liệu ${d.asOf} sau ngày hôm nay (${d.today}).`,
    en: (d) => `The day ${d.asOf} lies after today (${d.today}).`,
  },
  'document-used': {
    status: 409,
    vi: (d) => `Văn bản số ${d.number} ngày ${d.date} đã dùng cho báo cáo ${d.report}; trong một năm mỗi số chỉ dùng một lần.`,
    en: (d) => `Document ${d.number} of ${d.date} was used for report ${d.report}; a number is used once a year.`,
  },
  'unknown-report': {
    status: 422,
    vi: (d) => `Không có báo cáo ${d.report} để thay thế.`,
    en: (d) => `There is no report ${d.report} to supersede.`,
  },
  'report-superseded': {
    status: 409,
    vi: (d) => `Báo cáo ${d.report} đã được thay thế bằng báo cáo ${d.by}: hãy thay thế báo cáo đang có hiệu lực.`,
    en: (d) => `Report ${d.report} was superseded by ${d.by}: supersede the one in force.`,
  },
  'difference-before-report': {
    status: 422,
    vi: (d) => `Ngày ${d.asOf} trước ngày chốt số liệu của báo cáo (${d.report}).`,
    en: (d) => `The day ${d.asOf} lies before that of the report (${d.report}).`,
  },
} as const satisfies Record<string, ProblemRow>;
