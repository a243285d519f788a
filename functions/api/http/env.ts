import type { Context } from '../../../shared/services/context.ts';

export type Language = 'vi' | 'en';

/** What the middlewares leave for a route: the service context of the request and how to answer it; `problem` is the code of a problem answered. */
export type Env = { Variables: { ctx: Context; requestId: string; language: Language; problem?: string } };
