import { join } from 'node:path';
import { calculateJwkThumbprint, importJWK, type JSONWebKeySet, SignJWT } from 'jose';
import type { Role } from '../../../shared/actor.ts';
import { loadSigningKey } from './signing-key.ts';

/** Issuer and audience of tokens that this checkout makes for itself; no server ever answers at the address. */
export const DEVELOPMENT_ISSUER = 'http://127.0.0.1/bienche-dev';
export const AUDIENCE = 'bienche';

/** The keys belong to the checkout, not to a data folder: a token works whatever `--data` the server was started with. */
const KEY_FOLDER = join(import.meta.dirname, '../../../.bienche/issuer');

export type DevelopmentClaims = {
  readonly subject: string;
  readonly tenant: string;
  readonly role: Role;
  readonly units: readonly string[];
};

export type DevelopmentIssuer = {
  readonly issuer: string;
  readonly audience: string;
  /** Public keys only. */
  readonly jwks: JSONWebKeySet;
  /** A signed bearer token that expires after so many minutes. */
  readonly sign: (claims: DevelopmentClaims, minutes?: number) => Promise<string>;
};

/** The development issuer of this checkout; its key pair is made on first use. */
export async function loadDevelopmentIssuer(folder = KEY_FOLDER): Promise<DevelopmentIssuer> {
  const { privateJwk, publicJwk } = await loadSigningKey(folder);
  const kid = await calculateJwkThumbprint(publicJwk);
  const key = await importJWK(privateJwk, 'RS256');
  return {
    issuer: DEVELOPMENT_ISSUER,
    audience: AUDIENCE,
    jwks: { keys: [{ ...publicJwk, kid, alg: 'RS256', use: 'sig' }] },
    sign: ({ subject, tenant, role, units }, minutes = 480) =>
      new SignJWT({ tenant, role, units: [...units] })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${minutes}m`)
        .sign(key),
  };
}
