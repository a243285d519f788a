import type { HeadcountState } from '../domain/headcount.ts';
import type { HeadcountStep } from '../domain/headcount-review.ts';
import type { NormMeasure } from '../domain/norms/input.ts';
import type { PlanState } from '../domain/posts-plan.ts';
import type { PostReason } from '../domain/posts.ts';
import type { Sink } from '../domain/reorganisation.ts';
import type { ShownStatus } from '../domain/positions/framework.ts';
import type { Grade, SERVICE_EVENTS } from '../domain/staff.ts';
import type { Attendance } from '../domain/training/attendance.ts';
import type { Activity } from '../domain/self-financing.ts';
import type { Category, Issuer, Sector, Sex, UnitKind } from '../domain/vocabulary.ts';
import type { PositionGroup, PositionRegime } from '../law/positions/regimes.ts';
import type { ReviewStep } from '../law/positions/review-steps.ts';
import type { ProblemData } from './row.ts';

export type Language = 'vi' | 'en';
type Word = Readonly<Record<Language, string>>;

const CATEGORY: Record<Category | '*', Word> = {
  cadre: { vi: 'cán bộ', en: 'cadres' },
  'civil-servant': { vi: 'công chức', en: 'civil servants' },
  'employee-budget': { vi: 'viên chức hưởng lương từ ngân sách nhà nước', en: 'budget-paid public employees' },
  'employee-revenue': { vi: 'viên chức hưởng lương từ nguồn thu sự nghiệp', en: 'revenue-paid public employees' },
  contract: { vi: 'hợp đồng', en: 'contract workers' },
  'non-specialised': { vi: 'người hoạt động không chuyên trách', en: 'non-specialised workers' },
  '*': { vi: 'mọi đối tượng', en: 'every category' },
};
const ISSUER: Record<Issuer, Word> = {
  'provincial-council': { vi: 'Hội đồng nhân dân tỉnh giao', en: 'assigned by the provincial council' },
  'central-organisation-commission': { vi: 'Ban Tổ chức Trung ương giao', en: 'assigned by the Central Organisation Commission' },
};
const KIND: Record<UnitKind, Word> = {
  administrative: { vi: 'cơ quan hành chính', en: 'administrative' },
  'public-service': { vi: 'đơn vị sự nghiệp công lập', en: 'public service' },
  party: { vi: 'cơ quan Đảng', en: 'party' },
  'front-mass-organisation': { vi: 'Mặt trận Tổ quốc và đoàn thể', en: 'Front and mass organisation' },
  association: { vi: 'hội', en: 'association' },
};
const SEX: Record<Sex, Word> = { male: { vi: 'nam', en: 'male' }, female: { vi: 'nữ', en: 'female' } };
const ACTIVITY: Record<Activity, Word> = {
  whole: { vi: 'toàn đơn vị', en: 'the whole unit' },
  treatment: { vi: 'khám bệnh, chữa bệnh', en: 'treatment' },
  prevention: { vi: 'y tế dự phòng', en: 'prevention' },
  'commune-stations': { vi: 'trạm y tế xã', en: 'commune health stations' },
  teaching: { vi: 'giảng dạy', en: 'teaching' },
  'boarding-care': { vi: 'nuôi dưỡng, nội trú', en: 'boarding and care' },
  'other-activity': { vi: 'hoạt động khác', en: 'other activities' },
};
const RESERVE: Word = { vi: 'biên chế dự phòng', en: 'the reserve' };
const HOLDER: Record<Sink | '~RESERVE', Word> = {
  '~RESERVE': RESERVE,
  reserve: RESERVE,
  surrendered: { vi: 'phần cắt giảm', en: 'the surrendered posts' },
  outside: { vi: 'bên ngoài phạm vi của tỉnh', en: 'outside the province’s scope' },
};
const REASON: Record<PostReason, Word> = {
  assign: { vi: 'giao biên chế', en: 'assign' },
  supplement: { vi: 'bổ sung', en: 'supplement' },
  recall: { vi: 'thu hồi', en: 'recall' },
  transfer: { vi: 'điều chuyển', en: 'transfer' },
  'scope-transfer': { vi: 'chuyển phạm vi quản lý', en: 'scope transfer' },
  'pay-source-transfer': { vi: 'chuyển nguồn trả lương', en: 'pay-source transfer' },
  reorganisation: { vi: 'sắp xếp', en: 'reorganisation' },
  correction: { vi: 'đính chính', en: 'correction' },
};

const STATE: Record<HeadcountState, Word> = {
  recorded: { vi: 'đã ghi, chưa gửi', en: 'recorded and not submitted' },
  submitted: { vi: 'đã gửi', en: 'submitted' },
  accepted: { vi: 'đã chấp nhận', en: 'accepted' },
  returned: { vi: 'bị trả lại', en: 'returned' },
};
const STEP: Record<HeadcountStep, Word> = {
  submit: { vi: 'gửi', en: 'submitted' },
  accept: { vi: 'chấp nhận', en: 'accepted' },
  return: { vi: 'trả lại', en: 'returned' },
};

