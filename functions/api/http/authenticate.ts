import type { MiddlewareHandler } from 'hono';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { type Actor, ROLES, isSubtreeRole } from '../../../shared/actor.ts';
import { unitCodeSchema } from '../../../shared/domain/unit.ts';
import { Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';

/** Who issues tokens and how they are checked. The key set answers the public key that a token names. */
export type Issuer = { issuer: string; audience: string; keySet: JWTVerifyGetKey };

const ALGORITHMS = ['RS256', 'ES256'];
const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_TOKEN_LENGTH = 8192;

/** Claims that a token must carry. Issuers that cannot write lists give `units` as one text with commas. */
const claimsSchema = z
  .object({
    sub: z.string().min(1).max(128),
    tenant: z.string().regex(/^[A-Z]\d{2}$/),
    role: z.enum(ROLES),
    units: z.preprocess((units) => (typeof units === 'string' ? units.split(',') : units), z.array(unitCodeSchema).max(200)).default([]),
  })
  .refine(({ role, units }) => !isSubtreeRole(role) || units.length > 0);

/** The actor of a bearer token, or a refusal that does not say what was wrong with it. */
export async function actorOf(header: string | undefined, { issuer, audience, keySet }: Issuer, now: number): Promise<Actor> {
  const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  if (token === undefined || token.length > MAX_TOKEN_LENGTH) throw new Refusal('unauthenticated');
  try {
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now),
    });
    const { sub, tenant, role, units } = claimsSchema.parse(payload);
    return { id: sub, tenant, role, units };
  } catch {
    throw new Refusal('unauthenticated');
  }
}

export const PUBLIC_PATHS: readonly string[] = [
  '/healthz',
  '/openapi.json',
  '/docs',
  '/docs/start.js',
  '/docs/swagger-ui.css',
  '/docs/swagger-ui-bundle.js',
  '/.well-known/jwks.json',
];

/** Everything but the public paths needs a token, whatever route it is or is not. */
export const guard = (admit: (c: Parameters<MiddlewareHandler<Env>>[0]) => Promise<void>): MiddlewareHandler<Env> =>
  async function guarded(c, next) {
    if (!PUBLIC_PATHS.includes(c.req.path)) await admit(c);
    return next();
  };
