import type { FormGaps } from '../../domain/headcount-form.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Unit } from '../../domain/unit.ts';
import type { PlainDate, PlainMonth } from '../../time.ts';
import { Scope } from '../access.ts';
import type { Context } from '../context.ts';
import { employs } from './owed-months.ts';

const MAX_NAMED = 50;

/** The units that a form is about, in the order of their keys: in scope on a date, below one unit if that is asked. */
export function unitsOfForm(
  ctx: Context,
  tree: Tree,
  { on, under }: { on: PlainDate; under: string | undefined },
  lived: (unit: Unit) => boolean,
): Unit[] {
  const scope = new Scope(ctx, tree);
  return [...tree.units()]
    .filter((unit) => employs(unit) && lived(unit))
    .filter(({ key }) => scope.sees(key, on) && (under === undefined || tree.isUnder(key, [under], on)))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** What is missing, as a form says it. */
export const gapsOf = (missing: readonly { unit: string; months?: PlainMonth[] }[], path: string | null): FormGaps => ({
  units: missing.length,
  items: missing.slice(0, MAX_NAMED),
  path,
});
