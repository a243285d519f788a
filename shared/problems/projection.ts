import type { ProblemRow } from './row.ts';

/** Refusals: projection. */
export const projectionProblems = {
  'horizon-before-start': {
    status: 422,
    vi: (d) => `Dự báo đến hết năm ${d.horizon} nhưng bắt đầu từ ngày ${d.start}: không còn tháng nào để tính.`,
    en: (d) => `The projection ends with ${d.horizon} but starts on ${d.start}: no month is left to compute.`,
  },
  'year-outside-projection': {
    status: 422,
    vi: (d) => `Năm ${d.year} nằm ngoài dự báo (${d.from}–${d.to}).`,
    en: (d) => `The year ${d.year} lies outside the projection (${d.from}–${d.to}).`,
  },
  'plan-outside-projection': {
    status: 422,
    vi: (d) => `Kế hoạch ${d.plan} ngày ${d.date} phải sau ngày ${d.start} và không quá ngày ${d.end}.`,
    en: (d) => `Plan ${d.plan} of ${d.date} must come after ${d.start} and not after ${d.end}.`,
  },
  'contradictory-plans': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} có hai kế hoạch mâu thuẫn: ${d.first} và ${d.second}.`,
    en: (d) => `Unit ${d.unit} has two contradictory plans: ${d.first} and ${d.second}.`,
  },
  'conversion-needs-public-service': {
    status: 422,
    article: 'Nghị định 60/2021/NĐ-CP, Điều 9',
    vi: (d) => `Chỉ đơn vị sự nghiệp công lập mới được phân nhóm tự chủ 1 hoặc 2; ${d.unit} thuộc loại ${d.kind}.`,
    en: (d) => `Only a public service unit can reach autonomy group 1 or 2; ${d.unit} is of kind ${d.kind}.`,
  },
  'recruits-above-leavers': {
    status: 422,
    vi: (d) => `Tuyển thay ${d.recruits} cho ${d.leavers} người nghỉ (${d.category}): số tuyển không được vượt số nghỉ.`,
    en: (d) => `${d.recruits} recruits for ${d.leavers} leavers (${d.category}): recruits may not exceed leavers.`,
  },
  'entry-age-twice': {
    status: 422,
    vi: (d) => `Độ tuổi tuyển dụng ${d.age} (${d.category}) xuất hiện hai lần.`,
    en: (d) => `The age at entry ${d.age} (${d.category}) stands twice.`,
  },
  'least-above-most': {
    status: 422,
    vi: (d) => `Tinh giản (${d.category}): số tháng ít nhất ${d.least} lớn hơn số tháng nhiều nhất ${d.most}.`,
    en: (d) => `Streamlining (${d.category}): at least ${d.least} months is more than at most ${d.most}.`,
  },
  'until-before-from': {
    status: 422,
    vi: (d) => `Tinh giản (${d.category}): tháng cuối ${d.until} trước tháng đầu ${d.from}.`,
    en: (d) => `Streamlining (${d.category}): the last month ${d.until} comes before the first ${d.from}.`,
  },
  'months-outside-projection': {
    status: 422,
    vi: (d) => `Từ ${d.from} đến ${d.until} (${d.category}) không có tháng nào thuộc dự báo (${d.first} đến ${d.last}).`,
    en: (d) => `No month from ${d.from} to ${d.until} (${d.category}) lies in the projection (${d.first} to ${d.last}).`,
  },
  'streamlining-overlaps': {
    status: 422,
    vi: (d) => `Tinh giản thứ ${d.first} và thứ ${d.second} (${d.category}) trùng tháng và trùng diện được hưởng.`,
    en: (d) => `Streamlining ${d.first} and ${d.second} (${d.category}) share months and people.`,
  },
  'late-retirement-above-one': {
    status: 422,
    vi: (d) => `Các tỷ lệ nghỉ hưu muộn (${d.category}) cộng lại là ${d.sum}, vượt quá 1.`,
    en: (d) => `The shares of late retirement (${d.category}) sum to ${d.sum}, above 1.`,
  },
  'late-retirement-twice': {
    status: 422,
    vi: (d) => `Nghỉ hưu muộn ${d.months} tháng (${d.category}) xuất hiện hai lần.`,
    en: (d) => `Retirement ${d.months} months late (${d.category}) stands twice.`,
  },
  'share-above-one': {
    status: 422,
    vi: (d) => `Tỷ lệ ${d.numerator}/${d.denominator} vượt quá 1.`,
    en: (d) => `The share ${d.numerator}/${d.denominator} is above 1.`,
  },
  'surrender-above-posts': {
    status: 422,
    vi: (d) =>
      `Kế hoạch ${d.plan} ngày ${d.date} cắt ${d.asked} biên chế (${d.category}), nhưng các đơn vị nguồn khi đó chỉ còn ${d.posts}.`,
    en: (d) => `Plan ${d.plan} of ${d.date} surrenders ${d.asked} posts (${d.category}), but its sources then hold ${d.posts}.`,
  },
  'people-without-unit': {
    status: 422,
    vi: (d) => `Kế hoạch ${d.plan} ngày ${d.date}: ${d.people} người (${d.category}) của ${d.unit} không có đơn vị tiếp nhận.`,
    en: (d) => `Plan ${d.plan} of ${d.date}: ${d.people} people (${d.category}) of ${d.unit} have no receiving unit.`,
  },

  'no-baseline': {
    status: 422,
    vi: (d) => `Chưa chốt số liệu gốc năm ${d.year}.`,
    en: (d) => `No baseline of ${d.year} has been frozen.`,
  },
  'nothing-recorded': {
    status: 422,
    vi: (d) => `Chưa có số biên chế nào được giao cho năm ${d.year}.`,
    en: (d) => `No posts are recorded for ${d.year}.`,
  },
} as const satisfies Record<string, ProblemRow>;
