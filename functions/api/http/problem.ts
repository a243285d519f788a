import * as z from 'zod';
import type { Context } from 'hono';
import { type ProblemCode, Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';

export const fieldProblemSchema = z
  .object({ field: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'FieldProblem', description: 'One fault: the field path and the rule' });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    article: z.string().optional().meta({ description: 'Article or form that refuses' }),
    requestId: z.string(),
    data: z.record(z.string(), z.unknown()).optional().meta({ description: 'The numbers and names of the sentence' }),
    errors: z.array(fieldProblemSchema).optional(),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457)' });
export type Problem = z.infer<typeof problemSchema>;

const TITLES = {
  vi: {
    400: 'Yêu cầu không hợp lệ',
    401: 'Chưa xác thực',
    403: 'Không được phép',
    404: 'Không tìm thấy',
    405: 'Phương thức không dùng được',
    409: 'Xung đột',
    412: 'Phiên bản đã cũ',
    413: 'Nội dung quá lớn',
    415: 'Kiểu nội dung không hỗ trợ',
    422: 'Không đúng quy tắc',
    428: 'Thiếu điều kiện',
    429: 'Quá nhiều yêu cầu',
    500: 'Lỗi hệ thống',
    503: 'Hệ thống bận',
  },
  en: {
    400: 'Bad request',
    401: 'Unauthorised',
    403: 'Forbidden',
    404: 'Not found',
    405: 'Method not allowed',
    409: 'Conflict',
    412: 'Precondition failed',
    413: 'Content too large',
    415: 'Unsupported media type',
    422: 'Against a rule',
    428: 'Precondition required',
    429: 'Too many requests',
    500: 'Internal error',
    503: 'Busy',
  },
} as const;

type Row = { status: keyof (typeof TITLES)['vi']; article?: string };

/** The closed list of refusals with its sentences: most requests of a new process refuse nothing. */
export const problems = () => import('../../../shared/problems/index.ts');

/** The problem document of a refusal in the reader's language; a 5xx says its code and request id, nothing else. */
export async function problemOf(refusal: Refusal, language: 'vi' | 'en', requestId: string): Promise<Problem> {
  const { PROBLEMS, sentence } = await problems();
  const { status, article } = PROBLEMS[refusal.code] as Row;
  const detail = sentence(refusal.code, refusal.data, language);
  const { field: at, code: first } = refusal;
  const listed = refusal.faults.some(({ field, code }) => field === at && code === first);
  const faults = at === undefined || listed ? refusal.faults : [{ field: at, code: first, data: refusal.data }, ...refusal.faults];
  const errors = faults.map(({ field, code, data }) => ({ field, code, message: sentence(code, data ?? {}, language) }));
  const said = status < 500 && Object.keys(refusal.data).length > 0;
  return {
    type: `urn:bienche:problem:${refusal.code}`,
    title: TITLES[language][status],
    status,
    code: refusal.code,
    detail,
    ...(article === undefined ? {} : { article }),
    requestId,
    ...(said ? { data: refusal.data } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
}

/** Answers a problem document. */
export function answerProblem(c: Context<Env>, problem: Problem, headers: Record<string, string> = {}): Response {
  c.set('problem', problem.code);
  return c.body(JSON.stringify(problem), problem.status as 400, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': c.get('language') ?? 'vi',
    ...headers,
  });
}

/** The one place where errors become answers. */
export async function onError(error: Error, c: Context<Env>): Promise<Response> {
  const requestId = c.get('requestId') ?? 'none';
  const language = c.get('language') ?? 'vi';
  const refusal = asRefusal(error);
  const retryAfter = refusal.data['retryAfter'] ?? (refusal.code === 'busy' ? 1 : undefined);
  const headers: Record<string, string> = {
    ...(retryAfter === undefined ? {} : { 'retry-after': `${Number(retryAfter)}` }),
    ...(refusal.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    ...(refusal.code === 'method-not-allowed' ? { allow: String(refusal.data['allowed']) } : {}),
  };
  return answerProblem(c, await problemOf(refusal, language, requestId), headers);
}

function asRefusal(error: Error): Refusal {
  if (error instanceof Refusal) return error;
  if ((error as { status?: number }).status === 400 && error.message.startsWith('Malformed JSON')) return new Refusal('malformed-json');
  return new Refusal('internal' satisfies ProblemCode);
}
