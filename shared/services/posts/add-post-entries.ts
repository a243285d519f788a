import { appendEntries } from '../../domain/ledger-append.ts';
import { type PostEntry, type PostEntryInput, type PostsRecord, RESERVE } from '../../domain/posts.ts';
import type { Tree } from '../../domain/tree.ts';
import { dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import { loadPosts, putPosts } from '../../store/posts.ts';
import { endOfYear } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireTaken, requireYearInReach } from '../judge-dates.ts';
import { loadTree, unitOf } from '../load-tree.ts';
import { type Change, transact } from '../transact.ts';
import { type PostsView, postsViewOf } from './read-posts.ts';

export type AddPostEntries = { unit: string; year: number; entries: readonly PostEntryInput[]; reason: string | null; expected: Expected };

/** Appends signed entries to the ledger of a unit (or of the reserve) and year. Entries are never edited: a mistake gets a correction. */
export async function addPostEntries(ctx: Context, { unit: code, year, entries, reason, expected }: AddPostEntries): Promise<PostsView> {
  permit(ctx, 'write', 'posts');
  const unit = ledgerKey(await loadTree(ctx), code);
  const record = await transact(ctx, { verb: 'add-post-entries', reason, decision: entries[0]?.decision ?? null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const current = await loadPosts(ctx.store, year, unit);
    nextVersion(current, expected, { record: 'posts', unit, year });
    const judged = judgePostEntries(ctx, tree, unit, year, entries, current);
    return { result: judged.record, changes: [judged.change] };
  });
  return postsViewOf(record, endOfYear(year));
}

/** The permanent key whose ledger a code names: a unit's, or the reserve's. */
export const ledgerKey = (tree: Tree, code: string, field = 'unit'): string => (code === RESERVE ? RESERVE : unitOf(tree, code, field).key);

/** The ledger with further entries, judged: inside the year and the unit's life, never below nothing on any day. */
export function judgePostEntries(
  ctx: Context,
  tree: Tree,
  unit: string,
  year: number,
  entries: readonly (PostEntryInput | PostEntry)[],
  current: PostsRecord | undefined,
): { record: PostsRecord; change: Change } {
  requireYearInReach(ctx, year);
  if (entries.length === 0) throw new Refusal('nothing-to-do', {}, 'entries');
  for (const [index, { decision }] of entries.entries()) requireTaken(ctx, decision, `entries.${index}.decision`);
  const record = appendEntries(current, unit, year, entries, lifeOf(tree, unit));
  return { record, change: postsChange(ctx, current, record) };
}

function lifeOf(tree: Tree, unit: string) {
  if (unit === RESERVE) return null;
  const known = unitOf(tree, unit, 'unit');
  return { from: establishedOn(known), until: dissolvedOn(known) };
}

/** The write and the log line of a ledger. The log keeps the entries that were added; what stood before them is in the entries before. */
export function postsChange(ctx: Context, before: PostsRecord | undefined, after: PostsRecord): Change {
  const known = before?.entries.length ?? 0;
  return {
    stream: after.unit,
    record: `posts/${after.year}`,
    version: after.version,
    before: before ? { version: before.version, entries: known } : null,
    after: { version: after.version, added: after.entries.slice(known) },
    write: putPosts(ctx.store, after),
  };
}