const SECTOR: Record<Sector, Word> = {
  administration: { vi: 'quản lý hành chính', en: 'administration' },
  education: { vi: 'giáo dục', en: 'education' },
  'vocational-training': { vi: 'giáo dục nghề nghiệp', en: 'vocational training' },
  health: { vi: 'y tế', en: 'health' },
  'culture-sport': { vi: 'văn hóa - thể thao', en: 'culture and sport' },
  'information-communication': { vi: 'thông tin - truyền thông', en: 'information and communication' },
  'science-technology': { vi: 'khoa học - công nghệ', en: 'science and technology' },
  'other-services': { vi: 'sự nghiệp khác', en: 'other services' },
};
const MEASURE: Record<NormMeasure, Word> = {
  'creche-group': { vi: 'nhóm trẻ', en: 'crèche group' },
  'kindergarten-class': { vi: 'lớp mẫu giáo', en: 'kindergarten class' },
  'primary-one-session': { vi: 'lớp tiểu học dạy 1 buổi/ngày', en: 'primary class with one session' },
  'primary-two-session': { vi: 'lớp tiểu học dạy 2 buổi/ngày', en: 'primary class with two sessions' },
  'lower-secondary': { vi: 'lớp trung học cơ sở', en: 'lower secondary class' },
  'upper-secondary': { vi: 'lớp trung học phổ thông', en: 'upper secondary class' },
  'commune-health-station': { vi: 'trạm y tế xã', en: 'commune health station' },
};

const REGIME: Record<PositionRegime, Word> = {
  'decree-62-2020': { vi: 'Nghị định 62/2020/NĐ-CP', en: 'Decree 62/2020/NĐ-CP' },
  'decree-106-2020': { vi: 'Nghị định 106/2020/NĐ-CP', en: 'Decree 106/2020/NĐ-CP' },
  'decree-361-2025': { vi: 'Nghị định 361/2025/NĐ-CP', en: 'Decree 361/2025/NĐ-CP' },
  'decree-232-2026': { vi: 'Nghị định 232/2026/NĐ-CP', en: 'Decree 232/2026/NĐ-CP' },
};
const GROUP: Record<PositionGroup, Word> = {
  leadership: { vi: 'lãnh đạo, quản lý', en: 'leadership' },
  management: { vi: 'viên chức quản lý', en: 'management' },
  'specialised-professional': { vi: 'nghiệp vụ chuyên ngành', en: 'specialised professional' },
  'shared-professional': { vi: 'nghiệp vụ chuyên môn dùng chung', en: 'shared professional' },
  professional: { vi: 'chuyên môn, nghiệp vụ', en: 'professional' },
  support: { vi: 'hỗ trợ, phục vụ', en: 'support' },
};
const SCALE: Record<Grade['scale'], Word> = {
  hang: { vi: 'hạng', en: 'hạng' },
  bac: { vi: 'bậc', en: 'bậc' },
  ngach: { vi: 'ngạch', en: 'ngạch' },
};
const FRAMEWORK_STATUS: Record<ShownStatus, Word> = {
  draft: { vi: 'dự thảo', en: 'a draft' },
  submitted: { vi: 'đã trình', en: 'submitted' },
  returned: { vi: 'trả lại', en: 'returned' },
  approved: { vi: 'đã phê duyệt', en: 'approved' },
  superseded: { vi: 'đã được thay thế', en: 'superseded' },
};
const REVIEW_STEP: Record<ReviewStep, Word> = {
  completeness: { vi: 'kiểm tra hồ sơ', en: 'completeness' },
  review: { vi: 'thẩm định', en: 'review' },
  decision: { vi: 'quyết định', en: 'decision' },
};
const FRAMEWORK_ACT = {
  changed: { vi: 'sửa', en: 'changed' },
  submit: { vi: 'trình', en: 'submitted' },
  advance: { vi: 'chuyển bước', en: 'advanced' },
  return: { vi: 'trả lại', en: 'returned' },
  approve: { vi: 'phê duyệt', en: 'approved' },
} satisfies Record<string, Word>;
const NODE: Readonly<Record<'~PROVINCE', Word>> = { '~PROVINCE': { vi: 'Toàn tỉnh', en: 'The province' } };

const PLAN_STATE: Record<PlanState, Word> = {
  draft: { vi: 'dự thảo', en: 'a draft' },
  submitted: { vi: 'đã gửi', en: 'submitted' },
  returned: { vi: 'bị trả lại', en: 'returned' },
  accepted: { vi: 'đã chấp nhận', en: 'accepted' },
};

/** What is recorded of a person at a course. */
const ATTENDANCE: Record<Attendance['state'], Word> = {
  enrolled: { vi: 'đã đăng ký', en: 'enrolled' },
  withdrawn: { vi: 'đã rút đăng ký', en: 'withdrawn' },
  completed: { vi: 'hoàn thành', en: 'completed' },
  'not-completed': { vi: 'không hoàn thành', en: 'not completed' },
  void: { vi: 'ghi nhầm, đã hủy', en: 'taken back' },
};

