import { beforeAll, expect, it } from 'vitest';
import { type Issuer, actorsOf } from '../../functions/api/http/authenticate.ts';
import { AUDIENCE, ISSUER, testIssuer } from '../support/api.ts';
import { NOW } from '../support/province.ts';

const MINUTE = 60_000;
let issuer: Awaited<ReturnType<typeof testIssuer>>;

beforeAll(async () => {
  issuer = await testIssuer();
});

/** A memory of its own, that counts how often a signature was verified and whose key can be withdrawn. */
function memory() {
  const seen = { verified: 0, withdrawn: false };
  const keySet: Issuer['keySet'] = (...asked) => {
    seen.verified += 1;
    return seen.withdrawn ? Promise.reject(new Error('withdrawn')) : issuer.keySet(...asked);
  };
  const actorOf = actorsOf({ issuer: ISSUER, audience: AUDIENCE, keySet });
  return { seen, ask: (token: string, now = NOW) => actorOf(`Bearer ${token}`, now) };
}

it('a token is verified once in a minute, and each token for itself', async () => {
  const { seen, ask } = memory();
  const [one, other] = [await issuer.sign({ id: 'one' }), await issuer.sign({ id: 'other', role: 'auditor' })];
  for (const after of [0, 1, MINUTE - 1]) {
    expect(await ask(one, NOW + after)).toMatchObject({ id: 'one', role: 'home-affairs' });
    expect(await ask(other, NOW + after)).toMatchObject({ id: 'other', role: 'auditor' });
  }
  expect(seen.verified).toBe(2);
  await ask(one, NOW + MINUTE);
  expect(seen.verified).toBe(3);
});

it('a token that was good a moment ago is refused from the instant of its expiry on', async () => {
  const { ask } = memory();
  const token = await issuer.sign();
  const end = NOW + (3600 + 30) * 1000;
  await expect(ask(token, end - 1)).resolves.toMatchObject({ tenant: 'H49' });
  await expect(ask(token, end)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('a key that its issuer withdraws counts for no more than a minute', async () => {
  const { seen, ask } = memory();
  const token = await issuer.sign();
  await ask(token);
  seen.withdrawn = true;
  await expect(ask(token, NOW + MINUTE - 1)).resolves.toBeDefined();
  await expect(ask(token, NOW + MINUTE)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(ask(token, NOW + MINUTE - 1)).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('a refused token is not remembered, and changes nothing for a good one', async () => {
  const { seen, ask } = memory();
  const token = await issuer.sign();
  await expect(ask(`${token.slice(0, -8)}AAAAAAAA`)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(ask(`${token.slice(0, -8)}AAAAAAAA`)).rejects.toMatchObject({ code: 'unauthenticated' });
  await ask(token);
  expect(seen.verified).toBe(3);
});

it('at most a thousand tokens are remembered; the one verified first makes room', async () => {
  const { seen, ask } = memory();
  const [first = '', ...others] = await Promise.all(Array.from({ length: 1001 }, (_, n) => issuer.sign({ id: `officer-${n}` })));
  await ask(first);
  for (const token of others) await ask(token);
  expect(seen.verified).toBe(1001);
  await ask(others.at(-1) ?? '');
  expect(seen.verified).toBe(1001);
  await ask(first);
  expect(seen.verified).toBe(1002);
});
