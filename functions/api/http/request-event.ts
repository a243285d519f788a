import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';

/**
 * All that is told of one request, in one piece: enough to see who was served how well and what it cost. Never a token, a
 * body, a path with its codes, or a value of the query.
 */
export type RequestEvent = {
  readonly requestId: string;
  readonly method: string;
  /** The route's template, `/v1/units/{code}`; null when there is none. */
  readonly route: string | null;
  readonly tenant: string | null;
  readonly role: string | null;
  readonly status: number;
  /** Code of the problem that was answered. */
  readonly problem: string | null;
  readonly ms: number;
  /** Consumed capacity units of the table. */
  readonly read: number;
  readonly write: number;
  /** What went wrong inside, for those who run the system. */
  readonly error: string | null;
};

export type Report = (event: RequestEvent) => void;

/** Outermost middleware: reports each request once it is answered, however it ended. */
export const reporting = (report: Report): MiddlewareHandler<Env> =>
  async function reported(c, next) {
    const began = performance.now();
    await next();
    const { ctx } = c.var as Partial<Env['Variables']>;
    report({
      requestId: c.get('requestId'),
      method: c.req.method,
      route: templateOf(c),
      tenant: ctx?.actor.tenant ?? null,
      role: ctx?.actor.role ?? null,
      status: c.res.status,
      problem: c.get('problem') ?? null,
      ms: Math.round((performance.now() - began) * 1000) / 1000,
      read: ctx?.store.meter.read ?? 0,
      write: ctx?.store.meter.write ?? 0,
      error: c.error !== undefined && !(c.error instanceof Refusal) && c.res.status >= 500 ? (c.error.stack ?? String(c.error)) : null,
    });
  };

/** The route that answered; where a middleware refused before any did, the first that would have. */
function templateOf(c: Parameters<MiddlewareHandler<Env>>[0]): string | null {
  const routes = matchedRoutes(c);
  const isMiddleware = (path: string) => path.endsWith('*');
  const answered = routes[c.req.routeIndex];
  const route = answered && !isMiddleware(answered.path) ? answered : routes.find(({ path }) => !isMiddleware(path));
  return route?.path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}') ?? null;
}

/** What is told when nobody asked for more: failures of our own, on standard error. */
export const reportFailures: Report = ({ requestId, error }) => {
  if (error !== null) console.error(JSON.stringify({ level: 'error', requestId, error }));
};
