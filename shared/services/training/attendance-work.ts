import type { StaffRecord } from '../../domain/staff.ts';
import { ATTENDANCE_STATES, type Attendance } from '../../domain/training/attendance.ts';
import { Refusal } from '../../errors.ts';
import { loadStaff } from '../../store/staff.ts';
import { loadAttendances, putAttendance } from '../../store/training.ts';
import { Scope } from '../access.ts';
import { type RowResult, bulk } from '../bulk.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { type Change, MAX_ACTIONS } from '../transact.ts';
import { listStream, loadCourse } from './course-change.ts';
import type { People } from './place-of-person.ts';

/** Besides the rows: the log entry of their stream, its head, and the chunk's results. */
const ACTIONS_BESIDES = 3;

/** How many rows go into one transaction: one write for what is new, up to two where a completion moves to another year. */
function rowsTogether(rows: readonly Row[], start: number): number {
  let [count, actions] = [0, ACTIONS_BESIDES];
  for (const { version } of rows.slice(start, start + MAX_ACTIONS)) {
    actions += version === null ? 1 : 2;
    if (actions > MAX_ACTIONS) break;
    count++;
  }
  return count;
}

/** One row under judgement: whom it names, as that person and the attendance stand. */
export type Seen = People & { person: StaffRecord | undefined; before: Attendance | undefined };
type Row = { staff: string; version: number | null };
/** What a row makes of an attendance. */
export type Said = Pick<Attendance, 'unit' | 'state' | 'completedOn' | 'certificate'>;

export type AttendanceRequest<R> = { course: string; rows: readonly (R & Row)[]; reason: string | null };

/**
 * Changes a course's list row by row. A person's rows always go through the same stream of the course, so that two
 * writers of one person never cross. A row may still be written while the course is being cancelled: it counts for
 * nothing, as all that stands on that list.
 */
export async function changeAttendances<R>(
  ctx: Context,
  verb: string,
  { course: id, rows, reason }: AttendanceRequest<R>,
  dryRun: boolean,
  say: (seen: Seen, row: R & Row) => Said,
): Promise<RowResult[]> {
  const judge = async (chunk: readonly { row: R & Row }[]) => {
    const staff = chunk.map(({ row }) => row.staff);
    const [course, tree, people] = await Promise.all([loadCourse(ctx, id), loadTree(ctx), loadStaff(ctx.store, staff)]);
    const scope = new Scope(ctx, tree);
    const attendances = await loadAttendances(ctx.store, course, staff);
    const judged = chunk.map(({ row }, index) =>
      refusable(() => {
        const before = attendances[index];
        const said = say({ tree, scope, course, person: people[index]?.person, before }, row);
        if (course.cancelled) throw new Refusal('course-cancelled', { on: course.cancelled.on });
        const version = nextVersion(before, row.version ?? 'nothing', { record: 'attendance', id: row.staff });
        if (reason === null && needsReason(before, said)) throw new Refusal('training-correction-needs-reason', {}, 'reason');
        return { change: attendanceChange(ctx, before, { staff: row.staff, course: id, ...said, version }) };
      }),
    );
    return { judged };
  };
  const work = {
    intent: { verb, reason, decision: null },
    rows,
    keyOf: ({ staff }: Row) => staff,
    groupOf: ({ staff }: Row) => listStream(id, staff),
    streamsOf: (chunk: readonly { row: Row }[]) => Promise.resolve(chunk.map(({ row }) => listStream(id, row.staff))),
    rowsPerChunk: rowsTogether,
    judge,
  };
  return bulk(ctx, work, dryRun);
}

/** Whatever takes back or rewrites what somebody relied on. */
const needsReason = (before: Attendance | undefined, { state }: Said): boolean =>
  state === 'withdrawn' || state === 'void' || (before !== undefined && isResult(before));

/** Whether the host has had its say. */
export const isResult = ({ state }: Pick<Attendance, 'state'>): boolean => (ATTENDANCE_STATES as readonly string[]).includes(state);

function attendanceChange(ctx: Context, before: Attendance | undefined, after: Attendance): Change {
  return {
    stream: listStream(after.course, after.staff),
    record: `attendance/${after.staff}`,
    version: after.version,
    before: before ? saidOf(before) : null,
    after: saidOf(after),
    write: putAttendance(ctx.store, before, after),
    personal: true,
  };
}

const saidOf = ({ unit, state, completedOn, certificate }: Attendance): Said => ({ unit, state, completedOn, certificate });
