import type { LogEntry } from '../../audit.ts';
import { mainOf } from '../../domain/staff.ts';
import { type AttendanceView, viewOfAttendance } from '../../domain/training/attendance.ts';
import type { Course } from '../../domain/training/course.ts';
import { parseLogEntry } from '../../store/log.ts';
import { loadStaff } from '../../store/staff.ts';
import { loadAttendances, loadAttendancesOfStaff, loadCourses, pageOfAttendances } from '../../store/training.ts';
import { permit, scopeOf } from '../access.ts';
import type { Item } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf, pageOfPartition, pageOfReads } from '../page.ts';
import { found } from '../read-record.ts';
import { listStream, loadCourse } from './course-change.ts';
import { seesWholeList } from './read-courses.ts';

/** Who is on the list of a course, by staff id: all of it for its host, the own people for everybody else. */
export async function listAttendances(ctx: Context, id: string, page: PageAsk): Promise<Page<AttendanceView>> {
  permit(ctx, 'read', 'training');
  const course = await loadCourse(ctx, id);
  const all = await seesWholeList(ctx, course);
  const scope = await scopeOf(ctx);
  const read = async (after: string | undefined, limit: number) => {
    const { attendances, next } = await pageOfAttendances(ctx.store, course, { after, limit });
    const shown = attendances.filter(({ unit }) => all || scope.sees(unit, course.start));
    return { rows: shown.map((attendance) => viewOfAttendance(attendance, course)), next };
  };
  return pageOfReads(ctx, { ...page, list: 'attendances', filters: { id } }, read, ({ staff }) => staff);
}

/** Who changed what of one person at a course, newest first, without what the same entries say of others. */
export async function attendanceHistory(ctx: Context, id: string, staff: string, page: PageAsk): Promise<Page<LogEntry>> {
  permit(ctx, 'read', 'training');
  const course = await loadCourse(ctx, id);
  const [attendance] = await loadAttendances(ctx.store, course, [staff]);
  const isVisible = attendance && ((await seesWholeList(ctx, course)) || (await scopeOf(ctx)).sees(attendance.unit, course.start));
  found(isVisible ? attendance : undefined, { what: staff });
  const record = `attendance/${staff}`;
  const parse = (item: Item): LogEntry => {
    const entry = parseLogEntry(item);
    return { ...entry, changes: entry.changes.filter((change) => change.record === record) };
  };
  const request = { ...page, list: 'attendance-history', filters: { id, staff } };
  return pageOfPartition(ctx, request, ctx.store.keys.log(listStream(id, staff)), parse, ({ changes }) => changes.length > 0, {
    backward: true,
  });
}

/**
 * What is recorded of one person in a year, by course: what was completed in it, and what began in it and was not. For
 * those who may see the person where any service began, as far as they see the unit that counted the course.
 */
export async function listTrainingOf(ctx: Context, staff: string, year: number, page: PageAsk): Promise<Page<AttendanceView>> {
  permit(ctx, 'read', 'training');
  const [kept] = await loadStaff(ctx.store, [staff]);
  const scope = await scopeOf(ctx);
  const services = (kept?.person.periods ?? []).filter((period) => period.state === 'in-service');
  found(
    services.find((period) => scope.sees(mainOf(period).unit, period.from)),
    { what: staff },
  );
  const attendances = await loadAttendancesOfStaff(ctx.store, year, [staff]);
  const courses = await loadCourses(
    ctx.store,
    attendances.map(({ course }) => course),
  );
  const rows = attendances.map((attendance, index) => viewOfAttendance(attendance, courses[index] as Course));
  const visible = rows.filter(({ unit }, index) => scope.sees(unit, (courses[index] as Course).start));
  return pageOf(ctx, { ...page, list: 'training-of', filters: { staff, year } }, visible, ({ course }) => course);
}
