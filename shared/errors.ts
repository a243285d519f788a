/**
 * The closed list of refusals. One row per code: HTTP status, the article or rule that refuses where there is one, and
 * the sentence in both languages. `data` fills the sentence; the field path is carried beside it.
 */
type Data = Record<string, unknown>;
type Row = { status: number; article?: string; vi: (data: Data) => string; en: (data: Data) => string };

export const PROBLEMS = {
  // — access
  unauthenticated: { status: 401, vi: () => 'Cần mã truy cập hợp lệ.', en: () => 'A valid bearer token is needed.' },
  forbidden: { status: 403, vi: () => 'Vai trò của bạn không được phép làm việc này.', en: () => 'Your role does not allow this.' },
  'out-of-scope': {
    status: 403,
    vi: (d) => `Đơn vị ${d.unit} không thuộc phạm vi của bạn vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} is outside your scope on ${d.date}.`,
  },
  'not-found': { status: 404, vi: (d) => `Không tìm thấy ${d.what}.`, en: (d) => `Not found: ${d.what}.` },

  // — manners of the API
  'invalid-input': { status: 400, vi: () => 'Dữ liệu gửi lên không hợp lệ.', en: () => 'The input is not valid.' },
  'malformed-json': { status: 400, vi: () => 'Nội dung gửi lên không phải JSON hợp lệ.', en: () => 'The body is not valid JSON.' },
  'payload-too-large': {
    status: 413,
    vi: (d) => `Nội dung gửi lên vượt quá ${d.limit} byte.`,
    en: (d) => `The body is larger than ${d.limit} bytes.`,
  },
  'unsupported-media-type': {
    status: 415,
    vi: () => 'Nội dung phải có kiểu application/json.',
    en: () => 'The body must be application/json.',
  },
  'precondition-required': {
    status: 428,
    vi: (d) => `Cần If-Match với phiên bản đang sửa (hiện là "${d.current}").`,
    en: (d) => `If-Match with the version being changed is needed (current is "${d.current}").`,
  },
  'stale-version': {
    status: 412,
    vi: (d) => `Bản ghi đã được người khác sửa: hiện là phiên bản ${d.current}, yêu cầu sửa phiên bản ${d.given}.`,
    en: (d) => `The record has been changed meanwhile: it is at version ${d.current}, the request is for ${d.given}.`,
  },
  'already-exists': { status: 409, vi: (d) => `Đã có ${d.what}.`, en: (d) => `Already there: ${d.what}.` },
  'idempotency-key-required': { status: 400, vi: () => 'Cần tiêu đề Idempotency-Key.', en: () => 'An Idempotency-Key header is needed.' },
  'idempotency-key-reused': {
    status: 422,
    vi: () => 'Idempotency-Key này đã dùng cho một nội dung khác.',
    en: () => 'This Idempotency-Key was used with another body.',
  },
  'still-running': { status: 409, vi: () => 'Yêu cầu này đang được xử lý.', en: () => 'This request is still being carried out.' },
  'invalid-cursor': {
    status: 400,
    vi: () => 'Con trỏ trang không hợp lệ cho danh sách này.',
    en: () => 'The cursor does not belong to this list.',
  },
  'too-large-for-one-transaction': {
    status: 422,
    vi: (d) =>
      `Thay đổi này cần ${d.actions} thao tác, quá ${d.limit} thao tác của một giao dịch; hãy tách thành nhiều lần ghi cùng viện dẫn một quyết định.`,
    en: (d) =>
      `This change needs ${d.actions} writes, more than the ${d.limit} of one transaction; record it in several parts that cite the same decision.`,
  },
  busy: { status: 503, vi: () => 'Hệ thống đang bận, xin thử lại.', en: () => 'The system is busy, please try again.' },
  internal: { status: 500, vi: () => 'Lỗi hệ thống.', en: () => 'Internal error.' },

  // — units
  'unknown-unit': { status: 422, vi: (d) => `Không có đơn vị nào mang mã ${d.unit}.`, en: (d) => `No unit has the code ${d.unit}.` },
  'unit-not-yet-established': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} được thành lập ngày ${d.established}, chưa có vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} was established on ${d.established} and did not exist on ${d.date}.`,
  },
  'unit-dissolved': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} đã kết thúc hoạt động từ ngày ${d.dissolved}, không còn vào ngày ${d.date}.`,
    en: (d) => `Unit ${d.unit} ended on ${d.dissolved} and no longer exists on ${d.date}.`,
  },

  'code-taken': {
    status: 409,
    article: 'QĐ 20/2020/QĐ-TTg',
    vi: (d) => `Mã ${d.code} đã cấp cho đơn vị ${d.unit}; mã của đơn vị đã kết thúc vẫn được giữ lại.`,
    en: (d) => `Code ${d.code} was given to unit ${d.unit}; codes of ended units stay reserved.`,
  },
  'code-does-not-extend-parent': {
    status: 422,
    article: 'QĐ 20/2020/QĐ-TTg',
    vi: (d) => `Mã ${d.code} phải nối tiếp mã của đơn vị cấp trên (${d.parent}).`,
    en: (d) => `Code ${d.code} must extend the parent's code (${d.parent}).`,
  },
  'root-is-the-province': {
    status: 422,
    article: 'QĐ 20/2020/QĐ-TTg',
    vi: (d) => `Chỉ tỉnh (mã ${d.tenant}) không có đơn vị cấp trên; đơn vị ${d.code} phải có.`,
    en: (d) => `Only the province (code ${d.tenant}) has no parent; unit ${d.code} needs one.`,
  },
  'period-not-after-last': {
    status: 422,
    vi: (d) => `Thay đổi từ ngày ${d.from} phải sau thay đổi gần nhất đã ghi (${d.last}).`,
    en: (d) => `A change from ${d.from} must come after the last one on record (${d.last}).`,
  },
  'duplicate-row': { status: 422, vi: (d) => `Dòng này lặp lại ${d.key}.`, en: (d) => `This row repeats ${d.key}.` },

  // — headcount and age profiles
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
    en: (d) => `Category ${d.category} stands twice.`,
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
    article: '8c-BTCTW',
    vi: (d) => `Cuối kỳ không khớp: đầu kỳ ${d.opening}, tăng giảm ${d.movement}, phải là ${d.expected} nhưng báo cáo ${d.closing}.`,
    en: (d) =>
      `The closing does not add up: opening ${d.opening}, movements ${d.movement}, must be ${d.expected} but ${d.closing} is reported.`,
  },

  // — posts
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

  // — baselines
  'year-not-ended': {
    status: 422,
    vi: (d) => `Năm ${d.year} chưa kết thúc (hôm nay là ${d.today}); chỉ chốt số liệu đến ngày 31/12.`,
    en: (d) => `Year ${d.year} has not ended (today is ${d.today}); a baseline is as of 31 December.`,
  },
  'baseline-exists': {
    status: 409,
    vi: (d) => `Năm ${d.year} đã có số liệu gốc ${d.baseline}; muốn thay phải nêu nó ở "supersedes" kèm quyết định.`,
    en: (d) => `Year ${d.year} already has baseline ${d.baseline}; to replace it, name it in "supersedes" with the decision.`,
  },
  'baseline-moved': {
    status: 409,
    vi: (d) => `Số liệu gốc hiện hành là ${d.current}, không phải ${d.given}.`,
    en: (d) => `The baseline in force is ${d.current}, not ${d.given}.`,
  },

  // — reorganisations and the posts ledger
  'unit-ends-on-first-day': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} được thành lập đúng ngày ${d.date}, không thể chấm dứt ngay trong ngày đó.`,
    en: (d) => `Unit ${d.unit} is established on ${d.date} and cannot end on the same day.`,
  },
  'reorganisation-too-large': {
    status: 422,
    vi: (d) => `Một lần sắp xếp có tối đa ${d.limit} đơn vị mỗi bên, ở đây là ${d.count}; quyết định lớn hơn ghi thành nhiều lần.`,
    en: (d) => `A reorganisation has at most ${d.limit} units on each side, here ${d.count}; record a larger decision in several.`,
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
      `Biên chế ${d.category} của ${d.unit} (${d.issuer}${d.outsideBase ? ', ngoài cơ số' : ''}) ngày ${d.date} là ${d.before}, thay đổi ${d.change} thành ${d.after}: không được âm.`,
    en: (d) =>
      `Posts ${d.category} of ${d.unit} (${d.issuer}${d.outsideBase ? ', outside the base' : ''}) on ${d.date} are ${d.before}; the change ${d.change} makes them ${d.after}: below zero.`,
  },
  'posts-after-end': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit} chấm dứt ngày ${d.until}; các bút toán để lại ${d.left} biên chế ${d.category} sau ngày đó, phải là 0.`,
    en: (d) => `Unit ${d.unit} ends on ${d.until}; the entries leave it ${d.left} posts (${d.category}) after that, which must be 0.`,
  },
  'effective-outside-year': {
    status: 422,
    vi: (d) => `Ngày hiệu lực ${d.date} không thuộc năm ${d.year}.`,
    en: (d) => `The effective date ${d.date} is not in the year ${d.year}.`,
  },
  'too-many-entries': {
    status: 422,
    vi: (d) => `Sổ biên chế của ${d.unit} năm ${d.year} có tối đa ${d.limit} bút toán, ở đây sẽ là ${d.count}.`,
    en: (d) => `The posts ledger of ${d.unit} for ${d.year} holds at most ${d.limit} entries, here ${d.count}.`,
  },
  'year-not-recorded': {
    status: 422,
    vi: (d) => `Chưa ghi biên chế của năm ${d.year}.`,
    en: (d) => `No posts are recorded for the year ${d.year}.`,
  },

  // — projection
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
    article: '60/2021/NĐ-CP, Điều 9',
    vi: (d) => `Chỉ đơn vị sự nghiệp công lập mới được phân nhóm tự chủ 1 hoặc 2; ${d.unit} thuộc loại ${d.kind}.`,
    en: (d) => `Only a public service unit can reach autonomy group 1 or 2; ${d.unit} is of kind ${d.kind}.`,
  },
  'recruits-above-leavers': {
    status: 422,
    vi: (d) => `Tuyển thay ${d.recruits} cho ${d.leavers} người nghỉ (${d.category}): số tuyển không được vượt số nghỉ.`,
    en: (d) => `${d.recruits} recruits for ${d.leavers} leavers (${d.category}): recruits may not exceed leavers.`,
  },
  'share-above-one': {
    status: 422,
    vi: (d) => `Tỷ lệ ${d.numerator}/${d.denominator} vượt quá 1.`,
    en: (d) => `The share ${d.numerator}/${d.denominator} is above 1.`,
  },
  'surrender-above-posts': {
    status: 422,
    vi: (d) => `Kế hoạch ${d.plan} ngày ${d.date} cắt ${d.asked} biên chế ${d.category}, nhưng các đơn vị nguồn khi đó chỉ còn ${d.posts}.`,
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

  // — law
  'no-law-in-force': {
    status: 422,
    vi: (d) => `Không có quy định ${d.rule} nào có hiệu lực vào ngày ${d.date}.`,
    en: (d) => `No ${d.rule} is in force on ${d.date}.`,
  },
  'invalid-birth': {
    status: 400,
    vi: (d) => `Ngày sinh ${d.birth} không có thật hoặc ngoài các năm ${d.first}–${d.last}.`,
    en: (d) => `The birth ${d.birth} is no real date, or outside the years ${d.first}–${d.last}.`,
  },
  'revenue-without-expenditure': {
    status: 422,
    article: '60/2021/NĐ-CP, Điều 10',
    vi: (d) => `Nguồn thu A là ${d.revenue} đồng nhưng chi thường xuyên B là 0 đồng: không tính được mức tự bảo đảm A / B.`,
    en: (d) => `Revenue A is ${d.revenue} dong but recurrent spending B is 0 dong: the ratio A / B cannot be formed.`,
  },
} as const satisfies Record<string, Row>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One named fault inside a refusal: which field, which rule. */
export type Fault = { field: string; code: ProblemCode; data?: Data };

/** A refusal by rule: code of the closed list, data for its sentence, the field path, and further faults if several were found. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly data: Data;
  readonly field: string | undefined;
  readonly faults: readonly Fault[];
  constructor(code: ProblemCode, data: Data = {}, field?: string, faults: readonly Fault[] = []) {
    super(code);
    this.code = code;
    this.data = data;
    this.field = field;
    this.faults = faults;
  }
}

/** The sentence of a refusal in the reader's language. */
export const sentence = (code: ProblemCode, data: Data, language: 'vi' | 'en'): string => (PROBLEMS[code] as Row)[language](data);
