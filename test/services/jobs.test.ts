import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Job, KEEP_DAYS, MAX_ATTEMPTS } from '../../shared/domain/jobs/job.ts';
import { type JobRequest } from '../../shared/domain/jobs/kinds.ts';
import { Refusal } from '../../shared/errors.ts';
import { cancelJob } from '../../shared/services/jobs/cancel-job.ts';
import { createJob } from '../../shared/services/jobs/create-job.ts';
import { putPart } from '../../shared/services/jobs/put-part.ts';
import type { ChunkMessage, Queue } from '../../shared/services/jobs/queue.ts';
import { getJob, listJobs, listResults } from '../../shared/services/jobs/read-jobs.ts';
import { runChunk } from '../../shared/services/jobs/run-chunk.ts';
import { startJob } from '../../shared/services/jobs/start-job.ts';
import { sweepJobs } from '../../shared/services/jobs/sweep-jobs.ts';
import { keepHouse } from '../../shared/services/schedule/keep-house.ts';
import { listStaff } from '../../shared/services/staff/list-staff.ts';
import { listAttendances } from '../../shared/services/training/read-attendances.ts';
import { loadHeadcountsOfMonth } from '../../shared/store/headcount.ts';
import { parseLogEntry } from '../../shared/store/log.ts';
import { type Action, Store } from '../../shared/store/store.ts';
import { listTenants } from '../../shared/store/tenants.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { type As, HR, NOW, freshProvince, testWorld } from '../support/province.ts';
import { COORDINATOR, S0, S1, S2, completed, person, service, trainingProvince } from '../support/training.ts';

const PAGE = { limit: 200 };
const MINUTE = 60_000;
const SYSTEM = { role: 'system', id: 'system' } as const satisfies As;

/** Messages as a queue holds them, for the test to deliver. */
class Held implements Queue {
  messages: ChunkMessage[] = [];
  isDown = false;
  send = (messages: readonly ChunkMessage[]): Promise<void> => {
    if (this.isDown) return Promise.reject(new Refusal('busy'));
    this.messages.push(...messages);
    return Promise.resolve();
  };
  take = (): ChunkMessage[] => this.messages.splice(0);
}

/** A process that is killed at a commit: before it, or behind it. */
class Mortal extends Store {
  lives = Infinity;
  behind = false;
  override async transact(actions: readonly Action[], token?: string): Promise<void> {
    this.lives -= 1;
    if (this.lives < 0 || (this.lives === 0 && !this.behind)) throw new Error('killed');
    await super.transact(actions, token);
    if (this.lives === 0) throw new Error('killed');
  }
}

