import { POPULATION_OF } from '../../domain/positions/compliance.ts';
import { frameworkOn } from '../../domain/positions/framework.ts';
import type { UnitLeadership } from '../../domain/scenarios/leadership.ts';
import type { Tree } from '../../domain/tree.ts';
import { POSITION_POPULATIONS } from '../../law/positions/regimes.ts';
import { loadFrameworksOfUnits } from '../../store/position-frameworks.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { holderOf } from '../position-compliance/judge-units.ts';
import { staffInService } from '../staff/in-service.ts';

const LEADING: readonly string[] = ['leadership', 'management'];

/** Leadership positions, and who holds them, of the units that have an approved framework on a date. */
export async function loadLeadership(
  ctx: Context,
  tree: Tree,
  units: readonly string[],
  date: PlainDate,
): Promise<Map<string, UnitLeadership>> {
  const asked = [...new Set(units)].sort();
  const frameworks = await loadFrameworksOfUnits(ctx.store, asked);
  const held = asked.flatMap((unit) => {
    const holding = POSITION_POPULATIONS.flatMap((population) => {
      const framework = frameworkOn(frameworks, unit, population, date);
      return framework ? [{ population, framework }] : [];
    });
    return holding.length > 0 ? [{ unit, holding }] : [];
  });
  const people = await staffInService(
    ctx,
    tree,
    date,
    held.map(({ unit }) => unit),
  );
  return new Map(
    held.map(({ unit, holding }) => {
      const mine = people.filter((one) => one.unit === unit).map(holderOf);
      const positions = holding.flatMap(({ population, framework }) =>
        framework.positions
          .filter(({ group }) => LEADING.includes(group))
          .map(({ code, name, group, posts }) => {
            const holders = mine.filter(({ category, position }) => position === code && POPULATION_OF[category] === population);
            return { code, name, group, posts, people: mine.length > 0 ? holders.length : null };
          }),
      );
      const posts = positions.reduce((sum, position) => sum + position.posts, 0);
      const holders = positions.reduce((sum, position) => sum + (position.people ?? 0), 0);
      const numbers = holding.map(({ framework }) => framework.number);
      return [
        unit,
        { unit, source: 'framework', frameworks: numbers, positions, posts, people: mine.length > 0 ? holders : null },
      ] as const;
    }),
  );
}
