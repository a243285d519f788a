import type { MiddlewareHandler } from 'hono';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Actor } from '../../../shared/actor.ts';
import { Refusal } from '../../../shared/errors.ts';
import { claimsSchema } from './claims.ts';
import type { Env } from './env.ts';
import { KeySetUnreachable } from './key-set.ts';

/** Who issues tokens and how they are checked. The key set answers the public key that a token names. */
export type Issuer = { issuer: string; audience: string; keySet: JWTVerifyGetKey };

const ALGORITHMS = ['RS256', 'ES256'];
const CLOCK_TOLERANCE_SECONDS = 30;
const MAX_TOKEN_LENGTH = 8192;

/** How many verified tokens are remembered, and for how long: a key that its issuer withdraws counts no longer than this. */
const REMEMBERED_TOKENS = 1000;
const REMEMBERED_MILLISECONDS = 60_000;

/**
 * Answers the actor of a bearer token, or a refusal that does not say what was wrong with it; `busy` when the issuer's
 * keys cannot be had. Verifying a signature takes longer than most answers, so a token that was found good is remembered
 * for a minute at most and never beyond its expiry.
 */
export function actorsOf(issuer: Issuer): (header: string | undefined, now: number) => Promise<Actor> {
  const remembered = new Map<string, Verified>();
  return async (header, now) => {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
    if (token === undefined || token.length > MAX_TOKEN_LENGTH) throw new Refusal('unauthenticated');
    const known = remembered.get(token);
    if (known && known.since <= now && now < known.until) return known.actor;
    remembered.delete(token);
    const verified = await verify(token, issuer, now);
    const [oldest] = remembered.keys();
    if (oldest !== undefined && remembered.size >= REMEMBERED_TOKENS) remembered.delete(oldest);
    remembered.set(token, verified);
    return verified.actor;
  };
}

/** Whose a token is, and between which instants that need not be verified again. */
type Verified = { actor: Actor; since: number; until: number };

async function verify(token: string, { issuer, audience, keySet }: Issuer, now: number): Promise<Verified> {
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
    const expires = ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1000;
    return { actor: { id: sub, tenant, role, units }, since: now, until: Math.min(expires, now + REMEMBERED_MILLISECONDS) };
  } catch (error) {
    throw new Refusal(error instanceof KeySetUnreachable ? 'busy' : 'unauthenticated');
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
