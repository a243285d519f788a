import type { Course, CourseInput } from '../../domain/training/course.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { courseChange, courseStream, requireCourse, requireHost } from './course-change.ts';

/** Records a course that a unit of the actor runs, has run or will run. */
export async function openCourse(ctx: Context, input: CourseInput): Promise<Course> {
  permit(ctx, 'write', 'training');
  const id = `${yearOf(input.start)}-${ctx.world.newId()}`;
  return transact(ctx, { verb: 'open-course', reason: null, decision: input.decision }, [courseStream(id)], async () => {
    const host = requireHost(ctx, await loadTree(ctx), input);
    requireCourse(ctx, input);
    const course: Course = { id, ...input, host, cancelled: null, lastYear: yearOf(input.end), version: 1 };
    return { result: course, changes: [courseChange(ctx, undefined, course)] };
  });
}
