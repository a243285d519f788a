import { monthIndex } from '../../time.ts';
import { type Distribution, certainly, convolve } from '../probability/distribution.ts';
import { type Chance, leaversOf } from '../probability/leavers.ts';
import { ageAt, monthly, type Rates, rateAt } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { categoryPosition } from '../projection/roster.ts';
import type { TargetCount } from './count.ts';
import type { Pools } from './pools.ts';
import { Simulation } from './simulate.ts';

/** The chances of people alike: of having left before each of some steps, and of not having. */
type Fate = { readonly leave: Float64Array; readonly stay: Float64Array };

/** By retirement, which part of a cohort puts off, under a policy, or on their own. */
function fateOf(
  { drivers }: Pick<ProjectionInput, 'drivers'>,
  { firstStep }: Pools,
  rates: Rates,
  { category, months, due }: { category: number; months: number; due: number },
  ends: readonly number[],
): Fate {
  const policies = drivers.streamlining
    .filter((row) => categoryPosition(row.category) === category)
    .map(({ from, until, eligible, annual }) => {
      return { from: monthIndex(from) - firstStep, until: monthIndex(until) - firstStep, ...eligible, log: Math.log1p(-monthly(annual)) };
    });
  const late = drivers.lateRetirement.filter((row) => categoryPosition(row.category) === category);
  const retires = Math.max(0, due);
  const [leave, stay] = [new Float64Array(ends.length), new Float64Array(ends.length)];
  let [on, logStay, step] = [1, 0, 0];
  ends.forEach((end, n) => {
    for (; step < end; step++) {
      if (step >= retires)
        on = late.reduce(
          (sum, { share, months: more }) => sum + (due >= 0 && step < due + more ? share.numerator / share.denominator : 0),
          0,
        );
      for (const { from, until, least, most, log } of policies)
        if (from <= step && step <= until && least <= due - step && due - step <= most) logStay += log;
      logStay += Math.log1p(-rateAt(rates, category, ageAt(months, step)));
    }
    stay[n] = on === 0 ? 0 : on * Math.exp(logStay);
    leave[n] = on === 0 ? 1 : 1 - on - on * Math.expm1(logStay);
  });
  return { leave, stay };
}

/** By pool: its people, those alike together. */
function fatesOf(pools: Pools, input: Pick<ProjectionInput, 'drivers'>, rates: Rates, ends: readonly number[]) {
  const { pool, months, due, segments } = pools.people;
  const found = new Map<number, { count: number; fate: Fate }[]>();
  for (const { category, from, until } of segments) {
    let fate: Fate | undefined;
    for (let at = from; at < until; at++) {
      const alike = fate && at > from && months[at] === months[at - 1] && due[at] === due[at - 1];
      if (!alike || !fate) fate = fateOf(input, pools, rates, { category, months: months[at] as number, due: due[at] as number }, ends);
      const ofPool = found.get(pool[at] as number) ?? [];
      found.set(pool[at] as number, ofPool);
      const last = ofPool.at(-1);
      if (last?.fate === fate) last.count += 1;
      else ofPool.push({ count: 1, fate });
    }
  }
  return found;
}

/**
 * Posts that leavers free and that are counted: the first `excess` leavers free none where more people than posts are present,
 * and from `most` on only posts outside the base are left to give up.
 */
function between({ from, mass }: Distribution, excess: number, most: number): Distribution {
  const freed = new Float64Array(most + 1);
  mass.forEach((chance, n) => {
    const posts = Math.min(most, Math.max(0, from + n - excess));
    freed[posts] = (freed[posts] as number) + chance;
  });
  return { from: 0, mass: freed };
}

/**
 * The exact distribution of the posts that a target counts at the end of each year, where every freed post is given up on
 * the next 1 January: what does not depend on who leaves, less the freed posts (Poisson-binomial over the cohorts).
 * @returns by year: `counted` = `from` − number drawn from `freed`
 */
export function exactCounts(
  pools: Pools,
  model: Pick<ProjectionInput, 'drivers' | 'recruitAge'>,
  rates: Rates,
  count: TargetCount,
): { year: number; from: number; freed: Distribution }[] {
  const years: { year: number; counted: number; homes: Int32Array; inside: Int32Array }[] = [];
  new Simulation(pools, model).run('nobody', (year, stocks) => {
    const inside = stocks.posts.map((posts, pool) => posts - (stocks.outsideBase[pool] as number));
    years.push({ year, counted: count.of(stocks), homes: stocks.home.slice(0, pools.posts.length), inside });
  });
  const fates = fatesOf(
    pools,
    model,
    rates,
    years.map(({ year }) => Math.max(0, year * 12 - pools.firstStep)),
  );
  return years.map(({ year, counted, homes, inside }, n) => {
    const together = new Map<number, Chance>();
    let freed: Distribution = certainly(0);
    for (const [pool, people] of fates) {
      const home = homes[pool] as number;
      if (!count.includes(home)) continue;
      const [posts, present] = [pools.posts[pool] as number, pools.present[pool] as number];
      const most = home === pool ? (inside[pool] as number) : posts;
      const chances = people.map(({ count: alike, fate }) => {
        return { count: alike, leave: fate.leave[n] as number, stay: fate.stay[n] as number };
      });
      if (present > posts || present > most)
        freed = convolve(freed, between(leaversOf(chances), Math.max(0, present - posts), Math.min(posts, most)));
      else
        for (const { count: alike, leave, stay } of chances) {
          const known = together.get(stay);
          together.set(stay, { count: alike + (known?.count ?? 0), leave, stay });
        }
    }
    return { year, from: counted, freed: convolve(freed, leaversOf([...together.values()])) };
  });
}
