import * as z from 'zod';
import { decisionKey } from '../domain/decision-citations.ts';
import { decisionSchema } from '../domain/vocabulary.ts';
import { plainDateSchema } from '../time.ts';
import { pack, unpack } from './item.ts';
import type { Action, Store } from './store.ts';

/** Where one change that rests on a decision was logged. */
const placeSchema = z.strictObject({ stream: z.string(), sequence: z.int().min(1), record: z.string(), version: z.int() });
type LoggedPlace = z.infer<typeof placeSchema>;

/** What one transaction changed under one decision: names only, what was changed stands in the log. */
const citationSchema = z.strictObject({
  decision: decisionSchema,
  at: z.string(),
  day: plainDateSchema,
  changes: z.array(placeSchema).min(1),
});
export type Citation = z.infer<typeof citationSchema>;

const NESTED = ['decision', 'changes'] as const;

/**
 * What a transaction changed, filed under each decision that it rests on. The sort key holds one of the transaction's log
 * entries, which no other transaction has, and the citation's place among those of the transaction.
 */
export function putCitations(store: Store, citations: readonly Citation[]): Action[] {
  return citations.map((citation, place) => {
    const [{ stream, sequence }] = citation.changes as [LoggedPlace];
    const key = store.keys.citation(decisionKey(citation.decision.number), citation.at, stream, sequence, place);
    return store.put(key, pack(citation, NESTED), null);
  });
}

/** Everything recorded under a number, whoever issued it and when, in the order of recording, each with its place in it. */
export async function loadCitations(store: Store, number: string): Promise<(Citation & { key: string })[]> {
  const items = await store.all(store.keys.citations(decisionKey(number)));
  return items.map((item) => ({ ...citationSchema.parse(unpack(item, NESTED)), key: item['sk'] as string }));
}
