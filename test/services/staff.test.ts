import { beforeAll, describe, expect, it } from 'vitest';
import type { StaffChange, StaffEntry } from '../../shared/domain/staff-change-input.ts';
import type { StaffView } from '../../shared/domain/staff-view.ts';
import type { Expected } from '../../shared/services/expected.ts';
import { changeStaff, changeStaffBulk } from '../../shared/services/staff/change-staff.ts';
import { correctStaff } from '../../shared/services/staff/correct-staff.ts';
import { createStaff, createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { getStaff } from '../../shared/services/staff/read-staff.ts';
import { staffHistory } from '../../shared/services/staff/staff-history.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { type As, HR, NOW, freshProvince, settle } from '../support/province.ts';
import { assignment, entryOf, service } from '../support/staff.ts';

const [SCHOOL, OTHER, HIGH, DEPARTMENT] = ['H49.31.11', 'H49.31.12', 'H49.02.01', 'H49.02'] as const;
const DISTRICT_HR = { role: 'hr-officer', units: ['H49.31'] } as const satisfies As;
const EDUCATION_HR = { role: 'hr-officer', units: ['H49.02'] } as const satisfies As;
const PAGE = { limit: 50 };

describe('staff', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const create = (entry: StaffEntry, as: As = {}) => createStaff(province.as({ ...HR, ...as }), entry, null);
  const change = (id: string, version: Expected, what: StaffChange, as: As = {}, reason: string | null = null) =>
    changeStaff(province.as({ ...HR, ...as }), id, what, version, reason);
  const view = (id: string, when: { asOf?: string; knownAt?: string } = {}, as: As = {}) =>
    getStaff(province.as(as), id, when) as Promise<StaffView>;
  const person = async (unit: string = SCHOOL, more: Partial<StaffEntry> = {}) => (await create(entryOf(unit, more))).id;

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  describe('on entry', () => {
    it('get an id of ours or keep the unit’s own, and are read with their statutory retirement', async () => {
      const made = await create(entryOf(SCHOOL, { id: 'NV-1', birth: '1969-05' }));
      expect(made).toMatchObject({ id: 'NV-1', version: 1 });
      expect(await view('NV-1')).toMatchObject({
        unit: SCHOOL,
        placement: 'direct',
        complete: true,
        retirement: { lastDay: '2026-05-31', postFreeFrom: '2026-06' },
      });
      expect((await create(entryOf(SCHOOL))).id).toMatch(/^01TEST/);
      await expect(create(entryOf(OTHER, { id: 'NV-1' }))).rejects.toMatchObject({ code: 'already-exists' });
    });

    it('are there from the first day and not the day before', async () => {
      const id = await person();
      expect((await view(id, { asOf: '2020-12-31' })).period).toBeNull();
      expect((await view(id, { asOf: '2021-01-01' })).period).toMatchObject({ state: 'in-service' });
    });

    it('without a main assignment before a later period are refused in bulk as alone', async () => {
      const periods = [
        service(SCHOOL, '2021-01-01', { assignments: [assignment(SCHOOL, 'seconded')] }),
        service(OTHER, '2022-01-01', { event: 'reassigned' }),
      ];
      const { id, ...entry } = entryOf(SCHOOL, { periods });
      const [row] = await createStaffBulk(province.as(HR), { rows: [{ ...entry, id: `${id}-bulk` }], reason: null }, false);
      expect(row).toMatchObject({ outcome: 'refused', refusal: { code: 'one-main-assignment', field: 'periods.0.assignments' } });
    });

    it.for<[string, Partial<StaffEntry>, string, string]>([
      [
        'without a main assignment',
        { periods: [service(SCHOOL, '2021-01-01', { assignments: [assignment(SCHOOL, 'seconded')] })] },
        'one-main-assignment',
        'periods.0.assignments',
      ],
      [
        'with two main assignments',
        { periods: [service(SCHOOL, '2021-01-01', { assignments: [assignment(SCHOOL), assignment(OTHER)] })] },
        'one-main-assignment',
        'periods.0.assignments',
      ],
      [
        'twice at one unit',
        { periods: [service(SCHOOL, '2021-01-01', { assignments: [assignment(SCHOOL), assignment(SCHOOL, 'concurrent')] })] },
        'unit-assigned-twice',
        'periods.0.assignments.1.unit',
      ],
      [
        'seconded to two units',
        {
          periods: [
            service(SCHOOL, '2021-01-01', {
              assignments: [assignment(SCHOOL), assignment(OTHER, 'seconded'), assignment(HIGH, 'seconded')],
            }),
          ],
        },
        'one-secondment',
        'periods.0.assignments',
      ],
      [
        'owing a title standard without a date',
        {
          periods: [
            service(SCHOOL, '2021-01-01', {
              assignments: [assignment(SCHOOL, 'main', { titleStandard: { state: 'owed', date: null, basis: null } })],
            }),
          ],
        },
        'owed-by-when',
        'periods.0.assignments.0.titleStandard.date',
      ],
      ['before the unit lived', { periods: [service(SCHOOL, '2019-12-31')] }, 'unit-not-yet-established', 'periods.0.assignments.0.unit'],
      ['at a unit that there is not', { periods: [service('H49.77')] }, 'not-found', 'periods.0.assignments.0.unit'],
      ['after the end of next year', { periods: [service(SCHOOL, '2028-01-01')] }, 'date-too-far', 'periods.0.from'],
      ['under 15', { birth: '2006-02' }, 'age-out-of-range', 'periods.0.from'],
      ['over 90', { birth: '1930-12' }, 'age-out-of-range', 'periods.0.from'],
      [
        'with a first period that is a transfer',
        { periods: [service(SCHOOL, '2021-01-01', { event: 'transferred' })] },
        'event-does-not-fit',
        'periods.0.event',
      ],
      [
        'with periods out of order',
        { periods: [service(SCHOOL, '2022-01-01'), service(SCHOOL, '2021-01-01', { event: 'reassigned' })] },
        'periods-not-in-order',
        'periods.1.from',
      ],
      [
        'gone before they came',
        { periods: [{ from: '2021-01-01', state: 'left', reason: 'resigned', policy: null }] },
        'leaves-without-service',
        'periods.0.state',
      ],
    ])('are refused %s', async ([, more, code, field]) => {
      await expect(create(entryOf(SCHOOL, more))).rejects.toMatchObject({ code, field });
    });

    it('are 15 to 90 years old to the month', async () => {
      for (const birth of ['2006-01', '1931-01']) await expect(create(entryOf(SCHOOL, { birth }))).resolves.toMatchObject({ birth });
    });

    it('in bulk stand or fall row by row, and a repeat changes nothing', async () => {
      const rows = [
        entryOf(SCHOOL, { id: 'B-1' }),
        entryOf('H49.77', { id: 'B-2' }),
        entryOf(OTHER, { id: 'B-1' }),
        entryOf(SCHOOL, { id: 'B-4', birth: '2010' }),
        entryOf(OTHER),
      ];
      const ask = () => createStaffBulk(province.as({ ...HR, key: 'entry' }), { rows, reason: 'Tiếp nhận sổ cũ' }, false);
      const results = await ask();
      expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
        'created',
        'not-found',
        'duplicate-row',
        'age-out-of-range',
        'created',
      ]);
      expect(await ask()).toEqual(results);
      const dry = await createStaffBulk(province.as(HR), { rows: [entryOf(SCHOOL, { id: 'B-9' })], reason: null }, true);
      expect(dry).toMatchObject([{ outcome: 'created', before: null, after: { id: 'B-9' } }]);
      await expect(view('B-9')).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  it('of one large unit go in one request', async () => {
    const rows = Array.from({ length: 300 }, () => entryOf('H49.31.01'));
    const results = await createStaffBulk(province.as(HR), { rows, reason: null }, false);
    expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(300);
  });

  describe('when transferred', () => {
    const transfer = (unit: string, from: string, more: Partial<Extract<StaffChange, { type: 'transfer' }>> = {}): StaffChange => ({
      type: 'transfer',
      from,
      unit,
      position: null,
      titleStandard: null,
      ...more,
    });

    it('are at the old unit until the day before and at the new one from the day, also in the future', async () => {
      const id = await person();
      await change(id, 1, transfer(OTHER, '2027-03-01'));
      expect(await view(id)).toMatchObject({ unit: SCHOOL });
      expect(await view(id, { asOf: '2027-02-28' })).toMatchObject({ unit: SCHOOL });
      expect(await view(id, { asOf: '2027-03-01' })).toMatchObject({ unit: OTHER, period: { event: 'transferred' } });
      await expect(change(id, 2, transfer(HIGH, '2028-01-01'))).rejects.toMatchObject({ code: 'date-too-far' });
    });

    it('on 29 February are there on that day and not on 28 February', async () => {
      const id = await person();
      await change(id, 1, transfer(OTHER, '2024-02-29'));
      expect(await view(id, { asOf: '2024-02-28' })).toMatchObject({ unit: SCHOOL });
      expect(await view(id, { asOf: '2024-02-29' })).toMatchObject({ unit: OTHER });
    });

    it('must be changed after the last period: what is recorded is mended by a correction', async () => {
      const id = await person();
      await change(id, 1, transfer(OTHER, '2027-03-01'));
      for (const from of ['2027-03-01', '2026-01-01'])
        await expect(change(id, 2, { type: 'leave', from, leavingReason: 'resigned', policy: null })).rejects.toMatchObject({
          code: 'later-period-recorded',
          data: { last: '2027-03-01' },
        });
      await expect(change(id, 2, transfer(OTHER, '2027-05-01'))).rejects.toMatchObject({ code: 'nothing-to-do' });
    });

    it('keep their secondment unless it was to the new unit, and their absence', async () => {
      const id = await person();
      await change(id, 1, {
        type: 'reassign',
        from: '2022-01-01',
        assignments: [assignment(SCHOOL), assignment(OTHER, 'concurrent'), assignment(DEPARTMENT, 'seconded')],
      });
      await change(id, 2, { type: 'absence-begin', from: '2022-02-01', absence: 'study' });
      const moved = await change(id, 3, transfer(OTHER, '2022-03-01'));
      expect(moved.periods.at(-1)).toMatchObject({
        absence: 'study',
        assignments: [
          { kind: 'main', unit: OTHER },
          { kind: 'seconded', unit: DEPARTMENT },
        ],
      });
    });

    it('need write scope on both units; with one of them they leave and are received under the same id', async () => {
      const id = await person();
      await expect(change(id, 1, transfer(HIGH, '2026-01-01'), DISTRICT_HR)).rejects.toMatchObject({
        code: 'transfer-beyond-scope',
        data: { unit: HIGH },
      });
      await expect(change(id, 1, transfer('H49.02.99', '2026-01-01'), DISTRICT_HR)).rejects.toMatchObject({
        code: 'transfer-beyond-scope',
      });
      await expect(change(id, 1, transfer(HIGH, '2026-01-01'), EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
      await change(id, 1, { type: 'leave', from: '2026-01-01', leavingReason: 'transferred-out', policy: null }, DISTRICT_HR);
      const back: StaffChange = {
        type: 'return',
        from: '2026-01-02',
        event: 'received',
        category: 'employee-budget',
        grade: null,
        assignments: [assignment(HIGH)],
      };
      await expect(change(id, 2, { ...back, assignments: [assignment(OTHER)] }, EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
      for (const guess of [1, 3, 'unstated'] as const)
        await expect(change(id, guess, back, EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
      const resigned = await person();
      await change(resigned, 1, { type: 'leave', from: '2026-01-01', leavingReason: 'resigned', policy: null }, DISTRICT_HR);
      await expect(change(resigned, 2, back, EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
      await change(id, 2, back, EDUCATION_HR);
      const [there, here, all] = [await view(id, {}, EDUCATION_HR), await view(id, {}, DISTRICT_HR), await view(id)];
      expect(there).toMatchObject({ complete: false, unit: HIGH, periods: [{ event: 'received' }] });
      expect(here).toMatchObject({ complete: false, unit: null, period: null, periods: [{ from: '2021-01-01' }, { state: 'left' }] });
      expect(all.periods).toHaveLength(3);
      await expect(change(id, 3, { type: 'absence-begin', from: '2026-02-01', absence: 'study' }, DISTRICT_HR)).rejects.toMatchObject({
        code: 'not-found',
        data: { what: id },
      });
      const texts = JSON.stringify([
        await staffHistory(province.as(EDUCATION_HR), id, PAGE),
        (await unitHistory(province.as(EDUCATION_HR), HIGH, PAGE)).items,
      ]);
      expect(texts).toContain(HIGH);
      expect(texts).not.toContain(SCHOOL);
    });

    it('many at once are logged once a unit, and a stale row is told alone', async () => {
      const rows = Array.from({ length: 20 }, (_, n) => entryOf(OTHER, { id: `M-${n}` }));
      await createStaffBulk(province.as(HR), { rows, reason: null }, false);
      await change('M-7', 1, { type: 'category', from: '2022-01-01', category: 'contract' });
      const moves = rows.map(({ id = '' }) => ({ id, version: 1, change: transfer(SCHOOL, '2026-05-01') }));
      const results = await changeStaffBulk(province.as(HR), { rows: moves, reason: 'Sáp nhập trường' }, false);
      expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(
        rows.map((_, n) => (n === 7 ? 'stale-version' : 'changed')),
      );
      expect(results[7]?.refusal?.field).toBe('version');
    });
  });

  describe('otherwise changed', () => {
    it('go through category, position, absence, leaving and return, each a period of its own', async () => {
      const id = await person();
      const grade = { scale: 'hang', value: 2 } as const;
      await change(id, 1, { type: 'category', from: '2022-01-01', category: 'employee-revenue' });
      await change(id, 2, {
        type: 'reassign',
        from: '2022-02-01',
        grade,
        assignments: [assignment(SCHOOL, 'main', { position: 'GV-TH' })],
      });
      await change(id, 3, { type: 'absence-begin', from: '2022-03-01', absence: 'maternity' });
      await change(id, 4, { type: 'absence-end', from: '2022-09-01' });
      await change(id, 5, { type: 'leave', from: '2023-01-01', leavingReason: 'resigned', policy: null });
      await change(id, 6, {
        type: 'return',
        from: '2024-01-01',
        event: 'recruited-by-exam',
        category: 'contract',
        grade: null,
        assignments: [assignment(OTHER)],
      });
      const { periods } = await view(id);
      expect(periods.map((period) => (period.state === 'left' ? period.reason : [period.event, period.category, period.absence]))).toEqual([
        ['received', 'employee-budget', null],
        ['category-changed', 'employee-revenue', null],
        ['reassigned', 'employee-revenue', null],
        ['absence-began', 'employee-revenue', 'maternity'],
        ['absence-ended', 'employee-revenue', null],
        'resigned',
        ['recruited-by-exam', 'contract', null],
      ]);
      const { items } = await staffHistory(province.as(), id, { limit: 1 });
      expect(items).toMatchObject([
        { version: 7, verb: 'return-staff', actor: 'hr-officer-1', before: { periods: { length: 6 } }, after: { periods: { length: 7 } } },
      ]);
    });

    it.for<[string, StaffChange, string]>([
      ['to the category they have', { type: 'category', from: '2022-01-01', category: 'employee-budget' }, 'nothing-to-do'],
      ['to what they have', { type: 'reassign', from: '2022-01-01' }, 'nothing-to-do'],
      [
        'to another main unit by reassignment',
        { type: 'reassign', from: '2022-01-01', assignments: [assignment(OTHER)] },
        'main-unit-stays',
      ],
      ['back from no absence', { type: 'absence-end', from: '2022-01-01' }, 'not-absent'],
      [
        'back without having left',
        { type: 'return', from: '2022-01-01', event: 'received', category: 'contract', grade: null, assignments: [assignment(SCHOOL)] },
        'still-in-service',
      ],
      [
        'out under a policy that is not named',
        { type: 'leave', from: '2022-01-01', leavingReason: 'streamlined', policy: null },
        'policy-needed',
      ],
      [
        'dismissed under a policy',
        { type: 'leave', from: '2022-01-01', leavingReason: 'dismissed', policy: { decree: '154/2025/NĐ-CP', case: 'Điều 8' } },
        'policy-not-here',
      ],
    ])('cannot go %s', async ([, what, code]) => {
      await expect(change(await person(), 1, what)).rejects.toMatchObject({ code });
    });

    it('retire on the statutory day; the day before needs a policy or a reason', async () => {
      const due = (
        from: string,
        id: string,
        reason: string | null = null,
        policy: { decree: '154/2025/NĐ-CP'; case: string } | null = null,
      ) => change(id, 1, { type: 'leave', from, leavingReason: 'retired', policy }, {}, reason);
      const ids = await Promise.all(Array.from({ length: 4 }, () => person(SCHOOL, { sex: 'male', birth: '1964-10' })));
      await expect(due('2026-04-30', ids[0] ?? '')).rejects.toMatchObject({
        code: 'retired-early',
        data: { from: '2026-04-30', due: '2026-05-01' },
      });
      await expect(due('2026-05-01', ids[0] ?? '')).resolves.toMatchObject({ version: 2 });
      await expect(due('2026-04-30', ids[1] ?? '', 'Nghỉ theo nguyện vọng')).resolves.toMatchObject({ version: 2 });
      await expect(due('2026-04-30', ids[2] ?? '', null, { decree: '154/2025/NĐ-CP', case: 'Điều 8 khoản 1' })).resolves.toMatchObject({
        version: 2,
      });
      await expect(change(ids[1] ?? '', 2, { type: 'category', from: '2027-01-01', category: 'contract' })).rejects.toMatchObject({
        code: 'has-left',
      });
    });

    it('are changed only against the version that is there, and by one of several officers at once', async () => {
      const id = await person();
      const leave: StaffChange = { type: 'leave', from: '2023-01-01', leavingReason: 'resigned', policy: null };
      await expect(change(id, 4, leave)).rejects.toMatchObject({ code: 'stale-version', data: { current: 1, given: 4 } });
      await expect(changeStaff(province.as(HR), id, leave, 'unstated', null)).rejects.toMatchObject({ code: 'precondition-required' });
      const outcomes = await Promise.allSettled(
        [SCHOOL, OTHER, HIGH, DEPARTMENT].map((unit, n) =>
          change(id, 1, n === 0 ? leave : { type: 'transfer', from: '2023-01-01', unit, position: null, titleStandard: null }, {
            id: `hr-${n}`,
          }),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale-version' });
    });

    it('under a repeated key are changed once and get the same answer', async () => {
      const id = await person();
      const ask = () => change(id, 1, { type: 'absence-begin', from: '2022-03-01', absence: 'unpaid' }, { key: 'absence' });
      const first = await ask();
      expect(await ask()).toEqual(first);
      expect(await view(id)).toMatchObject({ version: 2 });
    });
  });

  describe('when corrected', () => {
    const correct = (id: string, version: number, what: Parameters<typeof correctStaff>[2], as: As = {}) =>
      correctStaff(province.as({ ...HR, ...as }), id, what, version);

    it('were always so, while what was known before stays known', async () => {
      const worlds = (day: number) => ({ world: { ...province.world, now: () => NOW + day * 24 * 3_600_000 } });
      const id = await person();
      await change(id, 1, { type: 'transfer', from: '2024-01-01', unit: OTHER, position: null, titleStandard: null }, worlds(1));
      const periods = [service(SCHOOL), service(OTHER, '2024-03-01', { event: 'transferred' })];
      await correct(id, 2, { periods, reason: 'Ghi nhầm ngày điều chuyển' }, worlds(2));
      const on = async (knownAt?: string) => (await view(id, { asOf: '2024-02-01', ...(knownAt ? { knownAt } : {}) }, worlds(3))).unit;
      expect(await on('2026-11-23')).toBe(SCHOOL);
      expect(await on('2026-11-24')).toBe(OTHER);
      expect(await on('2026-11-25')).toBe(SCHOOL);
      expect(await on()).toBe(SCHOOL);
      await expect(view(id, { knownAt: '2026-11-22' })).rejects.toMatchObject({ code: 'not-found' });
      const { items } = await staffHistory(province.as(), id, PAGE);
      expect(items.map(({ verb, reason }) => [verb, reason])).toEqual([
        ['correct-staff', 'Ghi nhầm ngày điều chuyển'],
        ['transfer-staff', null],
        ['create-staff', null],
      ]);
    });

    it('are judged like new ones, and a correction of nothing is refused', async () => {
      const id = await person();
      const reason = 'Nhập nhầm';
      await expect(correct(id, 1, { reason })).rejects.toMatchObject({ code: 'nothing-to-do' });
      await expect(correct(id, 1, { birth: '2007', reason })).rejects.toMatchObject({ code: 'age-out-of-range' });
      await expect(correct(id, 1, { periods: [service('H49.31.01', '2019-01-01')], reason })).rejects.toMatchObject({
        code: 'unit-not-yet-established',
      });
      await expect(correct(id, 9, { birth: '1986', reason })).rejects.toMatchObject({ code: 'stale-version' });
      await expect(correct(id, 1, { birth: '1986', reason }, EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
      expect(await correct(id, 1, { birth: '1986', sex: 'male', reason }, DISTRICT_HR)).toMatchObject({
        birth: '1986',
        sex: 'male',
        version: 2,
      });
    });

    it('keep what the officer who corrects cannot see', async () => {
      const id = await person();
      await change(id, 1, { type: 'leave', from: '2024-01-01', leavingReason: 'transferred-out', policy: null });
      await change(id, 2, {
        type: 'return',
        from: '2024-01-05',
        event: 'received',
        category: 'contract',
        grade: null,
        assignments: [assignment(HIGH)],
      });
      const mended = service(HIGH, '2024-01-06', { category: 'employee-budget' });
      const after = await correct(id, 3, { periods: [mended], reason: 'Ghi nhầm đối tượng' }, EDUCATION_HR);
      expect(after).toMatchObject({ periods: [{ from: '2024-01-06', category: 'employee-budget' }], complete: false });
      expect((await view(id)).periods).toMatchObject([
        { from: '2021-01-01' },
        { state: 'left' },
        { from: '2024-01-06', category: 'employee-budget' },
      ]);
      await expect(
        correct(id, 4, { periods: [service(OTHER, '2022-01-01', { event: 'transferred' }), mended], reason: 'Thử' }, EDUCATION_HR),
      ).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it('tell the officer of the former unit nothing of where the person went', async () => {
      const id = await person();
      await change(id, 1, { type: 'leave', from: '2024-01-01', leavingReason: 'resigned', policy: null });
      const returns = { type: 'return', event: 'received', category: 'employee-budget', grade: null } as const;
      await change(id, 2, { ...returns, from: '2024-03-01', assignments: [assignment(HIGH)] });
      const leaves = (from: string) => ({ from, state: 'left', reason: 'resigned', policy: null }) as const;
      const tries = [
        { periods: [service(SCHOOL)] },
        { periods: [service(SCHOOL), leaves('2024-03-01')] },
        { periods: [service(SCHOOL), leaves('2024-06-01')] },
        { birth: '1990-01' },
      ];
      for (const tried of tries)
        await expect(correct(id, 3, { ...tried, reason: 'Ghi nhầm' }, DISTRICT_HR)).rejects.toMatchObject({
          code: 'correction-beyond-scope',
          data: {},
        });
      await expect(correct(id, 3, { periods: [leaves('2024-01-01')], reason: 'Ghi nhầm' }, DISTRICT_HR)).rejects.toMatchObject({
        code: 'leaves-without-service',
      });
      const mended = { periods: [service(SCHOOL), leaves('2024-01-15')], reason: 'Ghi nhầm ngày' };
      expect((await correct(id, 3, mended, DISTRICT_HR)).periods).toMatchObject([{}, { from: '2024-01-15' }]);
      expect((await view(id)).periods).toMatchObject([{}, { from: '2024-01-15' }, { from: '2024-03-01' }]);
    });
  });

  it('of another province, of another subtree and for other roles do not exist', async () => {
    const id = await person();
    for (const as of [{ tenant: 'H50' }, EDUCATION_HR])
      await expect(view(id, {}, as)).rejects.toMatchObject({ code: 'not-found', data: { what: id } });
    for (const role of ['finance-officer', 'council-supervisor', 'viewer'] as const)
      await expect(view(id, {}, { role })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create(entryOf(SCHOOL), { role: 'home-affairs' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create(entryOf(SCHOOL), EDUCATION_HR)).rejects.toMatchObject({ code: 'not-found' });
    expect(await getStaff(province.as({ role: 'training-coordinator', units: ['H49.31'] }), id, {})).toEqual({
      id,
      unit: SCHOOL,
      category: 'employee-budget',
    });
    await expect(getStaff(province.as({ role: 'training-coordinator', units: ['H49.02'] }), id, {})).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('leave every chain whole, every copy as recorded, and counts that are those of the people', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
