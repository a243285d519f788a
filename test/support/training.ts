import type { StaffEntry } from '../../shared/domain/staff-change-input.ts';
import type { ServicePeriod, StaffPeriod } from '../../shared/domain/staff.ts';
import type { AttendanceRow } from '../../shared/domain/training/attendance.ts';
import type { Course, CourseInput } from '../../shared/domain/training/course.ts';
import type { RowResult } from '../../shared/services/bulk.ts';
import { createStaffBulk } from '../../shared/services/staff/create-staff.ts';
import { openCourse } from '../../shared/services/training/open-course.ts';
import { recordAttendance } from '../../shared/services/training/record-attendance.ts';
import { type As, DECISION, HR, type freshProvince, settle } from './province.ts';
import { entryOf, service as serviceAt } from './staff.ts';

export const S0 = 'H49.02.01';
export const S1 = 'H49.31.11';
export const S2 = 'H49.31.12';
export const OFFICE = 'H49.01';
/** The coordinator of the whole province. */
export const COORDINATOR = { role: 'training-coordinator', units: ['H49'] } as const satisfies As;

/** In service from a day at a unit, as budget-paid employee unless told. */
export const service = (from: string, unit: string, more: Partial<ServicePeriod> = {}): ServicePeriod => serviceAt(unit, from, more);
export const left = (from: string): StaffPeriod => ({ from, state: 'left', reason: 'resigned', policy: null });
export const person = (id: string, ...periods: StaffPeriod[]): StaffEntry => ({ ...entryOf(S1, { id }), periods });

export const course = (more: Partial<CourseInput> = {}): CourseInput => ({
  title: 'Kỹ năng số cơ bản',
  class: 'digital-skills',
  competences: ['a'],
  provider: 'Trường Đào tạo cán bộ Nguyễn Văn Cừ',
  host: OFFICE,
  start: '2025-03-03',
  end: '2025-03-28',
  periods: 16,
  mode: 'blended',
  decision: DECISION,
  ...more,
});

export const completed = (
  staff: string,
  completedOn: string,
  version: number | null = null,
): AttendanceRow & { version: number | null } => ({
  staff,
  version,
  state: 'completed',
  completedOn,
  certificate: null,
});

export const refusalsOf = (results: readonly RowResult[]) => results.map(({ refusal, outcome }) => refusal?.code ?? outcome);

/** A small province of its own with people, and short words for what its coordinator does. */
export async function trainingProvince(as: Awaited<ReturnType<typeof freshProvince>>['as'], people: readonly StaffEntry[]) {
  const who = (actor: As = COORDINATOR) => as(actor);
  await settle(who({}));
  const results = await createStaffBulk(who(HR), { rows: people, reason: 'tiếp nhận hồ sơ' }, false);
  const refused = results.find(({ refusal }) => refusal);
  if (refused) throw new Error(JSON.stringify(refused));
  const open = (more: Partial<CourseInput> = {}): Promise<Course> => openCourse(who(), course(more));
  const record = (id: string, rows: readonly (AttendanceRow & { version: number | null })[], reason: string | null = null, actor?: As) =>
    recordAttendance(who(actor), { course: id, rows, reason }, false);
  /** A course that people completed on a day of it. */
  const train = async (more: Partial<CourseInput>, ...done: [string, string][]): Promise<Course> => {
    const opened = await open(more);
    const said = await record(
      opened.id,
      done.map(([staff, day]) => completed(staff, day)),
    );
    const bad = said.find(({ refusal }) => refusal);
    if (bad) throw new Error(JSON.stringify(bad));
    return opened;
  };
  return { who, open, record, train };
}
