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
  'calendar-day': { vi: 'Không có ngày này trong lịch.', en: 'There is no such day in the calendar.' },
  'plain-text': { vi: 'Văn bản không được chứa ký tự điều khiển.', en: 'The text must not hold control characters.' },
  'birth-year': { vi: 'Năm sinh phải từ 1910 đến 2030.', en: 'The birth year must be from 1910 to 2030.' },
  'at-most-one': { vi: 'Tỷ lệ cắt giảm không được quá 1.', en: 'The cut must not be more than 1.' },
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

function messageOf(issue: Issue, input: unknown, language: Language): string {
  const rule = issue.code === 'custom' ? RULES[String(issue.params?.['rule'])] : undefined;
  if (rule) return rule[language];
  const said = LOCALES[language]({ ...issue, input: at(input, issue.path) } as Parameters<(typeof LOCALES)['vi']>[0]);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

const codeOf = (issue: Issue): string =>
  issue.code === 'custom' ? String(issue.params?.['rule'] ?? 'custom') : issue.code.replaceAll('_', '-');

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
  return answerProblem(c, { ...problemOf(new Refusal('invalid-input'), language, c.get('requestId')), errors: errors.slice(0, 100) });
};

async function inputOf(c: Context, target: string): Promise<unknown> {
  if (target === 'json') return c.req.json().catch(() => undefined);
  if (target === 'query') return c.req.query();
  if (target === 'param') return c.req.param();
  return c.req.header();
}
