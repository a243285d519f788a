import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type Api, type Ask, freshApi, problemOf } from '../support/api.ts';
import { DECISION, NOW } from '../support/province.ts';

const COUNT = 130;
const CODES = Array.from({ length: COUNT }, (_, n) => `H49.31.B${String(n).padStart(3, '0')}`);
const facts = (code: string) => ({
  code,
  name: `Trường ${code}`,
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent: 'H49.31',
  sites: [],
  from: '2021-01-01',
  decision: DECISION,
});
type RowAnswer = {
  index: number;
  key: string;
  outcome: string;
  version: number | null;
  problem?: { code: string; field: string; message: string };
};
const rowsOf = ({ body }: Answer) => body['rows'] as RowAnswer[];
const people = (opening: number, closing = opening) => ({ categories: [{ category: 'employee-budget', opening, closing }] });
const report = (unit: string, opening: number, version: number | null = null, closing = opening) => ({
  unit,
  version,
  ...people(opening, closing),
});

describe('a bulk request', () => {
  let api: Api;
  /** What happens before the table gets a command; a transaction or a read. */
  let meanwhile: (writes: boolean) => Promise<void> | void;
  const undisturbed = () => undefined;
  const bulk = (path: string, rows: unknown[], key: string, ask: Ask = {}) =>
    api.call('POST', path, { ...ask, body: { rows, reason: 'báo cáo tháng' }, headers: { 'idempotency-key': key, ...ask.headers } });
  const month = (month: string) => api.call('GET', `/v1/headcount?month=${month}&limit=200`);
  const stored = async (which: string) =>
    ((await month(which)).body['items'] as { unit: string; version: number }[]).map(({ unit, version }) => [unit, version]);

  beforeAll(async () => {
    meanwhile = undisturbed;
    api = await freshApi((documents) =>
      Object.assign(Object.create(documents) as typeof documents, {
        send: async (command: never) => {
          await meanwhile((command as unknown) instanceof TransactWriteCommand);
          return documents.send(command);
        },
      }),
    );
    await api.settle();
    await api.must('POST', '/v1/units/bulk', { body: { rows: CODES.map(facts) } });
  });
  afterEach(() => {
    meanwhile = undisturbed;
    api.clock.now = NOW;
    vi.restoreAllMocks();
  });

  it('tells of each row what became of it, and one row’s fault is no other’s', async () => {
    await api.must('PUT', `/v1/units/${CODES[1]}/headcount/2022-01`, { body: people(10) });
    const rows = [
      report(CODES[0] as string, 10),
      report(CODES[1] as string, 11, 1),
      report(CODES[1] as string, 12, 2),
      report(CODES[2] as string, 10, null, 12),
      report(CODES[3] as string, 10, 4),
      report('H49.31', 0),
    ];
    const answer = await bulk('/v1/headcount/2022-01', rows, 'mixed');
    expect(answer.body).toMatchObject({ dryRun: false, created: 2, changed: 1, refused: 3 });
    expect(rowsOf(answer).map(({ index, key, outcome, version, problem }) => [index, key, problem?.code ?? outcome, version])).toEqual([
      [0, CODES[0], 'created', 1],
      [1, CODES[1], 'changed', 2],
      [2, CODES[1], 'duplicate-row', null],
      [3, CODES[2], 'closing-does-not-add-up', null],
      [4, CODES[3], 'stale-version', null],
      [5, 'H49.31', 'created', 1],
    ]);
    expect(rowsOf(answer)[3]?.problem).toEqual({
      code: 'closing-does-not-add-up',
      field: 'categories.0.closing',
      message: 'Cuối kỳ không khớp: đầu kỳ 10, tăng giảm 0, phải là 10 nhưng báo cáo 12.',
      data: { category: 'employee-budget', opening: 10, movement: 0, expected: 10, closing: 12 },
    });
    const english = await bulk('/v1/headcount/2022-01', rows, 'mixed', { headers: { 'accept-language': 'en' } });
    expect(rowsOf(english)[3]?.problem?.message).toMatch(/^The closing does not add up: opening 10/);
    expect(await stored('2022-01')).toEqual([
      ['H49.31', 1],
      [CODES[0], 1],
      [CODES[1], 2],
    ]);
  });

  it('of which one row is malformed changes nothing at all, and names the row', async () => {
    const before = await api.dump();
    const rows = [
      report(CODES[0] as string, 10),
      { ...report(CODES[1] as string, 10), categories: [{ category: 'employee-budget', opening: -1, closing: 1.5 }] },
    ];
    const answer = await bulk('/v1/headcount/2022-02', rows, 'malformed');
    expect([answer.status, problemOf(answer).errors?.map(({ field }) => field)]).toEqual([
      400,
      ['rows.1.categories.0.opening', 'rows.1.categories.0.closing'],
    ]);
    const unversioned = await bulk('/v1/headcount/2022-02', [{ unit: CODES[0], ...people(1) }], 'malformed');
    expect(problemOf(unversioned).errors).toMatchObject([{ field: 'rows.0.version' }]);
    expect(await api.dump()).toEqual(before);
  });

  it('has 1 to 5,000 rows and at most 2 MB', async () => {
    const before = await api.dump();
    expect(problemOf(await bulk('/v1/headcount/2022-02', [], 'caps')).errors).toMatchObject([{ field: 'rows', code: 'too-small' }]);
    const many = Array.from({ length: 5001 }, () => ({ unit: 'H49.99', version: null, categories: [] }));
    expect(problemOf(await bulk('/v1/headcount/2022-02', many, 'caps'))).toMatchObject({
      status: 400,
      errors: [{ field: 'rows', code: 'too-big' }],
    });
    const large = [{ ...report(CODES[0] as string, 1), note: 'x'.repeat(2 * 1024 * 1024) }];
    expect(problemOf(await bulk('/v1/headcount/2022-02', large, 'caps'))).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(await api.dump()).toEqual(before);
    expect((await bulk('/v1/headcount/2022-02', many.slice(0, 5000), 'caps')).body).toMatchObject({ created: 0, refused: 5000 });
  });

  it('as a dry run answers what would change, before and after, and writes nothing', async () => {
    await api.must('PUT', `/v1/units/${CODES[1]}/headcount/2022-03`, { body: people(10) });
    const before = await api.dump();
    const rows = [report(CODES[0] as string, 10), report(CODES[1] as string, 11, 1), report('H49.99', 1)];
    const answer = await bulk('/v1/headcount/2022-03?dryRun=true', rows, 'dry');
    expect(answer.body).toMatchObject({ dryRun: true, created: 1, changed: 1, refused: 1 });
    expect(rowsOf(answer)[1]).toMatchObject({
      before: { version: 1, categories: [{ opening: 10 }] },
      after: { version: 2, categories: [{ opening: 11 }] },
    });
    expect(await api.dump()).toEqual(before);
    expect((await bulk('/v1/headcount/2022-03?dryRun=false', rows, 'dry')).body).toMatchObject({
      dryRun: false,
      created: 1,
      changed: 1,
      refused: 1,
    });
    expect((await bulk('/v1/headcount/2022-03?dryRun=yes', rows, 'dry-2')).status).toBe(400);
  });

  it('of units that build on one another is rehearsed as it would go', async () => {
    const before = await api.dump();
    const rows = [facts('H49.31.D1'), { ...facts('H49.31.D1.01'), parent: 'H49.31.D1' }, { ...facts('H49.31.D2.01'), parent: 'H49.31.D2' }];
    const rehearsed = rowsOf(await bulk('/v1/units/bulk?dryRun=true', rows, 'tree')).map(({ outcome }) => outcome);
    expect(rehearsed).toEqual(['created', 'created', 'refused']);
    expect(await api.dump()).toEqual(before);
    expect(rowsOf(await bulk('/v1/units/bulk', rows, 'tree')).map(({ outcome }) => outcome)).toEqual(rehearsed);
  });

  it('that is still under way is answered with 409 and when to come back; then with the one result', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let begun: () => void = () => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    let writes = 0;
    meanwhile = async (isWrite) => {
      if (!isWrite || (writes += 1) === 1) return;
      begun();
      await held;
    };
    const rows = CODES.slice(0, 40).map((unit) => report(unit, 5));
    const first = bulk('/v1/headcount/2022-04', rows, 'twice-at-once');
    await started;
    const refused = await bulk('/v1/headcount/2022-04', rows, 'twice-at-once');
    release();
    const done = await first;
    expect([done.status, done.body['created']]).toEqual([200, 40]);
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'still-running' });
    expect(refused.headers.get('retry-after')).toBe('15');
    const again = await bulk('/v1/headcount/2022-04', rows, 'twice-at-once');
    expect([again.status, again.text]).toEqual([200, done.text]);
    expect(await stored('2022-04')).toEqual(CODES.slice(0, 40).map((unit) => [unit, 1]));
  });

  it('whose process died is taken up after its lease, skips what is done and does the rest', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const rows = CODES.map((unit) => report(unit, 7));
    const ask = () => bulk('/v1/headcount/2022-05', rows, 'crash');
    // The request record and two of five chunks are written, then nothing answers any more.
    let left = 3;
    meanwhile = (isWrite) => {
      if (left === 0 || (isWrite && left-- === 0)) throw new Error('the process is gone');
    };
    expect((await ask()).status).toBe(500);
    meanwhile = undisturbed;
    const done = await stored('2022-05');
    // Two chunks of thirty rows, or one of them and the last one of ten: which go together is not promised.
    expect([60, 40]).toContain(done.length);
    const early = await ask();
    expect(problemOf(early)).toMatchObject({ status: 409, code: 'still-running' });
    api.clock.now = NOW + Number(early.headers.get('retry-after')) * 1000;
    const answer = await ask();
    expect(answer.body).toMatchObject({ created: COUNT, changed: 0, refused: 0 });
    expect(rowsOf(answer).map(({ index }) => index)).toEqual(rows.map((_, index) => index));
    expect(await stored('2022-05')).toEqual(CODES.map((unit) => [unit, 1]));
    for (const code of [CODES[0], CODES.at(-1)]) {
      const { items } = (await api.call('GET', `/v1/units/${code}/history`)).body as { items: { changes: { record: string }[] }[] };
      expect(items.filter(({ changes }) => changes[0]?.record === 'headcount/2022-05')).toHaveLength(1);
    }
    expect((await ask()).text).toBe(answer.text);
  });

  it('that failed and said so may be repeated at once', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const rows = CODES.map((unit) => report(unit, 8));
    let writes = 0;
    meanwhile = (isWrite) => {
      if (isWrite && (writes += 1) === 3) throw new Error('lost');
    };
    expect((await bulk('/v1/headcount/2022-06', rows, 'failed')).status).toBe(500);
    expect((await bulk('/v1/headcount/2022-06', rows, 'failed')).body).toMatchObject({ created: COUNT, refused: 0 });
    expect(await stored('2022-06')).toHaveLength(COUNT);
  });

  it('names the same unit by an older and a newer code as the same row', async () => {
    const rename = { code: 'H49.31.BNEW', from: '2022-07-01', decision: DECISION };
    await api.must('PATCH', `/v1/units/${CODES[9]}`, { body: rename, headers: { 'if-match': '"1"' } });
    const answer = await bulk('/v1/headcount/2022-07', [report('H49.31.BNEW', 3), report(CODES[9] as string, 4)], 'alias');
    expect(rowsOf(answer).map(({ key, outcome }) => [key, outcome])).toEqual([
      [CODES[9], 'created'],
      [CODES[9], 'refused'],
    ]);
    expect((await api.call('GET', `/v1/units/H49.31.BNEW/headcount/2022-07`)).body).toMatchObject({
      unit: CODES[9],
      categories: [{ opening: 3 }],
    });
  });
});
