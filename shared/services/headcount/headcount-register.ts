import { type HeadcountInput, type HeadcountRecord, type KeptHeadcount, expectedClosing, withFlags } from '../../domain/headcount.ts';
import { withHand } from '../../domain/hands.ts';
import { Refusal } from '../../errors.ts';
import { loadHeadcounts, putHeadcount } from '../../store/headcount.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { aliveOn } from '../load-tree.ts';
import type { Change } from '../transact.ts';
import type { UnitRegister } from '../unit-register.ts';
import { loadPrevious } from './load-previous.ts';

export type LoadedHeadcount = { current: KeptHeadcount | undefined; previous: KeptHeadcount | undefined };

/** The reports of some units and a month, each with the one before it. */
export async function loadWithPrevious(ctx: Context, month: PlainMonth, units: readonly string[]): Promise<LoadedHeadcount[]> {
  const current = await loadHeadcounts(
    ctx.store,
    units.map((unit) => ({ unit, month })),
  );
  const previous = await loadPrevious(ctx, units, month);
  return units.map((unit, index) => ({ current: current[index], previous: previous.get(unit) }));
}

/** A report as it is kept from now on, as a change of its unit. */
export const headcountChange = (ctx: Context, before: KeptHeadcount | undefined, after: KeptHeadcount): Change => ({
  stream: after.unit,
  record: `headcount/${after.month}`,
  version: after.version,
  before: before ?? null,
  after,
  write: putHeadcount(ctx.store, after),
});

/**
 * Headcount by unit and month as units report it. The month has begun, the unit lives in it, each category stands once,
 * and its closing is opening plus movements, or says why not. An opening that is not the closing last recorded is kept
 * and flagged. A correction needs a reason; whatever was submitted or accepted falls back to recorded with it.
 */
export const headcountRegister: UnitRegister<PlainMonth, HeadcountInput, LoadedHeadcount, HeadcountRecord> = {
  resource: 'headcount',
  verb: 'put-headcount',
  dateOf: lastDay,
  load: loadWithPrevious,
  judge: (ctx, tree, { unit, period: month, input, expected, reason }, { current, previous }) => {
    if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
    if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
    const version = nextVersion(current, expected, { record: 'headcount', unit, month });
    if (current && reason === null) throw new Refusal('correction-needs-reason', { month }, 'reason');
    // What stands was judged when it was stated.
    const reportedOn = input.reportedOn === undefined ? (current?.reportedOn ?? ctx.today) : reportedOnOf(ctx, month, input.reportedOn);
    requireSums(input);
    const enteredBy = withHand(current?.enteredBy, ctx.actor.id);
    const kept: KeptHeadcount = {
      unit,
      month,
      categories: input.categories,
      reportedOn,
      state: 'recorded',
      review: null,
      enteredBy,
      version,
    };
    return { record: withFlags(kept, previous), change: headcountChange(ctx, current, kept) };
  },
};

function reportedOnOf({ today }: Context, month: PlainMonth, reportedOn: string): string {
  const first = firstDay(month);
  if (reportedOn < first || reportedOn > today) throw new Refusal('reported-on-out-of-range', { reportedOn, first, today }, 'reportedOn');
  return reportedOn;
}

function requireSums({ categories }: HeadcountInput): void {
  const seen = new Set<string>();
  for (const [index, row] of categories.entries()) {
    const { category, opening, closing } = row;
    if (seen.has(category)) throw new Refusal('duplicate-category', { category }, `categories.${index}.category`);
    seen.add(category);
    const expected = expectedClosing(row);
    const addsUp = expected === closing;
    if (addsUp && row.override !== undefined)
      throw new Refusal('override-without-need', { category, closing }, `categories.${index}.override`);
    if (addsUp || row.override !== undefined) continue;
    const numbers = { category, opening, movement: expected - opening, expected, closing };
    throw new Refusal('closing-does-not-add-up', numbers, `categories.${index}.closing`);
  }
}
