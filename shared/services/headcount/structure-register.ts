import type { KeptHeadcount } from '../../domain/headcount.ts';
import {
  type KeptStructure,
  type StructureInput,
  type StructureRecord,
  requireStructure,
  withStructureFlags,
} from '../../domain/structure.ts';
import { Refusal } from '../../errors.ts';
import { loadHeadcounts } from '../../store/headcount.ts';
import { loadStructures, putStructure } from '../../store/structure.ts';
import { type PlainMonth, firstDay, lastDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';

type Loaded = { current: KeptStructure | undefined; headcount: KeptHeadcount | undefined };

/**
 * What records of people do not carry, counted by the unit at the end of a month for form 8B: ethnic minority, Party
 * members, qualifications. The month has begun, the unit lives in it; people counted who are not the reported closing are
 * kept and flagged. A correction needs a reason.
 */
export const structureRegister: UnitRegister<PlainMonth, StructureInput, Loaded, StructureRecord> = {
  resource: 'headcount',
  verb: 'put-structure',
  dateOf: lastDay,
  load: async (ctx, month, units) => {
    const [current, headcounts] = await Promise.all([
      loadStructures(ctx.store, month, units),
      loadHeadcounts(
        ctx.store,
        units.map((unit) => ({ unit, month })),
      ),
    ]);
    return units.map((_, index) => ({ current: current[index], headcount: headcounts[index] }));
  },
  judge: (ctx, tree, { unit, period: month, input, expected, reason }, { current, headcount }) => {
    if (firstDay(month) > ctx.today) throw new Refusal('month-in-future', { month, today: ctx.today }, 'month');
    if (!tree.on(unit, firstDay(month))) aliveOn(tree, unit, lastDay(month), 'unit');
    const version = nextVersion(current, expected, { record: 'structure', unit, month });
    if (current && reason === null) throw new Refusal('correction-needs-reason', { month }, 'reason');
    requireStructure(input);
    const kept: KeptStructure = { unit, month, categories: input.categories, version };
    const write = putStructure(ctx.store, kept);
    const change = { stream: unit, record: `structure/${month}`, version, before: current ?? null, after: kept, write };
    return { record: withStructureFlags(kept, headcount), change };
  },
};
