import { serviceOn } from '../../domain/staff.ts';
import type { AttendanceRow } from '../../domain/training/attendance.ts';
import { Refusal } from '../../errors.ts';
import { permit } from '../access.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type AttendanceRequest, type Seen, changeAttendances } from './attendance-work.ts';
import { loadCourse, requireHost } from './course-change.ts';
import { ownUnitOf } from './place-of-person.ts';

/**
 * The host records who completed its course, who did not, and takes back what it recorded by mistake: of its own people,
 * and of anyone whom their own unit enrolled.
 */
export async function recordAttendance(ctx: Context, request: AttendanceRequest<AttendanceRow>, dryRun: boolean): Promise<RowResult[]> {
  permit(ctx, 'write', 'training');
  requireHost(ctx, await loadTree(ctx), await loadCourse(ctx, request.course));
  return changeAttendances(ctx, 'record-attendance', request, dryRun, (seen, row) => {
    const unit = unitOfAttendance(seen, row.staff);
    requireResult(ctx, seen, row);
    const { state, completedOn, certificate } = row;
    return { unit, state, completedOn, certificate };
  });
}

/** Where the person counts: as enrolled by the own unit, or of the host's own people. */
function unitOfAttendance(seen: Seen, staff: string): string {
  const { before, person } = seen;
  if (before && before.state !== 'withdrawn') return before.unit;
  try {
    return ownUnitOf(seen, staff, person);
  } catch (error) {
    // Of somebody else's people the host knows whom it was to expect, so that it may know who does not come.
    throw before && error instanceof Refusal && error.code === 'not-found' ? new Refusal('enrolment-withdrawn', {}, 'staff') : error;
  }
}

function requireResult(ctx: Context, { course, person }: Seen, { state, completedOn, certificate }: AttendanceRow): void {
  const { start, end } = course;
  if ((state === 'completed') !== (completedOn !== null) || (state !== 'completed' && certificate !== null))
    throw new Refusal('completion-day', {}, 'completedOn');
  if (state === 'not-completed' && start > ctx.today) throw new Refusal('course-not-begun', { start, today: ctx.today }, 'state');
  if (completedOn === null) return;
  if (completedOn > ctx.today) throw new Refusal('completed-in-future', { completedOn, today: ctx.today }, 'completedOn');
  if (completedOn < start || completedOn > end) throw new Refusal('completed-outside-course', { completedOn, start, end }, 'completedOn');
  if (!person || !serviceOn(person, completedOn))
    throw new Refusal('not-in-service', { from: completedOn, to: completedOn }, 'completedOn');
}
