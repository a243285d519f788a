import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role, isSubtreeRole } from '../../shared/actor.ts';
import { GRANTS } from '../../shared/services/access.ts';
import { type Answer, type Api, type As, contract, freshApi, problemOf } from '../support/api.ts';
import { DECISION } from '../support/province.ts';
import { type Known, type Place, ROOTS, prepare } from './matrix-province.ts';
import { type Asked, OPERATIONS, type Operation } from './operations.ts';

const PUBLIC = [
  'GET /.well-known/jwks.json',
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/swagger-ui-bundle.js',
  'GET /docs/swagger-ui.css',
  'GET /healthz',
  'GET /openapi.json',
];
const OWN_AND_OTHER: readonly Place[] = ['own', 'other'];

const declared = Object.entries(contract().paths ?? {}).flatMap(([path, methods]) =>
  Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
);
const operations = declared
  .filter((name) => !PUBLIC.includes(name))
  .map((name) => ({ name, method: name.split(' ')[0] as string, row: OPERATIONS[name] as Operation }));

const actor = (role: Role, tenant = 'H49'): As => ({ role, tenant, units: isSubtreeRole(role) ? [ROOTS.own] : [] });

/** An answer in a word: status, and why it refuses or does not show the place. */
function wordOf(answer: Answer, { shows }: Operation, place: Place): string {
  if (answer.status >= 400) return `${answer.status} ${problemOf(answer).code}`;
  const rows = answer.body['rows'] as { problem?: { code: string } }[] | undefined;
  const problem = rows?.find((row) => row.problem)?.problem;
  if (problem) return `${answer.status} ${problem.code}`;
  return shows && !answer.text.includes(`"${shows[place]}"`) ? `${answer.status} left out` : `${answer.status}`;
}

function expectedOf({ may, ok, beyond }: Operation, role: Role, place: Place): string {
  const reach = may[role];
  if (reach === undefined) return '403 forbidden';
  return reach === 'all' || (reach === 'own' && place === 'own') ? `${ok}` : `${beyond}`;
}

describe('the contract', () => {
  it('has no operation without a row in the matrix, and the matrix none without an operation', () => {
    expect(Object.keys(OPERATIONS).sort()).toEqual(operations.map(({ name }) => name).sort());
  });
});

describe('a viewer', () => {
  it('gets the law, the targets, calculators that read no record, the fixed list of aggregates, and who they are; nothing else', () => {
    const open = Object.keys(OPERATIONS).filter((name) => OPERATIONS[name]?.may.viewer !== undefined);
    expect(open.sort()).toEqual([
      'GET /v1/aggregates',
      'GET /v1/law/rules',
      'GET /v1/law/rules/{id}',
      'GET /v1/me',
      'GET /v1/targets',
      'GET /v1/targets/{id}',
      'POST /v1/law/attainment',
      'POST /v1/law/required-cut',
      'POST /v1/law/retirement-date',
      'POST /v1/law/self-financing-band',
      'POST /v1/planning/allocation',
      'POST /v1/planning/attainment-probability',
    ]);
    expect(GRANTS.viewer).toEqual({ read: ['targets', 'law', 'aggregates', 'me'], write: [] });
  });
});

