import type { ProblemRow } from './row.ts';

/** Refusals: work off the request path. */
export const jobsProblems = {
  'job-not-open': {
    status: 409,
    vi: (d) => `Tác vụ ${d.id} đã bắt đầu hoặc đã kết thúc: không nhận thêm phần dữ liệu.`,
    en: (d) => `Job ${d.id} has been started or is over: it takes no more parts.`,
  },
  'job-over': {
    status: 409,
    vi: (d) => `Tác vụ ${d.id} đã kết thúc.`,
    en: (d) => `Job ${d.id} is over.`,
  },
  'job-kind-differs': {
    status: 422,
    vi: (d) => `Phần dữ liệu thuộc loại ${d.given}, tác vụ thuộc loại ${d.expected}.`,
    en: (d) => `The part is of kind ${d.given}, the job of kind ${d.expected}.`,
  },
  'job-too-many-rows': {
    status: 422,
    vi: (d) => `Tác vụ sẽ có ${d.rows} dòng, quá giới hạn ${d.limit} dòng; hãy chia thành nhiều tác vụ.`,
    en: (d) => `The job would have ${d.rows} rows, more than the ${d.limit} of one job; divide it among several.`,
  },
  'job-parts-differ': {
    status: 422,
    vi: (d) => `Yêu cầu nêu ${d.statedParts} phần với ${d.statedRows} dòng, nhưng đã nhận ${d.parts} phần với ${d.rows} dòng.`,
    en: (d) => `The request says ${d.statedParts} parts with ${d.statedRows} rows; ${d.parts} parts with ${d.rows} rows have arrived.`,
  },
  'job-part-missing': {
    status: 422,
    vi: (d) => `Chưa nhận phần ${d.part}; các phần được đánh số liên tục từ 1.`,
    en: (d) => `Part ${d.part} has not arrived; parts are numbered from 1 without a gap.`,
  },
  'job-gave-up': {
    status: 500,
    vi: (d) => `Không xử lý được phần ${d.chunk} sau ${d.attempts} lần.`,
    en: (d) => `Chunk ${d.chunk} could not be carried out in ${d.attempts} attempts.`,
  },
} as const satisfies Record<string, ProblemRow>;
