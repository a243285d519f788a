import type { ProblemRow } from './row.ts';

/** Refusals: reorganisations and the posts ledger. */
export const reorganisationsProblems = {
  'unit-ends-on-first-day': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} được thành lập đúng ngày ${d.date}, không thể chấm dứt ngay trong ngày đó.`,
    en: (d) => `Unit ${d.unit} is established on ${d.date} and cannot end on the same day.`,
  },
  'reorganisation-too-large': {
    status: 422,
    vi: (d) =>
      `Một lần sắp xếp có tối đa ${d.limit} đơn vị mỗi bên, ở đây là ${d.count}; quyết định lớn hơn ghi thành nhiều lần, cùng viện dẫn quyết định đó.`,
    en: (d) =>
      `A reorganisation has at most ${d.limit} units on each side, here ${d.count}; record a larger decision in several that cite it.`,
  },
  'duplicate-unit': { status: 422, vi: (d) => `Đơn vị ${d.unit} được nêu hai lần.`, en: (d) => `Unit ${d.unit} is named twice.` },
  'merge-needs-two-units': {
    status: 422,
    vi: () => 'Sáp nhập cần ít nhất hai đơn vị, có đơn vị nhận, và ít nhất một đơn vị chấm dứt.',
    en: () => 'A merge joins at least two units into at least one target, and at least one of them ends.',
  },
  'split-needs-two-targets': {
    status: 422,
    vi: (d) => `Chia tách cần ít nhất hai đơn vị nhận, ở đây là ${d.count}.`,
    en: (d) => `A split needs at least two receiving units, here ${d.count}.`,
  },
  'dissolve-leaves-nothing': {
    status: 422,
    vi: (d) => `Giải thể chấm dứt mọi đơn vị nguồn và không lập đơn vị mới: ${d.unit} không thể là đơn vị nhận.`,
    en: (d) => `Dissolving ends every source and creates nothing: ${d.unit} cannot be a receiving unit.`,
  },
  'nothing-changes': {
    status: 422,
    vi: (d) => `Lần sắp xếp này không thay đổi gì ở đơn vị ${d.unit}.`,
    en: (d) => `This reorganisation changes nothing of unit ${d.unit}.`,
  },
  'convert-needs-new-kind': {
    status: 422,
    vi: (d) => `Chuyển đổi phải đổi loại hình của đơn vị ${d.unit}.`,
    en: (d) => `A conversion must change the kind of unit ${d.unit}.`,
  },
  'change-of-ending-unit': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} chấm dứt trong chính lần sắp xếp này nên không thể thay đổi hoặc làm đơn vị cấp trên.`,
    en: (d) => `Unit ${d.unit} ends in this very reorganisation: it can be neither changed nor a parent.`,
  },
  'parent-needed': {
    status: 422,
    vi: (d) => `Đơn vị mới ${d.unit} cần có đơn vị cấp trên.`,
    en: (d) => `The new unit ${d.unit} needs a parent.`,
  },
  'tree-cycle': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} sẽ trở thành cấp trên của chính mình vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} would become its own superior on ${d.date}.`,
  },
  'living-children': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} còn ${d.count} đơn vị trực thuộc đang hoạt động (${d.children}); phải sắp xếp chúng trước hoặc cùng lúc.`,
    en: (d) => `Unit ${d.unit} still has ${d.count} living children (${d.children}); move or end them first or in the same record.`,
  },
  'later-change-recorded': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} đã có thay đổi ghi nhận từ ngày ${d.later}, sau ngày ${d.date}; phải ghi theo đúng thứ tự thời gian.`,
    en: (d) => `Unit ${d.unit} has a change recorded from ${d.later}, later than ${d.date}; record them in order of date.`,
  },
  'share-or-posts': {
    status: 422,
    vi: () => 'Mỗi dòng phân chia nêu đúng một trong hai: tỷ lệ, hoặc số biên chế của một nhóm cụ thể.',
    en: () => 'A share row states either a share or the posts of a named category, exactly one of them.',
  },
  'share-rows-mixed': {
    status: 422,
    vi: (d) => `Phân chia của ${d.source} (${d.category}) trộn tỷ lệ với số biên chế.`,
    en: (d) => `The rows of ${d.source} (${d.category}) mix shares and posts.`,
  },
  'share-row-twice': {
    status: 422,
    vi: (d) => `Phần của ${d.source} (${d.category}) chuyển cho ${d.to} được nêu hai lần.`,
    en: (d) => `The share of ${d.source} (${d.category}) that goes to ${d.to} is stated twice.`,
  },
  'share-source-unknown': {
    status: 422,
    vi: (d) => `${d.source} không phải là đơn vị nguồn của lần sắp xếp này.`,
    en: (d) => `${d.source} is not a source of this reorganisation.`,
  },
  'share-target-unknown': {
    status: 422,
    vi: (d) => `${d.to} không phải là đơn vị nhận của lần sắp xếp này.`,
    en: (d) => `${d.to} is not a target of this reorganisation.`,
  },
  'shares-not-one': {
    status: 422,
    vi: (d) => `Các phần của ${d.source} (${d.category}) cộng lại là ${d.sum}, phải đúng bằng 1.`,
    en: (d) => `The shares of ${d.source} (${d.category}) sum to ${d.sum}; they must sum to exactly 1.`,
  },
  'posts-do-not-add-up': {
    status: 422,
    vi: (d) => `Số biên chế phân chia của ${d.source} (${d.category}) cộng lại là ${d.given}, nhưng ngày ${d.date} đơn vị có ${d.actual}.`,
    en: (d) => `The posts given out of ${d.source} (${d.category}) add up to ${d.given}, but it has ${d.actual} on ${d.date}.`,
  },
  'posts-below-zero': {
    status: 422,
    vi: (d) =>
      `Biên chế (${d.category}) của ${d.unit} (${d.issuer}${d.outsideBase ? ', ngoài cơ số' : ''}) ngày ${d.date} là ${d.before}, thay đổi ${d.change} thành ${d.after}: không được âm.`,
    en: (d) =>
      `Posts (${d.category}) of ${d.unit} (${d.issuer}${d.outsideBase ? ', outside the base' : ''}) on ${d.date} are ${d.before}; the change ${d.change} makes them ${d.after}: below zero.`,
  },
  'posts-after-end': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} chấm dứt ngày ${d.until}; các bút toán để lại ${d.left} biên chế (${d.category}) sau ngày đó, phải là 0.`,
    en: (d) => `Unit ${d.unit} ends on ${d.until}; the entries leave it ${d.left} posts (${d.category}) after that, which must be 0.`,
  },
  'effective-outside-year': {
    status: 422,
    vi: (d) => `Ngày hiệu lực ${d.date} không thuộc năm ${d.year}.`,
    en: (d) => `The effective date ${d.date} is not in the year ${d.year}.`,
  },
  'too-many-entries': {
    status: 422,
    vi: (d) => `Sổ biên chế (${d.unit}) năm ${d.year} có tối đa ${d.limit} bút toán, ở đây sẽ là ${d.count}.`,
    en: (d) => `The posts ledger of ${d.unit} for ${d.year} holds at most ${d.limit} entries, here ${d.count}.`,
  },
  'year-not-recorded': {
    status: 422,
    vi: (d) => `Chưa ghi biên chế của năm ${d.year}.`,
    en: (d) => `No posts are recorded for the year ${d.year}.`,
  },
} as const satisfies Record<string, ProblemRow>;
