import type * as z from 'zod';
import { impersonalText } from '../../domain/impersonal-text.ts';
import { hashOf } from '../../audit.ts';
import { type Unit, type UnitPeriod, unitChangeFactsSchema } from '../../domain/unit.ts';
import { decisionSchema } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { plainDateSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireDateInReach, requireTaken } from '../judge-dates.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { transact } from '../transact.ts';
import { unitChange } from './register-unit.ts';

export const unitChangeRequestSchema = unitChangeFactsSchema
  .extend({
    from: plainDateSchema.meta({ description: 'First day of the new facts' }),
    decision: decisionSchema,
    reason: impersonalText(500).optional(),
  })
  .meta({ id: 'UnitChangeRequest', description: 'New facts of a unit from a date; parent and kind change by reorganisation' });
export type UnitChangeRequest = z.infer<typeof unitChangeRequestSchema>;

/** Starts a new period of a unit: another name, sector, level, sites or code. What held before stays on record. */
export async function changeUnit(ctx: Context, code: string, input: UnitChangeRequest, expected: Expected): Promise<Unit> {
  permit(ctx, 'write', 'units');
  const { from, decision, reason, ...facts } = input;
  const key = (await loadTree(ctx)).find(code)?.key;
  if (key === undefined) throw new Refusal('not-found', { what: code });
  requireDateInReach(ctx, from, 'from');
  requireTaken(ctx, decision);
  return transact(ctx, { verb: 'change-unit', reason: reason ?? null, decision }, [key], async () => {
    const tree = await loadTree(ctx);
    const { unit, facts: current } = aliveOn(tree, key, from, 'from');
    const version = nextVersion(unit, expected, { record: 'unit', id: key });
    const stated = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
    if (hashOf({ ...current, ...stated }) === hashOf(current)) throw new Refusal('nothing-to-do');
    const last = unit.periods.at(-1) as UnitPeriod;
    if (last.from >= from) throw new Refusal('period-not-after-last', { from, last: last.from }, 'from');
    if (facts.code !== undefined && facts.code !== current.code) {
      const taken = tree.find(facts.code);
      if (taken && taken.key !== key) throw new Refusal('code-taken', { code: facts.code, unit: taken.key }, 'code');
      const parent = current.parent === null ? undefined : tree.on(current.parent, from);
      if (!facts.code.startsWith(`${parent?.code}.`))
        throw new Refusal('code-does-not-extend-parent', { code: facts.code, parent: parent?.code ?? null }, 'code');
    }
    const period: UnitPeriod = { ...current, ...facts, from, until: last.until, decision };
    const changed: Unit = { ...unit, periods: [...unit.periods.slice(0, -1), { ...last, until: from }, period], version };
    return { result: changed, changes: [unitChange(ctx, unit, changed)], tree: { judgedOn: tree, units: [changed] } };
  });
}
