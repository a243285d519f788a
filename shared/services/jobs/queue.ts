import * as z from 'zod';

/** One chunk of a job that is to be carried out. */
export const chunkMessageSchema = z.strictObject({
  tenant: z.string().min(1),
  job: z.string().regex(/^[0-9A-Z]{26}$/),
  chunk: z.int().min(1),
});
export type ChunkMessage = z.infer<typeof chunkMessageSchema>;

/**
 * Where chunks wait for a worker: SQS on AWS, the process itself on one machine. A message is delivered at least once,
 * in any order; one whose work failed comes again.
 * @throws Refusal `busy` when the queue cannot take the messages now
 */
export type Queue = { readonly send: (messages: readonly ChunkMessage[]) => Promise<void> };
