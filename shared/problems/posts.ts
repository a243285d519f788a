import type { ProblemRow } from './row.ts';

/** Refusals: posts. */
export const postsProblems = {
  'year-too-far': {
    status: 422,
    vi: (d) => `Biên chế chỉ ghi đến năm ${d.last}.`,
    en: (d) => `Posts are recorded up to the year ${d.last}.`,
  },
  'nothing-to-do': { status: 422, vi: () => 'Không có gì để ghi.', en: () => 'There is nothing to record.' },
  'same-place': { status: 422, vi: () => 'Nơi đi và nơi đến phải khác nhau.', en: () => 'Source and destination must differ.' },

  'not-a-public-service-unit': {
    status: 422,
    article: 'NĐ 60/2021/NĐ-CP Đ9',
    vi: (d) => `Đơn vị ${d.unit} không phải đơn vị sự nghiệp công lập nên không xếp nhóm tự chủ tài chính.`,
    en: (d) => `Unit ${d.unit} is not a public service unit (${d.kind}), so it has no financial autonomy group.`,
  },
} as const satisfies Record<string, ProblemRow>;
