import { beforeAll, describe, expect, it } from 'vitest';
import { cohortsOn, countsOfChange, keepsStaffFrom, sumOfCounts } from '../../shared/domain/staff-counts.ts';
import type { StaffPeriod, StaffRecord } from '../../shared/domain/staff.ts';
import { addStaffCounts, loadAllStaffCounts, loadStaffCounts } from '../../shared/store/staff-counts.ts';
import { freshProvince } from '../support/province.ts';

const service = (from: string, unit: string, category: 'contract' | 'employee-budget' = 'employee-budget'): StaffPeriod => ({
  from,
  state: 'in-service',
  event: 'received',
  category,
  grade: null,
  assignments: [{ kind: 'main', unit, position: null, titleStandard: null }],
  absence: null,
});
const left = (from: string): StaffPeriod => ({ from, state: 'left', reason: 'resigned', policy: null });
const person = (periods: StaffPeriod[], birth = '1980-05'): StaffRecord => ({ id: 'NV-1', sex: 'female', birth, periods, version: 1 });
const teacher = { category: 'employee-budget', sex: 'female', birthMonth: '1980-05', count: 1 };

describe('staff counts of units', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const store = () => province.as().store;
  const record = async (before: StaffRecord | undefined, after: StaffRecord | undefined) =>
    store().transact(addStaffCounts(store(), countsOfChange(before, after)));
  const of = async (unit: string) => (await loadStaffCounts(store(), [unit]))[0]?.cells ?? new Map<string, number>();

  beforeAll(async () => {
    province = await freshProvince();
  });

  it('follow a person through units from the very day, and are empty where nobody is on record', async () => {
    const first = person([service('2024-01-01', 'H49.1')]);
    const moved = person([...first.periods, service('2024-02-29', 'H49.2'), left('2024-04-01')]);
    await record(undefined, first);
    await record(first, moved);
    const [one, two, none] = (await loadStaffCounts(store(), ['H49.1', 'H49.2', 'H49.3'])).map(({ cells }) => cells);
    expect(cohortsOn(one ?? new Map(), '2024-02-28')).toEqual([teacher]);
    expect(cohortsOn(one ?? new Map(), '2024-02-29')).toEqual([]);
    expect(cohortsOn(two ?? new Map(), '2024-02-28')).toEqual([]);
    expect(cohortsOn(two ?? new Map(), '2024-03-31')).toEqual([teacher]);
    expect(cohortsOn(two ?? new Map(), '2024-04-01')).toEqual([]);
    expect(keepsStaffFrom(two ?? new Map())).toBe('2024-02-29');
    expect(keepsStaffFrom(none ?? new Map())).toBeUndefined();
    expect([...(await loadAllStaffCounts(store())).keys()]).toEqual(['H49.1', 'H49.2']);
  });

  it('forget what a correction says was never so', async () => {
    const wrong = person([service('2024-01-01', 'H49.5')], '1970');
    await record(undefined, wrong);
    expect(cohortsOn(await of('H49.5'), '2024-01-01')).toMatchObject([{ birthMonth: '1970-01' }]);
    await record(wrong, person([service('2024-01-01', 'H49.6')], '1970-03'));
    expect(cohortsOn(await of('H49.5'), '2030-01-01')).toEqual([]);
    expect(keepsStaffFrom(await of('H49.5'))).toBeUndefined();
    expect(cohortsOn(await of('H49.6'), '2024-01-01')).toMatchObject([{ birthMonth: '1970-03', count: 1 }]);
  });

  it('of several changes go into one action a unit', () => {
    const change = countsOfChange(undefined, person([service('2024-01-01', 'H49.7'), service('2025-01-01', 'H49.7', 'contract')]));
    const sum = sumOfCounts([change, change, countsOfChange(undefined, person([service('2024-01-01', 'H49.8')]))]);
    expect(addStaffCounts(store(), sum)).toHaveLength(2);
    expect(cohortsOn(sum.get('H49.7') ?? new Map(), '2025-06-01')).toEqual([{ ...teacher, category: 'contract', count: 2 }]);
  });

  it('are left alone by an absence or a new position', () => {
    const before = person([service('2024-01-01', 'H49.1')]);
    const after = person([
      ...before.periods,
      { ...service('2024-05-01', 'H49.1'), event: 'absence-began', absence: 'maternity' } as StaffPeriod,
    ]);
    expect(countsOfChange(before, after).size).toBe(0);
  });
});
