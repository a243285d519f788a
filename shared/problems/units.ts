import type { ProblemRow } from './row.ts';

/** Refusals: units. */
export const unitsProblems = {
  'unknown-unit': { status: 422, vi: (d) => `Không có đơn vị nào mang mã ${d.unit}.`, en: (d) => `No unit has the code ${d.unit}.` },
  'unit-not-yet-established': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} được thành lập ngày ${d.established}, chưa có vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} was established on ${d.established} and did not exist on ${d.date}.`,
  },
  'unit-dissolved': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} đã kết thúc hoạt động từ ngày ${d.dissolved}, không còn vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} ended on ${d.dissolved} and no longer exists on ${d.date}.`,
  },

  'code-taken': {
    status: 409,
    article: 'Quyết định 20/2020/QĐ-TTg',
    vi: (d) => `Mã ${d.code} đã cấp cho đơn vị ${d.unit}; mã của đơn vị đã kết thúc vẫn được giữ lại.`,
    en: (d) => `Code ${d.code} was given to unit ${d.unit}; codes of ended units stay reserved.`,
  },
  'code-does-not-extend-parent': {
    status: 422,
    article: 'Quyết định 20/2020/QĐ-TTg',
    vi: (d) => `Mã ${d.code} phải nối tiếp mã của đơn vị cấp trên (${d.parent}).`,
    en: (d) => `Code ${d.code} must extend the parent's code (${d.parent}).`,
  },
  'root-is-the-province': {
    status: 422,
    article: 'Quyết định 20/2020/QĐ-TTg',
    vi: (d) => `Chỉ tỉnh (mã ${d.tenant}) không có đơn vị cấp trên; đơn vị ${d.code} phải có.`,
    en: (d) => `Only the province (code ${d.tenant}) has no parent; unit ${d.code} needs one.`,
  },
  'period-not-after-last': {
    status: 422,
    vi: (d) => `Thay đổi từ ngày ${d.from} phải sau thay đổi gần nhất đã ghi (${d.last}).`,
    en: (d) => `A change from ${d.from} must come after the last one on record (${d.last}).`,
  },
  'duplicate-row': { status: 422, vi: (d) => `Dòng này lặp lại ${d.key}.`, en: (d) => `This row repeats ${d.key}.` },
} as const satisfies Record<string, ProblemRow>;
