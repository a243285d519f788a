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

  'plan-for-public-service-units': {
    status: 422,
    article: 'Nghị định 106/2020/NĐ-CP',
    vi: (d) => `Kế hoạch số lượng người làm việc là của đơn vị sự nghiệp công lập; ${d.unit} là ${d.kind}.`,
    en: (d) => `The yearly plan of posts is made by public service units; ${d.unit} is ${d.kind}.`,
  },
  'plan-not-in-state': {
    status: 409,
    vi: (d) => `Kế hoạch năm ${d.year} của ${d.unit} đang ở trạng thái ${d.planState}: không làm được việc này.`,
    en: (d) => `The plan of ${d.unit} for ${d.year} is ${d.planState}: this cannot be done with it.`,
  },
  'plan-reviewed-by-submitter': {
    status: 403,
    vi: (d) => `Người nhập, sửa hoặc gửi kế hoạch năm ${d.year} của ${d.unit} không được tự chấp nhận hoặc trả lại.`,
    en: (d) => `Whoever entered, changed or submitted the plan of ${d.unit} for ${d.year} may not accept or return it.`,
  },
  'plan-return-needs-reason': {
    status: 422,
    vi: (d) => `Trả lại kế hoạch năm ${d.year} của ${d.unit} phải nêu lý do.`,
    en: (d) => `Returning the plan of ${d.unit} for ${d.year} needs a reason.`,
  },
} as const satisfies Record<string, ProblemRow>;
