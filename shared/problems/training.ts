import type { ProblemRow } from './row.ts';

/** Refusals: training. */
export const trainingProblems = {
  'course-dates': {
    status: 422,
    vi: (d) =>
      `Khóa học từ ${d.start} đến ${d.end}: ngày kết thúc không được trước ngày bắt đầu và khóa học kéo dài nhiều nhất ${d.limit} năm dương lịch.`,
    en: (d) =>
      `A course from ${d.start} to ${d.end}: the end must not be before the start, and a course reaches into at most ${d.limit} calendar years.`,
  },
  'course-year-fixed': {
    status: 422,
    vi: (d) => `Khóa học đã ghi vào năm ${d.year}, không chuyển ngày bắt đầu sang ${d.start}; hãy hủy và ghi khóa học mới.`,
    en: (d) => `The course is on record for ${d.year}; its start cannot move to ${d.start}. Cancel it and record it anew.`,
  },
  'course-cancelled': {
    status: 409,
    vi: (d) => `Khóa học đã bị hủy ngày ${d.on}.`,
    en: (d) => `The course was cancelled on ${d.on}.`,
  },
  'course-not-cancelled': {
    status: 409,
    vi: () => 'Khóa học không bị hủy nên không có gì để khôi phục.',
    en: () => 'The course is not cancelled: there is nothing to reinstate.',
  },
  'course-not-begun': {
    status: 422,
    vi: (d) => `Khóa học bắt đầu ngày ${d.start}, sau hôm nay (${d.today}): chưa có kết quả để ghi.`,
    en: (d) => `The course begins on ${d.start}, after today (${d.today}): there is no result to record yet.`,
  },
  'not-in-service': {
    status: 422,
    vi: (d) => `Người này không làm việc trong thời gian từ ${d.from} đến ${d.to}.`,
    en: (d) => `This person is not in service between ${d.from} and ${d.to}.`,
  },
  'enrolment-withdrawn': {
    status: 422,
    vi: () => 'Đơn vị của người này đã rút đăng ký; đơn vị đó phải đăng ký lại thì mới ghi kết quả được.',
    en: () => 'The person’s own unit has withdrawn the enrolment; it has to enrol the person again before a result is recorded.',
  },
  'attendance-recorded': {
    status: 422,
    vi: (d) => `Đơn vị tổ chức đã ghi kết quả (${d.attendance}); chỉ đơn vị tổ chức mới sửa được.`,
    en: (d) => `The host has recorded a result (${d.attendance}); only the host changes it.`,
  },
  'completion-day': {
    status: 422,
    vi: () => 'Hoàn thành thì phải có ngày hoàn thành; không hoàn thành thì không ghi ngày và chứng chỉ.',
    en: () => 'A completion needs its day; without completion there is neither a day nor a certificate.',
  },
  'completed-outside-course': {
    status: 422,
    vi: (d) => `Ngày hoàn thành ${d.completedOn} không nằm trong khóa học (${d.start} đến ${d.end}).`,
    en: (d) => `The day of completion ${d.completedOn} does not lie within the course (${d.start} to ${d.end}).`,
  },
  'completed-in-future': {
    status: 422,
    vi: (d) => `Ngày hoàn thành ${d.completedOn} sau hôm nay (${d.today}).`,
    en: (d) => `The day of completion ${d.completedOn} is after today (${d.today}).`,
  },
  'training-correction-needs-reason': {
    status: 422,
    vi: () => 'Sửa kết quả đã ghi, rút đăng ký hoặc sửa khóa học phải nêu lý do.',
    en: () => 'Correcting a result, withdrawing an enrolment or correcting a course needs a reason.',
  },
  'coverage-date': {
    status: 422,
    vi: (d) => `Ngày tính ${d.asOf} phải nằm trong năm ${d.year} và năm đó phải đã bắt đầu (hôm nay là ${d.today}).`,
    en: (d) => `The date ${d.asOf} must lie in ${d.year}, and that year must have begun (today is ${d.today}).`,
  },
} as const satisfies Record<string, ProblemRow>;
