import { beforeAll, describe, expect, it } from 'vitest';
import type { AttendanceView } from '../../shared/domain/training/attendance.ts';
import type { Course } from '../../shared/domain/training/course.ts';
import type { Page, PageAsk } from '../../shared/services/page.ts';
import { cancelCourse, reinstateCourse } from '../../shared/services/training/cancel-course.ts';
import { correctCourse } from '../../shared/services/training/correct-course.ts';
import { enrolStaff } from '../../shared/services/training/enrol-staff.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { attendanceHistory, listAttendances, listTrainingOf } from '../../shared/services/training/read-attendances.ts';
import { courseHistory, getCourse, listCourses } from '../../shared/services/training/read-courses.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { type As, HR, freshProvince } from '../support/province.ts';
import {
  COORDINATOR,
  OFFICE,
  S0,
  S1,
  S2,
  completed,
  course,
  left,
  person,
  refusalsOf,
  service,
  trainingProvince,
} from '../support/training.ts';

const PAGE = { limit: 200 };
const hostOf = (unit: string): As => ({ role: 'training-coordinator', units: [unit], id: `host-${unit}` });
const inputOf = ({ id: _id, cancelled: _cancelled, lastYear: _lastYear, version: _version, ...input }: Course) => input;
const enrolled = (staff: string, version: number | null = null) => ({ staff, version, state: 'enrolled' as const });

