import type { ZodError } from 'zod';
import en from 'zod/v4/locales/en.js';
import vi from 'zod/v4/locales/vi.js';
import type { Language } from './env.ts';

export type Issue = ZodError['issues'][number];
/** One thing that is wrong with the input: where, against which rule, and the sentence for the reader. */
export type InputFault = { field: string; code: string; message: string };

const LOCALES = { vi: vi().localeError, en: en().localeError } as const;

/** Sentences of our own refinements, by the rule that they name. */
const RULES: Record<string, Record<Language, string>> = {
  required: { vi: 'Thiếu trường này.', en: 'This field is missing.' },
  'calendar-day': { vi: 'Không có ngày này trong lịch (viết YYYY-MM-DD).', en: 'There is no such day in the calendar (YYYY-MM-DD).' },
  'calendar-month': { vi: 'Không có tháng này (viết YYYY-MM, tháng 01 đến 12).', en: 'There is no such month (YYYY-MM, months 01 to 12).' },
  'unit-code': {
    vi: 'Mã đơn vị (Quyết định 20/2020/QĐ-TTg): tối đa 35 ký tự A–Z, 0–9 và dấu chấm; cấp 1 là một chữ cái và hai chữ số; không có đoạn trống.',
    en: 'Unit code (Decision 20/2020/QĐ-TTg): at most 35 of A–Z, 0–9 and dots; level 1 is a letter and two digits; no empty segment.',
  },
  'version-tag': { vi: 'Một phiên bản như trong ETag, ví dụ "3".', en: 'One version as in ETag, for example "3".' },
  'plain-text': { vi: 'Văn bản không được chứa ký tự điều khiển.', en: 'The text must not hold control characters.' },
  'no-personal-data': {
    vi: 'Không ghi họ tên, địa chỉ thư điện tử hoặc số định danh cá nhân ở đây: hệ thống chỉ giữ mã giả danh (Luật 91/2025/QH15).',
    en: 'No names, e-mail addresses or personal numbers here: only pseudonymous ids are held (Law 91/2025/QH15).',
  },
  'staff-id': {
    vi: 'Mã giả danh: 3 đến 40 ký tự A–Z, a–z, 0–9, dấu chấm, gạch dưới, gạch ngang.',
    en: 'Pseudonymous id: 3 to 40 of A–Z, a–z, 0–9, dot, underscore, hyphen.',
  },
  'course-id': {
    vi: 'Mã khóa học: năm bắt đầu, dấu gạch ngang và 26 ký tự 0–9, A–Z, như hệ thống đã cấp.',
    en: 'Course id: year of the start, a hyphen and 26 of 0–9 and A–Z, as issued.',
  },
  'position-code': {
    vi: 'Mã vị trí việc làm: tối đa 40 ký tự A–Z, 0–9, dấu chấm, gạch ngang.',
    en: 'Position code: at most 40 of A–Z, 0–9, dot, hyphen.',
  },
  'birth-form': { vi: 'Viết YYYY, YYYY-MM hoặc YYYY-MM-DD.', en: 'Write YYYY, YYYY-MM or YYYY-MM-DD.' },
  'birth-year': { vi: 'Năm sinh phải từ 1910 đến 2030.', en: 'The birth year must be from 1910 to 2030.' },
  'at-most-one': { vi: 'Tỷ lệ cắt giảm không được quá 1.', en: 'The cut must not be more than 1.' },
  'zero-or-billionth': { vi: 'Trọng số phải bằng 0 hoặc ít nhất là 0,000000001.', en: 'The weight must be 0 or at least 0.000000001.' },
  'scope-states-nothing': {
    vi: 'Phạm vi phải nêu ít nhất một điều kiện; bỏ trường này nếu là toàn tỉnh.',
    en: 'A scope states at least one thing; leave it out for the whole province.',
  },
  'not-zero': { vi: 'Phải khác 0.', en: 'Must not be 0.' },
};

