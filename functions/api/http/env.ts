import type { Context } from '../../../shared/services/context.ts';
import type { Queue } from '../../../shared/services/jobs/queue.ts';

export type Language = 'vi' | 'en';

/**
 * What the middlewares leave for a route: the service context of the request, where chunks of jobs wait, and how to answer
 * it; `problem` is the code of a problem answered.
 */
export type Env = { Variables: { ctx: Context; queue: Queue; requestId: string; language: Language; problem?: string } };
