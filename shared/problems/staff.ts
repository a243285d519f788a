import type { ProblemRow } from './row.ts';

/** Refusals: staff records. */
export const staffProblems = {
  'later-period-recorded': {
    status: 422,
    vi: (d) =>
      `Thay đổi từ ngày ${d.from} phải sau giai đoạn gần nhất đã ghi (${d.last}); muốn sửa những gì đã ghi thì phải đính chính hồ sơ.`,
    en: (d) => `A change from ${d.from} must come after the last period on record (${d.last}); what is recorded is mended by a correction.`,
  },
  'periods-full': {
    status: 422,
    vi: (d) => `Hồ sơ đã có ${d.limit} giai đoạn, không thêm được nữa.`,
    en: (d) => `The record has ${d.limit} periods and takes no more.`,
  },
  'has-left': {
    status: 422,
    vi: (d) => `Người này đã rời khỏi biên chế từ ngày ${d.since}; chỉ có thể ghi nhận trở lại.`,
    en: (d) => `This person left on ${d.since}; only a return can follow.`,
  },
  'still-in-service': {
    status: 422,
    vi: (d) => `Người này đang làm việc (giai đoạn gần nhất từ ngày ${d.since}); chỉ ghi nhận trở lại người đã rời đi.`,
    en: (d) => `This person is in service (last period from ${d.since}); only somebody who left returns.`,
  },
  'not-absent': {
    status: 422,
    vi: (d) => `Người này không vắng mặt (giai đoạn gần nhất từ ngày ${d.since}).`,
    en: (d) => `This person is not absent (last period from ${d.since}).`,
  },
  'main-unit-stays': {
    status: 422,
    vi: (d) => `Đơn vị chính là ${d.unit}; chuyển sang ${d.to} phải ghi là điều chuyển.`,
    en: (d) => `The main unit is ${d.unit}; going to ${d.to} is a transfer.`,
  },
  'one-main-assignment': {
    status: 422,
    vi: (d) => `Phải có đúng một vị trí chính (chỉ vị trí đó tính một biên chế); ở đây có ${d.count}.`,
    en: (d) => `Exactly one assignment is the main one (it alone counts a post); here are ${d.count}.`,
  },
  'one-secondment': {
    status: 422,
    vi: (d) => `Nhiều nhất một biệt phái cùng lúc; ở đây có ${d.count}.`,
    en: (d) => `At most one secondment at a time; here are ${d.count}.`,
  },
  'unit-assigned-twice': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} xuất hiện hai lần trong cùng một giai đoạn.`,
    en: (d) => `Unit ${d.unit} stands twice in one period.`,
  },
  'owed-by-when': {
    status: 422,
    vi: () => 'Tiêu chuẩn chức danh còn nợ phải ghi thời hạn hoàn thiện.',
    en: () => 'A title standard that is owed needs the date by which it is made up.',
  },
  'age-out-of-range': {
    status: 422,
    vi: (d) => `Người sinh ${d.birth} không ở độ tuổi từ 15 đến 90 vào ngày ${d.date}.`,
    en: (d) => `Somebody born ${d.birth} is not 15 to 90 years old on ${d.date}.`,
  },
  'policy-needed': {
    status: 422,
    article: 'Nghị định 154/2025/NĐ-CP',
    vi: () => 'Tinh giản biên chế phải ghi nghị định và trường hợp áp dụng.',
    en: () => 'Leaving as streamlined needs the decree and case under which it happens.',
  },
  'policy-not-here': {
    status: 422,
    vi: () => 'Chuyển đi nơi khác và buộc thôi việc không hưởng chính sách tinh giản.',
    en: () => 'Nobody leaves under a policy who is transferred out or dismissed.',
  },
  'retired-early': {
    status: 422,
    article: 'Nghị định 135/2020/NĐ-CP, Điều 4',
    vi: (d) => `Nghỉ hưu từ ngày ${d.from} là trước tuổi (theo quy định: ${d.due}); cần ghi chính sách áp dụng hoặc lý do.`,
    en: (d) => `Retiring on ${d.from} is before the statutory date (${d.due}); a policy or a reason is needed.`,
  },
  'periods-not-in-order': {
    status: 422,
    vi: (d) => `Giai đoạn từ ngày ${d.from} phải sau giai đoạn trước nó (${d.last}).`,
    en: (d) => `The period from ${d.from} must come after the one before it (${d.last}).`,
  },
  'leaves-without-service': {
    status: 422,
    vi: (d) => `Không thể rời đi ngày ${d.from} khi trước đó không làm việc.`,
    en: (d) => `Nobody leaves on ${d.from} who was not in service before.`,
  },
  'event-does-not-fit': {
    status: 422,
    vi: (d) => `Sự kiện ${d.event} không thể mở đầu giai đoạn từ ngày ${d.from}: chỉ tuyển dụng hoặc tiếp nhận mới bắt đầu làm việc.`,
    en: (d) => `Event ${d.event} cannot begin the period from ${d.from}: recruitment or reception begins a service, and nothing else does.`,
  },
  'transfer-beyond-scope': {
    status: 403,
    vi: (d) =>
      `Bạn không quản lý đơn vị ${d.unit}. Hãy ghi chuyển đi (leave, transferred-out); cán bộ của đơn vị nhận ghi tiếp nhận (return) theo mã của người này.`,
    en: (d) =>
      `Unit ${d.unit} is not yours. Record that the person leaves (leave, transferred-out); the receiving unit’s officer records the return under the same id.`,
  },
  'correction-beyond-scope': {
    status: 403,
    vi: () =>
      'Việc đính chính này làm thay đổi cả phần hồ sơ thuộc đơn vị mà bạn không quản lý. Hãy đề nghị cán bộ quản lý cả hai đơn vị đính chính.',
    en: () => 'The correction would also change what stands at units that are not yours. An officer who keeps both has to make it.',
  },
  'profile-derived': {
    status: 409,
    vi: (d) =>
      `Đơn vị ${d.unit} có hồ sơ nhân sự từ ngày ${d.since}: cơ cấu tuổi tháng ${d.month} được tính từ hồ sơ và không ghi trực tiếp.`,
    en: (d) => `Unit ${d.unit} keeps staff records since ${d.since}: its age profile of ${d.month} follows from them and is not reported.`,
  },
  'staff-erased': {
    status: 409,
    vi: (d) => `${d.id} là phần còn lại không định danh của một hồ sơ đã xóa: không ghi gì thêm được.`,
    en: (d) => `${d.id} is what stays, under no name, of a record that was erased: nothing is recorded under it.`,
  },
  'held-beyond-scope': {
    status: 403,
    vi: () => 'Một phần dữ liệu về người này thuộc đơn vị mà bạn không quản lý. Hãy đề nghị người quản lý toàn bộ hồ sơ thực hiện.',
    en: () => 'Part of what is held about this person belongs to units that are not yours. Whoever sees the whole record has to do it.',
  },
  'erasure-in-service': {
    status: 422,
    vi: (d) => `Người có mã ${d.id} đang làm việc; chỉ xóa hồ sơ của người đã rời đi.`,
    en: (d) => `${d.id} is in service; only the record of somebody who left is erased.`,
  },
  'erasure-before-retention': {
    status: 422,
    article: '10/2022/TT-BNV',
    vi: (d) => `Hồ sơ của người rời đi ngày ${d.left} phải lưu ${d.years} năm, đến ${d.until}; trước đó chỉ xóa theo quyết định (ordered).`,
    en: (d) =>
      `The record of a person who left on ${d.left} is kept ${d.years} years, until ${d.until}; before that it takes an order (ordered).`,
  },
  'erasure-after-change': {
    status: 409,
    vi: (d) =>
      `Hồ sơ được ghi lần cuối ngày ${d.last}. Câu trả lời được giữ ${d.days} ngày cho yêu cầu gửi lại; chỉ xóa được từ ngày ${d.from}.`,
    en: (d) =>
      `The record was last written on ${d.last}. Answers are kept ${d.days} days for repeated requests; it can be erased from ${d.from}.`,
  },
} as const satisfies Record<string, ProblemRow>;
