import * as z from 'zod';
import { Refusal } from '../errors.ts';
import type { Item } from './store.ts';

/** Days for which an answer is kept for a request that is repeated. */
export const ANSWER_DAYS = 7;
const KEEP_SECONDS = ANSWER_DAYS * 24 * 3600;

/** What is kept under an Idempotency-Key: the hash of what was asked, and the answer once there is one. */
const savedAnswerSchema = z.object({ bodyHash: z.string(), result: z.string(), expiresAt: z.int() });

/** The saved answer of a request that is carried out whole, written in its own transaction. The result is kept as JSON text so that it comes back to the byte. */
export const savedAnswer = (bodyHash: string, result: unknown, now: number): Item => ({
  bodyHash,
  result: JSON.stringify(result ?? null),
  expiresAt: Math.floor(now / 1000) + KEEP_SECONDS,
});

/**
 * What stands under an Idempotency-Key and has not run out (the table's own expiry may lag); refuses when the key was
 * used for something else.
 */
export function liveRequest(item: Item | undefined, bodyHash: string, now: number): Item | undefined {
  if (item === undefined || (item['expiresAt'] as number) < Math.floor(now / 1000)) return undefined;
  if (item['bodyHash'] !== bodyHash) throw new Refusal('idempotency-key-reused');
  return item;
}

export const savedResult = (item: Item): unknown => JSON.parse(savedAnswerSchema.parse(item).result) as unknown;

/**
 * A bulk request in the making: `leaseUntil` tells others that somebody is at work on it; each chunk's results are
 * items of their own, written in the transaction of the chunk's rows.
 */
export const bulkRequestSchema = z.object({
  bodyHash: z.string(),
  chunks: z.int().min(0),
  done: z.boolean(),
  leaseUntil: z.int(),
  version: z.int().min(1),
  expiresAt: z.int(),
});
export type BulkRequest = z.infer<typeof bulkRequestSchema>;
export const expiryOf = (now: number): number => Math.floor(now / 1000) + KEEP_SECONDS;
