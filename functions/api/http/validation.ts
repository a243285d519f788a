import type { Hook } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ZodError } from 'zod';
import en from 'zod/v4/locales/en.js';
import vi from 'zod/v4/locales/vi.js';
import { Refusal } from '../../../shared/errors.ts';
import type { Env, Language } from './env.ts';
import { answerProblem, problemOf } from './problem.ts';

const LOCALES = { vi: vi().localeError, en: en().localeError } as const;

/** Sentences of our own refinements, by the rule that they name. */
const RULES: Record<string, Record<Language, string>> = {
  'calendar-day': { vi: 'Không có ngày này trong lịch (viết YYYY-MM-DD).', en: 'There is no such day in the calendar (YYYY-MM-DD).' },
  'calendar-month': { vi: 'Không có tháng này (viết YYYY-MM, tháng 01 đến 12).', en: 'There is no such month (YYYY-MM, months 01 to 12).' },
  'unit-code': {
    vi: 'Mã đơn vị (Quyết định 20/2020/QĐ-TTg): tối đa 35 ký tự A–Z, 0–9 và dấu chấm; cấp 1 là một chữ cái và hai chữ số; không có đoạn trống.',
    en: 'Unit code (Decision 20/2020/QĐ-TTg): at most 35 of A–Z, 0–9 and dots; level 1 is a letter and two digits; no empty segment.',
  },
  'version-tag': { vi: 'Một phiên bản như trong ETag, ví dụ "3".', en: 'One version as in ETag, for example "3".' },
  'plain-text': { vi: 'Văn bản không được chứa ký tự điều khiển.', en: 'The text must not hold control characters.' },
  'birth-year': { vi: 'Năm sinh phải từ 1910 đến 2030.', en: 'The birth year must be from 1910 to 2030.' },
  'at-most-one': { vi: 'Tỷ lệ cắt giảm không được quá 1.', en: 'The cut must not be more than 1.' },
  'zero-or-billionth': { vi: 'Trọng số phải bằng 0 hoặc ít nhất là 0,000000001.', en: 'The weight must be 0 or at least 0.000000001.' },
  'not-zero': { vi: 'Phải khác 0.', en: 'Must not be 0.' },
};

type Issue = ZodError['issues'][number];

/** What stood at a path of the input; zod leaves it out of its issues. */
function at(input: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (value, step) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    input,
  );
}

/** Our own rule behind an issue: that of a refinement, or the one that a check names in place of a message. */
function ruleOf(issue: Issue): string | undefined {
  const rule = issue.code === 'custom' ? String(issue.params?.['rule']) : issue.message;
  return Object.hasOwn(RULES, rule) ? rule : undefined;
}

function messageOf(issue: Issue, input: unknown, language: Language): string {
  const rule = ruleOf(issue);
  if (rule !== undefined) return (RULES[rule] as Record<Language, string>)[language];
  const said = LOCALES[language]({ ...issue, input: at(input, issue.path) } as Parameters<(typeof LOCALES)['vi']>[0]);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

const codeOf = (issue: Issue): string => ruleOf(issue) ?? issue.code.replaceAll('_', '-');

/** Input that does not fit its schema: a 400 that names every field and rule in the reader's language. */
export const defaultHook: Hook<unknown, Env, string, Response | undefined | Promise<Response | undefined>> = async (result, c) => {
  if (result.success) return undefined;
  const language = c.get('language');
  if (
    result.target === 'header' &&
    result.error.issues.some(({ path }) => path[0] === 'idempotency-key' && c.req.header('idempotency-key') === undefined)
  )
    return answerProblem(c, problemOf(new Refusal('idempotency-key-required', {}, 'Idempotency-Key'), language, c.get('requestId')));
  const input = await inputOf(c, result.target);
  const errors = result.error.issues.flatMap((issue) => {
    const message = messageOf(issue, input, language);
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ field: path.map(String).join('.') || '(body)', code: codeOf(issue), message }));
  });
  // Two checks of one rule (pattern and calendar, length and pattern) say the same thing once.
  const distinct = [...new Map(errors.map((error) => [`${error.field} ${error.message}`, error])).values()];
  return answerProblem(c, { ...problemOf(new Refusal('invalid-input'), language, c.get('requestId')), errors: distinct.slice(0, 100) });
};

async function inputOf(c: Context, target: string): Promise<unknown> {
  if (target === 'json') return c.req.json().catch(() => undefined);
  if (target === 'query') return c.req.query();
  if (target === 'param') return c.req.param();
  return c.req.header();
}
