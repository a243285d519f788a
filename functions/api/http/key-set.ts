import { type JSONWebKeySet, type JWTVerifyGetKey, createLocalJWKSet, errors } from 'jose';
import type { World } from '../../../shared/world.ts';

/** Nobody could be asked for the keys, so nobody can say whether a token is good: not the caller's fault. */
export class KeySetUnreachable extends Error {
  override readonly name = 'KeySetUnreachable';
}

const MINUTE = 60_000;
/** How long keys are used without asking again. */
const FRESH = 10 * MINUTE;
/** How long the last known keys serve while the issuer does not answer. */
const KEPT = 24 * 60 * MINUTE;
/** The issuer is asked no more often than this, whatever tokens name. */
const PAUSE = 30_000;

/**
 * The key set of an issuer elsewhere. Keys are kept for ten minutes; a token that names an unknown key has them fetched
 * anew, so that a rotation is noticed at once; when the issuer does not answer, the last known keys go on for a day.
 * @throws KeySetUnreachable when a key cannot be told for lack of an answer
 */
export function remoteKeySet(fetchKeys: () => Promise<unknown>, now: World['now']): JWTVerifyGetKey {
  let known: { at: number; keyOf: JWTVerifyGetKey } | undefined;
  let asked = { at: Number.NEGATIVE_INFINITY, answered: false };
  let asking: Promise<void> | undefined;

  /** Asks once for everybody who waits; a failure leaves the known keys as they are. */
  const ask = (): Promise<void> =>
    (asking ??= fetchKeys()
      .then((keys) => {
        known = { at: now(), keyOf: createLocalJWKSet(keys as JSONWebKeySet) };
        asked = { at: now(), answered: true };
      })
      .catch(() => {
        asked = { at: now(), answered: false };
      })
      .finally(() => {
        asking = undefined;
      }));
  const askUnlessJustAsked = async (): Promise<void> => {
    if (asking !== undefined || now() - asked.at >= PAUSE) await ask();
  };

  return async (header, token) => {
    if (known === undefined || now() - known.at >= FRESH) await askUnlessJustAsked();
    if (known === undefined || now() - known.at >= KEPT) throw new KeySetUnreachable();
    try {
      return await known.keyOf(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    await askUnlessJustAsked();
    if (!asked.answered) throw new KeySetUnreachable();
    return known.keyOf(header, token);
  };
}
