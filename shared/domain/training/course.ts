import * as z from 'zod';
import { competenceGroupSchema, courseClassSchema } from '../../law/training.ts';
import { plainDateSchema } from '../../time.ts';
import { impersonalText } from '../impersonal-text.ts';
import { unitCodeSchema } from '../unit.ts';
import { decisionSchema, orNull } from '../vocabulary.ts';

/** The id begins with the year of its start, which never changes, so that the id alone says where the course is kept. */
export const courseIdSchema = z
  .string()
  .regex(/^(19|20|21)\d{2}-[0-9A-Z]{26}$/, 'course-id')
  .meta({ id: 'CourseId', description: 'Id of a course: year of its start and a ULID', example: '2025-01JZ0000000000000000000000' });

export const COURSE_MODES = ['in-person', 'online', 'blended'] as const;

/** Calendar years that one course may touch. */
export const MAX_COURSE_YEARS = 4;

export const courseInputSchema = z
  .strictObject({
    title: impersonalText(250).meta({ example: 'Kỹ năng số cơ bản cho viên chức' }),
    class: courseClassSchema,
    competences: z
      .array(competenceGroupSchema)
      .max(7)
      .overwrite((groups) => [...new Set(groups)].sort())
      .meta({ description: 'Digital competence groups that it trains' }),
    provider: impersonalText(200).meta({ description: 'Who teaches', example: 'Trường Đại học Hạ Long' }),
    host: unitCodeSchema.meta({ description: 'Unit that runs it and records who attended' }),
    start: plainDateSchema,
    end: plainDateSchema.meta({ description: 'Last day' }),
    periods: z.int().min(1).max(2000).meta({ description: 'Periods (tiết) that completing it counts for', example: 40 }),
    mode: z.enum(COURSE_MODES),
    decision: decisionSchema.meta({ description: 'Decision that opened it' }),
  })
  .meta({ id: 'CourseInput', description: 'A training course' });
export type CourseInput = z.infer<typeof courseInputSchema>;

export const courseSchema = z
  .strictObject({
    id: courseIdSchema,
    ...courseInputSchema.shape,
    cancelled: orNull(z.strictObject({ on: plainDateSchema, reason: z.string() })).meta({
      description: 'When and why it was cancelled: what was recorded of it counts no more',
    }),
    lastYear: z.int().meta({ description: 'Last calendar year that it ever reached into: until then its attendances are kept' }),
    version: z.int().min(1),
  })
  .meta({ id: 'Course', description: 'A training course as it stands' });
export type Course = z.infer<typeof courseSchema>;

/** The year in which a course of this id began. */
export const yearOfCourseId = (id: string): number => Number(id.slice(0, 4));

/** The years under which attendances of a course can be kept: from that of its id to the last that it ever reached into. */
export const yearsOfCourse = ({ id, lastYear }: Pick<Course, 'id' | 'lastYear'>): number[] =>
  Array.from({ length: lastYear - yearOfCourseId(id) + 1 }, (_, offset) => yearOfCourseId(id) + offset);
