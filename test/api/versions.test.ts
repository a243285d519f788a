import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Api, freshApi, problemOf } from '../support/api.ts';
import { DECISION } from '../support/province.ts';

const SCHOOL = 'H49.02.01';
const headcount = (month: string) => `/v1/units/${SCHOOL}/headcount/${month}`;
const people = (opening: number) => ({
  categories: [{ category: 'employee-budget', opening, increases: {}, decreases: {}, closing: opening }],
});
const unit = (code: string, more: object = {}) => ({
  code,
  name: 'Trường Tiểu học Hạ Long',
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent: 'H49.31',
  sites: [],
  from: '2021-01-01',
  decision: DECISION,
  ...more,
});

describe('a version', () => {
  let api: Api;
  const faultsOf = (answer: Answer) => (problemOf(answer).errors ?? []).map(({ field, code }) => [field, code]);

  beforeAll(async () => {
    api = await freshApi();
    await api.settle();
    await api.must('PUT', headcount('2021-01'), { body: people(40) });
  });

  it('is given as ETag by reading and writing, and insisted on when something is changed', async () => {
    const path = headcount('2021-02');
    const made = await api.call('PUT', path, { body: people(40) });
    expect([made.status, made.headers.get('etag'), made.headers.get('location')]).toEqual([201, '"1"', path]);
    const bare = await api.call('PUT', path, { body: people(41) });
    expect(problemOf(bare)).toMatchObject({ status: 428, code: 'precondition-required', data: { current: 1 } });
    const body = { ...people(41), reason: 'Rà soát lại' };
    const changed = await api.call('PUT', path, { body, headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.headers.get('etag'), changed.headers.get('location')]).toEqual([200, '"2"', null]);
    expect((await api.call('PUT', path, { body: people(42), headers: { 'if-match': '"1"' } })).status).toBe(412);
    const read = await api.call('GET', path);
    expect(read.headers.get('etag')).toBe('"2"');
    expect(changed.body).toEqual({ ...read.body, later: { checked: 0, doNotAddUp: [], gaps: [] } });
  });

  it('may come weakened by what compressed the answer on its way', async () => {
    await api.must('PUT', headcount('2021-03'), { body: people(40) });
    const body = { ...people(41), reason: 'Rà soát lại' };
    expect((await api.call('PUT', headcount('2021-03'), { body, headers: { 'if-match': 'W/"1"' } })).status).toBe(200);
    expect((await api.call('PUT', headcount('2021-03'), { body, headers: { 'if-match': 'W/"1"' } })).status).toBe(412);
  });

  it('of a record that is not there matches nothing', async () => {
    const answer = await api.call('PUT', headcount('2021-04'), { body: people(40), headers: { 'if-match': '"1"' } });
    expect(problemOf(answer)).toMatchObject({
      status: 412,
      code: 'stale-version',
      data: { record: 'headcount', month: '2021-04', current: 0, given: 1 },
    });
    expect(problemOf(answer).detail).toMatch(
      /^Chưa có báo cáo số người có mặt của H49\S+ tháng 2021-04 để sửa; yêu cầu nêu phiên bản 1\.$/,
    );
    expect((await api.call('GET', headcount('2021-04'))).status).toBe(404);
  });

  it('of none at all creates once', async () => {
    const create = () => api.call('PUT', headcount('2021-05'), { body: people(40), headers: { 'if-none-match': '*' } });
    expect((await create()).status).toBe(201);
    expect(problemOf(await create())).toMatchObject({ status: 412, code: 'already-exists' });
  });

  it.each(['*', '1', '""', '"x"', '"1", "2"', "'1'", '"-1"', '"99999999999"'])(
    'that is no single one is refused: If-Match %s',
    async (tag) => {
      const answer = await api.call('PUT', headcount('2021-01'), { body: people(40), headers: { 'if-match': tag } });
      expect([answer.status, faultsOf(answer)]).toEqual([400, [['if-match', 'version-tag']]]);
    },
  );

  it('is the same in the answer, the ETag and the history', async () => {
    const path = '/v1/units/H49.31.11';
    const change = { name: 'Trường TH Đầm Hà', from: '2022-01-01', decision: DECISION };
    expect((await api.call('PATCH', path, { body: change })).status).toBe(428);
    const changed = await api.call('PATCH', path, { body: change, headers: { 'if-match': '"1"' } });
    expect([changed.status, changed.headers.get('etag'), changed.body['version']]).toEqual([200, '"2"', 2]);
    const { items } = (await api.call('GET', `${path}/history`)).body as { items: { changes: unknown[] }[] };
    expect(items[0]?.changes).toMatchObject([{ record: 'unit', version: 2 }]);
  });

  it('of a new record is 1, answered with 201 and the address at which the new record is read', async () => {
    const made = await api.call('POST', '/v1/units', { body: unit('H49.31.20') });
    expect([made.status, made.headers.get('location'), made.headers.get('etag')]).toEqual([201, '/v1/units/H49.31.20', '"1"']);
    expect((await api.call('GET', '/v1/units/H49.31.20?asOf=2021-01-01')).body).toEqual(made.body);
  });
});
