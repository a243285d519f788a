import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const SHUT = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };
const common = { xFrameOptions: 'DENY', referrerPolicy: 'no-referrer' } as const;

/** An answer of the API is data: nothing in it may run, load or be framed. */
const ofData = secureHeaders({ ...common, contentSecurityPolicy: SHUT });
/** The human page runs its own scripts and asks its own server; Swagger UI writes styles into the page and has its pictures in it. */
const ofPage = secureHeaders({
  ...common,
  contentSecurityPolicy: {
    ...SHUT,
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
  },
});

/** Security headers of every answer. There are none for other origins: browsers of other sites get nothing. */
export const guardedAnswers: MiddlewareHandler = (c, next) => (c.req.path === '/docs' ? ofPage : ofData)(c, next);
