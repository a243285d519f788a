import * as z from 'zod';
import { birthMonthSchema, birthYearSchema } from '../law/birth.ts';
import { type PlainDate, plainDateSchema } from '../time.ts';
import { INCREASES } from './headcount.ts';
import { impersonalText } from './impersonal-text.ts';
import { unitCodeSchema } from './unit.ts';
import { categorySchema, orNull, sexSchema } from './vocabulary.ts';

/** Identity numbers are all digits: nine, ten of social insurance, or twelve, the last also in groups or behind a few letters. */
const LOOKS_LIKE_A_NUMBER = /^(?:\d{9,11}|(?:[A-Za-z]{1,6}[._-]?)?\d(?:[._-]?\d){11})$/;
/** Sub-paths of /v1/staff that stand where an id stands. */
const RESERVED: readonly string[] = ['bulk', 'changes', 'reconciliation'];

/** A pseudonymous id: ours, or the unit's own opaque key. Never a personal number. */
export const staffIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/, 'staff-id')
  .refine((id) => !LOOKS_LIKE_A_NUMBER.test(id), { params: { rule: 'no-personal-data' } })
  .refine((id) => !RESERVED.includes(id), { params: { rule: 'staff-id' } })
  .meta({ id: 'StaffId', description: 'Pseudonymous id of a person: ours, or the unit’s own opaque key', example: 'NV-000317' });

/** Three ladders that are never compared with one another: hạng (I highest) until 06/2026, bậc (5 highest) since, ngạch of civil servants (1 highest). */
export const GRADE_SCALES = ['hang', 'bac', 'ngach'] as const;
export const gradeSchema = z
  .strictObject({ scale: z.enum(GRADE_SCALES), value: z.int().min(1).max(6) })
  .meta({ id: 'Grade', description: 'Grade held, on its own scale', example: { scale: 'hang', value: 3 } });
export type Grade = z.infer<typeof gradeSchema>;

/** A code of the position catalogue, as a framework lists it. */
export const positionCodeSchema = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,39}$/, 'position-code')
  .meta({ id: 'PositionCode', description: 'Code of a job position in the catalogue', example: 'GV-THPT' });

/** Whether the holder meets the title standard of the position; `owed` while it is to be made up by a date. */
export const titleStandardSchema = z
  .strictObject({
    state: z.enum(['yes', 'no', 'owed']),
    date: orNull(plainDateSchema).meta({ description: 'When it was established, or by when it is owed' }),
    basis: orNull(impersonalText(200)),
  })
  .meta({ id: 'TitleStandard', description: 'Whether the title standard of the position is met' });
export type TitleStandard = z.infer<typeof titleStandardSchema>;

export const ASSIGNMENT_KINDS = ['main', 'concurrent', 'seconded'] as const;
export const assignmentSchema = z
  .strictObject({
    kind: z.enum(ASSIGNMENT_KINDS),
    unit: unitCodeSchema,
    position: orNull(positionCodeSchema),
    titleStandard: orNull(titleStandardSchema),
  })
  .meta({ id: 'Assignment', description: 'Work at a unit; the main one alone counts a post' });
export type Assignment = z.infer<typeof assignmentSchema>;

export const ABSENCES = ['maternity', 'study', 'unpaid', 'suspended'] as const;

/** How a stretch of service began. */
export const SERVICE_EVENTS = [...INCREASES, 'transferred', 'category-changed', 'reassigned', 'absence-began', 'absence-ended'] as const;

export const servicePeriodSchema = z
  .strictObject({
    from: plainDateSchema,
    state: z.literal('in-service'),
    event: z.enum(SERVICE_EVENTS),
    category: categorySchema,
    grade: orNull(gradeSchema),
    assignments: z.array(assignmentSchema).min(1).max(6),
    absence: orNull(z.enum(ABSENCES)),
  })
  .meta({ id: 'ServicePeriod', description: 'In service, from a day until the next period' });
export type ServicePeriod = z.infer<typeof servicePeriodSchema>;

/** Decreases of form 8c that end a service, and the death of which the form says "other". */
export const LEAVING_REASONS = ['retired', 'transferred-out', 'resigned', 'dismissed', 'streamlined', 'other'] as const;

/** The decree and case under which somebody leaves by policy. */
export const leavingPolicySchema = z
  .strictObject({
    decree: z.enum(['108/2014/NĐ-CP', '29/2023/NĐ-CP', '178/2024/NĐ-CP', '67/2025/NĐ-CP', '154/2025/NĐ-CP']),
    case: impersonalText(120).meta({ description: 'Article and point', example: 'Điều 8 khoản 1' }),
  })
  .meta({ id: 'LeavingPolicy', description: 'Decree and case of leaving under a policy' });

export const leftPeriodSchema = z
  .strictObject({
    from: plainDateSchema.meta({ description: 'First day out of service' }),
    state: z.literal('left'),
    reason: z.enum(LEAVING_REASONS),
    policy: orNull(leavingPolicySchema),
  })
  .meta({ id: 'LeftPeriod', description: 'Out of service, from a day until a return' });
export type LeftPeriod = z.infer<typeof leftPeriodSchema>;

export const staffPeriodSchema = z.discriminatedUnion('state', [servicePeriodSchema, leftPeriodSchema]);
export type StaffPeriod = z.infer<typeof staffPeriodSchema>;

/** Periods that a record takes. */
export const MAX_PERIODS = 200;

/** A person as kept: what holds from each day on. Who it is stands nowhere. */
export const staffRecordSchema = z
  .strictObject({
    id: staffIdSchema,
    sex: sexSchema,
    birth: z.union([birthYearSchema, birthMonthSchema]).meta({ description: 'Year or month of birth', example: '1969-05' }),
    periods: z.array(staffPeriodSchema).min(1).max(MAX_PERIODS),
    version: z.int().min(1),
  })
  .meta({ id: 'StaffRecord', description: 'A pseudonymous person and the dated stretches of service' });
export type StaffRecord = z.infer<typeof staffRecordSchema>;

/** What holds of a person on a date; undefined before the first day. */
export const periodOfStaffOn = ({ periods }: Pick<StaffRecord, 'periods'>, date: PlainDate): StaffPeriod | undefined =>
  periods.findLast(({ from }) => from <= date);

/** The service that a person is in on a date; undefined when not (yet, any more) in service. Absent people are in service. */
export function serviceOn(person: Pick<StaffRecord, 'periods'>, date: PlainDate): ServicePeriod | undefined {
  const period = periodOfStaffOn(person, date);
  return period?.state === 'in-service' ? period : undefined;
}

/** The assignment that counts a post. Every service has exactly one. */
export function mainOf({ assignments }: ServicePeriod): Assignment {
  const main = assignments.find(({ kind }) => kind === 'main');
  if (main === undefined) throw new Error('a service without its main assignment');
  return main;
}

/** Every unit at which a person ever worked, each once. */
export const unitsOfStaff = ({ periods }: Pick<StaffRecord, 'periods'>): string[] => [
  ...new Set(periods.flatMap((period) => (period.state === 'in-service' ? period.assignments.map(({ unit }) => unit) : []))),
];
