import type { ProblemRow } from './row.ts';

const ITEMS = 'Nghị định 60/2021/NĐ-CP, Điều 10';

/** Refusals: financial autonomy and the budgets of districts. */
export const autonomyProblems = {
  'duplicate-item': {
    status: 422,
    article: ITEMS,
    vi: (d) => `Khoản “${d.item}” được nêu hai lần.`,
    en: (d) => `The item “${d.item}” is stated twice.`,
  },
  'deduction-not-of-item': {
    status: 422,
    article: ITEMS,
    vi: (d) => `Khoản “${d.item}” không có phần được trừ.`,
    en: (d) => `Nothing is deducted from “${d.item}”.`,
  },
  'deduction-not-stated': {
    status: 422,
    article: ITEMS,
    vi: (d) =>
      `Khoản “${d.item}” (${d.amount} đồng) chỉ tính phần còn lại sau khi trừ chi phí, nghĩa vụ với Nhà nước hoặc phần không thường xuyên: cần nêu phần trừ (deduction), kể cả khi bằng 0.`,
    en: (d) =>
      `Of “${d.item}” (${d.amount} dong) only what is left counts, after costs and state obligations or the non-recurrent part: state the deduction, even if it is 0.`,
  },
  'deduction-exceeds-item': {
    status: 422,
    article: ITEMS,
    vi: (d) => `Phần trừ ${d.deduction} đồng lớn hơn chính khoản “${d.item}” ${d.amount} đồng.`,
    en: (d) => `The deduction of ${d.deduction} dong is more than the item “${d.item}” of ${d.amount} dong itself.`,
  },
  'amount-too-large': {
    status: 422,
    vi: (d) => `Tổng ${d.total} đồng vượt quá ${d.limit} đồng.`,
    en: (d) => `The sum of ${d.total} dong is more than ${d.limit} dong.`,
  },
  'duplicate-activity': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 27, 28',
    vi: (d) => `Hoạt động “${d.activity}” được nêu hai lần.`,
    en: (d) => `The activity “${d.activity}” is stated twice.`,
  },
  'whole-beside-parts': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 27, 28',
    vi: () => 'Đơn vị có nhiều hoạt động thì từng hoạt động được xếp nhóm riêng: không nêu toàn đơn vị bên cạnh các hoạt động.',
    en: () => 'A unit with several activities has a group for each of them: the whole unit is not stated beside its parts.',
  },
  'decision-not-of-period': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 35',
    vi: (d) =>
      `Quyết định phân loại cho ${d.firstYear}–${d.lastYear} không áp dụng cho năm ${d.year}: phải nằm trong thời kỳ ổn định ${d.first}–${d.last}, đến hết thời kỳ, và gồm năm đó.`,
    en: (d) =>
      `A group decided for ${d.firstYear}–${d.lastYear} does not apply to ${d.year}: it lies in the period ${d.first}–${d.last}, reaches to its end, and covers the year.`,
  },
  'date-not-in-year': {
    status: 422,
    vi: (d) => `Ngày ${d.date} không thuộc năm ${d.year}.`,
    en: (d) => `The date ${d.date} does not lie in ${d.year}.`,
  },
  'not-a-district': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} không phải đơn vị hành chính cấp huyện nên không có cân đối ngân sách cấp huyện.`,
    en: (d) => `Unit ${d.unit} is not a district, so it has no district budget.`,
  },
} as const satisfies Record<string, ProblemRow>;
