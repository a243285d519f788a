import type { LogEntry } from '../../audit.ts';
import type { Course } from '../../domain/training/course.ts';
import type { CourseClass } from '../../law/training.ts';
import { parseLogEntry } from '../../store/log.ts';
import { parseCourse } from '../../store/training.ts';
import type { PlainDate } from '../../time.ts';
import { Scope, isScoped, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found } from '../read-record.ts';
import { plain } from '../units/read-units.ts';
import { courseStream, loadCourse } from './course-change.ts';

/** A course is open to every HR department and coordinator: it says nothing of persons, and they enrol their people in it. */
export async function getCourse(ctx: Context, id: string): Promise<Course> {
  permit(ctx, 'read', 'training');
  return loadCourse(ctx, id);
}

export type CourseFilters = {
  year: number;
  class?: CourseClass | undefined;
  /** Hosts at or below this unit when the course begins. */
  under?: string | undefined;
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
  status?: 'held' | 'cancelled' | 'all' | undefined;
  q?: string | undefined;
};

/** Courses that begin in a year, in the order of recording; `q` searches title and provider without diacritics. */
export async function listCourses(ctx: Context, filters: CourseFilters, page: PageAsk): Promise<Page<Course>> {
  permit(ctx, 'read', 'training');
  const { year, from, to, under, status = 'held' } = filters;
  const tree = await loadTree(ctx);
  if (under !== undefined) found(tree.find(under), { what: under });
  const words = filters.q === undefined ? [] : plain(filters.q).split(/\s+/).filter(Boolean);
  const keep = (course: Course): boolean =>
    (filters.class === undefined || course.class === filters.class) &&
    (status === 'all' || (course.cancelled !== null) === (status === 'cancelled')) &&
    (from === undefined || course.start >= from) &&
    (to === undefined || course.start <= to) &&
    (under === undefined || tree.isUnder(course.host, [under], course.start)) &&
    words.every((word) => plain(`${course.title} ${course.provider}`).includes(word));
  return pageOfPartition(ctx, { ...page, list: 'courses', filters }, ctx.store.keys.coursesOfYear(year), parseCourse, keep);
}

/** Whether the actor sees a course's whole list: whoever reads all, and the coordinator who keeps the host's courses. */
export async function seesWholeList(ctx: Context, { host, start }: Course): Promise<boolean> {
  if (!isScoped(ctx)) return true;
  return ctx.actor.role === 'training-coordinator' && new Scope(ctx, await loadTree(ctx)).sees(host, start);
}

/** Who changed what of a course itself, newest first. It says nothing of persons. */
export async function courseHistory(ctx: Context, id: string, page: PageAsk): Promise<Page<LogEntry>> {
  permit(ctx, 'read', 'training');
  await loadCourse(ctx, id);
  const request = { ...page, list: 'course-history', filters: { id } };
  return pageOfPartition(ctx, request, ctx.store.keys.log(courseStream(id)), parseLogEntry, () => true, { backward: true });
}
