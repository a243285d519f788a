import type { ProblemRow } from './row.ts';

const DECREE = 'Nghị định 232/2026/NĐ-CP';

/** Refusals: job positions, and the sentences of the checks of a framework. */
export const positionsProblems = {
  'position-twice': {
    status: 422,
    article: `${DECREE}, Điều 8`,
    vi: (d) => `Vị trí ${d.position} xuất hiện hai lần; nhiều cấp phó là một vị trí với nhiều biên chế.`,
    en: (d) => `Position ${d.position} stands twice; several deputies are one position with several posts.`,
  },
  'regime-not-in-force': {
    status: 422,
    vi: (d) =>
      `Đề án có hiệu lực ngày ${d.date} không lập theo ${d.regime} (áp dụng từ ${d.from} đến trước ${d.until}) mà theo quy định của ngày đó.`,
    en: (d) => `A framework that takes effect on ${d.date} is not made under ${d.regime} (from ${d.from} until before ${d.until}).`,
  },
  'regime-not-for-kind': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} (${d.kind}) không lập vị trí việc làm theo ${d.regime}.`,
    en: (d) => `Unit ${d.unit} (${d.kind}) does not frame its positions under ${d.regime}.`,
  },
  'framework-locked': {
    status: 409,
    vi: (d) => `Phiên bản ${d.number} đang ở trạng thái “${d.frameworkStatus}”, không ${d.frameworkAct} được.`,
    en: (d) => `Version ${d.number} is ${d.frameworkStatus}; it cannot be ${d.frameworkAct}.`,
  },
  'framework-under-way': {
    status: 409,
    vi: (d) => `Phiên bản ${d.number} của đơn vị chưa xong (${d.frameworkStatus}); hãy sửa phiên bản đó thay vì lập phiên bản mới.`,
    en: (d) => `Version ${d.number} of the unit is still under way (${d.frameworkStatus}); change it instead of drafting another.`,
  },
  'step-not-running': {
    status: 409,
    vi: (d) => `Bước “${d.reviewStep}” không phải bước đang chạy (${d.running}).`,
    en: (d) => `Step “${d.reviewStep}” is not the one that is running (${d.running}).`,
  },
  'approver-is-submitter': {
    status: 409,
    vi: (d) => `Người phê duyệt (${d.actor}) đã soạn hoặc trình chính phiên bản này; phải do người khác phê duyệt.`,
    en: (d) => `The approver (${d.actor}) drafted or submitted this version; somebody else must approve it.`,
  },
  'effective-not-after-last': {
    status: 422,
    vi: (d) => `Ngày hiệu lực ${d.date} phải sau ngày hiệu lực của phiên bản ${d.number} đã phê duyệt (${d.last}).`,
    en: (d) => `The day of effect ${d.date} must come after that of version ${d.number}, which is approved (${d.last}).`,
  },
  'checks-block': {
    status: 422,
    vi: (d) => `Còn ${d.count} nội dung không đạt phải sửa hoặc nêu lý do bỏ qua (nếu được phép).`,
    en: (d) => `${d.count} checks do not hold and must be mended, or let pass with a reason where that is allowed.`,
  },
  'no-such-check': {
    status: 422,
    vi: (d) => `Không có nội dung “${d.check}” (vị trí ${d.position}) nào cần hoặc được bỏ qua.`,
    en: (d) => `There is no check “${d.check}” (position ${d.position}) that needs, or may be given, a reason to pass.`,
  },
  'already-listed': {
    status: 409,
    vi: (d) => `Danh mục ${d.regime} đã có vị trí ${d.code} (${d.name}).`,
    en: (d) => `The catalogue of ${d.regime} already has position ${d.code} (${d.name}).`,
  },
  'listed-by-law': {
    status: 409,
    vi: (d) => `Vị trí ${d.code} thuộc danh mục kèm phần mềm, không sửa được; hãy bổ sung mục của tỉnh.`,
    en: (d) => `Position ${d.code} comes with the program and is not changed; add an entry of the province.`,
  },
  'listed-outside-regime': {
    status: 422,
    vi: (d) => `Ngày ${d.date} nằm ngoài thời gian áp dụng của ${d.regime} (từ ${d.from}).`,
    en: (d) => `${d.date} lies outside of ${d.regime} (from ${d.from}).`,
  },

  'position-not-listed': {
    status: 422,
    vi: (d) => `Vị trí ${d.position} không có trong danh mục (đã nhập ${d.listed} vị trí của nhóm; văn bản quy định ${d.total}).`,
    en: (d) => `Position ${d.position} is not in the catalogue (${d.listed} positions of the group entered; the act lists ${d.total}).`,
  },
  'position-name-differs': {
    status: 422,
    vi: (d) => `Tên “${d.given}” không đúng tên trong danh mục: “${d.name}”.`,
    en: (d) => `The name “${d.given}” is not the one of the catalogue: “${d.name}”.`,
  },
  'position-group-differs': {
    status: 422,
    vi: (d) => `Vị trí ${d.position} thuộc nhóm ${d.listed}, không phải ${d.given}.`,
    en: (d) => `Position ${d.position} is of group ${d.listed}, not ${d.given}.`,
  },
  'group-not-of-regime': {
    status: 422,
    vi: (d) => `Nhóm ${d.given} không có trong quy định này.`,
    en: (d) => `There is no group ${d.given} under this act.`,
  },
  'grade-not-on-scale': {
    status: 422,
    vi: (d) => `${d.scale} ${d.grade} không có; ${d.scale} chạy từ 1 đến ${d.last}.`,
    en: (d) => `There is no ${d.scale} ${d.grade}; ${d.scale} runs from 1 to ${d.last}.`,
  },
  'grade-not-permitted': {
    status: 422,
    vi: (d) => `Vị trí ${d.position} không bố trí ${d.scale} ${d.grade}; danh mục cho phép: ${d.permitted}.`,
    en: (d) => `Position ${d.position} does not take ${d.scale} ${d.grade}; the catalogue permits: ${d.permitted}.`,
  },
  'competency-below-grade': {
    status: 422,
    article: `${DECREE}, Điều 8`,
    vi: (d) => `Năng lực “${d.competency}” ở cấp độ ${d.level}, thấp hơn bậc ${d.grade}.`,
    en: (d) => `Competency “${d.competency}” is at level ${d.level}, below grade ${d.grade}.`,
  },
  'general-competencies-count': {
    status: 422,
    article: `${DECREE}, Điều 8`,
    vi: (d) => `Khung năng lực chung phải có ${d.due} nội dung, ở đây có ${d.given}.`,
    en: (d) => `There must be ${d.due} general competencies; here are ${d.given}.`,
  },
  'management-competency-of-staff': {
    status: 422,
    article: `${DECREE}, Điều 8`,
    vi: (d) => `Vị trí ${d.position} không phải vị trí quản lý nên không có năng lực quản lý.`,
    en: (d) => `Position ${d.position} does not lead, so it has no management competencies.`,
  },
  'position-incomplete': {
    status: 422,
    vi: (d) => `Bản mô tả vị trí ${d.position} còn thiếu: ${d.missing}.`,
    en: (d) => `The description of position ${d.position} lacks: ${d.missing}.`,
  },
  'manager-not-tied': {
    status: 422,
    article: `${DECREE}, Điều 8`,
    vi: (d) => `Vị trí quản lý ${d.position} phải gắn với một vị trí chuyên môn của đề án này.`,
    en: (d) => `Manager ${d.position} must be tied to one professional position of this framework.`,
  },
  'grade-posts-differ': {
    status: 422,
    vi: (d) => `Số lượng theo bậc cộng lại ${d.sum}, nhiều hơn ${d.posts} của vị trí, hoặc nêu bậc vị trí không có.`,
    en: (d) => `Posts by grade come to ${d.sum}, more than the position’s ${d.posts}, or name a grade that it does not permit.`,
  },
  'grade-over-ratio': {
    status: 422,
    article: `${DECREE}, Điều 10`,
    vi: (d) => `Bậc ${d.grade} của vị trí ${d.position}: ${d.held} trên ${d.posts}, tối đa ${d.allowed} (${d.cap}).`,
    en: (d) => `Grade ${d.grade} of position ${d.position}: ${d.held} of ${d.posts}, at most ${d.allowed} (${d.cap}).`,
  },
  'grade-cap-below-one': {
    status: 422,
    article: `${DECREE}, Điều 10`,
    vi: (d) => `Bậc ${d.grade} của vị trí ${d.position}: ${d.cap} của ${d.posts} chưa đủ một; có ${d.held}, chỉ lưu ý.`,
    en: (d) => `Grade ${d.grade} of position ${d.position}: ${d.cap} of ${d.posts} is less than one; there are ${d.held}: noted only.`,
  },
  'posts-above-assigned': {
    status: 422,
    vi: (d) => `Đề án bố trí ${d.framed} (không kể hỗ trợ, phục vụ), nhiều hơn ${d.assigned} được giao năm ${d.year}.`,
    en: (d) => `The framework has ${d.framed} posts (support left out), more than the ${d.assigned} assigned for ${d.year}.`,
  },
  'posts-below-assigned': {
    status: 422,
    vi: (d) => `Đề án bố trí ${d.framed} (không kể hỗ trợ, phục vụ), ít hơn ${d.assigned} được giao năm ${d.year}.`,
    en: (d) => `The framework has ${d.framed} posts (support left out), fewer than the ${d.assigned} assigned for ${d.year}.`,
  },
  'posts-not-recorded': {
    status: 422,
    vi: (d) => `Chưa ghi biên chế năm ${d.year} của đơn vị nên chưa đối chiếu được.`,
    en: (d) => `The unit’s posts of ${d.year} are not recorded, so that nothing can be compared.`,
  },
} as const satisfies Record<string, ProblemRow>;
