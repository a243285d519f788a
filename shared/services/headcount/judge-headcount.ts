import { type HeadcountInput, type HeadcountRecord, expectedClosing } from '../../domain/headcount.ts';
import { Refusal } from '../../errors.ts';
import { putHeadcount } from '../../store/headcount.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { aliveOn } from '../load-tree.ts';
import type { Change } from '../transact.ts';
import type { Tree } from '../../domain/tree.ts';

export type HeadcountReport = { unit: string; month: PlainMonth; input: HeadcountInput; expected: Expected };

/**
 * A unit's report of a month, judged: the month has begun, the unit lives in it, each category stands once, and its
 * closing is opening plus movements. An opening that is not the closing last recorded is kept as reported and flagged.
 */
export function judgeHeadcount(
  ctx: Context,
  tree: Tree,
  { unit, month, input, expected }: HeadcountReport,
  current: HeadcountRecord | undefined,
  previous: HeadcountRecord | undefined,
): { record: HeadcountRecord; change: Change } {
  if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
  if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
  const version = nextVersion(current, expected, `headcount ${unit} ${month}`, 'version');
  const seen = new Set<string>();
  for (const [index, row] of input.categories.entries()) {
    if (seen.has(row.category)) throw new Refusal('duplicate-category', { category: row.category }, `categories.${index}.category`);
    seen.add(row.category);
    const sum = expectedClosing(row);
    if (sum !== row.closing) {
      const numbers = { category: row.category, opening: row.opening, movement: sum - row.opening, expected: sum, closing: row.closing };
      throw new Refusal('closing-does-not-add-up', numbers, `categories.${index}.closing`);
    }
  }
  const record = { unit, month, categories: input.categories, flags: openingFlags(input, previous), version };
  return {
    record,
    change: { stream: unit, record: `headcount/${month}`, version, before: current ?? null, after: record, write: putHeadcount(ctx.store, record) },
  };
}

function openingFlags(input: HeadcountInput, previous: HeadcountRecord | undefined): HeadcountRecord['flags'] {
  if (previous === undefined) return [];
  const openings = new Map(input.categories.map((row) => [row.category, row.opening]));
  const closings = new Map(previous.categories.map((row) => [row.category, row.closing]));
  return [...new Set([...openings.keys(), ...closings.keys()])].flatMap((category) => {
    const opening = openings.get(category) ?? 0;
    const previousClosing = closings.get(category) ?? 0;
    return opening === previousClosing ? [] : [{ category, previousMonth: previous.month, previousClosing, opening }];
  });
}
