import type { ProblemRow } from './row.ts';

/** Refusals: headcount and age profiles. */
export const peopleProblems = {
  'month-in-future': {
    status: 422,
    vi: (d) => `Tháng ${d.month} chưa bắt đầu (hôm nay là ${d.today}).`,
    en: (d) => `Month ${d.month} has not begun (today is ${d.today}).`,
  },
  'month-range': {
    status: 400,
    vi: (d) => `Từ ${d.from} đến ${d.to} phải là 1 đến ${d.limit} tháng.`,
    en: (d) => `From ${d.from} to ${d.to} must be 1 to ${d.limit} months.`,
  },
  'duplicate-category': {
    status: 422,
    vi: (d) => `Đối tượng ${d.category} xuất hiện hai lần.`,
    en: (d) => `The category ${d.category} stands twice.`,
  },
  'duplicate-cell': {
    status: 422,
    vi: (d) => `Ô ${d.category}, ${d.sex}, ${d.birthMonth} xuất hiện hai lần.`,
    en: (d) => `Cell ${d.category}, ${d.sex}, ${d.birthMonth} stands twice.`,
  },
  'birth-out-of-range': {
    status: 422,
    vi: (d) => `Tháng sinh ${d.birthMonth} không phải của người từ 15 đến 90 tuổi vào tháng ${d.month}.`,
    en: (d) => `Birth month ${d.birthMonth} is not that of a person aged 15 to 90 in ${d.month}.`,
  },
  'closing-does-not-add-up': {
    status: 422,
    article: 'Biểu 8c-BTCTW',
    vi: (d) => `Cuối kỳ không khớp: đầu kỳ ${d.opening}, tăng giảm ${d.movement}, phải là ${d.expected} nhưng báo cáo ${d.closing}.`,
    en: (d) =>
      `The closing does not add up: opening ${d.opening}, movements ${d.movement}, must be ${d.expected} but ${d.closing} is reported.`,
  },
  'override-without-need': {
    status: 422,
    article: 'Biểu 8c-BTCTW',
    vi: (d) => `Cuối kỳ ${d.closing} (${d.category}) đã khớp: không có gì để ghi lý do ngoại lệ.`,
    en: (d) => `The closing ${d.closing} (${d.category}) adds up: there is nothing to override.`,
  },
  'correction-needs-reason': {
    status: 422,
    vi: (d) => `Tháng ${d.month} đã có báo cáo: sửa lại phải nêu lý do.`,
    en: (d) => `Month ${d.month} has been reported: a correction needs a reason.`,
  },
  'reported-on-out-of-range': {
    status: 422,
    vi: (d) => `Ngày báo cáo ${d.reportedOn} phải từ ${d.first} đến hôm nay (${d.today}).`,
    en: (d) => `The day of the report, ${d.reportedOn}, must be from ${d.first} to today (${d.today}).`,
  },
  'month-not-over': {
    status: 422,
    vi: (d) => `Báo cáo tháng ${d.month} chỉ gửi được từ ngày ${d.lastDay} (hôm nay là ${d.today}).`,
    en: (d) => `The report of ${d.month} can be submitted from ${d.lastDay} on (today is ${d.today}).`,
  },
  'headcount-not-in-state': {
    status: 409,
    vi: (d) => `Báo cáo tháng ${d.month} của ${d.unit} đang ở trạng thái ${d.state}: không ${d.step} được.`,
    en: (d) => `The report of ${d.unit} for ${d.month} is ${d.state}: it cannot be ${d.step}.`,
  },
  'reviewed-by-submitter': {
    status: 403,
    vi: (d) => `Người nhập, sửa hoặc gửi báo cáo tháng ${d.month} của ${d.unit} không được tự chấp nhận hoặc trả lại.`,
    en: (d) => `Whoever entered, corrected or submitted the report of ${d.unit} for ${d.month} may not accept or return it.`,
  },
  'return-needs-reason': {
    status: 422,
    vi: (d) => `Trả lại báo cáo tháng ${d.month} của ${d.unit} phải nêu lý do.`,
    en: (d) => `Returning the report of ${d.unit} for ${d.month} needs a reason.`,
  },
  'part-above-whole': {
    status: 422,
    vi: (d) => `Trong ${d.present} người (${d.category}) không thể có ${d.part}.`,
    en: (d) => `Of ${d.present} people (${d.category}) there cannot be ${d.part}.`,
  },
  'qualifications-do-not-add-up': {
    status: 422,
    article: 'Biểu 8B-BTCTW',
    vi: (d) => `Cộng các trình độ được ${d.sum}, nhưng có mặt ${d.present} người (${d.category}).`,
    en: (d) => `The qualifications come to ${d.sum}, but ${d.present} people (${d.category}) are present.`,
  },
} as const satisfies Record<string, ProblemRow>;
