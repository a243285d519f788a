import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, freshApi, itemsOf, problemOf } from '../support/api.ts';
import { DECISION } from '../support/province.ts';
import { SCHOOLS, assigned, each } from './matrix-province.ts';

const NUMBER = '3168/QĐ-UBND';
const PATH = `/v1/decisions/${encodeURIComponent(NUMBER)}`;

describe('a decision over HTTP', () => {
  let api: Api;

  beforeAll(async () => {
    api = await freshApi();
    await api.settle();
    const entries = assigned(2021).map((entry) => ({ ...entry, decision: { ...DECISION, number: NUMBER } }));
    await api.must('POST', '/v1/posts/2021', { body: each(['own', 'other'], () => ({ entries })) });
  });

  it('is asked for by its number with the sign encoded, and followed by its link', async () => {
    const first = await api.must('GET', `${PATH}?limit=1`);
    expect(first.body).toMatchObject({ number: NUMBER, groups: [{ ...DECISION, number: NUMBER, changes: 2 }] });
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1];
    const rest = await api.must('GET', next ?? '');
    expect([...itemsOf(first), ...itemsOf(rest)].map(({ stream }) => stream)).toEqual([SCHOOLS.own, SCHOOLS.other]);
    expect(rest.body['next']).toBeNull();
  });

  it('is asked for in the query just as well, as behind a gateway that hands over paths decoded', async () => {
    const asked = `/v1/decisions?${new URLSearchParams({ number: NUMBER, limit: '1' }).toString()}`;
    const first = await api.must('GET', asked);
    expect(first.body).toEqual((await api.must('GET', `${PATH}?limit=1`)).body);
    const next = /^<([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1];
    expect(itemsOf(await api.must('GET', next ?? '')).map(({ stream }) => stream)).toEqual([SCHOOLS.other]);
    expect(problemOf(await api.call('GET', '/v1/decisions'))).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  it('takes no cursor of another decision or group', async () => {
    const { next } = (await api.must('GET', `${PATH}?limit=1`)).body as { next: string };
    for (const path of [`/v1/decisions/${encodeURIComponent(DECISION.number)}?`, `${PATH}?date=2021-01-04&`])
      expect(problemOf(await api.call('GET', `${path}limit=1&cursor=${next}`))).toMatchObject({ status: 400, code: 'invalid-cursor' });
  });

  it.each([
    ['unknown', '/v1/decisions/1', 404, 'not-found'],
    ['a date that is none', `${PATH}?date=2021-02-30`, 400, 'invalid-input'],
    ['with its sign not encoded', `/v1/decisions/${NUMBER}`, 404, 'not-found'],
    ['too long', `/v1/decisions/${'9'.repeat(61)}`, 400, 'invalid-input'],
    ['half an escape', '/v1/decisions/%E1', 404, 'not-found'],
  ])('%s is answered as such', async (_case, path, status, code) => {
    expect(problemOf(await api.call('GET', path))).toMatchObject({ status, code });
  });
});