const TYPES: Record<string, string> = {
  array: 'danh sách',
  bigint: 'số nguyên',
  boolean: 'đúng hoặc sai (true, false)',
  int: 'số nguyên',
  null: 'trống (null)',
  number: 'số',
  object: 'một nhóm trường',
  record: 'một nhóm trường',
  string: 'văn bản',
};
const MEASURES: Record<string, string> = { array: ' phần tử', string: ' ký tự' };

/** Zod's Vietnamese leaves English words and comparison signs in the sentences that people meet most: these are said here. */
function inVietnamese(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type') return `Phải là ${TYPES[issue.expected] ?? issue.expected}.`;
  if (issue.code === 'too_big')
    return `${issue.inclusive === false ? 'Phải nhỏ hơn' : 'Nhiều nhất là'} ${issue.maximum}${MEASURES[issue.origin] ?? ''}.`;
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'Phải lớn hơn' : 'Ít nhất là'} ${issue.minimum}${MEASURES[issue.origin] ?? ''}.`;
  return undefined;
}

/** Where one of several kinds is meant and none is named: which ones there are. */
function kindsOf(issue: Issue, language: Language): string | undefined {
  if (issue.code !== 'invalid_union' || !('options' in issue) || !Array.isArray(issue.options)) return undefined;
  return `${language === 'vi' ? 'Phải là một trong' : 'Must be one of'}: ${issue.options.join(', ')}.`;
}

/** The sentence of a fault that is against no rule of our own. */
function zodSentence(issue: Issue, given: unknown, language: Language): string {
  const own = kindsOf(issue, language) ?? (language === 'vi' ? inVietnamese(issue) : undefined);
  const said = own ?? LOCALES[language]({ ...issue, input: given } as Parameters<(typeof LOCALES)['vi']>[0]);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

/** What stood at a path of the input; zod leaves it out of its issues. */
function at(input: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    input,
  );
}

/** Our own rule behind an issue: that of a refinement, the one that a check names in place of a message, or plain absence. */
function ruleOf(issue: Issue, given: unknown): string | undefined {
  if (given === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return 'required';
  const rule = issue.code === 'custom' ? String(issue.params?.['rule']) : issue.message;
  return Object.hasOwn(RULES, rule) ? rule : undefined;
}

/** Of a union nobody fits, the issues of the member that was meant: not of another type, and the fewest. */
function meant(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const isOther = (issues: readonly Issue[]) => issues.some(({ path, code }) => path.length === 0 && /^invalid_(type|value)$/.test(code));
  const members = issue.errors.toSorted((one, other) => Number(isOther(one)) - Number(isOther(other)) || one.length - other.length);
  return (members[0] ?? []).flatMap((inner) => meant({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Faults that are told at most, and letters of each path and sentence: an answer is never larger than what was sent. */
const MAX_FAULTS = 100;
const MAX_TEXT = 300;
export const shortened = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT).toWellFormed()}…` : text);

/** The first faults of an input by field path and rule, each once, with its sentence in the reader's language. */
export function faultsOf(issues: readonly Issue[], input: unknown, language: Language): InputFault[] {
  const faults = new Map<string, InputFault>();
  for (const issue of oneByOne(issues)) {
    const given = at(input, issue.path);
    const rule = ruleOf(issue, given);
    const message = shortened((rule === undefined ? undefined : RULES[rule]?.[language]) ?? zodSentence(issue, given, language));
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path;
    const field = shortened(path.map(String).join('.') || '(body)');
    // Two checks of one rule (pattern and calendar, length and pattern) say the same thing once.
    faults.set(`${field} ${message}`, { field, code: rule ?? issue.code.replaceAll('_', '-'), message });
    if (faults.size === MAX_FAULTS) break;
  }
  return [...faults.values()];
}

/** Issues as they are meant, one for each unknown key: thousands of them are never looked at together. */
function* oneByOne(issues: readonly Issue[]): Generator<Issue> {
  for (const each of issues)
    for (const issue of meant(each))
      if (issue.code === 'unrecognized_keys') for (const key of issue.keys) yield { ...issue, keys: [key] };
      else yield issue;
}