/** A list read at a page size. */
async function all<T>(read: (page: PageAsk) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await read({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    more = page.next !== null;
    cursor = page.next ?? undefined;
  }
  return items;
}

describe('training', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let t: Awaited<ReturnType<typeof trainingProvince>>;
  const enrol = (
    as: As,
    id: string,
    rows: { staff: string; version: number | null; state: 'enrolled' | 'withdrawn' }[],
    reason: string | null = null,
  ) => enrolStaff(t.who(as), { course: id, rows, reason }, false);
  const CROWD = Array.from({ length: 100 }, (_, index) => `crowd-${String(index).padStart(3, '0')}`);

  beforeAll(async () => {
    province = await freshProvince();
    t = await trainingProvince(province.as, [
      person('a-0', service('2020-01-01', S0)),
      person('a-1', service('2020-01-01', S1)),
      person('b-1', service('2020-01-01', S1)),
      person('a-2', service('2020-01-01', S2)),
      person('gone', service('2020-01-01', S1), left('2025-01-01')),
      person('joins', service('2025-03-10', S1)),
      person('moved', service('2020-01-01', S1), service('2025-04-01', S2, { event: 'transferred' })),
      ...CROWD.map((id) => person(id, service('2020-01-01', S2))),
    ]);
  });

  describe('a course', () => {
    it('is opened by its host, read by every coordinator and HR department, not by finance or the council', async () => {
      const opened = await openCourse(t.who(hostOf(OFFICE)), course());
      expect(opened).toMatchObject({ host: OFFICE, version: 1, cancelled: null, id: expect.stringMatching(/^2025-/) as string });
      for (const who of [HR, hostOf(S1), { role: 'auditor' }, {}] as As[]) expect(await getCourse(t.who(who), opened.id)).toEqual(opened);
      for (const role of ['finance-officer', 'council-supervisor', 'viewer'] as const)
        await expect(getCourse(t.who({ role }), opened.id)).rejects.toMatchObject({ code: 'forbidden' });
      for (const role of ['home-affairs', 'hr-officer', 'auditor'] as const)
        await expect(openCourse(t.who({ role, units: ['H49'] }), course())).rejects.toMatchObject({ code: 'forbidden' });
      await expect(getCourse(province.as({ tenant: 'H50' }), opened.id)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('is refused for a host that is not one’s own, in the same words as for one that does not exist', async () => {
      for (const host of [OFFICE, 'H49.99'])
        await expect(openCourse(t.who(hostOf(S1)), course({ host }))).rejects.toMatchObject({
          code: 'not-found',
          data: { what: host },
          field: 'host',
        });
    });

    it.each([
      [{ end: '2025-03-02' }, 'course-dates'],
      [{ end: '2029-01-01' }, 'course-dates'],
      [{ start: '2028-01-01', end: '2028-01-02' }, 'date-too-far'],
      [{ decision: { number: '9/QĐ', date: '2026-11-24', issuedBy: 'Sở Nội vụ' } }, 'decision-in-future'],
      [{ start: '2019-12-31', end: '2020-01-02' }, 'unit-not-yet-established'],
    ])('with %j is refused', async (more, code) => {
      await expect(t.open(more)).rejects.toMatchObject({ code });
    });

    it('may last to the end of its fourth calendar year', async () => {
      expect(await t.open({ end: '2028-12-31' })).toMatchObject({ lastYear: 2028 });
    });

    it('is corrected with a version, in its own year, as long as it is not cancelled', async () => {
      const opened = await t.open();
      const correct = (more: object, expected: number, as: As = COORDINATOR) =>
        correctCourse(t.who(as), { id: opened.id, input: { ...inputOf(opened), ...more }, expected, reason: 'ghi sai' });
      await expect(correct({ periods: 24 }, 2)).rejects.toMatchObject({ code: 'stale-version' });
      await expect(correct({ start: '2024-12-31' }, 1)).rejects.toMatchObject({ code: 'course-year-fixed' });
      await expect(correct({ periods: 24 }, 1, hostOf(S1))).rejects.toMatchObject({ code: 'not-found' });
      expect(await correct({ periods: 24, end: '2026-01-10' }, 1)).toMatchObject({ version: 2, periods: 24, lastYear: 2026 });
      expect(await correct({ end: '2025-03-28' }, 2)).toMatchObject({ version: 3, lastYear: 2026 });
      const ask = { id: opened.id, reason: 'không đủ người học' };
      await expect(reinstateCourse(t.who(), { ...ask, expected: 3 })).rejects.toMatchObject({ code: 'course-not-cancelled' });
      await expect(cancelCourse(t.who(hostOf(S1)), { ...ask, expected: 3 })).rejects.toMatchObject({ code: 'not-found' });
      await expect(cancelCourse(t.who(), { ...ask, expected: 'unstated' })).rejects.toMatchObject({ code: 'precondition-required' });
      expect(await cancelCourse(t.who(), { ...ask, expected: 3 })).toMatchObject({ cancelled: { on: '2026-11-23', reason: ask.reason } });
      await expect(correct({ periods: 8 }, 4)).rejects.toMatchObject({ code: 'course-cancelled' });
      await expect(cancelCourse(t.who(), { ...ask, expected: 4 })).rejects.toMatchObject({ code: 'course-cancelled' });
      expect(refusalsOf(await t.record(opened.id, [completed('a-1', '2025-03-05')]))).toEqual(['course-cancelled']);
      const verbs = await all((page) => courseHistory(t.who(hostOf(OFFICE)), opened.id, page), 1);
      expect(verbs.map(({ verb }) => verb)).toEqual(['cancel-course', 'correct-course', 'correct-course', 'open-course']);
    });

    it('is listed by year, class, host, day and words without diacritics, at any page size', async () => {
      for (const month of ['01', '05', '09'])
        await t.open({ start: `2024-${month}-06`, end: `2024-${month}-07`, host: S1, class: 'other', title: 'Bồi dưỡng quản lý nhà nước' });
      await t.open({ start: '2024-06-03', end: '2024-06-04' });
      const list = (filters: Omit<Parameters<typeof listCourses>[1], 'year'>, limit = 200) =>
        all((page) => listCourses(t.who(hostOf(S2)), { year: 2024, ...filters }, page), limit);
      expect(await list({})).toHaveLength(4);
      expect(await list({}, 1)).toEqual(await list({}));
      expect((await list({ class: 'other' })).map(({ start }) => start)).toEqual(['2024-01-06', '2024-05-06', '2024-09-06']);
      expect(await list({ under: 'H49.31' })).toHaveLength(3);
      expect(await list({ from: '2024-05-06', to: '2024-06-03' })).toHaveLength(2);
      expect(await list({ q: 'QUAN LY boi' }, 1)).toHaveLength(3);
      expect(await list({ status: 'cancelled' })).toEqual([]);
      await expect(listCourses(t.who({}), { year: 2024, under: 'H49.99' }, PAGE)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('enrolment', () => {
    it('is the own unit’s; somebody else’s people and unknown ones are refused in the same words', async () => {
      const { id } = await t.open();
      const results = await enrol(
        hostOf(S1),
        id,
        ['a-1', 'a-2', 'nobody', 'gone', 'joins', 'moved'].map((staff) => enrolled(staff)),
      );
      expect(refusalsOf(results)).toEqual(['created', 'not-found', 'not-found', 'not-in-service', 'created', 'created']);
      const words = [results[1], results[2]].map((row) => ({ ...row, index: 0, key: '', refusal: { ...row?.refusal, data: {} } }));
      expect(words[0]).toEqual(words[1]);
      // The host keeps courses, not other units' people; HR keeps people, not courses.
      expect(refusalsOf(await enrol(hostOf(OFFICE), id, [enrolled('a-2')]))).toEqual(['not-found']);
      for (const role of ['hr-officer', 'home-affairs'] as const)
        await expect(enrol({ role, units: ['H49'] }, id, [enrolled('a-2')])).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('is of the unit where the person counts when the course begins', async () => {
      const { id } = await t.open({ start: '2025-04-01', end: '2025-04-02' });
      expect(refusalsOf(await enrol(hostOf(S1), id, [enrolled('moved')]))).toEqual(['not-found']);
      expect(refusalsOf(await enrol(hostOf(S2), id, [enrolled('moved')]))).toEqual(['created']);
    });

    it('is withdrawn with a reason until the host has recorded a result', async () => {
      const { id } = await t.open();
      const withdrawn = (version: number | null) => ({ staff: 'a-1', version, state: 'withdrawn' as const });
      expect(refusalsOf(await enrol(hostOf(S1), id, [withdrawn(1)], 'bận'))).toEqual(['not-found']);
      await enrol(hostOf(S1), id, [enrolled('a-1')]);
      expect(refusalsOf(await enrol(hostOf(S1), id, [withdrawn(1)]))).toEqual(['training-correction-needs-reason']);
      expect(refusalsOf(await enrol(hostOf(S1), id, [withdrawn(1)], 'bận'))).toEqual(['changed']);
      expect(refusalsOf(await t.record(id, [completed('a-1', '2025-03-05', 2)], null, hostOf(OFFICE)))).toEqual(['enrolment-withdrawn']);
      expect(refusalsOf(await enrol(hostOf(S1), id, [enrolled('a-1', 2)]))).toEqual(['changed']);
      expect(refusalsOf(await t.record(id, [completed('a-1', '2025-03-05', 3)], null, hostOf(OFFICE)))).toEqual(['changed']);
      expect(refusalsOf(await enrol(hostOf(S1), id, [withdrawn(4)], 'bận'))).toEqual(['attendance-recorded']);
      expect(refusalsOf(await enrol(hostOf(S1), id, [enrolled('a-1', 4)]))).toEqual(['attendance-recorded']);
    });
  });

  describe('attendance', () => {
    it('is recorded by the host: of its own people, and of whom their own unit enrolled', async () => {
      const { id } = await t.open({ host: S1 });
      await enrol(hostOf(S2), id, [enrolled('a-2')]);
      const day = '2025-03-05';
      const rows = [completed('a-1', day), completed('a-2', day, 1), completed('a-0', day), completed('nobody', day)];
      const results = await t.record(id, rows, null, hostOf(S1));
      expect(refusalsOf(results)).toEqual(['created', 'changed', 'not-found', 'not-found']);
      expect(results[2]?.refusal?.data).toEqual({ what: 'a-0' });
      await expect(t.record(id, rows, null, hostOf(S2))).rejects.toMatchObject({ code: 'not-found' });
      await expect(recordAttendance(t.who(HR), { course: id, rows, reason: null }, false)).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('needs a day in the course, in service and not after today', async () => {
      const { id } = await t.open({ host: S1, start: '2026-11-02', end: '2026-12-20' });
      const result = async (more: object, staff = 'a-1') =>
        refusalsOf(await t.record(id, [{ ...completed(staff, '2026-11-23'), ...more }], null, hostOf(S1)))[0];
      expect(await result({ completedOn: '2026-11-24' })).toBe('completed-in-future');
      expect(await result({ completedOn: '2026-11-01' })).toBe('completed-outside-course');
      expect(await result({ completedOn: null })).toBe('completion-day');
      expect(await result({ state: 'not-completed' })).toBe('completion-day');
      expect(await result({ state: 'not-completed', completedOn: null, certificate: 'CC-1' })).toBe('completion-day');
      expect(await result({}, 'gone')).toBe('not-in-service');
      expect(await result({})).toBe('created');
      const later = await t.open({ host: S1, start: '2026-12-01', end: '2026-12-20' });
      const absent = { ...completed('a-1', ''), state: 'not-completed' as const, completedOn: null };
      expect(refusalsOf(await t.record(later.id, [absent], null, hostOf(S1)))).toEqual(['course-not-begun']);
    });

    it('is corrected with its version and a reason; a stale version and a second creation are refused', async () => {
      const { id } = await t.open();
      const result = async (row: ReturnType<typeof completed>, reason: string | null = null) =>
        refusalsOf(await t.record(id, [row], reason))[0];
      expect(await result(completed('a-1', '2025-03-05', 1))).toBe('stale-version');
      expect(await result(completed('a-1', '2025-03-05'))).toBe('created');
      expect(await result(completed('a-1', '2025-03-06'))).toBe('already-exists');
      expect(await result(completed('a-1', '2025-03-06', 1))).toBe('training-correction-needs-reason');
      expect(await result(completed('a-1', '2025-03-06', 1), 'ghi sai ngày')).toBe('changed');
      expect(await result(completed('a-1', '2025-03-07', 1), 'ghi sai ngày')).toBe('stale-version');
    });

    it('is listed at any page size: all of it for its host, the own people for others, and what no longer fits is marked', async () => {
      const opened = await t.open({ end: '2026-02-10' });
      const id = opened.id;
      await enrol(
        hostOf(S2),
        id,
        [...CROWD.slice(0, 20), 'a-2'].map((staff) => enrolled(staff)),
      );
      await t.record(id, [completed('a-1', '2026-02-05'), completed('b-1', '2025-12-31'), completed('a-2', '2026-01-01', 1)]);
      const list = (as: As, limit = 200) => all<AttendanceView>((page) => listAttendances(t.who(as), id, page), limit);
      const whole = await list(hostOf(OFFICE));
      expect(whole.map(({ staff }) => staff)).toEqual(['a-1', 'a-2', 'b-1', ...CROWD.slice(0, 20)]);
      expect(whole.slice(0, 4)).toMatchObject([
        { unit: S1, state: 'completed', completedOn: '2026-02-05', version: 1, outsideCourse: false },
        { unit: S2, state: 'completed', completedOn: '2026-01-01', version: 2 },
        { completedOn: '2025-12-31' },
        { state: 'enrolled', completedOn: null },
      ]);
      for (const limit of [1, 7]) expect(await list({ role: 'auditor' }, limit)).toEqual(whole);
      expect((await list({ ...HR, units: [S1] }, 1)).map(({ staff }) => staff)).toEqual(['a-1', 'b-1']);
      expect(await list({ ...HR, units: [S0] })).toEqual([]);
      await correctCourse(t.who(), { id, input: { ...inputOf(opened), end: '2026-01-31' }, expected: 1, reason: 'ghi sai ngày kết thúc' });
      expect((await list({})).filter(({ outsideCourse }) => outsideCourse).map(({ staff }) => staff)).toEqual(['a-1']);
    });

    it('has a history that names nobody else, for its host and the own unit only', async () => {
      const { id } = await t.open();
      await enrol(
        hostOf(S2),
        id,
        CROWD.slice(0, 30).map((staff) => enrolled(staff)),
      );
      await t.record(id, [completed('crowd-003', '2025-03-05', 1)]);
      await t.record(id, [completed('crowd-003', '2025-03-06', 2)], 'ghi sai ngày');
      const read = (as: As) => all((page) => attendanceHistory(t.who(as), id, 'crowd-003', page), 1);
      for (const as of [hostOf(OFFICE), hostOf(S2), { ...HR, units: [S2] }, {}] as As[]) {
        const entries = await read(as);
        expect(entries.map(({ verb, reason }) => [verb, reason])).toEqual([
          ['record-attendance', 'ghi sai ngày'],
          ['record-attendance', null],
          ['enrol-staff', null],
        ]);
        expect(entries.flatMap(({ changes }) => changes.map(({ record }) => record))).toEqual(Array(3).fill('attendance/crowd-003'));
        expect(entries[0]?.changes[0]).toMatchObject({ before: { completedOn: '2025-03-05' }, after: { completedOn: '2025-03-06' } });
      }
      await expect(read({ ...HR, units: [S1] })).rejects.toMatchObject({ code: 'not-found' });
      await expect(attendanceHistory(t.who({}), id, 'crowd-099', PAGE)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('is read person by person by those who may see the person', async () => {
      await t.train({ start: '2023-03-06', end: '2023-03-07' }, ['a-1', '2023-03-07']);
      const { id } = await t.open({ start: '2023-04-03', end: '2023-04-04' });
      await enrol(hostOf(S1), id, [enrolled('a-1')]);
      const of = (as: As, staff: string, limit = 200) => all<AttendanceView>((page) => listTrainingOf(t.who(as), staff, 2023, page), limit);
      expect((await of({ ...HR, units: [S1] }, 'a-1', 1)).map(({ state }) => state)).toEqual(['completed', 'enrolled']);
      expect(await of({}, 'b-1')).toEqual([]);
      for (const [as, staff] of [
        [HR, 'nobody'],
        [{ ...HR, units: [S2] }, 'a-1'],
        [{ tenant: 'H50' }, 'a-1'],
      ] as const)
        await expect(of(as, staff)).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('many rows', () => {
    const day = '2025-03-05';
    const rows = [...CROWD.map((staff) => completed(staff, day)), completed('nobody', day), completed('crowd-000', day)];
    const expected = [...CROWD.map(() => 'created'), 'not-found', 'duplicate-row'];

    it('are rehearsed without a trace, then recorded, and a repeat of the same request changes nothing', async () => {
      const { id } = await t.open();
      const before = await everyItem(province.documents, province.table);
      const ask = { course: id, rows, reason: null };
      const rehearsed = await recordAttendance(t.who(), ask, true);
      expect(refusalsOf(rehearsed)).toEqual(expected);
      expect(rehearsed[0]).toMatchObject({ before: null, after: { unit: S2, state: 'completed', completedOn: day } });
      expect(await everyItem(province.documents, province.table)).toEqual(before);
      const again = () => recordAttendance(t.who({ ...COORDINATOR, key: 'crowd' }), ask, false);
      const first = await again();
      expect(refusalsOf(first)).toEqual(expected);
      const after = await everyItem(province.documents, province.table);
      // The answer was lost: even if the course has been cancelled meanwhile, the repeat tells what was done.
      expect(await again()).toEqual(first);
      expect(await everyItem(province.documents, province.table)).toEqual(after);
      await cancelCourse(t.who(), { id, reason: 'hủy', expected: 1 });
      expect(await again()).toEqual(first);
    });

    it('that broke off after some chunks are finished by a repeat, each row once', async () => {
      const { id } = await t.open();
      const ctx = t.who({ ...COORDINATOR, key: 'broken' });
      let left = 3;
      const broken = new Proxy(ctx.store, {
        get: (store, name) => {
          if (name === 'transact' && (left -= 1) < 0) return () => Promise.reject(new Error('the power failed'));
          const value = Reflect.get(store, name) as unknown;
          return typeof value === 'function' ? (value.bind(store) as unknown) : value;
        },
      });
      const ask = { course: id, rows, reason: null };
      await expect(recordAttendance({ ...ctx, store: broken }, ask, false)).rejects.toThrow('the power failed');
      const some = (await all<AttendanceView>((page) => listAttendances(t.who({}), id, page), 200)).length;
      expect(some).toBeGreaterThan(0);
      expect(some).toBeLessThan(100);
      const later = { ...t.who({ ...COORDINATOR, key: 'broken' }), world: { ...province.world, now: () => province.world.now() + 60_000 } };
      expect(refusalsOf(await recordAttendance(later, ask, false))).toEqual(expected);
      const list = await all<AttendanceView>((page) => listAttendances(t.who({}), id, page), 200);
      expect(list).toHaveLength(100);
      expect(list.every(({ version }) => version === 1)).toBe(true);
    });

    it('of two writers at once are all written, the same person once', async () => {
      const { id } = await t.open();
      const half = (from: number, to: number) =>
        t.record(
          id,
          CROWD.slice(from, to).map((staff) => completed(staff, day)),
        );
      const [one, other] = await Promise.all([half(0, 60), half(40, 100)]);
      const said = [...refusalsOf(one ?? []), ...refusalsOf(other ?? [])];
      expect(said.filter((word) => word === 'created')).toHaveLength(100);
      expect(said.filter((word) => word === 'already-exists')).toHaveLength(20);
    });
  });

  it('leaves the log whole through all of this, each person’s part erasable alone', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
    const logged = items.filter(({ pk, payload }) => String(pk).startsWith('H49#LOG#~COURSE.') && String(payload).includes('attendance/'));
    expect(logged.length).toBeGreaterThan(5);
    for (const { payload, secrets } of logged) {
      expect(String(payload)).not.toContain('completedOn');
      expect(String(secrets)).toContain('completedOn');
    }
  });
});
