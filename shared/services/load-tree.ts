import { Tree } from '../domain/tree.ts';
import { Refusal } from '../errors.ts';
import type { Unit, UnitPeriod } from '../domain/unit.ts';
import type { PlainDate } from '../time.ts';
import { loadTreeVersion, loadUnits } from '../store/units.ts';
import type { Context } from './context.ts';

/** The province's tree as it stands in the register: kept in the process and read again only when its version moved. */
export async function loadTree(ctx: Context): Promise<Tree> {
  for (;;) {
    const version = await loadTreeVersion(ctx.store);
    const kept = ctx.trees.get(ctx.store.tenant);
    if (kept?.version === version) return kept;
    const tree = new Tree(await loadUnits(ctx.store), version);
    // A change between the two reads would pair old units with a new version: accept only a quiet pair.
    if ((await loadTreeVersion(ctx.store)) !== version) continue;
    ctx.trees.set(ctx.store.tenant, tree);
    return tree;
  }
}

/** The unit that a code names, whatever code it had; refuses with the field when there is none. */
export function unitOf(tree: Tree, code: string, field?: string): Unit {
  const unit = tree.find(code);
  if (!unit) throw new Refusal('unknown-unit', { unit: code }, field);
  return unit;
}

/** The facts of a unit on a date; refuses when it does not live then, saying since or until when. */
export function aliveOn(tree: Tree, code: string, date: PlainDate, field?: string): { unit: Unit; facts: UnitPeriod } {
  const unit = unitOf(tree, code, field);
  const facts = tree.on(unit.key, date);
  if (!facts) throw notAlive(unit, date, field);
  return { unit, facts };
}

function notAlive(unit: Unit, date: PlainDate, field?: string): Refusal {
  const established = (unit.periods[0] as UnitPeriod).from;
  const dissolved = (unit.periods.at(-1) as UnitPeriod).until;
  return date < established
    ? new Refusal('unit-not-yet-established', { unit: unit.key, established, date }, field)
    : new Refusal('unit-dissolved', { unit: unit.key, dissolved, date }, field);
}