const EVENT: Record<(typeof SERVICE_EVENTS)[number], Word> = {
  'recruited-by-exam': { vi: 'thi tuyển', en: 'recruited by exam' },
  'recruited-by-selection': { vi: 'xét tuyển', en: 'recruited by selection' },
  received: { vi: 'tiếp nhận', en: 'received' },
  transferred: { vi: 'điều chuyển', en: 'transferred' },
  'category-changed': { vi: 'đổi đối tượng', en: 'category changed' },
  reassigned: { vi: 'đổi vị trí', en: 'reassigned' },
  'absence-began': { vi: 'bắt đầu vắng mặt', en: 'absence began' },
  'absence-ended': { vi: 'trở lại làm việc', en: 'absence ended' },
};

/** The records that a refusal may name. */
const RECORD = {
  unit: { vi: 'đơn vị', en: 'unit' },
  posts: { vi: 'sổ biên chế', en: 'posts ledger' },
  'norm-input': { vi: 'số liệu tính định mức', en: 'norm input' },
  'yearly-plan': { vi: 'kế hoạch số lượng người làm việc', en: 'yearly plan of posts' },
  headcount: { vi: 'báo cáo số người có mặt', en: 'headcount' },
  'age-profile': { vi: 'cơ cấu tuổi', en: 'age profile' },
  staff: { vi: 'hồ sơ nhân sự', en: 'staff record' },
  structure: { vi: 'số liệu cơ cấu', en: 'structure counts' },
  'self-financing': { vi: 'mức tự chủ tài chính', en: 'self-financing' },
  'district-budget': { vi: 'cân đối ngân sách cấp huyện', en: 'district budget' },
  'position-framework': { vi: 'bản vị trí việc làm', en: 'position framework' },
  'catalogue-entry': { vi: 'vị trí trong danh mục', en: 'catalogue entry' },
  course: { vi: 'khóa học', en: 'course' },
  attendance: { vi: 'đăng ký, kết quả học', en: 'attendance' },
  baseline: { vi: 'số liệu gốc', en: 'baseline' },
  projection: { vi: 'dự báo', en: 'projection' },
  scenario: { vi: 'kịch bản', en: 'scenario' },
  report: { vi: 'báo cáo', en: 'report' },
  'reduction-plan': { vi: 'phương án cắt giảm', en: 'reduction plan' },
  job: { vi: 'tác vụ', en: 'job' },
} satisfies Record<string, Word>;
export type RecordKind = keyof typeof RECORD;

/** Which record a refusal is about: its kind, and what distinguishes it from others of the kind. */
export type RecordName = { record: RecordKind; id?: string; unit?: string; month?: string; year?: number };

/** Tên gọi of the codes, by the field of a refusal's data in which they stand. */
const WORDS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  category: CATEGORY,
  issuer: ISSUER,
  kind: KIND,
  sector: SECTOR,
  measure: MEASURE,
  planState: PLAN_STATE,
  sex: SEX,
  event: EVENT,
  activity: ACTIVITY,
  unit: HOLDER,
  source: HOLDER,
  to: HOLDER,
  key: HOLDER,
  reason: REASON,
  node: NODE,
  state: STATE,
  step: STEP,
  attendance: ATTENDANCE,
  record: RECORD,
  regime: REGIME,
  given: GROUP,
  listed: GROUP,
  scale: SCALE,
  frameworkStatus: FRAMEWORK_STATUS,
  reviewStep: REVIEW_STEP,
  running: REVIEW_STEP,
  frameworkAct: FRAMEWORK_ACT,
};
const NOTHING: Word = { vi: 'không có', en: 'none' };

/** The data of a refusal as a sentence says them: codes by their names, texts in the reader's language, never `null`. */
export const spoken = (data: ProblemData, language: Language): ProblemData =>
  Object.fromEntries(Object.entries(data).map(([field, value]) => [field, spokenValue(field, value, language)]));

function spokenValue(field: string, value: unknown, language: Language): unknown {
  if (value === null) return NOTHING[language];
  if (isWord(value)) return value[language];
  const words = WORDS[field];
  return typeof value === 'string' && words && Object.hasOwn(words, value) ? words[value]?.[language] : value;
}

const isWord = (value: unknown): value is Word => typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;

/** A record as a Vietnamese sentence names it: "báo cáo số người có mặt của H49.01 tháng 2025-01". */
export const recordVi = (d: ProblemData): string => named(d, 'của', 'tháng', 'năm');
/** A record as an English sentence names it: "headcount of H49.01 for 2025-01". */
export const recordEn = (d: ProblemData): string => named(d, 'of', 'for', 'for');

function named(data: ProblemData, of: string, inMonth: string, inYear: string): string {
  const { record, id, unit, month, year, what } = data as Partial<Record<string, string | number>>;
  if (record === undefined) return `${what}`;
  const part = (word: string, value: string | number | undefined) => (value === undefined ? '' : ` ${word} ${value}`);
  return `${record}${id === undefined ? '' : ` ${id}`}${part(of, unit)}${part(inMonth, month)}${part(inYear, year)}`;
}
