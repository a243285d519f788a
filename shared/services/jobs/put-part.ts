import { type Job, MAX_JOB_ROWS, type StoredJob, shownJob } from '../../domain/jobs/job.ts';
import type { JobKindName } from '../../domain/jobs/kinds.ts';
import { Refusal } from '../../errors.ts';
import { putJob, putJobRows, removeJobRows } from '../../store/jobs.ts';
import { TransactionRefused } from '../../store/store.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { ownJob } from './job-record.ts';

const ATTEMPTS = 8;

export type Part = { number: number; kind: JobKindName; rows: readonly unknown[] };

/**
 * Keeps a part of a job's rows, in place of one of the same number. Nothing of the registers changes, so nothing is
 * logged; parts that arrive together take turns at the job's version.
 */
export async function putPart(ctx: Context, id: string, { number, kind, rows }: Part): Promise<Job> {
  permit(ctx, 'write', 'jobs');
  const { store, world } = ctx;
  const { job: open, expiresAt } = await ownJob(ctx, id);
  if (kind !== open.kind) throw new Refusal('job-kind-differs', { given: kind, expected: open.kind }, 'kind');
  partsWith(open, { number, rows: rows.length, owner: '', count: 0 });
  const made = { number, rows: rows.length, ...(await putJobRows(store, `${id}.${number}.${world.newId()}`, rows, expiresAt)) };
  for (let attempt = 1; ; attempt++) {
    const { job: before } = await ownJob(ctx, id);
    const job = { ...before, parts: partsWith(before, made), version: before.version + 1 };
    const replaced = before.parts.find((part) => part.number === number);
    try {
      await store.transact([putJob(store, { job, expiresAt }), ...(replaced ? removeJobRows(store, replaced) : [])]);
      return shownJob(job, []);
    } catch (error) {
      if (!(error instanceof TransactionRefused) || !error.isPassing()) throw error;
      if (attempt >= ATTEMPTS) throw new Refusal('busy');
      await world.sleep(world.jitter() * 10 * 2 ** attempt);
    }
  }
}

/** The parts of a job with one more, or one replaced; refuses when it takes no parts any more, or that would be too many rows. */
function partsWith({ id, stage, parts }: StoredJob, part: StoredJob['parts'][number]): StoredJob['parts'] {
  if (stage !== 'open') throw new Refusal('job-not-open', { id });
  const after = [...parts.filter(({ number }) => number !== part.number), part].sort((one, other) => one.number - other.number);
  const rows = after.reduce((sum, each) => sum + each.rows, 0);
  if (rows > MAX_JOB_ROWS) throw new Refusal('job-too-many-rows', { rows, limit: MAX_JOB_ROWS }, 'rows');
  return after;
}
