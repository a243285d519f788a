import * as z from 'zod';
import type { RecordChange } from '../../audit.ts';
import type { PostsRecord } from '../../domain/posts.ts';

/** What the log keeps of a change of a ledger: how many entries there were, and those that were added. */
const loggedSchema = z.object({
  before: z.union([z.object({ entries: z.int().min(0) }), z.null()]),
  after: z.object({ version: z.int().min(1), added: z.array(z.unknown()) }),
});

/** A ledger as one of its changes left it: entries are only ever appended, so that it begins what the ledger is now. */
export function ledgerAfter(ledger: PostsRecord, change: RecordChange): PostsRecord {
  const { before, after } = loggedSchema.parse(change);
  return { ...ledger, entries: ledger.entries.slice(0, (before?.entries ?? 0) + after.added.length), version: after.version };
}
