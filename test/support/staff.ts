import type { StaffEntry } from '../../shared/domain/staff-change-input.ts';
import type { Assignment, ServicePeriod, StaffPeriod } from '../../shared/domain/staff.ts';

export const assignment = (unit: string, kind: Assignment['kind'] = 'main', more: Partial<Assignment> = {}): Assignment => ({
  kind,
  unit,
  position: null,
  titleStandard: null,
  ...more,
});

/** A budget-paid employee in service at a unit from a day. */
export const service = (unit: string, from = '2021-01-01', more: Partial<ServicePeriod> = {}): ServicePeriod => ({
  from,
  state: 'in-service',
  event: 'received',
  category: 'employee-budget',
  grade: null,
  assignments: [assignment(unit)],
  absence: null,
  ...more,
});

/** A woman born in May 1985, in service at a unit since 2021. */
export const entryOf = (unit: string, more: Partial<StaffEntry> = {}, periods: StaffPeriod[] = [service(unit)]): StaffEntry => ({
  sex: 'female',
  birth: '1985-05',
  periods,
  ...more,
});
