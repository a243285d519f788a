import * as z from 'zod';
import { plainDateSchema } from '../time.ts';
import { INCREASES } from './headcount.ts';
import { impersonalText } from './impersonal-text.ts';
import {
  ABSENCES,
  LEAVING_REASONS,
  MAX_PERIODS,
  assignmentSchema,
  gradeSchema,
  leavingPolicySchema,
  positionCodeSchema,
  staffIdSchema,
  staffPeriodSchema,
  staffRecordSchema,
  titleStandardSchema,
} from './staff.ts';
import { unitCodeSchema } from './unit.ts';
import { categorySchema, orNull } from './vocabulary.ts';

const from = plainDateSchema.meta({ description: 'First day on which it holds' });
const periods = z.array(staffPeriodSchema).min(1).max(MAX_PERIODS);
export const staffReasonSchema = impersonalText(500).meta({ description: 'Why; stands in the history' });

/** Somebody as first recorded: one stretch of service, or several where a register is taken over. */
export const staffEntrySchema = z
  .strictObject({
    id: staffIdSchema.optional().meta({ description: 'The unit’s own opaque key; absent: one is issued' }),
    sex: staffRecordSchema.shape.sex,
    birth: staffRecordSchema.shape.birth,
    periods: periods.meta({ description: 'In order of `from`; the first is in service' }),
  })
  .meta({ id: 'StaffEntry', description: 'A pseudonymous person to be recorded' });
export type StaffEntry = z.infer<typeof staffEntrySchema>;

const transferSchema = z
  .strictObject({
    type: z.literal('transfer'),
    from,
    unit: unitCodeSchema.meta({ description: 'The new main unit' }),
    position: orNull(positionCodeSchema).default(null),
    titleStandard: orNull(titleStandardSchema).default(null),
    category: categorySchema.optional().meta({ description: 'Absent: as before' }),
    grade: orNull(gradeSchema).optional().meta({ description: 'Absent: as before' }),
    others: z
      .array(assignmentSchema)
      .max(5)
      .optional()
      .meta({ description: 'Concurrent and seconded work from then on; absent: as before, but for the new unit' }),
  })
  .meta({ id: 'StaffTransfer', description: 'Another main unit' });

const categoryChangeSchema = z
  .strictObject({
    type: z.literal('category'),
    from,
    category: categorySchema,
    grade: orNull(gradeSchema).optional().meta({ description: 'Absent: as before' }),
  })
  .meta({ id: 'StaffCategoryChange', description: 'Another category' });

const reassignmentSchema = z
  .strictObject({
    type: z.literal('reassign'),
    from,
    grade: orNull(gradeSchema).optional().meta({ description: 'Absent: as before' }),
    assignments: z.array(assignmentSchema).min(1).max(6).optional().meta({ description: 'All of them; absent: as before' }),
  })
  .meta({ id: 'StaffReassignment', description: 'Another position, grade, title standard, concurrent work or secondment; same main unit' });

const absenceBeginSchema = z
  .strictObject({ type: z.literal('absence-begin'), from, absence: z.enum(ABSENCES) })
  .meta({ id: 'StaffAbsenceBegin', description: 'An absence begins; the person stays in service' });

const absenceEndSchema = z
  .strictObject({ type: z.literal('absence-end'), from })
  .meta({ id: 'StaffAbsenceEnd', description: 'An absence ends; `from` is the first day back' });

const leavingSchema = z
  .strictObject({
    type: z.literal('leave'),
    from: plainDateSchema.meta({ description: 'First day out of service' }),
    leavingReason: z.enum(LEAVING_REASONS),
    policy: orNull(leavingPolicySchema).default(null),
  })
  .meta({ id: 'StaffLeaving', description: 'End of service' });

const returnSchema = z
  .strictObject({
    type: z.literal('return'),
    from,
    event: z.enum(INCREASES),
    category: categorySchema,
    grade: orNull(gradeSchema).default(null),
    assignments: z.array(assignmentSchema).min(1).max(6),
  })
  .meta({ id: 'StaffReturn', description: 'Service of somebody who left, possibly at another unit' });

const members = [
  transferSchema,
  categoryChangeSchema,
  reassignmentSchema,
  absenceBeginSchema,
  absenceEndSchema,
  leavingSchema,
  returnSchema,
] as const;

/** What may become of a person: each starts a new period at `from`. */
export const staffChangeSchema = z.discriminatedUnion('type', members);
export type StaffChange = z.infer<typeof staffChangeSchema>;
/** A change as a row of many. */
export const staffChangeRowSchema = z
  .strictObject({ id: staffIdSchema, version: z.int().min(1).meta({ description: 'Version being changed' }), change: staffChangeSchema })
  .meta({ id: 'StaffChangeRow' });

const stated = { reason: staffReasonSchema.optional() };
/** A change as a single request states it, with its reason. */
export const staffChangeRequestSchema = z
  .discriminatedUnion('type', [
    transferSchema.extend(stated).meta({ id: 'StaffTransferRequest' }),
    categoryChangeSchema.extend(stated).meta({ id: 'StaffCategoryChangeRequest' }),
    reassignmentSchema.extend(stated).meta({ id: 'StaffReassignmentRequest' }),
    absenceBeginSchema.extend(stated).meta({ id: 'StaffAbsenceBeginRequest' }),
    absenceEndSchema.extend(stated).meta({ id: 'StaffAbsenceEndRequest' }),
    leavingSchema.extend(stated).meta({ id: 'StaffLeavingRequest' }),
    returnSchema.extend(stated).meta({ id: 'StaffReturnRequest' }),
  ])
  .meta({ id: 'StaffChangeRequest', description: 'What becomes of a person from a day on' });

/** What was wrong from the start: rewrites what holds, and says why. */
export const staffCorrectionSchema = z
  .strictObject({
    sex: staffRecordSchema.shape.sex.optional(),
    birth: staffRecordSchema.shape.birth.optional(),
    periods: periods.optional().meta({ description: 'All periods that the caller is shown, as they should have been' }),
    reason: staffReasonSchema,
  })
  .meta({ id: 'StaffCorrection', description: 'Rewrites what was recorded by mistake; a change starts a new period instead' });
export type StaffCorrection = z.infer<typeof staffCorrectionSchema>;
