import { beforeAll, describe, expect, it } from 'vitest';
import { changeStaff } from '../../shared/services/staff/change-staff.ts';
import { createStaff, createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { correctStaff } from '../../shared/services/staff/correct-staff.ts';
import { allFiledStaff } from '../../shared/services/staff/filed-staff.ts';
import { HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';
import { assignment, entryOf, service } from '../support/staff.ts';

const [SCHOOL, OTHER, HOST] = ['H49.31.11', 'H49.31.12', 'H49.02'];

describe('staff records that a process keeps in mind', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  /** A process with a memory of its own. */
  const processOf = () => {
    const staff = new Map();
    return () => ({ ...province.as(HR), staff });
  };
  const idsAt = async (ctx: ReturnType<typeof province.as>, unit: string) =>
    ((await allFiledStaff(ctx)).get(unit) ?? []).map(({ id, version }) => `${id}@${version}`);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    await createStaff(province.as(HR), entryOf(SCHOOL, { id: 'NV-001' }), null);
    await createStaff(province.as(HR), entryOf(SCHOOL, { id: 'NV-002' }), null);
  });

  it('are read once while nothing changes', async () => {
    const process = processOf();
    const first = process();
    await allFiledStaff(first);
    const second = process();
    await allFiledStaff(second);
    expect(second.store.meter.read).toBeLessThan(first.store.meter.read);
    expect(await idsAt(process(), SCHOOL)).toEqual(['NV-001@1', 'NV-002@1']);
  });

  it('are read again by every process once another one has changed them, whatever the change', async () => {
    const [here, there] = [processOf(), processOf()];
    await idsAt(here(), SCHOOL);
    await changeStaff(
      there(),
      'NV-001',
      { type: 'transfer', from: '2025-03-01', unit: OTHER, position: null, titleStandard: null },
      1,
      null,
    );
    expect(await idsAt(here(), OTHER)).toEqual(['NV-001@2']);
    expect(await idsAt(here(), SCHOOL)).toEqual(['NV-001@2', 'NV-002@1']);
    const assignments = [assignment(SCHOOL), assignment(HOST, 'seconded')];
    await changeStaff(there(), 'NV-002', { type: 'reassign', from: '2025-04-01', assignments }, 1, null);
    expect(await idsAt(here(), HOST)).toEqual(['NV-002@2']);
    const periods = [service(SCHOOL, '2021-01-01')];
    await correctStaff(there(), 'NV-002', { periods, reason: 'Nhập nhầm biệt phái' }, 2);
    expect(await idsAt(here(), HOST)).toEqual([]);
    expect(await idsAt(here(), SCHOOL)).toEqual(['NV-001@2', 'NV-002@3']);
  });

  it('stand nowhere else once corrected, also when so many units changed that the whole province is read', async () => {
    const school = SMALL_PROVINCE.at(-1) as (typeof SMALL_PROVINCE)[number];
    const codes = Array.from({ length: 62 }, (_, index) => `H49.31.S${index}`);
    const more = codes.map((code) => ({ ...school, code, name: `Trường ${code}` }));
    const province62 = await freshProvince();
    await settle(province62.as(), [...SMALL_PROVINCE, ...more]);
    const hire = (suffix: string) =>
      createStaffBulk(province62.as(HR), { rows: codes.map((code) => entryOf(code, { id: `${code}-${suffix}` })), reason: null }, false);
    await hire('a');
    const peopleOf = async (unit: string) => ((await allFiledStaff(province62.as(HR))).get(unit) ?? []).map(({ id }) => id);
    expect(await peopleOf('H49.31.S0')).toEqual(['H49.31.S0-a']);
    await correctStaff(province62.as(HR), 'H49.31.S0-a', { periods: [service('H49.31.S1', '2021-01-01')], reason: 'Nhầm đơn vị' }, 1);
    await createStaffBulk(
      province62.as(HR),
      { rows: codes.slice(1).map((code) => entryOf(code, { id: `${code}-b` })), reason: null },
      false,
    );
    expect(await peopleOf('H49.31.S0')).toEqual([]);
    expect(await peopleOf('H49.31.S1')).toEqual(['H49.31.S0-a', 'H49.31.S1-a', 'H49.31.S1-b']);
  });

  it('of another province are not there', async () => {
    expect((await allFiledStaff({ ...province.as({ ...HR, tenant: 'H50' }), staff: processOf()().staff })).size).toBe(0);
  });
});
