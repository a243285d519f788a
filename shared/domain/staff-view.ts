import * as z from 'zod';
import { plainDateSchema, plainMonthSchema } from '../time.ts';
import { PLACEMENTS } from './staff-placement.ts';
import {
  ABSENCES,
  ASSIGNMENT_KINDS,
  gradeSchema,
  positionCodeSchema,
  staffIdSchema,
  staffPeriodSchema,
  staffRecordSchema,
  titleStandardSchema,
} from './staff.ts';
import { unitCodeSchema } from './unit.ts';
import { categorySchema, orNull } from './vocabulary.ts';

const { sex, birth, version } = staffRecordSchema.shape;
const unit = orNull(unitCodeSchema).meta({
  description: 'Where the person counts: the main unit or its sole heir; null when out of service or unplaced',
});
const placement = orNull(z.enum(PLACEMENTS)).meta({
  description: '`heir`: the main unit ended and had one heir; `unplaced`: none or several',
});
const postFreeFrom = plainMonthSchema.meta({ description: 'Month from which the post is free by the statutory retirement date' });

/** A person as of a date, without what the reader may not see. */
export const staffViewSchema = z
  .strictObject({
    id: staffIdSchema,
    sex,
    birth,
    version,
    asOf: plainDateSchema,
    period: orNull(staffPeriodSchema).meta({
      description: 'What holds on the date; null before the first day, or where it may not be seen',
    }),
    unit,
    placement,
    retirement: z.strictObject({ lastDay: plainDateSchema, postFreeFrom }),
    periods: z.array(staffPeriodSchema).meta({ description: 'All that the reader may see' }),
    complete: z.boolean().meta({ description: 'Whether these are all periods on record' }),
  })
  .meta({ id: 'Staff', description: 'A pseudonymous person as of a date' });
export type StaffView = z.infer<typeof staffViewSchema>;

/** What a training coordinator sees of a person. */
export const staffGlimpseSchema = z
  .strictObject({ id: staffIdSchema, unit: unitCodeSchema, category: categorySchema })
  .meta({ id: 'StaffGlimpse', description: 'Id, unit and category: all that training needs' });
export type StaffGlimpse = z.infer<typeof staffGlimpseSchema>;

/** A person in service in a list. Seconded and concurrent work is shown at its host; the post counts at `home`. */
export const staffRowSchema = z
  .strictObject({
    id: staffIdSchema,
    sex,
    birth,
    version,
    as: z.enum(ASSIGNMENT_KINDS).meta({ description: '`main`: counted here; otherwise shown here and counted at home' }),
    unit: unitCodeSchema.meta({ description: 'Unit under which the list shows the person' }),
    home: unit,
    placement: z.enum(PLACEMENTS),
    category: categorySchema,
    grade: orNull(gradeSchema),
    position: orNull(positionCodeSchema),
    titleStandard: orNull(titleStandardSchema),
    absence: orNull(z.enum(ABSENCES)),
    secondedTo: orNull(unitCodeSchema),
    since: plainDateSchema,
    postFreeFrom,
  })
  .meta({ id: 'StaffRow', description: 'Somebody in service on a date' });
export type StaffRow = z.infer<typeof staffRowSchema>;

/** Where the headcount that a unit reported and its staff records differ. */
export const reconciliationSchema = z
  .strictObject({
    unit: unitCodeSchema,
    state: z
      .enum(['agrees', 'differs', 'no-report', 'no-staff', 'unplaced'])
      .meta({ description: '`unplaced`: people of an ended unit without a sole heir, who count nowhere until they are transferred' }),
    categories: z.array(
      z.strictObject({ category: categorySchema, reported: orNull(z.int()), staff: orNull(z.int()), difference: orNull(z.int()) }),
    ),
    people: z.array(z.strictObject({ id: staffIdSchema, category: categorySchema })).meta({ description: 'Who is unplaced' }),
  })
  .meta({ id: 'StaffReconciliation', description: 'Reported headcount beside the staff on record, by category' });
export type Reconciliation = z.infer<typeof reconciliationSchema>;
