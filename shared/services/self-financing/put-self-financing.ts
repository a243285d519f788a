import { type SelfFinancingInput, type SelfFinancingRecord } from '../../domain/self-financing.ts';
import type { Tree } from '../../domain/tree.ts';
import { Refusal } from '../../errors.ts';
import { selfFinancingBand } from '../../law/autonomy.ts';
import { loadSelfFinancing, putSelfFinancing as putRecord } from '../../store/self-financing.ts';
import { endOfYear, firstDay, yearOf } from '../../time.ts';
import { permit, requireWriteScope } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { aliveOn, loadTree, unitOf } from '../load-tree.ts';
import { type Change, transact } from '../transact.ts';

export type PutSelfFinancing = { unit: string; year: number; input: SelfFinancingInput; reason: string | null; expected: Expected };

/** Records what a public service unit earns and spends in a year, with the band that follows and the group a decision gave it. */
export async function putSelfFinancing(ctx: Context, { unit: code, year, input, reason, expected }: PutSelfFinancing): Promise<SelfFinancingRecord> {
  permit(ctx, 'write', 'self-financing');
  const unit = unitOf(await loadTree(ctx), code).key;
  await requireWriteScope(ctx, unit, endOfYear(year));
  return transact(ctx, { verb: 'put-self-financing', reason, decision: input.decided?.decision ?? null }, [unit], async () => {
    const tree = await loadTree(ctx);
    const [current] = await loadSelfFinancing(ctx.store, year, [unit]);
    const { record, change } = judgeSelfFinancing(ctx, tree, { unit, year, input, expected }, current);
    return { result: record, changes: [change] };
  });
}

/** An assessment, judged: a public service unit alive in the year; plans reach at most one year ahead. The band is computed, the decision's group kept beside it. */
export function judgeSelfFinancing(
  ctx: Context,
  tree: Tree,
  { unit, year, input, expected }: Omit<PutSelfFinancing, 'reason'>,
  current: SelfFinancingRecord | undefined,
): { record: SelfFinancingRecord; change: Change } {
  const last = yearOf(ctx.today) + 1;
  if (year > last) throw new Refusal('year-too-far', { last }, 'year');
  const facts = tree.on(unit, endOfYear(year)) ?? aliveOn(tree, unit, firstDay(`${year}-01`), 'unit').facts;
  if (facts.kind !== 'public-service') throw new Refusal('not-a-public-service-unit', { unit, kind: facts.kind }, 'unit');
  const version = nextVersion(current, expected, `self-financing ${unit} ${year}`, 'version');
  const { band } = selfFinancingBand(input);
  const record: SelfFinancingRecord = { unit, year, ...input, band, bandDiffers: input.decided !== undefined && input.decided.band !== band, version };
  return { record, change: { stream: unit, record: `self-financing/${year}`, version, before: current ?? null, after: record, write: putRecord(ctx.store, record) } };
}
