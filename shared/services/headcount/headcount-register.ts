import { type HeadcountInput, type HeadcountRecord, type KeptHeadcount, expectedClosing, withFlags } from '../../domain/headcount.ts';
import { Refusal } from '../../errors.ts';
import { loadHeadcounts, putHeadcount } from '../../store/headcount.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';
import { loadPrevious } from './load-previous.ts';

type Loaded = { current: KeptHeadcount | undefined; previous: KeptHeadcount | undefined };

/**
 * Headcount by unit and month as units report it. The month has begun, the unit lives in it, each category stands once,
 * and its closing is opening plus movements. An opening that is not the closing last recorded is kept and flagged.
 */
export const headcountRegister: UnitRegister<PlainMonth, HeadcountInput, Loaded, HeadcountRecord> = {
  resource: 'headcount',
  verb: 'put-headcount',
  dateOf: lastDay,
  load: async (ctx, month, units) => {
    const current = await loadHeadcounts(
      ctx.store,
      units.map((unit) => ({ unit, month })),
    );
    const previous = await loadPrevious(ctx, units, month);
    return units.map((unit, index) => ({ current: current[index], previous: previous.get(unit) }));
  },
  judge: (ctx, tree, { unit, period: month, input, expected }, { current, previous }) => {
    if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
    if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
    const version = nextVersion(current, expected, { record: 'headcount', unit, month });
    requireSums(input);
    const kept = { unit, month, categories: input.categories, version };
    const write = putHeadcount(ctx.store, kept);
    const change = { stream: unit, record: `headcount/${month}`, version, before: current ?? null, after: kept, write };
    return { record: withFlags(kept, previous), change };
  },
};

function requireSums({ categories }: HeadcountInput): void {
  const seen = new Set<string>();
  for (const [index, row] of categories.entries()) {
    if (seen.has(row.category)) throw new Refusal('duplicate-category', { category: row.category }, `categories.${index}.category`);
    seen.add(row.category);
    const expected = expectedClosing(row);
    if (expected === row.closing) continue;
    const numbers = { category: row.category, opening: row.opening, movement: expected - row.opening, expected, closing: row.closing };
    throw new Refusal('closing-does-not-add-up', numbers, `categories.${index}.closing`);
  }
}
