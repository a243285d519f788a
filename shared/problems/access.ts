import type { ProblemRow } from './row.ts';
import { recordEn, recordVi } from './words.ts';

/** Refusals: access. */
export const accessProblems = {
  unauthenticated: { status: 401, vi: () => 'Cần mã truy cập hợp lệ.', en: () => 'A valid bearer token is needed.' },
  forbidden: { status: 403, vi: () => 'Vai trò của bạn không được phép làm việc này.', en: () => 'Your role does not allow this.' },
  'out-of-scope': {
    status: 403,
    vi: (d) => `Đơn vị ${d.unit} không thuộc phạm vi của bạn vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} is outside your scope on ${d.date}.`,
  },
  'not-found': { status: 404, vi: (d) => `Không tìm thấy ${recordVi(d)}.`, en: (d) => `Not found: ${recordEn(d)}.` },
} as const satisfies Record<string, ProblemRow>;
