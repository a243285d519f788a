import { beforeAll, describe, expect, it } from 'vitest';
import { runRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { StaffRow } from '../../shared/domain/staff-view.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { loadProfilesOn } from '../../shared/services/age-profiles/derived-profiles.ts';
import { getAgeProfile, getLatestAgeProfile } from '../../shared/services/age-profiles/read-age-profile.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { loadTree } from '../../shared/services/load-tree.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { loadState } from '../../shared/services/projections/load-state.ts';
import { runProjection } from '../../shared/services/projections/run-projection.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { changeStaff, changeStaffBulk } from '../../shared/services/staff/change-staff.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { correctStaff } from '../../shared/services/staff/correct-staff.ts';
import { staffInService } from '../../shared/services/staff/in-service.ts';
import { type StaffFilters, listStaff } from '../../shared/services/staff/list-staff.ts';
import { getStaff } from '../../shared/services/staff/read-staff.ts';
import { reconcileStaff } from '../../shared/services/staff/reconcile-staff.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { type As, DECISION, HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';
import { assignment, entryOf, service } from '../support/staff.ts';

const [A, B, C, D, E, NEW] = ['H49.31.11', 'H49.31.12', 'H49.31.13', 'H49.31.14', 'H49.31.15', 'H49.31.20'] as const;
const DEPARTMENT = 'H49.02';
const PAGE = { limit: 50 };

describe('the staff of units', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const list = async (filters: StaffFilters, as: As = {}) => (await listStaff(province.as(as), filters, PAGE)).items as StaffRow[];
  const ids = async (filters: StaffFilters, as: As = {}) => (await list(filters, as)).map(({ id }) => id).sort();
  const reorganise = (input: object) =>
    recordReorganisation(province.as(), reorganisationInputSchema.parse({ decision: DECISION, effectiveFrom: '2024-07-01', ...input }));
  const report = (unit: string, closing: number, month = '2024-07') =>
    putOne(
      province.as(HR),
      headcountRegister,
      {
        unit,
        period: month,
        input: { categories: [{ category: 'employee-budget', opening: closing, increases: {}, decreases: {}, closing }] },
        expected: 'nothing',
      },
      null,
    );
  const profile = (unit: string, month: string, as: As = HR) =>
    putOne(
      province.as(as),
      ageProfileRegister,
      {
        unit,
        period: month,
        input: { cells: [{ category: 'employee-budget', sex: 'female', birthMonth: '1980-01', count: 9 }] },
        expected: 'unstated',
      },
      null,
    );
  const reconcile = async (under?: string, show: 'differences' | 'all' = 'differences') =>
    (await reconcileStaff(province.as(), { month: '2024-07', under, show }, PAGE)).items;

  // A merges into B, C and D are merged into a new unit, E is split over A’s heir and the new unit on 1 July 2024.
  beforeAll(async () => {
    province = await freshProvince();
    const school = SMALL_PROVINCE.at(-1) as (typeof SMALL_PROVINCE)[number];
    await settle(province.as(), [...SMALL_PROVINCE, ...[C, D, E].map((code) => ({ ...school, code, name: `Trường ${code}` }))]);
    const rows = [
      entryOf(A, { id: 'A-1', birth: '1969-05' }),
      entryOf(A, { id: 'A-2', sex: 'male', birth: '1964' }, [service(A, '2022-03-15', { absence: 'maternity' })]),
      entryOf(B, { id: 'B-1' }, [
        service(B, '2021-01-01', {
          assignments: [assignment(B, 'main', { position: 'GV' }), assignment(DEPARTMENT, 'seconded', { position: 'CV' })],
        }),
      ]),
      entryOf(C, { id: 'C-1' }),
      entryOf(E, { id: 'E-1' }),
      entryOf(DEPARTMENT, { id: 'S-1' }, [service(DEPARTMENT, '2021-01-01', { category: 'civil-servant' })]),
    ];
    const results = await createStaffBulk(province.as(HR), { rows, reason: null }, false);
    if (results.some(({ outcome }) => outcome !== 'created')) throw new Error(JSON.stringify(results));
    await profile(D, '2023-12');
    await reorganise({ type: 'merge', sources: [A], targets: [B] });
    const created = { code: NEW, name: 'Trường mới', kind: 'public-service', level: 'commune', sector: 'education', parent: 'H49.31' };
    await reorganise({ type: 'merge', sources: [C, D], targets: [NEW], creates: [created] });
    const half = { numerator: 1, denominator: 2 };
    await reorganise({
      type: 'split',
      effectiveFrom: '2024-07-02',
      sources: [E],
      targets: [B, NEW],
      shares: [B, NEW].map((to) => ({ source: E, to, share: half })),
    });
  });

  it('follow a unit that ended to its sole heir from the day, not the day before', async () => {
    expect(await ids({ unit: A, asOf: '2024-06-30' })).toEqual(['A-1', 'A-2']);
    expect(await ids({ unit: B, asOf: '2024-06-30' })).toEqual(['B-1']);
    expect(await ids({ unit: A, asOf: '2024-07-01' })).toEqual([]);
    expect(await list({ unit: B, asOf: '2024-07-01' })).toMatchObject([
      { id: 'A-1', unit: B, home: B, placement: 'heir', postFreeFrom: '2026-06' },
      { id: 'A-2', placement: 'heir' },
      { id: 'B-1', placement: 'direct', secondedTo: DEPARTMENT },
    ]);
    expect(await getStaff(province.as(), 'A-1', { asOf: '2024-07-01' })).toMatchObject({ unit: B, placement: 'heir' });
  });

  it('of a unit that was split stand nowhere until they are transferred, and are listed so', async () => {
    expect(await list({ under: 'H49.31', asOf: '2024-07-02', category: 'employee-budget', retiresFrom: '2044-01' })).toMatchObject([
      { id: 'B-1' },
      { id: 'C-1', unit: NEW, placement: 'heir' },
      { id: 'E-1', unit: E, home: null, placement: 'unplaced' },
    ]);
    expect(await getStaff(province.as(), 'E-1', { asOf: '2024-07-02' })).toMatchObject({ unit: null, placement: 'unplaced' });
  });

  it('who are seconded count at home and are shown at the host, flagged', async () => {
    expect(await list({ unit: DEPARTMENT, asOf: '2024-07-01' })).toMatchObject([
      { id: 'B-1', as: 'seconded', home: B, position: 'CV' },
      { id: 'S-1', as: 'main' },
    ]);
    expect(await list({ position: 'GV', asOf: '2024-07-01' })).toMatchObject([{ id: 'B-1', as: 'main', unit: B }]);
    const tree = await loadTree(province.as());
    const inService = async (units?: string[]) =>
      (await staffInService(province.as(), tree, '2024-07-02', units)).map(({ person, unit }) => `${person.id} ${unit}`).sort();
    expect(await inService()).toEqual([`A-1 ${B}`, `A-2 ${B}`, `B-1 ${B}`, `C-1 ${NEW}`, 'E-1 null', `S-1 ${DEPARTMENT}`]);
    expect(await inService([DEPARTMENT])).toEqual([`S-1 ${DEPARTMENT}`]);
    expect(await inService([B])).toEqual([`A-1 ${B}`, `A-2 ${B}`, `B-1 ${B}`]);
  });

  it.for<[StaffFilters, string[]]>([
    [{ retiresFrom: '2026-06', retiresTo: '2026-06' }, ['A-1']],
    [{ retiresTo: '2026-05' }, ['A-2']],
    [{ retiresFrom: '2026-07', retiresTo: '2030-12' }, []],
    [{ absence: 'maternity' }, ['A-2']],
    [{ absence: 'any' }, ['A-2']],
    [{ absence: 'none', under: 'H49.02' }, ['B-1', 'S-1']],
    [{ category: 'civil-servant' }, ['S-1']],
    [{ asOf: '2022-03-14', unit: A }, ['A-1']],
    [{ asOf: '2022-03-15', unit: A }, ['A-1', 'A-2']],
    [{ asOf: '2020-12-31' }, []],
  ])('are found by %j', async ([filters, expected]) => {
    expect(await ids(filters)).toEqual(expected);
  });

  it('are listed page by page, one at a time, each once', async () => {
    for (const filters of [{}, { under: 'H49.31' }] as StaffFilters[]) {
      const seen: string[] = [];
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const page = await listStaff(province.as(), filters, { limit: 1, cursor });
        expect(page.items).toHaveLength(1);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.next ?? undefined;
      }
      expect(seen.sort()).toEqual(await ids(filters));
    }
    const { next } = await listStaff(province.as(), {}, { limit: 1 });
    await expect(listStaff(province.as(), { unit: B }, { limit: 1, cursor: next ?? '' })).rejects.toMatchObject({ code: 'invalid-cursor' });
    await expect(listStaff(province.as({ tenant: 'H50' }), {}, { limit: 1, cursor: next ?? '' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });

  it('are shown as far as the role and subtree reach', async () => {
    expect(await ids({}, { role: 'hr-officer', units: ['H49.02'] })).toEqual(['B-1', 'S-1']);
    expect(await ids({}, { role: 'hr-officer', units: [B] })).toEqual(['A-1', 'A-2', 'B-1', 'E-1']);
    expect(await list({ unit: DEPARTMENT }, { role: 'training-coordinator', units: ['H49.02'] })).toEqual([
      { id: 'B-1', unit: DEPARTMENT, category: 'employee-budget' },
      { id: 'S-1', unit: DEPARTMENT, category: 'civil-servant' },
    ]);
    await expect(list({ retiresTo: '2030-01' }, { role: 'training-coordinator', units: ['H49.02'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(list({ unit: A }, { role: 'hr-officer', units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(list({}, { role: 'finance-officer' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await ids({}, { tenant: 'H50' })).toEqual([]);
  });

  describe('make its age profile', () => {
    const cells = async (unit: string, month: string) => (await getAgeProfile(province.as(), unit, month)).cells;
    const woman = (birthMonth: string, count = 1) => ({ category: 'employee-budget', sex: 'female', birthMonth, count });

    it('from the first month in which there are any; a year of birth counts as January', async () => {
      expect(await getAgeProfile(province.as(), A, '2022-03')).toMatchObject({
        source: 'staff',
        cells: [{ sex: 'male', birthMonth: '1964-01' }, woman('1969-05')],
      });
      expect(await cells(A, '2022-02')).toEqual([woman('1969-05')]);
      await expect(cells(A, '2020-12')).rejects.toMatchObject({ code: 'not-found' });
      expect(await getLatestAgeProfile(province.as(), A, '2022-02-10')).toMatchObject({ source: 'staff', month: '2022-02' });
    });

    it('which then cannot be reported; before that month, and by units that keep none, it can', async () => {
      await expect(profile(A, '2023-12')).rejects.toMatchObject({ code: 'profile-derived', data: { unit: A, since: '2021-01-01' } });
      await expect(profile(A, '2020-12')).resolves.toMatchObject({ source: 'reported' });
      expect(await getLatestAgeProfile(province.as(), D, '2024-02-01')).toMatchObject({ source: 'reported', month: '2023-12' });
    });

    it('at the heir too, also at one that the merger created', async () => {
      expect((await cells(B, '2024-07')).reduce((sum, { count }) => sum + count, 0)).toBe(3);
      expect(await cells(NEW, '2024-07')).toEqual([woman('1985-05')]);
      expect(await cells(A, '2024-07')).toEqual([]);
      const all = await loadProfilesOn(province.as(), await loadTree(province.as()), '2024-07-31');
      expect(Object.fromEntries(all.map(({ unit, cells: own }) => [unit, own.length]))).toEqual({ [DEPARTMENT]: 1, [B]: 3, [NEW]: 1 });
    });

    it('from which a projection starts, beside what other units reported', async () => {
      const entry = {
        issuer: 'provincial-council',
        category: 'employee-budget',
        reason: 'assign',
        decision: DECISION,
        outsideBase: false,
      } as const;
      for (const unit of [B, 'H49.02.01']) {
        const entries = [{ ...entry, quantity: 9, effectiveFrom: '2024-01-01' }];
        await addPostEntries(province.as(), { unit, year: 2024, entries, reason: null, expected: 'nothing' });
      }
      await profile('H49.02.01', '2024-06');
      const { state } = await loadState(province.as(), { date: '2024-12-31' }, []);
      const present = (unit: string) => state.units.find(({ key }) => key === unit);
      expect(present(B)?.cells).toEqual((await getAgeProfile(province.as(), B, '2024-12')).cells);
      expect(present(B)?.records).toContainEqual({ record: `age-profile/2024-12/${B}`, version: expect.any(Number) as number });
      expect(present('H49.02.01')?.cells).toMatchObject([{ birthMonth: '1980-01', count: 9 }]);
      const run = await runProjection(province.as(), runRequestSchema.parse({ start: { date: '2024-12-31' }, horizon: 2026 }));
      expect(run.withoutAgeProfile).toEqual([]);
      const before = (await loadState(province.as(), { date: '2024-12-31' }, [])).hash;
      await createStaffBulk(
        province.as(HR),
        { rows: [entryOf(B, { id: 'LATE' }, [service(B, '2024-12-01', { category: 'contract' })])], reason: null },
        false,
      );
      expect((await loadState(province.as(), { date: '2024-12-31' }, [])).hash).not.toBe(before);
      await changeStaff(province.as(HR), 'LATE', { type: 'leave', from: '2024-12-02', leavingReason: 'other', policy: null }, 1, null);
    });

    it('and a mistaken entry that was corrected leaves the unit free to report', async () => {
      await createStaffBulk(province.as(HR), { rows: [entryOf('H49.31.01', { id: 'SLIP' })], reason: null }, false);
      await expect(profile('H49.31.01', '2023-12')).rejects.toMatchObject({ code: 'profile-derived' });
      await correctStaff(province.as(HR), 'SLIP', { periods: [service('H49.01')], reason: 'Nhầm đơn vị' }, 1);
      await expect(profile('H49.31.01', '2023-12')).resolves.toMatchObject({ source: 'reported' });
    });
  });

  describe('beside the headcount that was reported', () => {
    beforeAll(async () => {
      await report(B, 5);
      await report(NEW, 1);
      await report('H49.02.01', 7);
    });

    it('are shown where they differ, unit by unit, with who is unplaced', async () => {
      expect(await reconcile('H49.31')).toEqual([
        { unit: B, state: 'differs', categories: [{ category: 'employee-budget', reported: 5, staff: 3, difference: -2 }], people: [] },
        { unit: E, state: 'unplaced', categories: [], people: [{ id: 'E-1', category: 'employee-budget' }] },
      ]);
      expect((await reconcile('H49.31', 'all')).map(({ unit, state }) => [unit, state])).toEqual([
        [B, 'differs'],
        [E, 'unplaced'],
        [NEW, 'agrees'],
      ]);
      expect(await reconcile(DEPARTMENT)).toMatchObject([
        { unit: DEPARTMENT, state: 'no-report' },
        { unit: 'H49.02.01', state: 'no-staff' },
      ]);
    });

    it('are paged by unit, and of a month that has begun', async () => {
      const first = await reconcileStaff(province.as(), { month: '2024-07', under: 'H49.31', show: 'differences' }, { limit: 1 });
      const second = await reconcileStaff(
        province.as(),
        { month: '2024-07', under: 'H49.31', show: 'differences' },
        { limit: 1, cursor: first.next ?? '' },
      );
      expect([first.items[0]?.unit, second.items[0]?.unit, second.next]).toEqual([B, E, null]);
      await expect(reconcileStaff(province.as(), { month: '2026-12', show: 'all' }, PAGE)).rejects.toMatchObject({
        code: 'month-in-future',
      });
    });
  });

  it('who followed their unit are changed at the heir, and moved there in one request', async () => {
    const heirHr = { role: 'hr-officer', units: [B] } as const;
    const after = await changeStaff(province.as(heirHr), 'A-1', { type: 'category', from: '2024-09-01', category: 'contract' }, 1, null);
    expect(after.periods.at(-1)).toMatchObject({ assignments: [{ unit: B }] });
    const rows = [
      { id: 'A-2', version: 1, change: { type: 'transfer', from: '2024-09-01', unit: B, position: null, titleStandard: null } as const },
    ];
    expect(await changeStaffBulk(province.as(heirHr), { rows, reason: null }, false)).toMatchObject([{ outcome: 'changed' }]);
    const split = { type: 'transfer', from: '2024-09-01', unit: B, position: null, titleStandard: null } as const;
    await expect(changeStaff(province.as(heirHr), 'E-1', split, 1, null)).rejects.toMatchObject({ code: 'out-of-scope' });
    await expect(
      changeStaff(
        province.as({ role: 'hr-officer', units: ['H49.31'] }),
        'E-1',
        { type: 'category', from: '2024-09-01', category: 'contract' },
        1,
        null,
      ),
    ).rejects.toMatchObject({ code: 'unit-dissolved' });
    expect(await changeStaff(province.as({ role: 'hr-officer', units: ['H49.31'] }), 'E-1', split, 1, null)).toMatchObject({ version: 2 });
    expect(await reconcile('H49.31')).toMatchObject([
      { unit: B, state: 'differs' },
      { unit: E, state: 'unplaced' },
    ]);
  });

  it('of a unit that ended stand at an heir that keeps none itself, whose profile stays its own to report', async () => {
    const [ended, heir] = ['H49.31.17', 'H49.31.18'] as const;
    const school = SMALL_PROVINCE.at(-1) as (typeof SMALL_PROVINCE)[number];
    const schools = [ended, heir].map((code) => ({ ...school, code, name: `Trường ${code}` }));
    await settle(province.as(), schools);
    await createStaffBulk(province.as(HR), { rows: [entryOf(ended, { id: 'M-1' })], reason: null }, false);
    await reorganise({ type: 'merge', sources: [ended], targets: [heir] });
    await report(heir, 6);
    await profile(heir, '2024-07');
    expect(await getAgeProfile(province.as(), heir, '2024-07')).toMatchObject({ source: 'reported', cells: [{ count: 9 }] });
    expect(await ids({ unit: heir, asOf: '2024-07-31' })).toEqual(['M-1']);
    const row = { category: 'employee-budget', reported: 6, staff: 1, difference: -5 };
    expect(await reconcile(heir)).toEqual([{ unit: heir, state: 'differs', categories: [row], people: [] }]);
  });
});