describe('a job', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let t: Awaited<ReturnType<typeof trainingProvince>>;
  const queue = new Held();
  const at = (now: number) => ({ ...testWorld(() => now), newId: province.world.newId });
  const worker = (more: As = {}) => province.as({ ...SYSTEM, ...more });
  const run = (message: ChunkMessage) => runChunk(worker(), queue, message);
  const runAll = async () => {
    for (let message = queue.messages.shift(); message; message = queue.messages.shift()) await run(message);
  };
  let people = 0;
  const staffOf = (unit: string, count: number) =>
    Array.from({ length: count }, () => person(`job-${String((people += 1)).padStart(5, '0')}`, service('2024-01-01', unit)));

  /** A job with its parts there, by an officer of the whole province unless told. */
  async function open(request: JobRequest, parts: readonly (readonly unknown[])[], who: As = HR): Promise<Job> {
    let job = await createJob(province.as(who), request);
    for (const [index, rows] of parts.entries())
      job = await putPart(province.as(who), job.id, { number: index + 1, kind: request.kind, rows });
    return job;
  }
  const start = (job: Job, who: As = HR) =>
    startJob(province.as(who), queue, job.id, { parts: job.parts.length, rows: job.rowCounts.total });
  const staffJob = (...parts: (readonly unknown[])[]) => open({ kind: 'staff', parameters: {}, reason: 'Tiếp nhận hồ sơ' }, parts);
  /** Makes the first part of a job unreadable. */
  const spoil = async (job: Job) => {
    const { store } = province.as();
    const { parts } = JSON.parse(JSON.stringify(await store.get(store.keys.job(job.id)))) as { parts: string };
    const [{ owner } = { owner: '' }] = JSON.parse(parts) as { owner: string }[];
    await province.documents.send(
      new PutCommand({ TableName: province.table, Item: { ...store.keys.part(owner, 0), bytes: Buffer.from('no gzip') } }),
    );
  };
  const progress = (job: Job, who: As = HR) => getJob(province.as(who), job.id);
  const everything = () => everyItem(province.documents, province.table);

  beforeAll(async () => {
    province = await freshProvince();
    t = await trainingProvince(province.as, [person('AA-1', service('2021-01-01', S1)), person('AA-2', service('2021-01-01', S2))]);
  });

  it('takes its rows in parts, works them off chunk by chunk in any order, and says of each row what became of it', async () => {
    const parts = [staffOf(S1, 40), [...staffOf(S2, 3), person('AA-1', service('2024-01-01', S1))], staffOf(S0, 5)];
    const job = await staffJob(...parts);
    expect(job).toMatchObject({
      state: 'open',
      rowCounts: { total: 49, waiting: 49 },
      chunkCounts: { total: 0 },
      createdBy: 'hr-officer-1',
    });
    expect(await start(job)).toMatchObject({ state: 'queued', chunkCounts: { total: 3, waiting: 3, done: 0 } });

    const [first, second, third] = queue.take() as [ChunkMessage, ChunkMessage, ChunkMessage];
    await run(third);
    expect(await progress(job)).toMatchObject({
      state: 'running',
      chunkCounts: { waiting: 2, done: 1 },
      rowCounts: { accepted: 5, waiting: 44 },
    });
    await run(second);
    await run(first);
    const done = await progress(job);
    expect(done).toMatchObject({
      state: 'done',
      chunkCounts: { waiting: 0, done: 3 },
      rowCounts: { accepted: 48, refused: 1, waiting: 0 },
      problem: null,
    });
    expect(done.finishedAt).not.toBeNull();

    const { items } = await listResults(province.as(HR), job.id, undefined, PAGE);
    expect(items.map(({ part, index, key }) => [part, index, key])).toEqual(
      parts.flatMap((rows, part) => rows.map(({ id }, index) => [part + 1, index, id])),
    );
    const refused = await listResults(province.as(HR), job.id, 'refused', PAGE);
    expect(refused.items).toMatchObject([{ part: 2, index: 3, key: 'AA-1', refusal: { code: 'already-exists' } }]);
  });

  it('is logged with whoever asked for it, and each row with the job; its rows are gone from where they waited', async () => {
    const rows = staffOf(S1, 2);
    const job = await staffJob(rows);
    const waiting = (await everything()).filter(({ pk }) => `${pk as string}`.includes(`PART#JOB.${job.id}.1.`));
    expect(waiting).toHaveLength(1);
    await start(job);
    await runAll();
    const left = (await everything()).filter(({ pk }) => `${pk as string}`.includes(`#JOB`) && `${pk as string}`.includes(job.id));
    expect(left.map(({ pk }) => (pk as string).replace(/\.R1\.\w+$/, '.R1')).toSorted()).toEqual([
      `H49#JOB#${job.id}`,
      `H49#PART#JOB.${job.id}.R1`,
    ]);
    expect(left.every(({ expiresAt }) => expiresAt === Math.floor(NOW / 1000) + KEEP_DAYS * 24 * 3600)).toBe(true);
    const { store } = province.as();
    const asked = (await store.all(store.keys.log('~JOBS')))
      .map(parseLogEntry)
      .filter(({ changes }) => changes[0]?.record === `job/${job.id}`);
    expect(asked.map(({ verb, actor }) => [verb, actor])).toEqual([
      ['create-job', 'hr-officer-1'],
      ['start-job', 'hr-officer-1'],
    ]);
    const last = (await store.all(store.keys.log(S1))).map(parseLogEntry).at(-1);
    expect(last).toMatchObject({ request: `job ${job.id} 1`, actor: 'hr-officer-1', role: 'hr-officer', reason: 'Tiếp nhận hồ sơ' });
  });

  it('of another kind goes through the verb of that register', async () => {
    const course = await t.open();
    const enrolments = await open(
      { kind: 'enrolments', parameters: { course: course.id } },
      [[{ staff: 'AA-2', version: null, state: 'enrolled' }]],
      COORDINATOR,
    );
    await start(enrolments, COORDINATOR);
    await runAll();
    const rows = [completed('AA-1', '2025-03-20'), completed('AA-2', '2025-03-21', 1)];
    const attendances = await open(
      { kind: 'attendances', parameters: { course: course.id } },
      [rows.slice(0, 1), rows.slice(1)],
      COORDINATOR,
    );
    await start(attendances, COORDINATOR);
    await runAll();
    const listed = await listAttendances(province.as(COORDINATOR), course.id, PAGE);
    expect(listed.items.map(({ staff, state }) => [staff, state])).toEqual([
      ['AA-1', 'completed'],
      ['AA-2', 'completed'],
    ]);
    const month = { unit: S1, version: null, categories: [{ category: 'contract', opening: 4, increases: {}, decreases: {}, closing: 4 }] };
    const headcount = await open({ kind: 'headcount', parameters: { month: '2025-08' } }, [[month]]);
    await start(headcount);
    await runAll();
    expect(await loadHeadcountsOfMonth(province.as().store, '2025-08')).toHaveLength(1);
    for (const job of [enrolments, attendances, headcount]) {
      const who = job === headcount ? HR : COORDINATOR;
      expect(await progress(job, who)).toMatchObject({ state: 'done', rowCounts: { refused: 0, waiting: 0 } });
    }
  });

  it('whose rows build on those before goes part after part: the next is sent when the one before has ended', async () => {
    const absence = (version: number, type: string, from: string) => [
      { id: 'AA-2', version, change: type === 'absence-begin' ? { type, from, absence: 'study' } : { type, from } },
    ];
    const parts = [
      absence(1, 'absence-begin', '2024-02-01'),
      absence(2, 'absence-end', '2024-06-01'),
      absence(3, 'absence-begin', '2025-02-01'),
    ];
    const job = await open({ kind: 'staff-changes', parameters: {}, reason: 'Đi học' }, parts);
    await start(job);
    expect(queue.messages.map(({ chunk }) => chunk)).toEqual([1]);
    await run(queue.take()[0] as ChunkMessage);
    expect(queue.messages.map(({ chunk }) => chunk)).toEqual([2]);
    // The worker was killed behind the end of its chunk, before it could send the next: its message comes again.
    queue.take();
    await run({ tenant: 'H49', job: job.id, chunk: 1 });
    await runAll();
    expect(await progress(job)).toMatchObject({ state: 'done', rowCounts: { accepted: 3, refused: 0 } });
  });

  it('whose messages come twice, or to two workers at once, has one effect', async () => {
    const rows = staffOf(S1, 70);
    const job = await staffJob(rows);
    await start(job);
    const [message] = queue.take() as [ChunkMessage];
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => run(message)));
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await run(message)).toBeNull();
    expect(await progress(job)).toMatchObject({ state: 'done', rowCounts: { accepted: 70, refused: 0 } });
    const listed = await listStaff(province.as(HR), { unit: S1 }, PAGE);
    const ids = new Set(rows.map(({ id }) => id));
    expect(listed.items.filter(({ id }) => ids.has(id))).toHaveLength(70);
    const items = await everything();
    expect([...chainFaults(items, 'H49'), ...historyFaults(items, 'H49')]).toEqual([]);
  });

  it.for([
    ['before a commit', false],
    ['behind a commit', true],
  ] as const)('whose worker is killed %s again and again ends as if it had not been', async ([, behind]) => {
    const rows = staffOf(S2, 65);
    const job = await staffJob(rows);
    await start(job);
    const [message] = queue.take() as [ChunkMessage];
    const { documents, table } = province;
    let kills = 0;
    for (let over = false, now = NOW; !over; now += 4_000) {
      const store = Object.assign(new Mortal({ documents, table, world: at(now) }, 'H49'), { lives: 4, behind });
      // A start of its own each time, as on a machine whose power fails: a sweep sends what is open.
      await runChunk({ ...worker({ world: at(now) }), store }, queue, message).catch(() => (kills += 1));
      over = (await progress(job)).finishedAt !== null;
    }
    expect(kills).toBeGreaterThan(1);
    expect(await progress(job)).toMatchObject({ state: 'done', rowCounts: { accepted: 65, refused: 0 } });
    const versions = (await listResults(province.as(HR), job.id, undefined, PAGE)).items.map(({ version }) => version);
    expect(versions).toEqual(rows.map(() => 1));
  });

  it('that was stored as started but never sent goes on when it is started again, or when the sweep finds it standing still', async () => {
    const [job, other] = [await staffJob(staffOf(S1, 1)), await staffJob(staffOf(S1, 1))];
    queue.isDown = true;
    await expect(start(job)).rejects.toMatchObject({ code: 'busy' });
    await expect(start(other)).rejects.toMatchObject({ code: 'busy' });
    queue.isDown = false;
    expect(queue.messages).toEqual([]);
    await start(job);
    expect(queue.take().map(({ job: id }) => id)).toEqual([job.id]);
    expect(await sweepJobs(worker({ world: at(NOW + 14 * MINUTE) }), queue)).toBe(0);
    const undone = await keepHouse(
      [worker({ world: at(NOW + 15 * MINUTE), tenant: 'H51' }), worker({ world: at(NOW + 15 * MINUTE) })],
      queue,
    );
    expect(undone).toEqual([]);
    expect(queue.messages.map(({ job: id }) => id)).toEqual([job.id, other.id]);
    await runAll();
    for (const one of [job, other]) expect(await progress(one)).toMatchObject({ state: 'done' });
    expect(await sweepJobs(worker({ world: at(NOW + 60 * MINUTE) }), queue)).toBe(0);
  });

  it('is closed by the sweep when its worker was killed between its last chunk and its end', async () => {
    const job = await staffJob(staffOf(S1, 1));
    await start(job);
    const { documents, table, world } = province;
    // Begun, request record, rows, request done, chunk ended; then nothing any more.
    const store = Object.assign(new Mortal({ documents, table, world }, 'H49'), { lives: 5, behind: true });
    await expect(runChunk({ ...worker(), store }, queue, queue.take()[0] as ChunkMessage)).rejects.toThrow('killed');
    expect(await progress(job)).toMatchObject({ state: 'running', chunkCounts: { done: 1 } });
    expect(await sweepJobs(worker(), queue)).toBe(0);
    expect(await progress(job)).toMatchObject({ state: 'done' });
  });

  it('that is cancelled begins no further chunk, keeps what is written, and does not start again', async () => {
    const job = await staffJob(staffOf(S1, 2), staffOf(S1, 3));
    await start(job);
    const [first, second] = queue.take() as [ChunkMessage, ChunkMessage];
    await run(first);
    expect(await cancelJob(province.as(HR), job.id, 'Gửi nhầm tệp')).toMatchObject({
      state: 'cancelled',
      rowCounts: { accepted: 2, waiting: 3 },
    });
    expect(await run(second)).toBeNull();
    expect(await cancelJob(province.as(HR), job.id, null)).toMatchObject({ state: 'cancelled', rowCounts: { accepted: 2, waiting: 3 } });
    await expect(start(job)).rejects.toMatchObject({ code: 'job-over' });
    expect(await sweepJobs(worker({ world: at(NOW + 60 * MINUTE) }), queue)).toBe(0);
    const done = await staffJob(staffOf(S1, 1));
    await start(done);
    await runAll();
    await expect(cancelJob(province.as(HR), done.id, null)).rejects.toMatchObject({ code: 'job-over' });
    await expect(putPart(province.as(HR), done.id, { number: 2, kind: 'staff', rows: staffOf(S1, 1) })).rejects.toMatchObject({
      code: 'job-not-open',
    });
  });

  it('is carried out with the rights of whoever created it, judged row by row when its turn comes', async () => {
    const officer = { role: 'hr-officer', units: ['H49.31'], id: 'officer-31' } as const;
    const job = await open({ kind: 'staff', parameters: {} }, [[...staffOf(S1, 1), ...staffOf(S0, 1)]], officer);
    await start(job, officer);
    await runAll();
    const { items } = await listResults(province.as(officer), job.id, undefined, PAGE);
    expect(items.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(['created', 'not-found']);
    await expect(createJob(province.as(COORDINATOR), { kind: 'staff', parameters: {} })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createJob(province.as({ role: 'home-affairs' }), { kind: 'staff', parameters: {} })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const elsewhere = await t.open({ host: S0 });
    const stranger = { role: 'training-coordinator', units: ['H49.31'] } as const;
    await expect(createJob(province.as(stranger), { kind: 'attendances', parameters: { course: elsewhere.id } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is seen by whoever created it and by those who read everything; to others, and to another province, it does not exist', async () => {
    const job = await staffJob(staffOf(S1, 1));
    const own = { ...HR, id: 'hr-officer-1' };
    for (const who of [own, { role: 'home-affairs' }, { role: 'auditor' }] as const) expect((await progress(job, who)).id).toBe(job.id);
    for (const who of [
      { ...HR, id: 'another' },
      { ...own, tenant: 'H50' },
      { role: 'auditor', tenant: 'H50' },
    ] as const) {
      await expect(progress(job, who)).rejects.toMatchObject({ code: 'not-found' });
      await expect(listResults(province.as(who), job.id, undefined, PAGE)).rejects.toMatchObject({ code: 'not-found' });
      expect((await listJobs(province.as(who), PAGE)).items).toEqual([]);
    }
    await expect(start(job, { ...HR, id: 'another' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(cancelJob(province.as({ role: 'home-affairs' }), job.id, null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(progress(job, { role: 'viewer' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(run({ tenant: 'H49', job: job.id, chunk: 1 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(runChunk(worker({ tenant: 'H50' }), queue, { tenant: 'H50', job: job.id, chunk: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('with a part that cannot be read is given up after five attempts, and says so; its other chunks are carried out', async () => {
    const job = await staffJob(staffOf(S1, 2), staffOf(S1, 3));
    await spoil(job);
    await start(job);
    const [poison, good] = queue.take() as [ChunkMessage, ChunkMessage];
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      expect(await progress(job)).toMatchObject({ problem: null });
      await expect(run(poison)).rejects.toThrow('incorrect header check');
    }
    expect(await run(poison)).toBeNull();
    await run(good);
    expect(await progress(job)).toMatchObject({
      state: 'failed',
      chunkCounts: { failed: 1, done: 1 },
      rowCounts: { accepted: 3, refused: 2 },
      problem: { code: 'job-gave-up', data: { chunk: 1, attempts: 5 } },
    });
  });

  it('whose rows build on those before goes on behind a part that was given up', async () => {
    const change = { type: 'absence-begin', from: '2025-03-01', absence: 'study' };
    const rows = staffOf(S2, 1);
    const made = await staffJob(rows);
    await start(made);
    await runAll();
    const parts = [[{ id: 'unread', version: 1, change }], [{ id: rows[0]?.id, version: 1, change }]];
    const job = await open({ kind: 'staff-changes', parameters: {} }, parts);
    await spoil(job);
    await start(job);
    const [poison] = queue.take() as [ChunkMessage];
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) await expect(run(poison)).rejects.toThrow('incorrect header check');
    await runAll();
    expect(await progress(job)).toMatchObject({ state: 'failed', chunkCounts: { failed: 1, done: 1 }, rowCounts: { accepted: 1 } });
  });

  it('a chunk of which is refused as a whole fails with that reason at once', async () => {
    const course = await t.open();
    const job = await open(
      { kind: 'enrolments', parameters: { course: course.id } },
      [[{ staff: 'AA-1', version: null, state: 'enrolled' }]],
      COORDINATOR,
    );
    await start(job, COORDINATOR);
    const { pk, sk } = province.as().store.keys.course(course.id);
    const { Put } = { Put: await province.as().store.get({ pk, sk }) };
    await province.as().store.transact([province.as().store.remove({ pk, sk })]);
    await runAll();
    if (Put) await province.documents.send(new PutCommand({ TableName: province.table, Item: Put }));
    expect(await progress(job, COORDINATOR)).toMatchObject({ state: 'failed', problem: { code: 'not-found' } });
  });

  it('begins only when every part is there and as many rows as were sent; a part sent again replaces itself', async () => {
    const job = await createJob(province.as(HR), { kind: 'staff', parameters: {} });
    const put = (number: number, rows: readonly unknown[], kind: 'staff' | 'headcount' = 'staff') =>
      putPart(province.as(HR), job.id, { number, kind, rows });
    const begin = (parts: number, rows: number) => startJob(province.as(HR), queue, job.id, { parts, rows });
    await expect(begin(1, 1)).rejects.toMatchObject({ code: 'job-parts-differ', data: { parts: 0, rows: 0 } });
    await put(2, staffOf(S1, 2));
    await expect(begin(1, 2)).rejects.toMatchObject({ code: 'job-part-missing', data: { part: 1 } });
    await put(1, staffOf(S1, 3));
    expect(await put(1, staffOf(S1, 1))).toMatchObject({
      parts: [
        { number: 1, rows: 1 },
        { number: 2, rows: 2 },
      ],
      rowCounts: { total: 3 },
    });
    await expect(begin(2, 4)).rejects.toMatchObject({ code: 'job-parts-differ', data: { statedRows: 4, rows: 3 } });
    await expect(put(3, [{}], 'headcount')).rejects.toMatchObject({ code: 'job-kind-differs' });
    expect(queue.messages).toEqual([]);
    await begin(2, 3);
    await runAll();
    expect(await getJob(province.as(HR), job.id)).toMatchObject({ state: 'done', rowCounts: { accepted: 3 } });
  });

  it('takes 200,000 rows and refuses the next', async () => {
    const job = await createJob(province.as(HR), { kind: 'staff', parameters: {} });
    const rows = Array.from({ length: 5_000 }, () => 0);
    const put = (number: number, some: readonly unknown[]) => putPart(province.as(HR), job.id, { number, kind: 'staff', rows: some });
    // Parts that arrive together take turns.
    for (let number = 1; number <= 40; number += 4) await Promise.all([0, 1, 2, 3].map((more) => put(number + more, rows)));
    await expect(put(41, [0])).rejects.toMatchObject({ code: 'job-too-many-rows', data: { rows: 200_001, limit: 200_000 } });
    expect(await cancelJob(province.as(HR), job.id, null)).toMatchObject({ state: 'cancelled', rowCounts: { total: 200_000 } });
  });

  it('is listed, newest first, and its results are paged one by one as all at once', async () => {
    const officer = { ...HR, id: 'pages' };
    const made: Job[] = [];
    for (const count of [2, 1, 3]) made.push(await open({ kind: 'staff', parameters: {} }, [staffOf(S1, count), staffOf(S1, 1)], officer));
    const last = made.at(-1) as Job;
    await start(last, officer);
    await runAll();
    const read = async <T>(page: (cursor?: string) => Promise<{ items: T[]; next: string | null }>) => {
      const items: T[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const { items: some, next } = await page(cursor);
        expect(some).toHaveLength(1);
        items.push(...some);
        more = next !== null;
        cursor = next ?? undefined;
      }
      return items;
    };
    const whole = await listJobs(province.as(officer), PAGE);
    expect(whole.items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
    expect(await read((cursor) => listJobs(province.as(officer), { limit: 1, cursor }))).toEqual(whole.items);
    for (const outcome of [undefined, 'created'] as const) {
      const results = await listResults(province.as(officer), last.id, outcome, PAGE);
      expect(results.items).toHaveLength(4);
      expect(await read((cursor) => listResults(province.as(officer), last.id, outcome, { limit: 1, cursor }))).toEqual(results.items);
    }
    expect(await listResults(province.as(officer), last.id, 'changed', PAGE)).toEqual({ items: [], next: null });
  });

  it('is gone after a week, also where the table has not dropped it yet', async () => {
    const job = await staffJob(staffOf(S1, 1));
    const later = (days: number) => ({ ...HR, world: at(NOW + days * 24 * 60 * MINUTE) });
    expect((await progress(job, later(KEEP_DAYS))).id).toBe(job.id);
    await expect(progress(job, later(KEEP_DAYS + 1))).rejects.toMatchObject({ code: 'not-found' });
    expect((await listJobs(province.as(later(KEEP_DAYS + 1)), PAGE)).items).toEqual([]);
  });

  it('is found by a schedule that knows every province, each listed with its first unit', async () => {
    expect(await listTenants(province.as().store)).toEqual(['H49']);
  });
});
