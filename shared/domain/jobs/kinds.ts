import * as z from 'zod';
import { plainMonthSchema } from '../../time.ts';
import { headcountInputSchema } from '../headcount.ts';
import { impersonalText } from '../impersonal-text.ts';
import { rowVersion } from '../row-version.ts';
import { staffChangeRowSchema, staffEntrySchema } from '../staff-change-input.ts';
import { versionedAttendanceSchema, versionedEnrolmentSchema } from '../training/attendance.ts';
import { courseIdSchema } from '../training/course.ts';
import { unitCodeSchema } from '../unit.ts';

export const JOB_KIND_NAMES = ['staff', 'staff-changes', 'enrolments', 'attendances', 'headcount'] as const;
export type JobKindName = (typeof JOB_KIND_NAMES)[number];

/** What a job of each kind is about, the same for all of its rows, and what a row is: that of the register's bulk request. */
export const JOB_SCHEMAS = {
  staff: { parameters: z.strictObject({}), row: staffEntrySchema },
  'staff-changes': { parameters: z.strictObject({}), row: staffChangeRowSchema },
  enrolments: { parameters: z.strictObject({ course: courseIdSchema }), row: versionedEnrolmentSchema },
  attendances: { parameters: z.strictObject({ course: courseIdSchema }), row: versionedAttendanceSchema },
  headcount: {
    parameters: z.strictObject({ month: plainMonthSchema }),
    row: headcountInputSchema.extend({ unit: unitCodeSchema, version: rowVersion }),
  },
} as const satisfies Record<JobKindName, { parameters: z.ZodObject; row: z.ZodObject }>;

const request = <K extends JobKindName>(kind: K) =>
  z.strictObject({
    kind: z.literal(kind),
    parameters: JOB_SCHEMAS[kind].parameters as (typeof JOB_SCHEMAS)[K]['parameters'],
    reason: impersonalText(500).optional().meta({ description: 'Stands in the history of each row' }),
  });

export const jobRequestSchema = z
  .discriminatedUnion('kind', [
    request('staff'),
    request('staff-changes'),
    request('enrolments'),
    request('attendances'),
    request('headcount'),
  ])
  .meta({ id: 'JobRequest', description: 'What is to be done with the rows that follow in parts' });
export type JobRequest = z.infer<typeof jobRequestSchema>;
