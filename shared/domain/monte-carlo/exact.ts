import { type Distribution, certainly, convolve } from '../probability/distribution.ts';
import { leaversOf } from '../probability/leavers.ts';
import { ageAt, type Rates, rateAt } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import type { TargetCount } from './count.ts';
import type { Pools } from './pools.ts';
import { Simulation } from './simulate.ts';

/** Why the number of posts is no plain function of who leaves; null when it is, and its distribution is exact. */
export const FEEDBACKS = ['hiring', 'part-given-up', 'posts-surrendered', 'overstaffed-unit-joins', 'parameter-uncertainty'] as const;
export type Feedback = (typeof FEEDBACKS)[number];

/** Whether hiring, a share of freed posts, or a plan stands between leavers and posts. */
export function feedbackOf({ drivers: { replacement, surrender } }: Pick<ProjectionInput, 'drivers'>, pools: Pools): Feedback | null {
  if (replacement.some(({ recruits }) => recruits > 0)) return 'hiring';
  if (surrender.unreplaced.numerator !== surrender.unreplaced.denominator) return 'part-given-up';
  if (pools.events.some(({ surrendered }) => surrendered > 0)) return 'posts-surrendered';
  const crowded = (pool: number) => (pools.present[pool] as number) > (pools.posts[pool] as number);
  return pools.events.some(({ pool, into }) => crowded(pool) || crowded(into)) ? 'overstaffed-unit-joins' : null;
}

type Chance = { count: number; leave: number; stay: number };

/** By pool: everybody's chance of having left before a step, by retirement or on their own; people alike together. */
function chancesBefore(pools: Pools, rates: Rates, end: number): Map<number, Chance[]> {
  const { pool, retires, months, segments } = pools.people;
  const found = new Map<number, Map<string, Chance>>();
  for (const { category, from, until } of segments)
    for (let at = from; at < until; at++) {
      const home = pool[at] as number;
      const [due, age] = [Math.min(end, retires[at] as number), months[at] as number];
      const certain = (retires[at] as number) < end;
      const name = certain ? 'certain' : `${category} ${age}`;
      const ofPool = found.get(home) ?? new Map<string, Chance>();
      found.set(home, ofPool);
      const known = ofPool.get(name);
      if (known) {
        known.count += 1;
        continue;
      }
      let logStay = 0;
      for (let step = 0; step < due; step++) logStay += Math.log1p(-rateAt(rates, category, ageAt(age, step)));
      ofPool.set(name, certain ? { count: 1, leave: 1, stay: 0 } : { count: 1, leave: -Math.expm1(logStay), stay: Math.exp(logStay) });
    }
  return new Map([...found].map(([home, chances]) => [home, [...chances.values()]]));
}

/** Posts that leavers free where more people than posts are present: the first `excess` leavers free none. */
function beyond({ from, mass }: Distribution, excess: number): Distribution {
  if (from >= excess) return { from: from - excess, mass };
  const none = mass.subarray(0, excess - from + 1).reduce((sum, term) => sum + term, 0);
  return { from: 0, mass: Float64Array.from([none, ...mass.subarray(excess - from + 1)]) };
}

/**
 * The exact distribution of the posts that a target counts at the end of each year, where every freed post is given up on
 * the next 1 January: what does not depend on chance, less the freed posts (Poisson-binomial over the cohorts).
 * @returns by year: `counted` = `from` − number drawn from `freed`
 */
export function exactCounts(
  pools: Pools,
  input: Pick<ProjectionInput, 'drivers'>,
  rates: Rates,
  count: TargetCount,
): { year: number; from: number; freed: Distribution }[] {
  const excess = pools.posts.map((posts, pool) => Math.max(0, (pools.present[pool] as number) - posts));
  const years: { year: number; counted: number; homes: Int32Array }[] = [];
  const nobody = rates.map(() => 0);
  const still = { staff: () => 0.5, recruits: () => 0.5 };
  new Simulation(pools, input.drivers, 0).run(nobody, still, (year, stocks) => {
    years.push({ year, counted: count.of(stocks), homes: stocks.home.slice() });
  });
  return years.map(({ year, counted, homes }) => {
    const january = Math.max(0, year * 12 - pools.firstStep);
    let from = counted;
    let freed: Distribution = certainly(0);
    const together: Chance[] = [];
    for (const [pool, people] of chancesBefore(pools, rates, january)) {
      if (!count.includes(homes[pool] as number)) continue;
      const retired = people.reduce((sum, { count: one, stay }) => sum + (stay === 0 ? one : 0), 0);
      from += Math.max(0, retired - (excess[pool] as number));
      if (excess[pool] === 0) together.push(...people);
      else freed = convolve(freed, beyond(leaversOf(people), excess[pool] as number));
    }
    return { year, from, freed: convolve(freed, leaversOf(together)) };
  });
}
