import type * as z from 'zod';
import { type PostEntry, type PostsRecord, type postTransferSchema } from '../../domain/posts.ts';
import { Refusal } from '../../errors.ts';
import { loadPostsOfUnits } from '../../store/posts.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { refusable } from '../refusable.ts';
import { transact } from '../transact.ts';
import { judgePostEntries, ledgerKey } from './add-post-entries.ts';

export type PostTransfer = z.infer<typeof postTransferSchema>;

/** Moves posts between two units, or between a unit and the reserve: two equal signed entries, both or neither. */
export async function transferPosts(ctx: Context, input: PostTransfer): Promise<{ from: PostsRecord; to: PostsRecord }> {
  permit(ctx, 'write', 'posts');
  const known = await loadTree(ctx);
  const from = ledgerKey(known, input.from, 'from');
  const to = ledgerKey(known, input.to, 'to');
  if (from === to) throw new Refusal('same-place', {}, 'to');
  const { issuer, category, quantity, effectiveFrom, decision, outsideBase } = input;
  const year = yearOf(effectiveFrom);
  const entry = (sign: 1 | -1, counterpart: string): PostEntry => ({
    issuer,
    category,
    quantity: sign * quantity,
    reason: 'transfer',
    effectiveFrom,
    decision,
    outsideBase,
    counterpart,
  });
  return transact(ctx, { verb: 'transfer-posts', reason: input.reason ?? null, decision }, [from, to], async () => {
    const tree = await loadTree(ctx);
    const [source, target] = await loadPostsOfUnits(ctx.store, [
      { unit: from, year },
      { unit: to, year },
    ]);
    const [given, taken] = asOfRequest(() => [
      judgePostEntries(ctx, tree, from, year, [entry(-1, to)], source),
      judgePostEntries(ctx, tree, to, year, [entry(1, from)], target),
    ]);
    return { result: { from: given.record, to: taken.record }, changes: [given.change, taken.change] };
  });
}

/** A transfer makes one entry on each side: what is wrong with an entry is wrong with the field of the request that says it. */
function asOfRequest<T>(judge: () => T): T {
  const judged = refusable(judge);
  if (!(judged instanceof Refusal)) return judged;
  const field = judged.field === 'year' ? 'effectiveFrom' : judged.field?.replace('entries.0.', '');
  throw new Refusal(judged.code, judged.data, field, judged.faults);
}
