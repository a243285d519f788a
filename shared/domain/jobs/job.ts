import * as z from 'zod';
import { JOB_KIND_NAMES } from './kinds.ts';

/** Parts that the rows of one job may come in, rows of one part (as of a bulk request), and rows altogether. */
export const MAX_PARTS = 200;
export const MAX_PART_ROWS = 5_000;
export const MAX_JOB_ROWS = 200_000;
/** For how long a job and its results are kept. What it changed stays in the registers and their log. */
export const KEEP_DAYS = 7;
/** Times that a chunk is begun before it is given up. */
export const MAX_ATTEMPTS = 5;

/** What somebody has decided about a job, or what has become of it; between start and end its chunks say more. */
const STAGES = ['open', 'started', 'done', 'failed', 'cancelled'] as const;
export const JOB_STATES = ['open', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof JOB_STATES)[number];

const jobIdSchema = z.string().regex(/^[0-9A-Z]{26}$/);
const totalsSchema = z.object({ rows: z.int(), accepted: z.int(), refused: z.int() });
const partsSchema = z.object({ owner: z.string(), count: z.int() });
const refusedSchema = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) });

/** A job as it is kept: who asked for what with which rights, and the parts of its rows. */
export const storedJobSchema = z.strictObject({
  id: jobIdSchema,
  kind: z.enum(JOB_KIND_NAMES),
  parameters: z.record(z.string(), z.unknown()),
  reason: z.string().nullable(),
  /** Rights of the token with which it was created: each chunk is carried out with these. */
  actor: z.object({ id: z.string(), role: z.string(), units: z.array(z.string()) }),
  stage: z.enum(STAGES),
  parts: z.array(z.object({ number: z.int(), rows: z.int(), ...partsSchema.shape })),
  chunks: z.int(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  version: z.int().min(1),
});
export type StoredJob = z.infer<typeof storedJobSchema>;

/** A chunk that has been begun; one that has not is not kept. */
export const jobChunkSchema = z.strictObject({
  number: z.int().min(1),
  state: z.enum(['running', 'done', 'failed']),
  attempts: z.int().min(1),
  ...totalsSchema.shape,
  results: partsSchema.nullable(),
  begunAt: z.string(),
  endedAt: z.string().nullable(),
  problem: refusedSchema.nullable(),
  version: z.int().min(1),
});
export type JobChunk = z.infer<typeof jobChunkSchema>;
export const isEnded = ({ state }: Pick<JobChunk, 'state'>): boolean => state !== 'running';

const chunkCountsSchema = z
  .object({ total: z.int(), waiting: z.int(), running: z.int(), done: z.int(), failed: z.int() })
  .meta({ id: 'JobChunks', description: 'Chunks of a job by what has become of them; none before it is started' });

/** A job as it is shown, but for the sentence of its problem. */
export const jobSchema = z
  .object({
    id: jobIdSchema,
    kind: z.enum(JOB_KIND_NAMES),
    parameters: z.record(z.string(), z.unknown()),
    reason: z.union([z.string(), z.null()]),
    createdBy: z.string(),
    role: z.string(),
    state: z.enum(JOB_STATES).meta({ description: '`open` while its parts arrive' }),
    parts: z.array(z.object({ number: z.int(), rows: z.int() })),
    rowCounts: z
      .object({ total: z.int(), accepted: z.int(), refused: z.int(), waiting: z.int() })
      .meta({ id: 'JobRows', description: 'Rows of a job by what has become of them' }),
    chunkCounts: chunkCountsSchema,
    createdAt: z.string(),
    startedAt: z.union([z.string(), z.null()]),
    finishedAt: z.union([z.string(), z.null()]),
    version: z.int(),
  })
  .meta({ id: 'Job', description: 'Work off the request path, and how far it is' });
export type Job = z.infer<typeof jobSchema> & { problem: z.infer<typeof refusedSchema> | null };

const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;
const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);

/** A job with its progress, added up from the chunks that have been begun. The problem is that of the first chunk that failed. */
export function shownJob({ stage, actor, parts, chunks: total, ...job }: StoredJob, begun: readonly JobChunk[]): Job {
  const done = count(begun, ({ state }) => state === 'done');
  const failed = count(begun, ({ state }) => state === 'failed');
  const rows = sum(parts, (part) => part.rows);
  const accepted = sum(begun, (chunk) => chunk.accepted);
  const refused = sum(begun, (chunk) => chunk.refused);
  return {
    ...job,
    createdBy: actor.id,
    role: actor.role,
    state: stage === 'started' ? (begun.length === 0 ? 'queued' : 'running') : stage,
    parts: parts.map(({ number, rows: of }) => ({ number, rows: of })),
    rowCounts: { total: rows, accepted, refused, waiting: rows - accepted - refused },
    chunkCounts: { total, waiting: total - begun.length, running: begun.length - done - failed, done, failed },
    problem: begun.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}
