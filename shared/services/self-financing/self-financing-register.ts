import { ITEM_SIDES, sumOf } from '../../law/autonomy-items.ts';
import { assessPart } from '../../law/autonomy.ts';
import { autonomyPeriodOf } from '../../law/autonomy-period.ts';
import type { SelfFinancingInput, SelfFinancingRecord } from '../../domain/self-financing.ts';
import { type SelfFinancingView, withWarnings } from '../../domain/self-financing-view.ts';
import { Refusal } from '../../errors.ts';
import { loadSelfFinancing, putSelfFinancing } from '../../store/self-financing.ts';
import { endOfYear, firstDay } from '../../time.ts';
import type { Context } from '../context.ts';
import { nextVersion } from '../expected.ts';
import { requireTaken, requireYearInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';
import { loadEarlier } from './load-earlier.ts';

type Loaded = { current: SelfFinancingRecord | undefined; earlier: SelfFinancingRecord[] };

/**
 * What the activity parts of a public service unit earn and spend in a year, the band of each that follows by the law in
 * force at the end of that year, and the group that a decision gave it. Plans reach at most one year ahead.
 */
export const selfFinancingRegister: UnitRegister<number, SelfFinancingInput, Loaded, SelfFinancingView> = {
  resource: 'self-financing',
  verb: 'put-self-financing',
  dateOf: endOfYear,
  load: async (ctx, year, units) => {
    const current = await loadSelfFinancing(
      ctx.store,
      units.map((unit) => ({ unit, year })),
    );
    const earlier = await loadEarlier(ctx, units, year);
    return units.map((_, index) => ({ current: current[index], earlier: earlier[index] ?? [] }));
  },
  judge: (ctx, tree, { unit, period: year, input, expected }, { current, earlier }) => {
    requireYearInReach(ctx, year);
    const facts =
      tree.on(unit, endOfYear(year)) ?? tree.on(unit, firstDay(`${year}-01`)) ?? aliveOn(tree, unit, endOfYear(year), 'unit').facts;
    if (facts.kind !== 'public-service') throw new Refusal('not-a-public-service-unit', { unit, kind: facts.kind }, 'unit');
    const version = nextVersion(current, expected, { record: 'self-financing', unit, year });
    const kept: SelfFinancingRecord = { unit, year, parts: assess(ctx, input, year), version };
    const write = putSelfFinancing(ctx.store, kept);
    const change = { stream: unit, record: `self-financing/${year}`, version, before: current ?? null, after: kept, write };
    return { record: withWarnings(kept, earlier), change };
  },
};

function assess(ctx: Context, { parts }: SelfFinancingInput, year: number): SelfFinancingRecord['parts'] {
  const activities = new Set<string>();
  for (const [index, part] of parts.entries()) {
    const { activity, decided } = part;
    const field = `parts.${index}`;
    if (activities.has(activity)) throw new Refusal('duplicate-activity', { activity }, `${field}.activity`);
    if (activity === 'whole' && parts.length > 1) throw new Refusal('whole-beside-parts', {}, `${field}.activity`);
    activities.add(activity);
    if (decided === undefined) continue;
    requireTaken(ctx, decided.decision, `${field}.decided.decision`);
    const { first, last } = autonomyPeriodOf(year);
    const { firstYear, lastYear } = decided;
    if (firstYear < first || firstYear > year || lastYear !== last)
      throw new Refusal('decision-not-of-period', { firstYear, lastYear, year, first, last }, `${field}.decided.firstYear`);
  }
  const assessed = parts.map((part, index) => assessPart(part, endOfYear(year), `parts.${index}`));
  // Each part's sums are numbers that a record can hold; so must be those of the unit.
  for (const side of ITEM_SIDES)
    sumOf(
      assessed.flatMap(({ items }) => items),
      side,
      'parts',
    );
  return assessed.map(({ part }) => part);
}
