import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Api, type Ask, freshApi, problemOf } from '../support/api.ts';
import { DECISION, SMALL_PROVINCE } from '../support/province.ts';
import {
  type Case,
  SCHOOL,
  ENDED,
  MANY,
  facts,
  people,
  entry,
  dissolve,
  register,
  report,
  UNKNOWN,
  DISSOLVED,
  TREE,
  SHARES,
  POSTS,
  MONTHS,
  DAYS,
  CODES,
  STALE,
  ELSEWHERE,
  GARBAGE,
} from './bad-input-cases.ts';
import { STAFF } from './bad-staff-cases.ts';

describe('bad input', () => {
  let api: Api;
  const send = ([method, path, body, headers = {}]: Case[1], ask: Ask = {}): Promise<Answer> =>
    api.call(method, path, {
      ...ask,
      ...(body === undefined ? {} : typeof body === 'string' ? { text: body } : { body }),
      headers: { ...headers, ...ask.headers },
    });

  beforeAll(async () => {
    api = await freshApi();
    await api.settle([...SMALL_PROVINCE]);
    await api.must('POST', '/v1/units/bulk', { body: { rows: [ENDED, ...MANY].map((code) => facts(code)) } });
    await api.must('POST', `/v1/units/${SCHOOL}/posts/2021`, { body: { entries: [entry({ effectiveFrom: '2021-01-01' })] } });
    await api.must('PUT', `/v1/units/${SCHOOL}/headcount/2021-12`, { body: people() });
    await api.must('POST', '/v1/reorganisations', { body: dissolve(ENDED, { effectiveFrom: '2023-01-01' }) });
  });

  /** Refused with field and rule, in both languages, and the whole province is as it was. */
  const expectRefused = async (asked: Case[1], [status, code, field]: Case[2]) => {
    const before = await api.dump();
    const [vietnamese, english] = [await send(asked), await send(asked, { headers: { 'accept-language': 'en' } })];
    const faults = problemOf(vietnamese).errors ?? [];
    expect([vietnamese.status, faults.map((fault) => [fault.code, fault.field])]).toEqual([
      status,
      expect.arrayContaining([[code, field]]),
    ]);
    expect(status === 400 ? 'invalid-input' : code).toBe(problemOf(vietnamese).code);
    expect(problemOf(english).errors?.map((fault) => [fault.code, fault.field])).toEqual(faults.map((fault) => [fault.code, fault.field]));
    for (const answer of [vietnamese, english]) {
      const sentences = [problemOf(answer).detail, ...(problemOf(answer).errors ?? []).map(({ message }) => message)];
      for (const sentence of sentences) expect(sentence).toMatch(/^(?!.*(undefined|\[object|NaN)).{5,}$/s);
    }
    for (const { message } of faults) expect(message).not.toMatch(/\b(array|number|string|object|int)\b|[<>]=/);
    expect(problemOf(english).detail).not.toBe(problemOf(vietnamese).detail);
    expect(problemOf(english).errors?.[0]?.message).not.toBe(faults[0]?.message);
    expect(await api.dump()).toEqual(before);
    return vietnamese;
  };

  describe.each([
    ['that names an unknown unit', UNKNOWN],
    ['that names a dissolved unit', DISSOLVED],
    ['about the tree and its reorganisations', TREE],
    ['in shares', SHARES],
    ['in numbers of posts and people', POSTS],
    ['in months', MONTHS],
    ['in days', DAYS],
    ['in unit codes', CODES],
    ['with a stale version', STALE],
    ['in what is left out or of the wrong kind', ELSEWHERE],
    ['about staff', STAFF],
    ['that is garbage', GARBAGE],
  ])('%s', (_group, cases) => {
    it.each(cases)('is refused and changes nothing: %s', async (_what, asked, due) => {
      await expectRefused(asked, due);
    });
  });

  it('of a closing that is not opening and movements shows the three numbers and the form', async () => {
    const body = people({ increases: { received: 3 }, decreases: { retired: 1 }, closing: 41 });
    const answer = await expectRefused(report(body), [422, 'closing-does-not-add-up', 'categories.0.closing']);
    expect(problemOf(answer)).toMatchObject({
      article: 'Biểu 8c-BTCTW',
      detail: 'Cuối kỳ không khớp: đầu kỳ 40, tăng giảm 2, phải là 42 nhưng báo cáo 41.',
      data: { opening: 40, movement: 2, expected: 42, closing: 41 },
    });
  });

  it('of a replayed key with another body is refused and changes nothing', async () => {
    const ask = { headers: { 'idempotency-key': 'replayed' } };
    expect((await send(register(facts('H49.31.G')), ask)).status).toBe(201);
    const before = await api.dump();
    for (const language of ['vi', 'en']) {
      const answer = await send(register(facts('H49.31.G', { name: 'Khác' })), {
        headers: { ...ask.headers, 'accept-language': language },
      });
      expect(problemOf(answer)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    }
    expect(await api.dump()).toEqual(before);
  });

  it('leaves the history and the version of the unit where they were', async () => {
    const look = async () => {
      const [unit, history] = [
        await api.call('GET', `/v1/units/${SCHOOL}`),
        await api.call('GET', `/v1/units/${SCHOOL}/history?limit=200`),
      ];
      return [unit.headers.get('etag'), (history.body['items'] as unknown[]).length];
    };
    const before = await look();
    for (const [, asked] of [...POSTS, ...SHARES, ...STALE, ...GARBAGE]) await send(asked);
    expect(await look()).toEqual(before);
  });

  it('is no leap day of a leap year, no long code within the rule, and no code in the old spelling', async () => {
    const leap = facts('H49.31.LEAP', { from: '2024-02-29', decision: { ...DECISION, date: '2024-02-29' } });
    expect((await send(register(leap))).body).toMatchObject({ established: '2024-02-29' });
    expect((await send(['GET', '/v1/units/H49.31.LEAP?asOf=2024-02-29'])).body).toMatchObject({ status: 'alive' });
    expect((await send(['GET', '/v1/units/H49.31.LEAP?asOf=2024-02-28'])).body).toMatchObject({ status: 'planned' });
    expect((await send(register(facts(`H49.31.${'A'.repeat(28)}`)))).status).toBe(201);
    expect((await send(register(facts('000.F1.31.H49')))).body).toMatchObject({ code: 'H49.31.F1' });
    expect((await send(['POST', '/v1/law/retirement-date', { sex: 'male', birth: '1964-02-29' }])).status).toBe(200);
  });

  it('is no name in another Unicode form: it is kept in one form and found in both', async () => {
    const name = 'Trường Mầm non Hữu Nghị';
    await api.must('POST', '/v1/units', { body: facts('H49.31.NFD', { name: name.normalize('NFD') }) });
    expect((await send(['GET', '/v1/units/H49.31.NFD'])).body['name']).toBe(name.normalize('NFC'));
    for (const q of [name.normalize('NFD'), name.normalize('NFC'), 'huu nghi'])
      expect((await send(['GET', `/v1/units?q=${encodeURIComponent(q)}`])).body['items']).toMatchObject([{ key: 'H49.31.NFD' }]);
  });

  it('cannot reach the prototype of anything', async () => {
    await send(report('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"categories":[]}'));
    const moved = '{"categories":[{"category":"cadre","opening":1,"closing":1,"increases":{"__proto__":{"polluted":1}}}]}';
    expect((await send(report(moved, '2022-03'))).body).toMatchObject({ categories: [{ increases: {} }] });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
