import type { SelfFinancingInput, SelfFinancingRecord } from '../../domain/self-financing.ts';
import { Refusal } from '../../errors.ts';
import { selfFinancingBand } from '../../law/autonomy.ts';
import { loadSelfFinancing, putSelfFinancing } from '../../store/self-financing.ts';
import { endOfYear, firstDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { requireTaken, requireYearInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';

/**
 * What a public service unit earns and spends in a year, the band that follows by the law in force at the end of that
 * year, and the group that a decision gave it. Plans reach at most one year ahead.
 */
export const selfFinancingRegister: UnitRegister<number, SelfFinancingInput, SelfFinancingRecord | undefined, SelfFinancingRecord> = {
  resource: 'self-financing',
  verb: 'put-self-financing',
  dateOf: endOfYear,
  load: (ctx, year, units) => loadSelfFinancing(ctx.store, year, units),
  judge: (ctx, tree, { unit, period: year, input, expected }, current) => {
    requireYearInReach(ctx, year);
    if (input.decided) requireTaken(ctx, input.decided.decision, 'decided.decision');
    const facts =
      tree.on(unit, endOfYear(year)) ?? tree.on(unit, firstDay(`${year}-01`)) ?? aliveOn(tree, unit, endOfYear(year), 'unit').facts;
    if (facts.kind !== 'public-service') throw new Refusal('not-a-public-service-unit', { unit, kind: facts.kind }, 'unit');
    const version = nextVersion(current, expected, { record: 'self-financing', unit, year });
    const { band } = selfFinancingBand(input, endOfYear(year));
    const bandDiffers = input.decided !== undefined && input.decided.band !== band;
    const record: SelfFinancingRecord = { unit, year, ...input, band, bandDiffers, version };
    const write = putSelfFinancing(ctx.store, record);
    return { record, change: { stream: unit, record: `self-financing/${year}`, version, before: current ?? null, after: record, write } };
  },
};
