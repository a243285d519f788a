import type { ProblemRow } from './row.ts';

/** Refusals: posts. */
export const postsProblems = {
  'sign-against-reason': {
    status: 422,
    vi: (d) => `Bút toán ${d.reason} phải là số ${Number(d.quantity) < 0 ? 'dương' : 'âm'}, ở đây là ${d.quantity}.`,
    en: (d) => `An entry of reason “${d.reason}” must be ${Number(d.quantity) < 0 ? 'positive' : 'negative'}; here it is ${d.quantity}.`,
  },
  'nothing-to-do': { status: 422, vi: () => 'Không có gì để ghi.', en: () => 'There is nothing to record.' },
  'same-place': { status: 422, vi: () => 'Nơi đi và nơi đến phải khác nhau.', en: () => 'Source and destination must differ.' },

  'not-a-public-service-unit': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 9',
    vi: (d) => `Đơn vị ${d.unit} không phải đơn vị sự nghiệp công lập nên không xếp nhóm tự chủ tài chính.`,
    en: (d) => `Unit ${d.unit} is not a public service unit (${d.kind}), so it has no financial autonomy group.`,
  },
} as const satisfies Record<string, ProblemRow>;
