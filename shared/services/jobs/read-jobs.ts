import * as z from 'zod';
import { type Job, type JobChunk, shownJob } from '../../domain/jobs/job.ts';
import { loadJobChunks, loadJobRows, parseJob } from '../../store/jobs.ts';
import { isScoped, permit } from '../access.ts';
import { type RowResult, rowResultSchema } from '../bulk.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOfRanges, pageOfReads } from '../page.ts';
import { visibleJob } from './job-record.ts';

/** Jobs, newest first: one's own, and all of them for roles that are not held to a subtree. */
export async function listJobs(ctx: Context, page: PageAsk): Promise<Page<Job>> {
  permit(ctx, 'read', 'jobs');
  const mine = isScoped(ctx) ? ctx.actor.id : undefined;
  return pageOfRanges(
    ctx,
    { ...page, list: 'jobs', filters: { actor: mine } },
    [{ name: '', pk: ctx.store.keys.jobs() }],
    async (item) => {
      const kept = parseJob(item, ctx.world.now());
      if (!kept || (mine !== undefined && kept.job.actor.id !== mine)) return undefined;
      return shownJob(kept.job, await loadJobChunks(ctx.store, kept.job.id));
    },
    { backward: true },
  );
}

/** A job and how far it is. */
export async function getJob(ctx: Context, id: string): Promise<Job> {
  permit(ctx, 'read', 'jobs');
  const { job } = await visibleJob(ctx, id);
  return shownJob(job, await loadJobChunks(ctx.store, id));
}

/** What became of one row: the part in which it was sent, and its place there. */
export type JobRow = RowResult & { part: number };
export type Outcome = RowResult['outcome'];
const resultsSchema = z.array(rowResultSchema);

/** What became of the rows of the chunks that have ended, in the order in which they were sent. */
export async function listResults(ctx: Context, id: string, outcome: Outcome | undefined, page: PageAsk): Promise<Page<JobRow>> {
  permit(ctx, 'read', 'jobs');
  await visibleJob(ctx, id);
  const begun = await loadJobChunks(ctx.store, id);
  const wanted = begun.filter(({ refused, accepted }) => outcome === undefined || (outcome === 'refused' ? refused > 0 : accepted > 0));
  const keyOf = ({ part, index }: { part: number; index: number }) => `${pad(part, 4)}#${pad(index, 5)}`;
  const read = async (after: string | undefined) => {
    const open = wanted.filter(({ number }) => after === undefined || `${pad(number, 4)}#~` > after);
    const [chunk] = open;
    if (!chunk) return { rows: [], next: null };
    const rows = (await resultsOf(ctx, chunk)).filter(
      (row) => (outcome === undefined || row.outcome === outcome) && keyOf(row) > (after ?? ''),
    );
    return { rows, next: open.length > 1 ? `${pad(chunk.number, 4)}#~` : null };
  };
  return pageOfReads(ctx, { ...page, list: 'job-results', filters: { id, outcome } }, read, keyOf);
}

async function resultsOf({ store }: Context, { number, results }: JobChunk): Promise<JobRow[]> {
  if (results === null) return [];
  return resultsSchema.parse(await loadJobRows(store, results)).map((row) => ({ ...row, part: number }));
}

const pad = (value: number, width: number): string => `${value}`.padStart(width, '0');
