import { type PostsCell, postsOf } from '../../domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../domain/posts.ts';
import type { LogEntry } from '../../audit.ts';
import { Refusal } from '../../errors.ts';
import { parseLogEntry } from '../../store/log.ts';
import { loadPosts, parsePosts } from '../../store/posts.ts';
import { type PlainDate, endOfYear } from '../../time.ts';
import { isScoped, permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { knownAt, ofYear } from '../known-at.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';
import { ledgerAfter } from './ledger-after.ts';

/** A ledger with what it comes to on a date. */
export type PostsView = PostsRecord & { asOf: PlainDate; assigned: PostsCell[] };

export const postsViewOf = (record: PostsRecord, asOf: PlainDate): PostsView => ({ ...record, asOf, assigned: postsOf(record, asOf) });

/** A ledger of a year and what it comes to on a date; with a day, as the ledger was known at its end. */
export async function getPosts(ctx: Context, code: string, year: number, asOf: PlainDate, day?: PlainDate): Promise<PostsView> {
  permit(ctx, 'read', 'posts');
  const unit = code === RESERVE && !isScoped(ctx) ? RESERVE : await readableUnit(ctx, 'posts', code, endOfYear(year));
  const ledger = await loadPosts(ctx.store, year, unit);
  const known = day === undefined || ledger === undefined ? ledger : await ledgerKnownAt(ctx, ledger, day);
  return postsViewOf(found(known, { record: 'posts', unit, year }), asOf);
}

async function ledgerKnownAt(ctx: Context, ledger: PostsRecord, day: PlainDate): Promise<PostsRecord | undefined> {
  const [change] = await knownAt(ctx, ledger.unit, day, [[ofYear('posts', ledger.year)]]);
  return change && ledgerAfter(ledger, change);
}

/** Every ledger of a year, as far as the actor may see; the reserve is the province's and shown to those without a subtree. */
export async function listPosts(ctx: Context, year: number, asOf: PlainDate, page: PageAsk): Promise<Page<PostsView>> {
  permit(ctx, 'read', 'posts');
  const request = { ...page, list: 'posts', filters: { year, asOf } };
  const scope = await scopeOf(ctx);
  const keep = (view: PostsView) => (view.unit === RESERVE ? !isScoped(ctx) : scope.sees(view.unit, endOfYear(year)));
  return pageOfPartition(ctx, request, ctx.store.keys.postsOfYear(year), (item) => postsViewOf(parsePosts(item), asOf), keep);
}

/** Who changed the reserve, newest first; it is the province's, so that nobody who is held to a subtree sees it. */
export async function reserveHistory(ctx: Context, page: PageAsk): Promise<Page<LogEntry>> {
  permit(ctx, 'read', 'history');
  if (isScoped(ctx)) throw new Refusal('forbidden');
  const request = { ...page, list: 'reserve-history', filters: {} };
  return pageOfPartition(ctx, request, ctx.store.keys.log(RESERVE), parseLogEntry, () => true, { backward: true });
}
