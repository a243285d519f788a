import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { type BackTest, backTestSchema } from '../domain/history/back-test-answer.ts';
import { loadParts, putParts } from './parts.ts';
import type { Store } from './store.ts';

/** How far the chains of the registers had come, by stream. */
export type HeadVersions = ReadonlyMap<string, number>;
/** A back-test that was worked out, and the chains up to which it is known to stand. */
export type FiledBackTest = {
  readonly backTest: BackTest;
  readonly heads: HeadVersions;
  readonly parts: { readonly owner: string; readonly count: number };
  /** Second from which it is as if it were not there. */
  readonly expiresAt: number;
};

const KEEP_SECONDS = 7 * 24 * 60 * 60;
const itemSchema = z.object({ owner: z.string(), count: z.int().min(1), heads: z.instanceof(Uint8Array), expiresAt: z.int() });
const headsSchema = z.array(z.tuple([z.string(), z.int()]));

/** What was filed under a key, with everything it depends on but the registers; undefined once its time is over. */
export async function loadFiledBackTest(store: Store, key: string, now: number): Promise<FiledBackTest | undefined> {
  const item = await store.get(store.keys.backTest(key));
  if (item === undefined) return undefined;
  const { owner, count, heads, expiresAt } = itemSchema.parse(item);
  if (expiresAt <= Math.floor(now / 1000)) return undefined;
  const parts = { owner, count };
  const said = headsSchema.parse(JSON.parse(gunzipSync(heads).toString('utf8')));
  return { backTest: backTestSchema.parse(await loadParts(store, parts)), heads: new Map(said), parts, expiresAt };
}

/** Files a back-test, in place of an older one: its content first, under a name that nobody knows until the item says it. */
export async function fileBackTest(
  store: Store,
  key: string,
  { id, backTest, heads, now }: { id: string; backTest: BackTest; heads: HeadVersions; now: number },
): Promise<void> {
  const expiresAt = Math.floor(now / 1000) + KEEP_SECONDS;
  const parts = await putParts(store, `BACKTEST.${id}`, backTest, expiresAt);
  await placeBackTest(store, key, { parts, heads, expiresAt });
}

/** Notes up to where the chains have been looked through since. Whoever comes last wins: what each says is true by itself. */
export async function placeBackTest(
  store: Store,
  key: string,
  { parts, heads, expiresAt }: Omit<FiledBackTest, 'backTest'>,
): Promise<void> {
  const item = { ...parts, heads: gzipSync(JSON.stringify([...heads])), expiresAt };
  await store.putAll([{ ...store.keys.backTest(key), ...item }]);
}
