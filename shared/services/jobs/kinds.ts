import * as z from 'zod';
import type { StoredJob } from '../../domain/jobs/job.ts';
import { JOB_SCHEMAS, type JobKindName } from '../../domain/jobs/kinds.ts';
import { type Resource, permit } from '../access.ts';
import type { RowResult } from '../bulk.ts';
import type { Context } from '../context.ts';
import { headcountRegister } from '../headcount/headcount-register.ts';
import { loadTree } from '../load-tree.ts';
import { changeStaffBulk } from '../staff/change-staff.ts';
import { createStaffBulk } from '../staff/create-staff.ts';
import { loadCourse, requireHost } from '../training/course-change.ts';
import { enrolStaff } from '../training/enrol-staff.ts';
import { recordAttendance } from '../training/record-attendance.ts';
import { putMany } from '../unit-register.ts';

/** One chunk: its number, and the rows of the part of that number where the kind takes rows. */
export type Chunk = { number: number; rows: unknown };

/** What a job of a kind is. A new kind is one of these and its schemas in shared/domain/jobs/kinds.ts. */
export type JobKind = {
  /** Chunks go one after the other in the order of their numbers; else side by side. */
  readonly ordered: boolean;
  /** Refuses whoever may not do it, when a job is created. Whatever carries out a chunk asks again. */
  readonly admit: (ctx: Context, parameters: unknown) => Promise<void>;
  /** How many chunks there are, when the job is started. */
  readonly plan: (job: Pick<StoredJob, 'parameters' | 'parts'>) => number;
  /**
   * Carries out one chunk with the rights of whoever created the job, under an idempotency key of its own. It may be asked
   * twice, also at once: what has been done is not done again, and the same is answered.
   */
  readonly run: (ctx: Context, job: Pick<StoredJob, 'parameters' | 'reason'>, chunk: Chunk) => Promise<RowResult[]>;
};

type RowVerb<P, R> = {
  resource: Resource;
  ordered?: boolean;
  admit?: (ctx: Context, parameters: P) => Promise<void>;
  run: (ctx: Context, rows: R[], reason: string | null, parameters: P) => Promise<RowResult[]>;
};

/** A kind whose rows come in parts, each of them a chunk for the verb of a bulk request. */
function rowKind<P extends z.ZodObject, R extends z.ZodObject>(
  { parameters, row }: { parameters: P; row: R },
  { resource, ordered = false, admit, run }: RowVerb<z.output<P>, z.output<R>>,
): JobKind {
  const rows = z.array(row);
  return {
    ordered,
    admit: async (ctx, stated) => {
      permit(ctx, 'write', resource);
      await admit?.(ctx, parameters.parse(stated));
    },
    plan: ({ parts }) => parts.length,
    run: (ctx, job, chunk) => run(ctx, rows.parse(chunk.rows), job.reason, parameters.parse(job.parameters)),
  };
}

export const JOB_KINDS: Readonly<Record<JobKindName, JobKind>> = {
  staff: rowKind(JOB_SCHEMAS.staff, {
    resource: 'staff',
    run: (ctx, rows, reason) => createStaffBulk(ctx, { rows, reason }, false),
  }),
  'staff-changes': rowKind(JOB_SCHEMAS['staff-changes'], {
    resource: 'staff',
    ordered: true,
    run: (ctx, rows, reason) => changeStaffBulk(ctx, { rows, reason }, false),
  }),
  enrolments: rowKind(JOB_SCHEMAS.enrolments, {
    resource: 'training',
    admit: async (ctx, { course }) => void (await loadCourse(ctx, course)),
    run: (ctx, rows, reason, { course }) => enrolStaff(ctx, { course, rows, reason }, false),
  }),
  attendances: rowKind(JOB_SCHEMAS.attendances, {
    resource: 'training',
    admit: async (ctx, { course }) => void requireHost(ctx, await loadTree(ctx), await loadCourse(ctx, course)),
    run: (ctx, rows, reason, { course }) => recordAttendance(ctx, { course, rows, reason }, false),
  }),
  headcount: rowKind(JOB_SCHEMAS.headcount, {
    resource: 'headcount',
    run: (ctx, rows, reason, { month }) =>
      putMany(
        ctx,
        headcountRegister,
        { period: month, rows: rows.map(({ unit, version, ...input }) => ({ unit, version, input })), reason },
        false,
      ),
  }),
};
