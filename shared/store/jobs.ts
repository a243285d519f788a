import { type JobChunk, KEEP_DAYS, type StoredJob, jobChunkSchema, storedJobSchema } from '../domain/jobs/job.ts';
import { pack, unpack } from './item.ts';
import { loadParts, putParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['parameters', 'actor', 'parts'] as const;
const CHUNK_NESTED = ['results', 'problem'] as const;
const KEEP_SECONDS = KEEP_DAYS * 24 * 3600;

/** A job is kept with an end, in seconds since the epoch; the table's own expiry may lag. */
export type KeptJob = { job: StoredJob; expiresAt: number };
type Document = { owner: string; count: number };

export const expiryOfJob = (now: number): number => Math.floor(now / 1000) + KEEP_SECONDS;

/** The job of an item, or undefined when its time has run out. */
export function parseJob(item: Item, now: number): KeptJob | undefined {
  const expiresAt = item['expiresAt'] as number;
  return expiresAt < Math.floor(now / 1000) ? undefined : { job: storedJobSchema.parse(unpack(item, NESTED)), expiresAt };
}

export async function loadJob(store: Store, id: string, now: number): Promise<KeptJob | undefined> {
  const item = await store.get(store.keys.job(id));
  return item && parseJob(item, now);
}

export function putJob(store: Store, { job, expiresAt }: KeptJob): Action {
  return store.put(store.keys.job(job.id), { ...pack(job, NESTED), expiresAt }, job.version === 1 ? null : job.version - 1);
}

/** Those of a job's chunks that have been begun, in order. */
export async function loadJobChunks(store: Store, id: string): Promise<JobChunk[]> {
  return (await store.all(store.keys.jobChunks(id))).map(parseChunk);
}

export async function loadJobChunk(store: Store, id: string, number: number): Promise<JobChunk | undefined> {
  const item = await store.get(store.keys.jobChunk(id, number));
  return item && parseChunk(item);
}

const parseChunk = (item: Item): JobChunk => jobChunkSchema.parse(unpack(item, CHUNK_NESTED));

export function putJobChunk(store: Store, { job, expiresAt }: KeptJob, chunk: JobChunk): Action {
  const item = { ...pack(chunk, CHUNK_NESTED), expiresAt };
  return store.put(store.keys.jobChunk(job.id, chunk.number), item, chunk.version === 1 ? null : chunk.version - 1);
}

/** Jobs that were started and have not ended: what a sweep looks at. */
export async function loadOpenJobs(store: Store): Promise<string[]> {
  return (await store.all(store.keys.openJobs())).map(({ sk }) => sk as string);
}

export const markOpen = (store: Store, { job, expiresAt }: KeptJob): Action => store.place(store.keys.openJob(job.id), { expiresAt });
export const unmarkOpen = (store: Store, id: string): Action => store.remove(store.keys.openJob(id));

/** Rows of a part, or results of a chunk, under a name that nobody knows until the job or the chunk says it. */
export const putJobRows = (store: Store, name: string, rows: unknown, expiresAt: number): Promise<Document> =>
  putParts(store, `JOB.${name}`, rows, expiresAt);

export const loadJobRows = (store: Store, { owner, count }: Document): Promise<unknown> => loadParts(store, { owner, count });

/** Takes the rows of a part away, in the transaction after which nobody needs them. */
export const removeJobRows = (store: Store, { owner, count }: Document): Action[] =>
  Array.from({ length: count }, (_, number) => store.remove(store.keys.part(owner, number)));
