import { beforeAll, describe, expect, it } from 'vitest';
import { actorsOf } from '../../functions/api/http/authenticate.ts';
import { remoteKeySet } from '../../functions/api/http/key-set.ts';
import { AUDIENCE, ISSUER, problemOf, testIssuer, freshApi } from '../support/api.ts';
import { NOW } from '../support/province.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let issuer: Awaited<ReturnType<typeof testIssuer>>;
let successor: Awaited<ReturnType<typeof testIssuer>>;

beforeAll(async () => {
  [issuer, successor] = await Promise.all([testIssuer(), testIssuer('successor-key')]);
});

/** An issuer somewhere else, whose answers a test decides; tokens are made for the moment at which they are shown. */
function elsewhere() {
  const state = { asked: 0, now: NOW, answer: (): Promise<unknown> => Promise.resolve(issuer.keys) };
  const keySet = remoteKeySet(
    () => {
      state.asked += 1;
      return state.answer();
    },
    () => state.now,
  );
  const actorOf = actorsOf({ issuer: ISSUER, audience: AUDIENCE, keySet });
  let people = 0;
  /** A new person each time, so that no remembered token answers. */
  const show = async (by = issuer) => actorOf(`Bearer ${await by.sign({ id: `officer-${(people += 1)}` }, state.now)}`, state.now);
  return { state, show };
}
const down = () => Promise.reject(new Error('connect ETIMEDOUT'));

describe('the keys of an issuer elsewhere', () => {
  it('are asked for once in ten minutes, and once for everybody who waits', async () => {
    const { state, show } = elsewhere();
    await Promise.all([show(), show(), show()]);
    state.now += 10 * MINUTE - 1;
    await show();
    expect(state.asked).toBe(1);
    state.now += 1;
    await show();
    expect(state.asked).toBe(2);
  });

  it('that cannot be had are no fault of the caller: busy, not unauthenticated', async () => {
    const { state, show } = elsewhere();
    state.answer = down;
    await expect(show()).rejects.toMatchObject({ code: 'busy' });
    await expect(show()).rejects.toMatchObject({ code: 'busy' });
    expect(state.asked).toBe(1);
    state.answer = () => Promise.resolve(issuer.keys);
    state.now += 30_000;
    await expect(show()).resolves.toMatchObject({ tenant: 'H49' });
  });

  it.each([
    ['an error page', '<html>'],
    ['no keys', { error: 'maintenance' }],
    ['nothing', null],
  ])('are kept when the issuer answers %s in their place', async (_what, nonsense) => {
    const { state, show } = elsewhere();
    await show();
    state.answer = () => Promise.resolve(nonsense);
    state.now += 11 * MINUTE;
    await expect(show()).resolves.toMatchObject({ tenant: 'H49' });
  });

  it('survive an outage of a day, and no longer', async () => {
    const { state, show } = elsewhere();
    await show();
    state.answer = down;
    state.now = NOW + DAY - 1;
    await expect(show()).resolves.toBeDefined();
    state.now = NOW + DAY;
    await expect(show()).rejects.toMatchObject({ code: 'busy' });
  });

  it('are asked for again at once when a token names a new one, at most twice a minute', async () => {
    const { state, show } = elsewhere();
    await show();
    state.now += 30_000;
    state.answer = () => Promise.resolve({ keys: [...issuer.keys.keys, ...successor.keys.keys] });
    await expect(show(successor)).resolves.toBeDefined();
    expect(state.asked).toBe(2);
    const stranger = await testIssuer('stranger-key');
    await expect(show(stranger)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(show(stranger)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(state.asked).toBe(2);
    state.answer = down;
    state.now += 30_000;
    await expect(show(stranger)).rejects.toMatchObject({ code: 'busy' });
    await expect(show()).resolves.toBeDefined();
  });

  it('may be RSA or elliptic, side by side', async () => {
    const { state, show } = elsewhere();
    const elliptic = await testIssuer('elliptic-key', 'ES256');
    state.answer = () => Promise.resolve({ keys: [...issuer.keys.keys, ...elliptic.keys.keys] });
    await expect(show()).resolves.toMatchObject({ role: 'home-affairs' });
    await expect(show(elliptic)).resolves.toMatchObject({ role: 'home-affairs' });
    // The same key id under the other algorithm is another key.
    const impostor = await testIssuer('elliptic-key', 'RS256');
    await expect(show(impostor)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('let no forged token through while the issuer is away', async () => {
    const { state, show } = elsewhere();
    await show();
    state.answer = down;
    state.now += 11 * MINUTE;
    const forger = await testIssuer();
    await expect(show(forger)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('are missed over HTTP with 503 and when to come back, never with 401', async () => {
    const api = await freshApi(undefined, { keySet: remoteKeySet(down, () => NOW) });
    const answer = await api.call('GET', '/v1/me');
    expect([answer.status, problemOf(answer).code, answer.headers.get('retry-after')]).toEqual([503, 'busy', '1']);
    expect((await api.call('GET', '/v1/me', { token: null })).status).toBe(401);
  });
});
