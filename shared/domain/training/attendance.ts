import * as z from 'zod';
import { type PlainDate, plainDateSchema, yearOf } from '../../time.ts';
import { impersonalText } from '../impersonal-text.ts';
import { rowVersion } from '../row-version.ts';
import { staffIdSchema } from '../staff.ts';
import { unitCodeSchema } from '../unit.ts';
import { orNull } from '../vocabulary.ts';
import { type Course, courseIdSchema, yearOfCourseId } from './course.ts';

/** What a person's own unit says: enrolled, or withdrawn again before the host recorded anything. */
export const ENROLMENT_STATES = ['enrolled', 'withdrawn'] as const;
/** What the host says: `void` takes back what was recorded by mistake. */
export const ATTENDANCE_STATES = ['completed', 'not-completed', 'void'] as const;

/** One person at one course. Who it is stands nowhere. */
export const attendanceSchema = z
  .strictObject({
    staff: staffIdSchema,
    course: courseIdSchema,
    unit: unitCodeSchema.meta({ description: 'Where the person counted when the course began: the unit that enrols' }),
    state: z.enum([...ENROLMENT_STATES, ...ATTENDANCE_STATES]),
    completedOn: orNull(plainDateSchema),
    certificate: orNull(z.string()).meta({ description: 'Reference of the certificate' }),
    version: z.int().min(1),
  })
  .meta({ id: 'Attendance', description: 'A person’s attendance of a course' });
export type Attendance = z.infer<typeof attendanceSchema>;

export const enrolmentRowSchema = z.strictObject({ staff: staffIdSchema, state: z.enum(ENROLMENT_STATES).default('enrolled') });
export type EnrolmentRow = z.infer<typeof enrolmentRowSchema>;
/** As a row of many, with the version that is believed to be there. */
export const versionedEnrolmentSchema = enrolmentRowSchema.extend({ version: rowVersion }).meta({ id: 'EnrolmentRow' });

export const attendanceRowSchema = z.strictObject({
  staff: staffIdSchema,
  state: z.enum(ATTENDANCE_STATES),
  completedOn: orNull(plainDateSchema).meta({ description: 'Needed when completed, and only then' }),
  certificate: orNull(impersonalText(80)).meta({ description: 'Reference of the certificate', example: 'CC-2025/0317' }),
});
export type AttendanceRow = z.infer<typeof attendanceRowSchema>;
export const versionedAttendanceSchema = attendanceRowSchema.extend({ version: rowVersion }).meta({ id: 'AttendanceRow' });

/** The year under which an attendance is kept: that in which it was completed, else that of the course's id. */
export const yearOfAttendance = ({ course, completedOn }: Pick<Attendance, 'course' | 'completedOn'>): number =>
  completedOn === null ? yearOfCourseId(course) : yearOf(completedOn);

/** Whether it counts as training received from one day to another, both included. */
export const isCompletedWithin = ({ state, completedOn }: Attendance, from: PlainDate, to: PlainDate): boolean =>
  state === 'completed' && completedOn !== null && from <= completedOn && completedOn <= to;

/** An attendance as it is listed: a later correction of the course may leave its day of completion outside the course. */
export const attendanceViewSchema = attendanceSchema
  .extend({ outsideCourse: z.boolean().meta({ description: 'Completed on a day that is no longer within the course: to be corrected' }) })
  .meta({ id: 'AttendanceView', description: 'An attendance as it is listed' });
export type AttendanceView = z.infer<typeof attendanceViewSchema>;

export const viewOfAttendance = (attendance: Attendance, { start, end }: Pick<Course, 'start' | 'end'>): AttendanceView => ({
  ...attendance,
  outsideCourse: attendance.completedOn !== null && (attendance.completedOn < start || attendance.completedOn > end),
});