describe('access', () => {
  let api: Api;
  let known: Known;
  const turns = new Map<string, number>();
  const ask = async (name: string, row: Operation, place: Place, how: { as?: As; token?: string | null }): Promise<Answer> => {
    const turn = (turns.get(name) ?? 0) + 1;
    turns.set(name, turn);
    const { path, body, headers }: Asked = row.ask(place, known, turn);
    return api.call(name.split(' ')[0] as string, path, {
      ...how,
      ...(body === undefined ? {} : { body }),
      ...(headers ? { headers } : {}),
    });
  };

  beforeAll(async () => {
    api = await freshApi();
    known = await prepare(api);
  });

  it('without a token, or with a bad one, is refused everywhere but on the public paths, and nothing changes', async () => {
    const before = await api.dump();
    for (const { name, row } of operations)
      for (const token of [null, 'x', 'eyJhbGciOiJub25lIn0.e30.']) {
        const answer = await ask(name, row, 'own', { token });
        expect([name, answer.status, problemOf(answer).code]).toEqual([name, 401, 'unauthenticated']);
      }
    expect(await api.dump()).toEqual(before);
    expect(before.length).toBeGreaterThan(50);
  });

  it('has no token that speaks for the service itself', async () => {
    const answer = await api.call('GET', '/v1/audit/digests', { as: { role: 'system' as Role } });
    expect([answer.status, problemOf(answer).code]).toEqual([401, 'unauthenticated']);
  });

  it('without a token reaches exactly the public paths', async () => {
    const routes = [...new Set(api.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))];
    const open = [];
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      const { status } = await api.call(method, path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x'), { token: null });
      if (status !== 401) open.push(route);
    }
    expect(open.sort()).toEqual(PUBLIC);
    expect(routes).toEqual(expect.arrayContaining(declared.map((name) => name.replaceAll(/\{(\w+)\}/g, ':$1'))));
  });

  it('of another province answers as if H49 were not there, and leaves it as it is', async () => {
    const before = await api.dump();
    for (const { name, row } of operations)
      for (const role of ROLES.filter((one) => row.may[one] !== undefined)) {
        const answer = await ask(name, row, 'own', { as: actor(role, 'H50') });
        const { shows: _shows, ...unseen } = row;
        const word = wordOf(answer, unseen, 'own');
        // What a subtree role may not see is not there either, whatever province it is in.
        const hidden = row.may[role] !== 'all' && word.endsWith('not-found');
        expect([name, role, hidden ? row.abroad : word]).toEqual([name, role, row.abroad]);
        if (name.startsWith('GET') && name !== 'GET /v1/me' && answer.status === 200) expect(answer.text).not.toContain('H49');
      }
    expect(await api.dump()).toEqual(before);
  });

  it('does not tell an HR officer what lies elsewhere from what does not exist', async () => {
    const elsewhere = /H49\.31(?:\.11)?(?!\.?\w)|NV-other-/g;
    const nowhere = (text: string) => text.replaceAll(elsewhere, (name) => (name.startsWith('NV') ? 'NV-nobody-' : 'H49.31.77'));
    const as = actor('hr-officer');
    const shape = ({ status, text }: Answer) => [status, nowhere(text).replaceAll(/"requestId":"[^"]*"/g, '')];
    const compared = operations.filter(({ row }) => row.may['hr-officer'] === 'own' && !row.shows && row.beyond?.endsWith('not-found'));
    for (const { name, row } of compared) {
      const { path, body, headers = {} } = row.ask('other', known, 900);
      if (nowhere(path) === path) continue;
      const method = name.split(' ')[0] as string;
      const [there, unknown] = [JSON.stringify(body), nowhere(JSON.stringify(body) ?? '')];
      const real = await api.call(method, path, { as, headers, ...(body === undefined ? {} : { text: there }) });
      const none = await api.call(method, nowhere(path), { as, headers, ...(body === undefined ? {} : { text: unknown }) });
      expect([name, ...shape(real)]).toEqual([name, ...shape(none)]);
    }
    expect(compared.length).toBeGreaterThan(20);
  });

  it('that a role or scope denies changes nothing', async () => {
    const before = await api.dump();
    for (const { name, row } of operations)
      for (const role of ROLES.filter((one) => row.may[one] === undefined || row.may[one] === 'own'))
        if (!name.startsWith('GET')) await ask(name, row, 'other', { as: actor(role) });
    // A bulk request that refuses every row keeps its answer under the caller's key, and nothing else.
    const stored = (await api.dump()).filter((item) => !JSON.stringify(item).includes('H49#IDEM#'));
    expect(stored).toEqual(before.filter((item) => !JSON.stringify(item).includes('H49#IDEM#')));
  });

  describe.each(operations)('$name', ({ name, row }) => {
    it('lets each role in as far as the matrix says', async () => {
      const got: Record<string, Record<string, string>> = {};
      const due: Record<string, Record<string, string>> = {};
      for (const role of ROLES)
        for (const place of OWN_AND_OTHER) {
          const answer = await ask(name, row, place, { as: actor(role) });
          (got[role] ??= {})[place] = wordOf(answer, row, place);
          (due[role] ??= {})[place] = expectedOf(row, role, place);
        }
      expect(got).toEqual(due);
    });
  });

  describe('of an HR officer follows the tree through time', () => {
    const people = { categories: [{ category: 'employee-budget', opening: 9, increases: {}, decreases: {}, closing: 9 }] };
    const hr = (...units: string[]): As => ({ role: 'hr-officer', units });
    const province = hr('H49');
    const report = (unit: string, month: string, as: As) => api.call('PUT', `/v1/units/${unit}/headcount/${month}`, { as, body: people });
    const series = (unit: string, as: As) => api.call('GET', `/v1/units/${unit}/headcount?from=2024-05&to=2024-08`, { as });

    beforeAll(async () => {
      const facts = { kind: 'public-service', level: 'commune', sector: 'education', sites: [], from: '2020-01-01', decision: DECISION };
      const rows = ['T1', 'M1'].map((end) => ({ ...facts, code: `H49.31.${end}`, name: `Trường ${end}`, parent: 'H49.31' }));
      await api.must('POST', '/v1/units/bulk', { body: { rows } });
      const moves = { effectiveFrom: '2024-07-01', decision: DECISION };
      const transfer = { ...moves, type: 'transfer', sources: ['H49.31.T1'], changes: [{ unit: 'H49.31.T1', parent: 'H49.02' }] };
      await api.must('POST', '/v1/reorganisations', { body: transfer });
      await api.must('POST', '/v1/reorganisations', {
        body: { ...moves, type: 'merge', sources: ['H49.31.M1'], targets: ['H49.02.01'] },
      });
    });

    it('writing about a unit that moved only from the month in which it is in the subtree, and not after it left', async () => {
      expect(problemOf(await report('H49.31.T1', '2024-06', hr('H49.02')))).toMatchObject({ status: 403, code: 'out-of-scope' });
      expect((await report('H49.31.T1', '2024-07', hr('H49.02'))).status).toBe(201);
      expect(problemOf(await report('H49.31.T1', '2024-06', hr('H49.31')))).toMatchObject({ status: 403, code: 'out-of-scope' });
      expect((await report('H49.31.T1', '2024-06', province)).status).toBe(201);
    });

    it('reading a series only in the months in which the unit is in the subtree', async () => {
      const months = async (as: As) => ((await series('H49.31.T1', as)).body['items'] as { month: string }[]).map(({ month }) => month);
      expect(await months(hr('H49.02'))).toEqual(['2024-07']);
      expect(await months(hr('H49.31'))).toEqual(['2024-06']);
      expect(await months(province)).toEqual(['2024-06', '2024-07']);
    });

    it('reading and writing about a unit whose posts an own unit took over', async () => {
      expect((await report('H49.31.M1', '2024-06', hr('H49.02'))).status).toBe(201);
      expect((await series('H49.31.M1', hr('H49.02'))).status).toBe(200);
      expect((await api.call('GET', '/v1/units/H49.31.M1', { as: hr('H49.02') })).body).toMatchObject({ status: 'dissolved' });
      expect((await api.call('GET', '/v1/units/H49.31.M1', { as: hr('H49.01') })).status).toBe(404);
    });
  });
});
