import type * as z from 'zod';
import { impersonalText } from '../../domain/impersonal-text.ts';
import type { Tree } from '../../domain/tree.ts';
import { type Unit, dissolvedOn, unitFactsSchema } from '../../domain/unit.ts';
import { decisionSchema } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { putUnit } from '../../store/units.ts';
import { plainDateSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { requireDateInReach, requireTaken } from '../judge-dates.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type Change, transact } from '../transact.ts';

export const unitRegistrationSchema = unitFactsSchema
  .extend({
    from: plainDateSchema.meta({ description: 'First day of the unit’s life' }),
    decision: decisionSchema,
    reason: impersonalText(500).optional(),
  })
  .meta({ id: 'UnitRegistration', description: 'A unit to be entered in the register' });
export type UnitRegistration = z.infer<typeof unitRegistrationSchema>;

/**
 * Enters a unit: its code is free for ever, extends its parent's, and the parent lives on the day and on. The province
 * itself has no parent and the tenant's code.
 */
export async function registerUnit(ctx: Context, input: UnitRegistration): Promise<Unit> {
  permit(ctx, 'write', 'units');
  const intent = { verb: 'register-unit', reason: input.reason ?? null, decision: input.decision };
  return transact(ctx, intent, [input.code], async () => {
    const tree = await loadTree(ctx);
    const unit = judgeRegistration(ctx, tree, input);
    return { result: unit, changes: [unitChange(ctx, undefined, unit)], tree: { judgedOn: tree, units: [unit] } };
  });
}

/** The unit that a registration makes on top of a tree, or a refusal. */
export function judgeRegistration(ctx: Context, tree: Tree, { from, decision, reason: _reason, ...facts }: UnitRegistration): Unit {
  requireDateInReach(ctx, from, 'from');
  requireTaken(ctx, decision);
  const taken = tree.find(facts.code);
  if (taken) throw new Refusal('code-taken', { code: facts.code, unit: taken.key }, 'code');
  if (facts.parent === null) {
    if (facts.code !== ctx.actor.tenant)
      throw new Refusal('root-is-the-province', { code: facts.code, tenant: ctx.actor.tenant }, 'parent');
    return newUnit({ ...facts, parent: null }, from, decision);
  }
  const parent = aliveOn(tree, facts.parent, from, 'parent');
  const later = dissolvedOn(parent.unit);
  if (later !== null) throw new Refusal('later-change-recorded', { unit: parent.unit.key, later, date: from }, 'parent');
  if (!facts.code.startsWith(`${parent.facts.code}.`))
    throw new Refusal('code-does-not-extend-parent', { code: facts.code, parent: parent.facts.code }, 'code');
  return newUnit({ ...facts, parent: parent.unit.key }, from, decision);
}

function newUnit(
  facts: Omit<UnitRegistration, 'from' | 'decision' | 'reason'>,
  from: string,
  decision: UnitRegistration['decision'],
): Unit {
  const period = { ...facts, from, until: null, decision };
  return { key: facts.code, periods: [period], openedBy: null, closedBy: null, successors: [], version: 1 };
}

/** The write and the log line of a unit record. */
export const unitChange = (ctx: Context, before: Unit | undefined, after: Unit): Change => ({
  stream: after.key,
  record: 'unit',
  version: after.version,
  before: before ?? null,
  after,
  write: putUnit(ctx.store, after),
});
