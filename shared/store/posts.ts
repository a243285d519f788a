import { type PostsRecord, postsRecordSchema } from '../domain/posts.ts';
import { pack, unpack } from './item.ts';
import type { Action, Item, Store } from './store.ts';

const NESTED = ['entries'] as const;

export const parsePosts = (item: Item): PostsRecord => postsRecordSchema.parse(unpack(item, NESTED));

export async function loadPosts(store: Store, year: number, unit: string): Promise<PostsRecord | undefined> {
  const item = await store.get(store.keys.posts(year, unit));
  return item && parsePosts(item);
}

export async function loadPostsOfUnits(
  store: Store,
  cells: readonly { year: number; unit: string }[],
): Promise<(PostsRecord | undefined)[]> {
  const items = await store.getMany(cells.map(({ year, unit }) => store.keys.posts(year, unit)));
  return items.map((item) => item && parsePosts(item));
}

/** The ledger of a whole province's year, reserve included. */
export async function loadPostsOfYear(store: Store, year: number): Promise<PostsRecord[]> {
  return (await store.all(store.keys.postsOfYear(year))).map(parsePosts);
}

export function putPosts(store: Store, record: PostsRecord): Action {
  return store.put(store.keys.posts(record.year, record.unit), pack(record, NESTED), record.version === 1 ? null : record.version - 1);
}
