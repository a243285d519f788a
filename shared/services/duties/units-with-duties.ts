import type { Tree } from '../../domain/tree.ts';
import { dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { addMonths, firstDay } from '../../time.ts';
import { Scope } from '../access.ts';
import type { Context } from '../context.ts';

/** How far back an unreported month is an open duty, and a unit that has ended is asked about its last ones. */
export const DUTY_MONTHS = 12;

/** The units that may owe something today, below one unit if that is asked, in the order of their keys. */
export function unitsWithDuties(ctx: Context, tree: Tree, under: string | undefined): string[] {
  const { today } = ctx;
  const scope = new Scope(ctx, tree);
  const since = firstDay(addMonths(today, -DUTY_MONTHS));
  return [...tree.units()]
    .filter((unit) => {
      const dissolved = dissolvedOn(unit);
      return establishedOn(unit) <= today && (dissolved === null || dissolved > since);
    })
    .map(({ key }) => key)
    .filter((key) => scope.sees(key, today) && (under === undefined || tree.isUnder(key, [under], today)))
    .sort();
}
