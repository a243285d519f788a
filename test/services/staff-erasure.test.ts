import { beforeAll, describe, expect, it } from 'vitest';
import { chainFaults } from '../../shared/audit.ts';
import type { ErasureInput } from '../../shared/domain/staff-erasure.ts';
import { readLog } from '../../shared/services/audit/read-log.ts';
import { verifyLog } from '../../shared/services/audit/verify-log.ts';
import { changeStaff } from '../../shared/services/staff/change-staff.ts';
import { correctStaff } from '../../shared/services/staff/correct-staff.ts';
import { createStaff, createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { eraseStaff, heldOf } from '../../shared/services/staff/erase-staff.ts';
import { listStaff } from '../../shared/services/staff/list-staff.ts';
import { getStaff } from '../../shared/services/staff/read-staff.ts';
import { staffHistory } from '../../shared/services/staff/staff-history.ts';
import { lineOf } from '../../functions/archive/tally.ts';
import { itemsOfTenant } from '../../functions/archive/tenant-items.ts';
import { removeExpired } from '../../functions/archive/remove-expired.ts';
import { getAgeProfile } from '../../shared/services/age-profiles/read-age-profile.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { listAttendances } from '../../shared/services/training/read-attendances.ts';
import { readCoverage } from '../../shared/services/training/read-coverage.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { loadHeads, parseKeptEntry } from '../../shared/store/log.ts';
import { plainDateAt } from '../../shared/time.ts';
import { type As, DECISION, HR, NOW, freshProvince, settle, testWorld } from '../support/province.ts';
import { entryOf, service } from '../support/staff.ts';
import { COORDINATOR, completed, course } from '../support/training.ts';

const UNIT = 'H49.31.11';
const HOME = 'H49.31.01';
const DAY = 24 * 3_600_000;
const NAMED = 'NV-ten-bi-mat';
const OTHER = 'NV-khac';
const PAGE = { limit: 200 };
const ORDERED: ErasureInput = {
  ground: 'ordered',
  decision: { ...DECISION, number: '77/QĐ-SNV' },
  reason: 'Theo yêu cầu của người lao động',
};

type Province = Awaited<ReturnType<typeof freshProvince>>;

/** A province in which one person worked at two units, attended a course, and left; and another who stays. */
async function provinceWithOneWhoLeft() {
  const province = await freshProvince();
  const clock = { now: NOW - 30 * DAY };
  const world = { ...testWorld(() => clock.now), newId: province.world.newId };
  const as = (who: As = {}) => province.as({ ...who, today: plainDateAt(clock.now), world });
  await settle(as());
  await createStaffBulk(
    as(HR),
    { rows: [entryOf(HOME, { id: NAMED, birth: '1969-05' }), entryOf(HOME, { id: OTHER, birth: '1970-01' })], reason: null },
    false,
  );
  const opened = await openCourse(as(COORDINATOR), course({ host: HOME }));
  const rows = [completed(NAMED, '2025-03-05'), completed(OTHER, '2025-03-05')];
  await recordAttendance(as(COORDINATOR), { course: opened.id, rows, reason: null }, false);
  await changeStaff(as(HR), NAMED, { type: 'transfer', from: '2025-06-01', unit: UNIT, position: null, titleStandard: null }, 1, null);
  await correctStaff(as(HR), NAMED, { birth: '1969-06', reason: 'Nhập nhầm tháng sinh' }, 2);
  await changeStaff(as(HR), NAMED, { type: 'leave', from: '2026-01-01', leavingReason: 'resigned', policy: null }, 3, null);
  clock.now = NOW;
  return { province, as, clock, course: opened.id };
}

/** Everything in the table of the tenant as text, for looking for a name. */
async function textOf({ client, table }: Province): Promise<string> {
  const lines: string[] = [];
  for await (const item of itemsOfTenant({ client, table, tenant: 'H49' })) lines.push(lineOf(item));
  return lines.join('\n');
}

describe('what is held about a person', () => {
  let setting: Awaited<ReturnType<typeof provinceWithOneWhoLeft>>;
  beforeAll(async () => {
    setting = await provinceWithOneWhoLeft();
  });
  const as = (who?: As) => setting.as(who);

  it('is told whole: record, units that keep it, attendances, and every change with nobody else in it', async () => {
    const held = await heldOf(as(HR), NAMED);
    expect(held).toMatchObject({ record: { id: NAMED, birth: '1969-06', version: 4 }, filedUnder: [HOME, UNIT], keptUntil: '2096-01-01' });
    expect(held.attendances.map(({ course: at, state }) => [at, state])).toEqual([[setting.course, 'completed']]);
    const verbs = [...new Set(held.log.map(({ verb }) => verb))];
    expect(verbs.toSorted()).toEqual(['correct-staff', 'create-staff', 'leave-staff', 'record-attendance', 'transfer-staff']);
    expect(new Set(held.log.flatMap(({ changes }) => changes.map(({ record }) => record)))).toEqual(
      new Set([`staff/${NAMED}`, `attendance/${NAMED}`]),
    );
    expect(JSON.stringify(held)).not.toContain(OTHER);
  });

  it('is told to those who see the whole record, and to nobody else', async () => {
    for (const role of ['auditor', 'home-affairs'] as const)
      await expect(heldOf(as({ role }), NAMED)).resolves.toMatchObject({ record: {} });
    await expect(heldOf(as({ role: 'hr-officer', units: [UNIT] }), NAMED)).rejects.toMatchObject({ code: 'held-beyond-scope' });
    await expect(heldOf(as({ role: 'hr-officer', units: ['H49.02'] }), NAMED)).rejects.toMatchObject({ code: 'not-found' });
    await expect(heldOf(as({ ...HR, tenant: 'H22', units: ['H22'] }), NAMED)).rejects.toMatchObject({ code: 'not-found' });
    for (const role of ['training-coordinator', 'viewer', 'council-supervisor', 'finance-officer'] as const)
      await expect(heldOf(as({ role, units: ['H49'] }), NAMED)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('erasing a person', () => {
  let setting: Awaited<ReturnType<typeof provinceWithOneWhoLeft>>;
  beforeAll(async () => {
    setting = await provinceWithOneWhoLeft();
  });
  const as = (who?: As) => setting.as(who);
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      ({ code }: { code: string }) => code,
    );

  it('is refused in service, before its time without an order, with a stale version, and by whoever may not', async () => {
    const before = await textOf(setting.province);
    const retention = { ...ORDERED, ground: 'retention-ended' } as const;
    expect(await refused(eraseStaff(as(HR), OTHER, ORDERED, 1))).toBe('erasure-in-service');
    expect(await refused(eraseStaff(as(HR), NAMED, retention, 4))).toBe('erasure-before-retention');
    expect(await refused(eraseStaff(as(HR), NAMED, ORDERED, 3))).toBe('stale-version');
    expect(await refused(eraseStaff(as(HR), NAMED, ORDERED, 'unstated'))).toBe('precondition-required');
    expect(await refused(eraseStaff(as({ role: 'hr-officer', units: [UNIT] }), NAMED, ORDERED, 4))).toBe('held-beyond-scope');
    expect(await refused(eraseStaff(as({ role: 'hr-officer', units: ['H49.02'] }), NAMED, ORDERED, 4))).toBe('not-found');
    for (const role of ['home-affairs', 'auditor', 'training-coordinator'] as const)
      expect(await refused(eraseStaff(as({ role, units: ['H49'] }), NAMED, ORDERED, 4))).toBe('forbidden');
    const future = { ...ORDERED, decision: { ...DECISION, date: '2027-01-01' } };
    expect(await refused(eraseStaff(as(HR), NAMED, future, 4))).toBe('decision-in-future');
    expect(await textOf(setting.province)).toBe(before);
  });

  it('waits until answers that were saved for repeated requests are gone', async () => {
    const { as: early, clock } = await provinceWithOneWhoLeft();
    clock.now = NOW - 30 * DAY + 7 * DAY;
    await expect(eraseStaff(early(HR), NAMED, ORDERED, 4)).rejects.toMatchObject({ code: 'erasure-after-change' });
    clock.now += DAY;
    await expect(eraseStaff(early(HR), NAMED, ORDERED, 4)).resolves.toMatchObject({ id: NAMED });
  });

  it('leaves no trace of what was said, keeps every total and every chain, and says that it happened', async () => {
    const totals = async () => ({
      profile: (await getAgeProfile(as(HR), HOME, '2025-03')).cells,
      coverage: await readCoverage(as(COORDINATOR), { year: 2025 }, PAGE),
      people: (await listStaff(as(HR), { asOf: '2025-07-01' }, PAGE)).items.length,
      list: (await listAttendances(as(COORDINATOR), setting.course, PAGE)).items.map(({ state, unit }) => [state, unit]),
    });
    const before = await totals();
    const { digest } = await verifyLog(as({ role: 'auditor' }), PAGE);
    const done = await eraseStaff(as({ ...HR, key: 'erase-1' }), NAMED, ORDERED, 4);
    expect(done).toMatchObject({ id: NAMED, erasedOn: '2026-11-23', attendances: 1, units: [HOME, UNIT] });
    expect(await totals()).toEqual(before);

    // What DynamoDB removes by itself: answers kept for requests of a month ago.
    await removeExpired(setting.province, NOW / 1000);
    // The name stands where it says that something was recorded, and in what says that it was erased.
    const lines = (await textOf(setting.province)).split('\n').filter((line) => line.includes(NAMED));
    expect(lines.filter((line) => !/H49#(LOG#|IDEM#home-affairs-1#|IDEM#hr-officer-1#erase-1|DECISION#)/.test(line))).toEqual([]);
    expect(lines.filter((line) => /1969|resigned|Nhập nhầm/.test(line))).toEqual([]);
    const { faults, digest: after } = await verifyLog(as({ role: 'auditor' }), PAGE);
    expect([faults, after === digest]).toEqual([[], false]);

    const entries = (await readLog(as({ role: 'auditor' }), { unit: HOME }, PAGE)).items;
    expect(entries.filter(({ verb }) => verb === 'erase-staff')).toMatchObject([
      { reason: ORDERED.reason, decision: ORDERED.decision, changes: [{ record: `erased-staff/${NAMED}` }] },
    ]);
    expect(entries.filter(({ erased }) => erased).length).toBeGreaterThan(0);
    // Both were created in one entry: what it said of the other one stays.
    const created = entries.find(({ verb }) => verb === 'create-staff')?.changes ?? [];
    expect(created.map(({ record, erased }) => [record, erased ?? false])).toEqual([
      [`staff/${NAMED}`, true],
      [`staff/${OTHER}`, false],
    ]);
    await expect(staffHistory(as(HR), OTHER, PAGE)).resolves.toMatchObject({ items: [{ after: { birth: '1970-01' } }] });
  });

  it('is final: the person is not found, a repeat gets the same answer, the id may name somebody new', async () => {
    await expect(getStaff(as(HR), NAMED, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(heldOf(as(HR), NAMED)).rejects.toMatchObject({ code: 'not-found' });
    await expect(eraseStaff(as({ ...HR, key: 'erase-1' }), NAMED, ORDERED, 4)).resolves.toMatchObject({ id: NAMED, attendances: 1 });
    await expect(eraseStaff(as(HR), NAMED, ORDERED, 4)).rejects.toMatchObject({ code: 'not-found' });
    await expect(createStaff(as(HR), entryOf(HOME, { id: NAMED }), null)).resolves.toMatchObject({ version: 1 });
  });

  it('leaves a record that nothing leads to and nobody writes', async () => {
    const rows = (await listStaff(as(HR), { asOf: '2025-07-01', unit: UNIT }, PAGE)).items;
    const [left] = rows.filter(({ id }) => id.startsWith('erased-'));
    const id = left?.id ?? '';
    expect(await getStaff(as(HR), id, { asOf: '2025-07-01' })).toMatchObject({ birth: '1969', unit: UNIT, version: 1 });
    expect((await staffHistory(as(HR), id, PAGE)).items).toEqual([]);
    expect(
      await refused(
        changeStaff(
          as(HR),
          id,
          {
            type: 'return',
            from: '2026-02-01',
            event: 'received',
            category: 'employee-budget',
            grade: null,
            assignments: service(UNIT).assignments,
          },
          1,
          null,
        ),
      ),
    ).toBe('staff-erased');
    expect(await refused(correctStaff(as(HR), id, { birth: '1970', reason: 'Thử' }, 1))).toBe('staff-erased');
    expect(await refused(eraseStaff(as(HR), id, ORDERED, 1))).toBe('staff-erased');
    expect(await refused(createStaff(as(HR), entryOf(HOME, { id: 'erased-toi' }), null))).toBe('staff-erased');
  });

  it('takes several transactions for a long history, each with an entry of its own', async () => {
    const { province, as: early, clock } = await provinceWithOneWhoLeft();
    clock.now = NOW - 30 * DAY;
    let version = 4;
    for (let turn = 0; turn < 30; turn++) {
      const birth = turn % 2 === 0 ? '1969-07' : '1969-06';
      version = (await correctStaff(early(HR), NAMED, { birth, reason: 'Đính chính' }, version)).version;
    }
    const opened = await Promise.all(Array.from({ length: 20 }, () => openCourse(early(COORDINATOR), course({ host: HOME }))));
    for (const { id } of opened)
      await recordAttendance(early(COORDINATOR), { course: id, rows: [completed(NAMED, '2025-03-05')], reason: null }, false);
    const coverage = () => readCoverage(early(COORDINATOR), { year: 2025 }, PAGE);
    const covered = await coverage();
    clock.now = NOW;
    const { logEntries, attendances } = await eraseStaff(early(HR), NAMED, ORDERED, version);
    expect([logEntries > 80, attendances]).toEqual([true, 21]);
    expect(await coverage()).toEqual({ ...covered, asOf: expect.anything() });
    const { store } = early({ role: 'auditor' });
    for (const head of await loadHeads(store))
      expect(chainFaults(head, (await store.all(store.keys.log(head.stream))).map(parseKeptEntry))).toEqual([]);
    const lines = (await textOf(province)).split('\n').filter((line) => line.includes('1969-0'));
    expect(lines.filter((line) => !line.includes('STAFFCOUNT') && !line.includes('IDEM#'))).toEqual([]);
    const log = (await readLog(early({ role: 'auditor' }), { unit: UNIT }, PAGE)).items;
    expect(log.filter(({ verb }) => verb === 'erase-staff').length).toBeGreaterThan(1);
  });
});
