import type { ProblemRow } from './row.ts';

/** Refusals: allocations and probabilities. */
export const planningProblems = {
  'cap-below-floor': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit}: mức trần ${d.cap} thấp hơn mức sàn ${d.floor}.`,
    en: (d) => `Unit ${d.unit}: its cap ${d.cap} is below its floor ${d.floor}.`,
  },
  'total-below-floors': {
    status: 422,
    vi: (d) => `Tổng là ${d.total} biên chế, nhưng các mức sàn, sau khi trừ phần đã cắt, đã là ${d.least}.`,
    en: (d) => `The total is ${d.total} posts, but the floors, less the credits, already come to ${d.least}.`,
  },
  'total-above-caps': {
    status: 422,
    vi: (d) => `Tổng là ${d.total} biên chế, nhưng các đơn vị chỉ nhận được nhiều nhất ${d.most} (mức trần trừ phần đã cắt).`,
    en: (d) => `The total is ${d.total} posts, but the units can be given at most ${d.most} (caps less credits).`,
  },
  'target-cuts-no-posts': {
    status: 422,
    vi: (d) => `Chỉ tiêu ${d.target} không phải là chỉ tiêu cắt giảm biên chế.`,
    en: (d) => `Target ${d.target} cuts no posts.`,
  },
  'deadline-not-ahead': {
    status: 422,
    vi: (d) => `Thời hạn của chỉ tiêu ${d.target} là ${d.deadline}, không sau ngày ${d.date}: không còn thời gian để phân bổ.`,
    en: (d) => `Target ${d.target} is due on ${d.deadline}, which is not after ${d.date}: no time is left to give a cut out.`,
  },
  'plan-start-ahead': {
    status: 422,
    vi: (d) => `Ngày bắt đầu ${d.date} sau ngày hôm nay (${d.today}): chưa biết đã cắt giảm được bao nhiêu.`,
    en: (d) => `The start ${d.date} lies after today (${d.today}): what will have been cut by then is not known.`,
  },
  'plan-start-before-base': {
    status: 422,
    vi: (d) => `Ngày bắt đầu ${d.date} trước ngày chốt số liệu gốc ${d.base} của chỉ tiêu ${d.target}.`,
    en: (d) => `The start ${d.date} lies before the base of target ${d.target}, ${d.base}.`,
  },
  'reserve-too-small': {
    status: 422,
    vi: (d) => `Biên chế dự phòng có ${d.reserve}, không thể cắt ${d.asked}.`,
    en: (d) => `The reserve holds ${d.reserve} posts; ${d.asked} cannot be taken from it.`,
  },
  'unit-not-in-plan': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} không thuộc phạm vi của chỉ tiêu vào ngày bắt đầu.`,
    en: (d) => `Unit ${d.unit} is not of the target’s population at the start.`,
  },
  'floor-above-cut': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit}: mức sàn ${d.floor} (đã trừ ${d.credit} phần đã cắt còn ${d.least}) vượt mức cắt nhiều nhất là ${d.most}.`,
    en: (d) =>
      `Unit ${d.unit}: its floor ${d.floor} (${d.least} after ${d.credit} already cut) is above the most that it can give, ${d.most}.`,
  },
  'unknown-plan-node': {
    status: 422,
    vi: (d) => `Kế hoạch không có nhóm ${d.node}.`,
    en: (d) => `The plan has no node ${d.node}.`,
  },
  'node-cap-below-floor': {
    status: 422,
    vi: (d) => `Nhóm ${d.node}: mức trần ${d.cap} thấp hơn mức sàn ${d.floor}.`,
    en: (d) => `Node ${d.node}: its cap ${d.cap} is below its floor ${d.floor}.`,
  },
  'node-limits-out-of-reach': {
    status: 422,
    vi: (d) =>
      `Nhóm ${d.node}: các đơn vị cắt được từ ${d.least} đến ${d.most}; mức sàn ${d.floor} và mức trần ${d.cap} mâu thuẫn với khoảng đó.`,
    en: (d) => `Node ${d.node}: its units can give ${d.least} to ${d.most}, which its own floor ${d.floor} and cap ${d.cap} contradict.`,
  },
  'bounds-contradict-total': {
    status: 422,
    vi: (d) => `${d.node}: phải cắt ${d.total}, nhưng các giới hạn chỉ cho phép từ ${d.least} đến ${d.most}.`,
    en: (d) => `${d.node}: ${d.total} posts must be cut, but the bounds allow ${d.least} to ${d.most}.`,
  },
  'hazard-ages-empty': {
    status: 422,
    vi: (d) => `Xác suất nghỉ việc (${d.category}): khoảng tuổi từ ${d.fromAge} đến dưới ${d.belowAge} không có tuổi nào.`,
    en: (d) => `Leaving hazard (${d.category}): no age lies from ${d.fromAge} to below ${d.belowAge}.`,
  },
  'hazards-overlap': {
    status: 422,
    vi: (d) => `Xác suất nghỉ việc thứ ${d.first} và thứ ${d.second} (${d.category}) trùng tuổi.`,
    en: (d) => `Leaving hazards ${d.first} and ${d.second} (${d.category}) share ages.`,
  },
  'not-exact': {
    status: 422,
    vi: (d) => `Không tính chính xác được vì có yếu tố phản hồi: ${d.feedback}.`,
    en: (d) => `No exact answer: something feeds back (${d.feedback}).`,
  },
  'scenario-approved': {
    status: 409,
    vi: (d) => `Kịch bản ${d.id} đã được phê duyệt theo ${d.number} ngày ${d.date}: không sửa được, hãy sao chép.`,
    en: (d) => `Scenario ${d.id} was approved by ${d.number} of ${d.date} and cannot change: copy it.`,
  },
  'too-many-people': {
    status: 422,
    vi: (d) => `Các nhóm có ${d.people} người, nhiều nhất là ${d.limit}.`,
    en: (d) => `The groups hold ${d.people} people; at most ${d.limit} are computed.`,
  },
} as const satisfies Record<string, ProblemRow>;
