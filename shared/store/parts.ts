import { gunzipSync, gzipSync } from 'node:zlib';
import type { Store } from './store.ts';

/** Bytes of one part: well under the 400 KB of an item. */
const PART_BYTES = 300_000;

/** A large document in parts that nobody refers to until its header is written; kept until `expiresAt` (seconds) where that is said. */
export async function putParts(
  store: Store,
  owner: string,
  document: unknown,
  expiresAt?: number,
): Promise<{ owner: string; count: number }> {
  const bytes = gzipSync(JSON.stringify(document));
  const count = Math.ceil(bytes.length / PART_BYTES);
  const items = Array.from({ length: count }, (_, number) => ({
    ...store.keys.part(owner, number),
    bytes: bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }));
  await store.putAll(items);
  return { owner, count };
}

/** The document again; a missing part is an error, never a shorter document. */
export async function loadParts(store: Store, { owner, count }: { owner: string; count: number }): Promise<unknown> {
  const items = await store.all(store.keys.parts(owner));
  if (items.length !== count) throw new Error(`${owner} has ${items.length} parts, not ${count}`);
  return JSON.parse(gunzipSync(Buffer.concat(items.map((item) => item['bytes'] as Uint8Array))).toString('utf8')) as unknown;
}
