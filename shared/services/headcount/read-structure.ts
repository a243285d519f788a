import { type StructureRecord, withStructureFlags } from '../../domain/structure.ts';
import { cellKey, loadHeadcountCells, loadHeadcounts } from '../../store/headcount.ts';
import { loadStructures, parseStructure } from '../../store/structure.ts';
import { type PlainMonth, lastDay } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';

export async function getStructure(ctx: Context, code: string, month: PlainMonth): Promise<StructureRecord> {
  const unit = await readableUnit(ctx, 'headcount', code, lastDay(month));
  const [counts] = await loadStructures(ctx.store, month, [unit]);
  const [headcount] = await loadHeadcounts(ctx.store, [{ unit, month }]);
  return withStructureFlags(found(counts, { record: 'structure', unit, month }), headcount);
}

/** Every unit's counts of a month, as far as the actor may see. */
export async function listStructure(ctx: Context, month: PlainMonth, page: PageAsk): Promise<Page<StructureRecord>> {
  permit(ctx, 'read', 'headcount');
  const scope = await scopeOf(ctx);
  const request = { ...page, list: 'structure', filters: { month } };
  const counts = await pageOfPartition(ctx, request, ctx.store.keys.structureOfMonth(month), parseStructure, (record) =>
    scope.sees(record.unit, lastDay(month)),
  );
  const units = counts.items.map(({ unit }) => unit);
  const headcounts = await loadHeadcountCells(ctx.store, [month], units);
  return { ...counts, items: counts.items.map((record) => withStructureFlags(record, headcounts.get(cellKey(record.unit, month)))) };
}
