import { headcountReportSchema } from '../../domain/headcount.ts';
import { type StructureRecord, keptStructureSchema, withStructureFlags } from '../../domain/structure.ts';
import { cellKey, loadHeadcountCells, loadHeadcounts } from '../../store/headcount.ts';
import { loadStructures, parseStructure } from '../../store/structure.ts';
import { type PlainDate, type PlainMonth, lastDay } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { knownAt, ofMonth } from '../known-at.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';

/** A unit's counts of a month; with a day, as they and the headcount beside them were known at its end. */
export async function getStructure(ctx: Context, code: string, month: PlainMonth, day?: PlainDate): Promise<StructureRecord> {
  const unit = await readableUnit(ctx, 'headcount', code, lastDay(month));
  const now = await load(ctx, unit, month);
  const { counts, headcount } = day === undefined || now.counts === undefined ? now : await loadKnownAt(ctx, unit, month, day);
  return withStructureFlags(found(counts, { record: 'structure', unit, month }), headcount);
}

async function load(ctx: Context, unit: string, month: PlainMonth) {
  const [counts] = await loadStructures(ctx.store, month, [unit]);
  const [headcount] = await loadHeadcounts(ctx.store, [{ unit, month }]);
  return { counts, headcount };
}

async function loadKnownAt(ctx: Context, unit: string, month: PlainMonth, day: PlainDate) {
  const [counts, headcount] = await knownAt(ctx, unit, day, [[ofMonth('structure', month)], [ofMonth('headcount', month)]]);
  return {
    counts: counts && keptStructureSchema.parse(counts.after),
    headcount: headcount && headcountReportSchema.parse(headcount.after),
  };
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
