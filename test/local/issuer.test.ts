import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AUDIENCE, DEVELOPMENT_ISSUER, loadDevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';

const claims = { subject: 'hr-01', tenant: 'H49', role: 'hr-officer', units: ['H49.13'] } as const;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bienche-issuer-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return join(made, 'issuer');
}

describe('the development issuer', () => {
  it('signs tokens that its published keys verify, with the claims asked for', async () => {
    const issuer = await loadDevelopmentIssuer(folder());
    const { payload, protectedHeader } = await jwtVerify(await issuer.sign(claims, 5), createLocalJWKSet(issuer.jwks), {
      issuer: DEVELOPMENT_ISSUER,
      audience: AUDIENCE,
      algorithms: ['RS256'],
    });
    expect(payload).toMatchObject({ sub: 'hr-01', tenant: 'H49', role: 'hr-officer', units: ['H49.13'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(protectedHeader.kid).toBe(issuer.jwks.keys[0]?.kid);
  });

  it('publishes nothing of the private key', async () => {
    const { jwks } = await loadDevelopmentIssuer(folder());
    expect(jwks.keys.map((key) => Object.keys(key).toSorted())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  it('ends with one and the same key when several start at once, in a file that only its owner reads', async () => {
    const home = folder();
    const issuers = await Promise.all(Array.from({ length: 6 }, () => loadDevelopmentIssuer(home)));
    expect(new Set(issuers.map((issuer) => issuer.jwks.keys[0]?.kid)).size).toBe(1);
    expect(readdirSync(home)).toEqual(['signing-key.json']);
    expect(statSync(join(home, 'signing-key.json')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const token = await issuers[0]?.sign(claims);
    const again = await loadDevelopmentIssuer(home);
    await expect(jwtVerify(token ?? '', createLocalJWKSet(again.jwks))).resolves.toBeDefined();
  });

  it('refuses a key file that is no key, and names it', async () => {
    const home = folder();
    await loadDevelopmentIssuer(home);
    const file = join(home, 'signing-key.json');
    writeFileSync(file, '{}');
    await expect(loadDevelopmentIssuer(home)).rejects.toThrow(`${file} is not an RSA private key`);
  });

  it('is another one in another checkout: its tokens do not verify here', async () => {
    const [here, there] = await Promise.all([loadDevelopmentIssuer(folder()), loadDevelopmentIssuer(folder())]);
    await expect(jwtVerify(await there.sign(claims), createLocalJWKSet(here.jwks))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
  });
});
