import type { Tree } from '../../domain/tree.ts';
import { type Course, type CourseInput, MAX_COURSE_YEARS } from '../../domain/training/course.ts';
import { Refusal } from '../../errors.ts';
import { inForce } from '../../law/engine.ts';
import { digitalCompetenceGroups } from '../../law/training.ts';
import { shardOf } from '../../store/keys.ts';
import { loadCourses, putCourse } from '../../store/training.ts';
import { yearOf } from '../../time.ts';
import { Scope } from '../access.ts';
import type { Context } from '../context.ts';
import { requireDateInReach, requireTaken } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import { found } from '../read-record.ts';
import { refusable } from '../refusable.ts';
import type { Change } from '../transact.ts';

/** What is written of a course itself. */
export const courseStream = (id: string): string => `~COURSE.${id}`;

/** Streams over which a course's list is spread, so that the chunks of one request do not wait for one head. */
const LIST_STREAMS = 4;
/** What is written of a person at a course: always the same stream, whose head serialises it. */
export const listStream = (id: string, staff: string): string => `${courseStream(id)}.${shardOf(staff, LIST_STREAMS)}`;

export async function loadCourse(ctx: Context, id: string): Promise<Course> {
  const [course] = await loadCourses(ctx.store, [id]);
  return found(course, { record: 'course', id });
}

/** The key of the unit that is to run a course, when the actor keeps its records; to others an unknown unit looks the same. */
export function requireHost(ctx: Context, tree: Tree, { host, start }: Pick<CourseInput, 'host' | 'start'>): string {
  const unit = tree.find(host)?.key;
  if (unit === undefined) throw new Refusal('not-found', { what: host }, 'host');
  const refused = refusable(() => new Scope(ctx, tree).requireWrite(unit, start));
  if (refused) throw new Refusal(refused.code, refused.code === 'not-found' ? { what: host } : refused.data, 'host');
  return aliveOn(tree, unit, start, 'host').unit.key;
}

/** What every course must satisfy: its dates, the decision that opened it, and competence groups of a law in force. */
export function requireCourse(ctx: Context, input: CourseInput): void {
  const { start, end } = input;
  if (end < start || yearOf(end) - yearOf(start) >= MAX_COURSE_YEARS)
    throw new Refusal('course-dates', { start, end, limit: MAX_COURSE_YEARS }, 'end');
  requireDateInReach(ctx, start, 'start');
  requireTaken(ctx, input.decision);
  if (input.competences.length === 0) return;
  // An older course may be marked by the groups that hold now.
  const known = inForce(digitalCompetenceGroups, start > ctx.today ? start : ctx.today).value.map(({ group }) => group);
  const strange = input.competences.findIndex((group) => !known.includes(group));
  if (strange !== -1) throw new Refusal('not-found', { what: input.competences[strange] as string }, `competences.${strange}`);
}

export const courseChange = (ctx: Context, before: Course | undefined, after: Course): Change => ({
  stream: courseStream(after.id),
  record: `course/${after.id}`,
  version: after.version,
  before: before ?? null,
  after,
  write: putCourse(ctx.store, after),
});
