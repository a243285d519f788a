import type { Course, CourseInput } from '../../domain/training/course.ts';
import { Refusal } from '../../errors.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { courseChange, courseStream, loadCourse, requireCourse, requireHost } from './course-change.ts';

export type CourseCorrection = { id: string; input: CourseInput; expected: Expected; reason: string };

/**
 * Rewrites what is on record of a course. It stays in the year of its start, under which it is listed. Attendances stay
 * as they are: a completion that no longer lies within the course is shown as such in its list.
 */
export async function correctCourse(ctx: Context, { id, input, expected, reason }: CourseCorrection): Promise<Course> {
  permit(ctx, 'write', 'training');
  return transact(ctx, { verb: 'correct-course', reason, decision: input.decision }, [courseStream(id)], async () => {
    const current = await loadCourse(ctx, id);
    const tree = await loadTree(ctx);
    requireHost(ctx, tree, current);
    const version = nextVersion(current, expected, { record: 'course', id });
    if (current.cancelled) throw new Refusal('course-cancelled', { on: current.cancelled.on });
    const host = requireHost(ctx, tree, input);
    if (!id.startsWith(input.start.slice(0, 4)))
      throw new Refusal('course-year-fixed', { year: id.slice(0, 4), start: input.start }, 'start');
    requireCourse(ctx, input);
    const lastYear = Math.max(current.lastYear, yearOf(input.end));
    const course: Course = { ...current, ...input, host, lastYear, version };
    return { result: course, changes: [courseChange(ctx, current, course)] };
  });
}
