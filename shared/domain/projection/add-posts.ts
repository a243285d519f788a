import type { AddedPostsEvent } from './events.ts';
import { POSTS_ADDED } from './flows.ts';
import { add, type Ledger, noteFlow } from './ledger.ts';
import type { Parcel } from './parcels.ts';
import { CATEGORY_COUNT } from './roster.ts';
import { ADDED } from './shares.ts';

/** Posts given in addition, to a unit or to the reserve, inside or outside the base of the targets. */
export function addPosts(ledger: Ledger, { row, category, posts: whole, outsideBase }: AddedPostsEvent): Parcel {
  const cell = row * CATEGORY_COUNT + category;
  const posts = whole * ledger.scale;
  add(ledger.posts, cell, posts);
  if (outsideBase) add(ledger.outsideBase, cell, posts);
  noteFlow(ledger, cell, POSTS_ADDED, posts);
  return { from: ADDED, to: row, category, posts, outsideBase: outsideBase ? posts : 0, people: 0, ageless: 0, newcomers: 0, freed: 0 };
}
