import type { EnrolmentRow } from '../../domain/training/attendance.ts';
import { Refusal } from '../../errors.ts';
import { permit } from '../access.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { type AttendanceRequest, type Said, type Seen, changeAttendances, isResult } from './attendance-work.ts';
import { loadCourse } from './course-change.ts';
import { ownUnitOf } from './place-of-person.ts';

/** A unit enrols its own people in a course, whoever hosts it, or withdraws them as long as the host has recorded nothing. */
export async function enrolStaff(ctx: Context, request: AttendanceRequest<EnrolmentRow>, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'training');
  await loadCourse(ctx, request.course);
  return changeAttendances(ctx, 'enrol-staff', request, dryRun, enrolment);
}

function enrolment(seen: Seen, { staff, state }: EnrolmentRow): Said {
  const unit = ownUnitOf(seen, staff, seen.person);
  const { before } = seen;
  if (before === undefined && state === 'withdrawn') throw new Refusal('not-found', { record: 'attendance', id: staff }, 'staff');
  // What the host took back as a mistake leaves room for an enrolment.
  if (before && isResult(before) && !(before.state === 'void' && state === 'enrolled'))
    throw new Refusal('attendance-recorded', { attendance: before.state }, 'state');
  return { unit, state, completedOn: null, certificate: null };
}
