import * as z from 'zod';
import { type KeptDigest, keptDigestSchema } from '../domain/log-digest.ts';
import type { PlainDate } from '../time.ts';
import { pack, unpack } from './item.ts';
import { type Head, headSchema } from './log.ts';
import { loadParts } from './parts.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['parts'] as const;
const headsSchema = z.array(headSchema);

export const parseDigest = (item: Item): KeptDigest => keptDigestSchema.parse(unpack(item, NESTED));

/** The digest that was kept on a day. */
export async function loadDigest(store: Store, day: PlainDate): Promise<KeptDigest | undefined> {
  const item = await store.get(store.keys.digest(day));
  return item && parseDigest(item);
}

/** The chain heads of which it is the digest, by stream. */
export const loadDigestHeads = async (store: Store, { parts }: KeptDigest): Promise<Head[]> =>
  headsSchema.parse(await loadParts(store, parts));

export function putDigest(store: Store, digest: KeptDigest): Action {
  return store.put(store.keys.digest(digest.day), pack(digest, NESTED), null);
}
