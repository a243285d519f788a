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
  'payload-too-large': { status: 413, vi: (d) => `Nội dung gửi lên vượt quá ${d.limit} byte.`, en: (d) => `The body is larger than ${d.limit} bytes.` },
  'unsupported-media-type': { status: 415, vi: () => 'Nội dung phải có kiểu application/json.', en: () => 'The body must be application/json.' },
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
  'invalid-cursor': { status: 400, vi: () => 'Con trỏ trang không hợp lệ cho danh sách này.', en: () => 'The cursor does not belong to this list.' },
  'too-large-for-one-transaction': {
    status: 422,
    vi: (d) => `Thay đổi này cần ${d.actions} thao tác, quá ${d.limit} thao tác của một giao dịch; hãy tách thành nhiều lần ghi cùng viện dẫn một quyết định.`,
    en: (d) => `This change needs ${d.actions} writes, more than the ${d.limit} of one transaction; record it in several parts that cite the same decision.`,
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
