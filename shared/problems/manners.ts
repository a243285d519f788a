import type { ProblemRow } from './row.ts';
import { recordEn, recordVi } from './words.ts';

/** Refusals: manners of the API. */
export const mannersProblems = {
  'invalid-input': { status: 400, vi: () => 'Dữ liệu gửi lên không hợp lệ.', en: () => 'The input is not valid.' },
  'malformed-json': { status: 400, vi: () => 'Nội dung gửi lên không phải JSON hợp lệ.', en: () => 'The body is not valid JSON.' },
  'ambiguous-json': {
    status: 400,
    vi: (d) => `Tại "${d.path}": một tên xuất hiện hai lần hoặc một ký tự không đầy đủ; nội dung có thể hiểu theo nhiều cách (RFC 7493).`,
    en: (d) =>
      `At "${d.path}" a name stands twice or half a character stands alone; the body can be understood in several ways (RFC 7493).`,
  },
  'too-many-requests': {
    status: 429,
    vi: (d) => `Quá nhiều yêu cầu; hãy thử lại sau ${d.retryAfter} giây.`,
    en: (d) => `Too many requests; please try again in ${d.retryAfter} seconds.`,
  },
  'payload-too-large': {
    status: 413,
    vi: (d) => `Nội dung gửi lên vượt quá ${d.limit} byte.`,
    en: (d) => `The body is larger than ${d.limit} bytes.`,
  },
  'method-not-allowed': {
    status: 405,
    vi: (d) => `Địa chỉ này không nhận ${d.method}, chỉ nhận ${d.allowed}.`,
    en: (d) => `This address does not take ${d.method}, only ${d.allowed}.`,
  },
  'unsupported-media-type': {
    status: 415,
    vi: () => 'Nội dung phải có kiểu application/json, mã UTF-8, không nén.',
    en: () => 'The body must be application/json in UTF-8, not compressed.',
  },
  'precondition-required': {
    status: 428,
    vi: (d) => `Cần If-Match với phiên bản đang sửa (hiện là "${d.current}").`,
    en: (d) => `If-Match with the version being changed is needed (current is "${d.current}").`,
  },
  'stale-version': {
    status: 412,
    vi: (d) =>
      d.current === 0
        ? `Chưa có ${recordVi(d)} để sửa; yêu cầu nêu phiên bản ${d.given}.`
        : `Bản ghi đã được người khác sửa: hiện là phiên bản ${d.current}, yêu cầu sửa phiên bản ${d.given}.`,
    en: (d) =>
      d.current === 0
        ? `There is no ${recordEn(d)} to change; the request is for version ${d.given}.`
        : `The record has been changed meanwhile: it is at version ${d.current}, the request is for ${d.given}.`,
  },
  'already-exists': { status: 412, vi: (d) => `Đã có ${recordVi(d)}.`, en: (d) => `Already there: ${recordEn(d)}.` },
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
  'change-too-large': {
    status: 422,
    vi: (d) => `Bản ghi sau thay đổi (hoặc dòng nhật ký của nó) dài ${d.bytes} byte, quá ${d.limit} byte.`,
    en: (d) => `The record after this change, or its log entry, comes to ${d.bytes} bytes, more than ${d.limit}.`,
  },
  busy: { status: 503, vi: () => 'Hệ thống đang bận, xin thử lại.', en: () => 'The system is busy, please try again.' },
  internal: { status: 500, vi: () => 'Lỗi hệ thống.', en: () => 'Internal error.' },
} as const satisfies Record<string, ProblemRow>;
