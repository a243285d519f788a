import { chunkMessageSchema, type Queue } from '../../shared/services/jobs/queue.ts';
import { runChunk } from '../../shared/services/jobs/run-chunk.ts';
import type { SystemContext } from '../system-context.ts';

/** One message as SQS hands it over, as far as we need it. */
export type SqsRecord = { readonly messageId: string; readonly body: string };

/** Less than this is not enough for a chunk: the message is left for another invocation. */
const ENOUGH_MS = 30_000;
/** For saying how it ended. */
const LAST_WORDS_MS = 10_000;

type Worker = {
  contextOf: SystemContext;
  queue: Queue;
  now: () => number;
  /** Milliseconds until the invocation is ended. */
  remaining: () => number;
  print: (line: object) => void;
};

/**
 * Carries out the chunks that some messages name, one after the other, and answers which messages are to come again. A
 * message that is none of ours comes again until it lies among the dead letters, where its alarm is.
 */
export async function workOff(records: readonly SqsRecord[], { contextOf, queue, now, remaining, print }: Worker): Promise<string[]> {
  const again: string[] = [];
  for (const { messageId, body } of records) {
    if (remaining() < ENOUGH_MS) {
      again.push(messageId);
      continue;
    }
    const began = now();
    try {
      const message = chunkMessageSchema.parse(JSON.parse(body));
      const ctx = contextOf(message.tenant, remaining() - LAST_WORDS_MS);
      const carried = await runChunk(ctx, queue, message);
      const { state = 'over', attempts = 0, rows = 0, accepted = 0, refused = 0 } = carried?.chunk ?? {};
      const { read, write } = ctx.store.meter;
      print({ ...message, kind: carried?.kind ?? null, state, attempts, rows, accepted, refused, ms: now() - began, read, write });
    } catch (error) {
      again.push(messageId);
      print({
        level: 'error',
        messageId,
        ms: now() - began,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }
  return again;
}
