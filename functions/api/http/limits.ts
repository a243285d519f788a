import type { Context } from 'hono';
import { Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';

/** A bucket of requests: how many may come at once, and how many come back in a minute. */
export type Limit = { readonly burst: number; readonly perMinute: number };
/** What one token may ask of one process: of everything, and of what is bulk or takes long. Null: as much as it likes. */
export type Limits = { readonly all: Limit | null; readonly heavy: Limit | null };

/** Callers remembered at most; the one who has asked nothing for longest makes room, as if the bucket were full again. */
const CALLERS = 10_000;
const MINUTE = 60_000;

/** One bucket for each caller, filled at an even pace; who finds it empty is told when there is something in it. */
export class Buckets {
  readonly #limit: Limit;
  readonly #callers = new Map<string, { left: number; at: number }>();

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /** Takes one: how many are left after it, and in how many seconds there is one again (0: now). A clock set back fills nothing. */
  take(caller: string, now: number): { taken: boolean; left: number; seconds: number } {
    const { burst, perMinute } = this.#limit;
    const known = this.#callers.get(caller) ?? { left: burst, at: now };
    const filled = Math.min(burst, known.left + (Math.max(0, now - known.at) * perMinute) / MINUTE);
    const taken = filled >= 1;
    const left = taken ? filled - 1 : filled;
    this.#callers.delete(caller);
    this.#callers.set(caller, { left, at: Math.max(now, known.at) });
    const [oldest] = this.#callers.keys();
    if (oldest !== undefined && this.#callers.size > CALLERS) this.#callers.delete(oldest);
    return { taken, left: Math.floor(left), seconds: left >= 1 ? 0 : Math.ceil(((1 - left) * MINUTE) / perMinute / 1000) };
  }
}

/** Requests of many rows, and those that compute over the province: by method and path. */
const HEAVY: readonly RegExp[] = [
  /^POST \/v1\/.+\/bulk$/,
  /^POST \/v1\/(?:posts|norm-inputs|yearly-plans|headcount|structure|age-profiles|self-financing|district-budgets)\/[^/]+(?:\/\w+)?$/,
  /^POST \/v1\/training\/courses\/[^/]+\/(?:attendances|enrolments)$/,
  /^(?:POST|PUT) \/v1\/jobs(?:\/.+)?$/,
  /^POST \/v1\/(?:baselines|projections|reduction-plans|reports|scenarios)$/,
  /^POST \/v1\/(?:history|projections|reduction-plans|scenarios)\//,
  /^(?:GET|POST) \/v1\/planning\/(?:forecast|reorganisation-effect|back-test)$/,
  /^GET \/v1\/scenarios\/(?:compare|[^/]+\/(?:forecast|requirements|sensitivity))$/,
  /^GET \/v1\/projections\/(?:compare|[^/]+\/(?:replay|moved-inputs))$/,
  /^GET \/v1\/(?:progress|aggregates|audit\/verify|baselines\/[^/]+\/restated|history\/.+|forms\/.+)$/,
];

/** Whether a request counts against the narrower limit as well. */
export const isHeavy = (method: string, path: string): boolean => HEAVY.some((rule) => rule.test(`${method} ${path}`));

/**
 * Refuses who asks too much, with when to come back; says on every answer what is left (RateLimit and RateLimit-Policy
 * of draft-ietf-httpapi-ratelimit-headers-10). Each process counts for itself: it is the backstop behind the gateway.
 */
export function limiter({ all, heavy }: Limits): (c: Context<Env>, caller: string, now: number) => void {
  const everything = all && { name: 'all', limit: all, buckets: new Buckets(all), counts: () => true };
  const demanding = heavy && { name: 'heavy', limit: heavy, buckets: new Buckets(heavy), counts: isHeavy };
  const kept = [everything, demanding].filter((one) => one !== null);
  return (c, caller, now) => {
    for (const { name, limit, buckets, counts } of kept) {
      if (!counts(c.req.method, c.req.path)) continue;
      const { taken, left, seconds } = buckets.take(caller, now);
      const window = Math.ceil((limit.burst * 60) / limit.perMinute);
      c.header('ratelimit-policy', `"${name}";q=${limit.burst};w=${window}`);
      c.header('ratelimit', `"${name}";r=${left};t=${seconds}`);
      if (!taken) throw new Refusal('too-many-requests', { retryAfter: seconds });
    }
  };
}
