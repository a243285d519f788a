import type { Course } from '../../domain/training/course.ts';
import { Refusal } from '../../errors.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { courseChange, courseStream, loadCourse, requireHost } from './course-change.ts';

type Ask = { id: string; reason: string; expected: Expected };

/** Cancels a course: nothing that is recorded of it counts any more, and nothing more is recorded. */
export const cancelCourse = (ctx: Context, ask: Ask): Promise<Course> =>
  changeStanding(ctx, 'cancel-course', ask, (course) => {
    if (course.cancelled) throw new Refusal('course-cancelled', { on: course.cancelled.on });
    return { on: ctx.today, reason: ask.reason };
  });

/** Takes a cancellation back: what is recorded of the course counts again. */
export const reinstateCourse = (ctx: Context, ask: Ask): Promise<Course> =>
  changeStanding(ctx, 'reinstate-course', ask, (course) => {
    if (!course.cancelled) throw new Refusal('course-not-cancelled');
    return null;
  });

async function changeStanding(
  ctx: Context,
  verb: string,
  { id, reason, expected }: Ask,
  cancelledOf: (course: Course) => Course['cancelled'],
): Promise<Course> {
  permit(ctx, 'write', 'training');
  return transact(ctx, { verb, reason, decision: null }, [courseStream(id)], async () => {
    const current = await loadCourse(ctx, id);
    requireHost(ctx, await loadTree(ctx), current);
    const version = nextVersion(current, expected, { record: 'course', id });
    const course: Course = { ...current, cancelled: cancelledOf(current), version };
    return { result: course, changes: [courseChange(ctx, current, course)] };
  });
}
