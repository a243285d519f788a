import { CompactSign, SignJWT, UnsecuredJWT, exportJWK, exportSPKI, generateKeyPair, importJWK } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { AUDIENCE, type Answer, type Api, ISSUER, KEY_ID, freshApi, problemOf } from '../support/api.ts';
import { NOW } from '../support/province.ts';

const SECONDS = NOW / 1000;
const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'officer-7',
  tenant: 'H49',
  role: 'home-affairs',
  units: [] as unknown,
  iat: SECONDS,
  exp: SECONDS + 3600,
};
type Claims = Record<string, unknown>;
const without = (...names: string[]): Claims => Object.fromEntries(Object.entries(CLAIMS).filter(([name]) => !names.includes(name)));

describe('a token', () => {
  let api: Api;
  const signed = (claims: Claims, header: { kid?: string; typ?: string } = { kid: KEY_ID }) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', ...header }).sign(api.issuer.privateKey);
  const me = (token: string | null, headers: Record<string, string> = {}) => api.call('GET', '/v1/me', { token, headers });

  beforeAll(async () => {
    api = await freshApi();
    await api.settle();
  });

  /** The one answer to every token that is not good: it must not help to make a better one. */
  const expectRefused = ({ status, headers, body }: Answer) => {
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(body).toEqual({
      type: 'urn:bienche:problem:unauthenticated',
      title: 'Chưa xác thực',
      status: 401,
      code: 'unauthenticated',
      detail: 'Cần mã truy cập hợp lệ.',
      requestId: headers.get('x-request-id'),
    });
  };

  it('that is good says who acts, in which province and role, and what that allows', async () => {
    const { status, body } = await me(await signed(CLAIMS));
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'officer-7', tenant: 'H49', role: 'home-affairs', units: [], today: '2026-11-23' });
    expect(body['writes']).toContain('units');
  });

  it('may carry its units as one text with commas, and its audience as a list', async () => {
    const claims = { ...CLAIMS, role: 'hr-officer', units: 'H49.02,H49.31', aud: ['other', AUDIENCE] };
    expect((await me(await signed(claims))).body).toMatchObject({ role: 'hr-officer', units: ['H49.02', 'H49.31'] });
  });

  it('is taken up to 30 seconds after its expiry and before its beginning, for clocks that differ, and no longer', async () => {
    expect((await me(await signed({ ...CLAIMS, exp: SECONDS - 29 }))).status).toBe(200);
    expectRefused(await me(await signed({ ...CLAIMS, exp: SECONDS - 30 })));
    expect((await me(await signed({ ...CLAIMS, nbf: SECONDS + 30 }))).status).toBe(200);
    expectRefused(await me(await signed({ ...CLAIMS, nbf: SECONDS + 31 })));
  });

  it('expires while a client holds it', async () => {
    const token = await signed({ ...CLAIMS, exp: SECONDS + 60 });
    expect((await me(token)).status).toBe(200);
    api.clock.now = NOW + 90_000;
    expectRefused(await me(token));
    api.clock.now = NOW;
  });

  it.each<[string, Claims]>([
    ['of another issuer', { ...CLAIMS, iss: 'https://issuer.test.example' }],
    ['for another audience', { ...CLAIMS, aud: 'somebody-else' }],
    ['without an issuer', without('iss')],
    ['without an audience', without('aud')],
    ['without an expiry', without('exp')],
    ['without a subject', without('sub')],
    ['with an empty subject', { ...CLAIMS, sub: '' }],
    ['without a province', without('tenant')],
    ['of a province that is no code', { ...CLAIMS, tenant: 'H49#UNITS' }],
    ['of a province in a list', { ...CLAIMS, tenant: ['H49'] }],
    ['without a role', without('role')],
    ['of an unknown role', { ...CLAIMS, role: 'admin' }],
    ['of a role of the prototype', { ...CLAIMS, role: 'constructor' }],
    ['of several roles', { ...CLAIMS, role: ['home-affairs', 'auditor'] }],
    ['of a subtree role without units', { ...without('units'), role: 'hr-officer' }],
    ['of a subtree role with no unit', { ...CLAIMS, role: 'training-coordinator', units: [] }],
    ['of a subtree role with an empty text of units', { ...CLAIMS, role: 'hr-officer', units: '' }],
    ['with a unit that is no code', { ...CLAIMS, role: 'hr-officer', units: ['h49.02'] }],
    ['with an expiry that is no number', { ...CLAIMS, exp: 'tomorrow' }],
  ])('%s is refused', async (_what, claims) => expectRefused(await me(await signed(claims))));

  it('with alg none is refused', async () => {
    const token = new UnsecuredJWT({ tenant: 'H49', role: 'home-affairs' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject('officer-7')
      .setExpirationTime(SECONDS + 3600)
      .encode();
    expectRefused(await me(token));
    expectRefused(await me(`${token}e30`));
    const [, payload = ''] = (await signed(CLAIMS)).split('.');
    for (const alg of ['none', 'None', 'NONE', ''])
      expectRefused(await me(`${Buffer.from(JSON.stringify({ alg, kid: KEY_ID })).toString('base64url')}.${payload}.`));
  });

  it('signed by HMAC with the public key for a secret is refused', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(api.issuer.publicKey));
    const payload = new TextEncoder().encode(JSON.stringify(CLAIMS));
    expectRefused(await me(await new CompactSign(payload).setProtectedHeader({ alg: 'HS256', kid: KEY_ID }).sign(secret)));
    const jwk = new TextEncoder().encode(JSON.stringify(api.issuer.keys.keys[0]));
    expectRefused(await me(await new CompactSign(payload).setProtectedHeader({ alg: 'HS256', kid: KEY_ID }).sign(jwk)));
  });

  it('signed by another key under the same key id, or naming an unknown one, is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    expectRefused(await me(await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(privateKey)));
    expectRefused(await me(await signed(CLAIMS, { kid: 'no-such-key' })));
    const { privateKey: elliptic } = await generateKeyPair('ES256');
    expectRefused(await me(await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256', kid: KEY_ID }).sign(elliptic)));
  });

  it('signed by an algorithm that is not expected is refused, though the key is right', async () => {
    for (const alg of ['RS384', 'RS512'])
      expectRefused(
        await me(
          await new SignJWT(CLAIMS)
            .setProtectedHeader({ alg, kid: KEY_ID })
            .sign(await importJWK({ ...(await exportJWK(api.issuer.privateKey)), alg }, alg)),
        ),
      );
  });

  it('that brings its own key, or a place to fetch one from, is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = (await crypto.subtle.exportKey('jwk', publicKey)) as { kty: string; n: string; e: string };
    const forged = await new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'RS256', kid: KEY_ID, jwk, jku: 'https://evil.example/keys' })
      .sign(privateKey);
    expectRefused(await me(forged));
  });

  it('whose claims were changed after signing is refused', async () => {
    const [header = '', , signature = ''] = (await signed({ ...CLAIMS, role: 'viewer' })).split('.');
    const payload = Buffer.from(JSON.stringify(CLAIMS)).toString('base64url');
    expectRefused(await me(`${header}.${payload}.${signature}`));
  });

  it('that is huge is refused without being looked at', async () => {
    expect((await me(await signed({ ...CLAIMS, note: 'x'.repeat(1000) }))).status).toBe(200);
    expectRefused(await me(await signed({ ...CLAIMS, note: 'x'.repeat(8000) })));
  });

  it('is read from the Authorization header and from nowhere else', async () => {
    const token = await signed(CLAIMS);
    expectRefused(await me(null));
    for (const authorization of ['', 'Bearer', 'Bearer ', `Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer ${token},`])
      expectRefused(await me(null, { authorization }));
    expectRefused(await me(null, { cookie: `token=${token}` }));
    expectRefused(await api.call('GET', `/v1/me?access_token=${token}`, { token: null }));
    expect((await me(null, { authorization: `bearer ${token}` })).status).toBe(200);
  });

  it('of another province finds nothing of this one', async () => {
    const as = { tenant: 'H50', id: 'home-affairs-1' };
    expect(problemOf(await api.call('GET', '/v1/units/H49.02', { as }))).toMatchObject({ status: 404, code: 'not-found' });
    expect((await api.call('GET', '/v1/units', { as })).body).toEqual({ items: [], next: null });
    const before = await api.dump();
    const change = { name: 'Khác', from: '2025-01-01', decision: { number: '9/QĐ', date: '2025-01-01', issuedBy: 'UBND' } };
    const headers = { 'if-match': '"1"' };
    expect(problemOf(await api.call('PATCH', '/v1/units/H49.02', { as, body: change, headers }))).toMatchObject({
      status: 404,
      code: 'not-found',
    });
    expect(await api.dump()).toEqual(before);
  });

  it('of another province with the same subject and key does not get this one’s saved answers', async () => {
    const headers = { 'idempotency-key': 'same-key' };
    const decision = { number: '9/QĐ', date: '2021-01-01', issuedBy: 'UBND' };
    const facts = {
      name: 'Sở',
      kind: 'administrative',
      level: 'province',
      sector: 'administration',
      sites: [],
      from: '2021-01-01',
      decision,
    };
    const body = { ...facts, code: 'H49.40', parent: 'H49' };
    expect((await api.call('POST', '/v1/units', { as: { id: 'one' }, body, headers })).status).toBe(201);
    const foreign = await api.call('POST', '/v1/units', { as: { id: 'one', tenant: 'H50' }, body, headers });
    expect(problemOf(foreign)).toMatchObject({ status: 422, code: 'unknown-unit' });
  });

  it('is refused in English to who reads English', async () => {
    const answer = await me('x', { 'accept-language': 'en' });
    expect(problemOf(answer)).toMatchObject({ status: 401, title: 'Unauthorised', detail: 'A valid bearer token is needed.' });
  });
});
