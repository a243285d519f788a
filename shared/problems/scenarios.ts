import type { ProblemRow } from './row.ts';

/** Refusals: scenarios, their scope and what is carried over; stored runs. */
export const scenariosProblems = {
  'empty-scope': {
    status: 422,
    vi: (d) => `Không có đơn vị nào thuộc phạm vi đã chọn vào ngày ${d.date}.`,
    en: (d) => `No unit lies in the scope on ${d.date}.`,
  },
  'unit-outside-scope': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} không thuộc phạm vi của kịch bản.`,
    en: (d) => `Unit ${d.unit} lies outside the scope of the scenario.`,
  },
  'unknown-target': {
    status: 422,
    vi: (d) => `Không có chỉ tiêu nào mang mã ${d.target}.`,
    en: (d) => `No target has the id ${d.target}.`,
  },
  'nothing-carried-over': {
    status: 422,
    article: 'Kết luận số 40-KL/TW ngày 18/7/2022',
    vi: (d) => `Chỉ tiêu ${d.target} không nhận phần còn thiếu của giai đoạn 2016 - 2021; chỉ có: ${d.allowed}.`,
    en: (d) => `Nothing missing from 2016–2021 is added to target ${d.target}; only to: ${d.allowed}.`,
  },
  'carry-over-above-base': {
    status: 422,
    article: 'Kết luận số 40-KL/TW ngày 18/7/2022',
    vi: (d) => `Chỉ tiêu ${d.target}: phần chuyển tiếp ${d.posts} cộng mức cắt ${d.ownCut} vượt số gốc ${d.base}.`,
    en: (d) => `Target ${d.target}: ${d.posts} carried over and its own cut of ${d.ownCut} exceed the base of ${d.base}.`,
  },
  'run-without-inputs': {
    status: 422,
    vi: (d) => `Lần chạy ${d.id} được lưu trước khi số liệu đầu vào được lưu kèm: không tính lại được.`,
    en: (d) => `Run ${d.id} was stored before inputs were kept with it: it cannot be computed again.`,
  },
  'no-common-year': {
    status: 422,
    vi: (d) => `Hai lần chạy không có chung ngày cuối năm ${d.year}.`,
    en: (d) => `The two runs do not both hold the end of ${d.year}.`,
  },
} as const satisfies Record<string, ProblemRow>;
