import { monthOf, yearOf } from '../../time.ts';
import { floorShare } from '../projection/apportion.ts';
import type { ProjectionDrivers } from '../projection/drivers.ts';
import { ageAt, type Rates, rateAt } from '../projection/hazards.ts';
import { CATEGORY_COUNT, categoryPosition } from '../projection/roster.ts';
import { type Label, type PoolEvent, type Pools } from './pools.ts';
import { type Random, skipped, successes } from './random.ts';

/** The luck of one draw: of those who were there at the start, and of recruits. */
export type Luck = { readonly staff: Random; readonly recruits: Random };

/**
 * Posts by pool, what of them targets leave out, and people present; `home` is the pool that a pool has become part of.
 * `leavers` to date are by category.
 */
export type PoolStocks = {
  readonly posts: Float64Array;
  readonly outsideBase: Float64Array;
  readonly home: Int32Array;
  readonly present: Float64Array;
  readonly leavers: Float64Array;
};
/** Called after each December. */
export type Observe = (year: number, stocks: PoolStocks) => void;

/**
 * One course of the province after another, over the same arrays. The months and their order are those of the projection: on
 * 1 January posts are given up; statutory retirement; leaving by chance; plans; recruitment. Whole posts and people.
 */
export class Simulation {
  readonly #pools: Pools;
  readonly #drivers: ProjectionDrivers;
  readonly #recruitAge: number;
  readonly #category: Int32Array;
  readonly #posts: Float64Array;
  readonly #present: Float64Array;
  readonly #freed: Float64Array;
  readonly #newcomers: Float64Array;
  readonly #outsideBase: Float64Array;
  readonly #home: Int32Array;
  readonly #retirements: Int32Array;
  readonly #left: Uint8Array;
  readonly #leftList: Int32Array;
  readonly #province = {
    leavers: new Float64Array(CATEGORY_COUNT),
    vacated: new Float64Array(CATEGORY_COUNT),
    recruits: new Float64Array(CATEGORY_COUNT),
    newcomers: new Float64Array(CATEGORY_COUNT),
    up: new Float64Array(CATEGORY_COUNT),
    settledVacant: new Float64Array(CATEGORY_COUNT),
    settledFreed: new Float64Array(CATEGORY_COUNT),
  };
  #leftCount = 0;
  readonly #highest: Float64Array;
  readonly #logStay: Float64Array;
  readonly #next: Float64Array;
  readonly #alike: Uint8Array;
  #prepared: Rates | undefined;

  constructor(pools: Pools, drivers: ProjectionDrivers, recruitAge: number) {
    this.#pools = pools;
    this.#drivers = drivers;
    this.#recruitAge = recruitAge;
    this.#category = Int32Array.from(pools.labelOf, (label) => (pools.labels[label] as Label).category);
    const count = pools.posts.length;
    this.#posts = new Float64Array(count);
    this.#present = new Float64Array(count);
    this.#freed = new Float64Array(count);
    this.#newcomers = new Float64Array(count);
    this.#outsideBase = new Float64Array(count);
    this.#home = new Int32Array(count);
    this.#retirements = new Int32Array(pools.retirements.length);
    this.#left = new Uint8Array(pools.people.pool.length);
    this.#leftList = new Int32Array(pools.people.pool.length);
    this.#highest = new Float64Array(pools.people.segments.length);
    this.#logStay = new Float64Array(pools.people.segments.length);
    this.#next = new Float64Array(pools.people.segments.length);
    this.#alike = new Uint8Array(pools.people.segments.length);
  }

  /** Runs the months once. `rates` decides who may leave; with rates of 0 nothing is left to chance. */
  run(rates: Rates, luck: Luck, observe: Observe): void {
    const { firstStep, steps, events } = this.#pools;
    this.#reset();
    this.#prepare(rates);
    for (let step = 0; step < steps; step++) {
      const month = (firstStep + step) % 12;
      if (month === 0) this.#giveUp();
      this.#retire(step);
      this.#resign(step, rates, luck.staff);
      this.#newcomersLeave(rates, luck.recruits);
      for (const event of events) if (event.step === step) this.#carryOut(event);
      for (const rule of this.#drivers.replacement) this.#recruit(categoryPosition(rule.category), rule.recruits, rule.leavers);
      if (month === 11)
        observe(yearOf(monthOf(firstStep + step)), {
          posts: this.#posts,
          outsideBase: this.#outsideBase,
          home: this.#home,
          present: this.#present,
          leavers: this.#province.leavers,
        });
    }
  }

  #reset(): void {
    const { posts, present, outsideBase, retirements } = this.#pools;
    this.#posts.set(posts);
    this.#present.set(present);
    this.#outsideBase.set(outsideBase);
    for (let pool = 0; pool < this.#home.length; pool++) this.#home[pool] = pool;
    this.#retirements.set(retirements);
    this.#freed.fill(0);
    this.#newcomers.fill(0);
    for (let n = 0; n < this.#leftCount; n++) this.#left[this.#leftList[n] as number] = 0;
    this.#leftCount = 0;
    for (const counter of Object.values(this.#province)) counter.fill(0);
  }

  /** Posts surrendered go first, vacancies before others; then everything moves to the pool that it joins. */
  #carryOut({ pool, into, surrendered }: PoolEvent): void {
    const { newcomers } = this.#province;
    this.#posts[pool] = Math.max(0, (this.#posts[pool] as number) - surrendered);
    this.#settle(pool);
    if (pool === into) return;
    const moving = this.#newcomers[pool] as number;
    const [before, after] = [this.#category[pool] as number, this.#category[into] as number];
    newcomers[before] = (newcomers[before] as number) - moving;
    newcomers[after] = (newcomers[after] as number) + moving;
    for (const stock of [this.#posts, this.#present, this.#freed, this.#newcomers, this.#outsideBase]) {
      stock[into] = (stock[into] as number) + (stock[pool] as number);
      stock[pool] = 0;
    }
    this.#settle(into);
    for (let one = 0; one < this.#home.length; one++) if (this.#home[one] === pool) this.#home[one] = into;
  }

  /** freed ≤ vacant, outside the base ≤ posts. */
  #settle(pool: number): void {
    this.#freed[pool] = Math.min(this.#freed[pool] as number, this.#vacant(pool));
    this.#outsideBase[pool] = Math.min(this.#outsideBase[pool] as number, this.#posts[pool] as number);
  }

  #vacant(pool: number): number {
    return Math.max(0, (this.#posts[pool] as number) - (this.#present[pool] as number));
  }
  #categoryOf(pool: number): number {
    return this.#category[pool] as number;
  }

  /** People of a pool leave the one that it has become part of. */
  #leave(from: number, count: number): void {
    const pool = this.#home[from] as number;
    const before = this.#vacant(pool);
    const category = this.#categoryOf(pool);
    this.#present[pool] = (this.#present[pool] as number) - count;
    const freed = this.#vacant(pool) - before;
    const { leavers, vacated } = this.#province;
    leavers[category] = (leavers[category] as number) + count;
    vacated[category] = (vacated[category] as number) + freed;
    this.#freed[pool] = (this.#freed[pool] as number) + freed;
  }

  #retire(step: number): void {
    const { steps } = this.#pools;
    for (let pool = 0; pool < this.#posts.length; pool++) {
      const count = this.#retirements[pool * steps + step] as number;
      if (count > 0) this.#leave(pool, count);
    }
  }

  /** The highest rate of each segment over the horizon, as the logarithm of staying; 0 where nobody leaves. */
  #prepare(rates: Rates): void {
    if (this.#prepared === rates) return;
    this.#prepared = rates;
    const { people, steps } = this.#pools;
    people.segments.forEach(({ category, oldest, youngest }, n) => {
      let [highest, lowest] = [0, 1];
      for (let age = ageAt(youngest, 0); age <= ageAt(oldest, steps - 1); age++) {
        highest = Math.max(highest, rateAt(rates, category, age));
        lowest = Math.min(lowest, rateAt(rates, category, age));
      }
      this.#alike[n] = lowest === highest ? 1 : 0;
      this.#highest[n] = highest;
      this.#logStay[n] = Math.log1p(-highest);
    });
  }

  /**
   * From candidate to candidate at the highest rate of the segment, on through its people month after month, which is one
   * sequence because chance has no memory; each is taken with what its own rate is of the highest.
   */
  #resign(step: number, rates: Rates, random: Random): void {
    const { pool, retires, months, segments } = this.#pools.people;
    const left = this.#left;
    for (let n = 0; n < segments.length; n++) {
      const logStay = this.#logStay[n] as number;
      if (logStay === 0) continue;
      const { category, from, until } = segments[n] as (typeof segments)[number];
      const size = until - from;
      const highest = this.#highest[n] as number;
      const alike = this.#alike[n] === 1;
      let next = step === 0 ? skipped(random, logStay) : (this.#next[n] as number) - size;
      for (; next < size; next += 1 + skipped(random, logStay)) {
        const at = from + next;
        if (left[at] === 1 || (retires[at] as number) <= step) continue;
        if (!alike && random() * highest >= rateAt(rates, category, ageAt(months[at] as number, step))) continue;
        this.#resignOne(at, pool[at] as number, retires[at] as number);
      }
      this.#next[n] = next;
    }
  }

  #resignOne(at: number, home: number, due: number): void {
    const { steps } = this.#pools;
    this.#left[at] = 1;
    this.#leftList[this.#leftCount++] = at;
    if (due < steps) this.#retirements[home * steps + due] = (this.#retirements[home * steps + due] as number) - 1;
    this.#leave(home, 1);
  }

  #newcomersLeave(rates: Rates, random: Random): void {
    const { newcomers } = this.#province;
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      let gone = successes(random, newcomers[category] as number, rateAt(rates, category, this.#recruitAge));
      for (; gone > 0; gone--) {
        let place = Math.floor(random() * (newcomers[category] as number));
        let pool = 0;
        for (; pool < this.#posts.length; pool++) {
          if (this.#categoryOf(pool) !== category) continue;
          place -= this.#newcomers[pool] as number;
          if (place < 0) break;
        }
        this.#newcomers[pool] = (this.#newcomers[pool] as number) - 1;
        newcomers[category] = (newcomers[category] as number) - 1;
        this.#leave(pool, 1);
      }
    }
  }

  /** Recruits to date = floor(k × leavers / n); into the pools in proportion to their vacancies. */
  #recruit(category: number, k: number, n: number): void {
    const { leavers, recruits, newcomers } = this.#province;
    const wanted = floorShare(leavers[category] as number, k, n) - (recruits[category] as number);
    if (wanted <= 0) return;
    let open = 0;
    for (let pool = 0; pool < this.#posts.length; pool++) if (this.#categoryOf(pool) === category) open += this.#vacant(pool);
    const hired = Math.min(wanted, open);
    if (hired === 0) return;
    let [seen, given] = [0, 0];
    for (let pool = 0; pool < this.#posts.length; pool++) {
      if (this.#categoryOf(pool) !== category) continue;
      seen += this.#vacant(pool);
      const part = Math.floor((hired * seen) / open) - given;
      if (part === 0) continue;
      given += part;
      this.#present[pool] = (this.#present[pool] as number) + part;
      this.#newcomers[pool] = (this.#newcomers[pool] as number) + part;
      this.#freed[pool] = Math.max(0, (this.#freed[pool] as number) - part);
    }
    recruits[category] = (recruits[category] as number) + hired;
    newcomers[category] = (newcomers[category] as number) + hired;
  }

  #giveUp(): void {
    const { surrender } = this.#drivers;
    const { up, settledVacant, settledFreed, vacated, recruits } = this.#province;
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      let [waiting, freed] = [0, 0];
      for (let pool = 0; pool < this.#posts.length; pool++) {
        if (this.#categoryOf(pool) !== category) continue;
        freed += this.#freed[pool] as number;
        waiting += this.#vacant(pool) - (this.#freed[pool] as number);
      }
      up[category] = (up[category] as number) + waiting;
      const vacant = due(settledVacant, category, up[category] as number, surrender.vacant);
      const unreplaced = Math.max(0, (vacated[category] as number) - (recruits[category] as number));
      const claimed = Math.min(freed, due(settledFreed, category, unreplaced, surrender.unreplaced));
      this.#take(category, Math.min(vacant, waiting), waiting, claimed, freed);
    }
    this.#freed.fill(0);
  }

  /** Takes vacant and freed posts of a category from its pools in proportion, each rounded so that the sums hold. */
  #take(category: number, vacant: number, waiting: number, claimed: number, freed: number): void {
    if (vacant === 0 && claimed === 0) return;
    let [seenWaiting, seenFreed, givenVacant, givenFreed] = [0, 0, 0, 0];
    for (let pool = 0; pool < this.#posts.length; pool++) {
      if (this.#categoryOf(pool) !== category) continue;
      seenWaiting += this.#vacant(pool) - (this.#freed[pool] as number);
      seenFreed += this.#freed[pool] as number;
      const fromVacant = waiting === 0 ? 0 : Math.floor((vacant * seenWaiting) / waiting) - givenVacant;
      const fromFreed = freed === 0 ? 0 : Math.floor((claimed * seenFreed) / freed) - givenFreed;
      givenVacant += fromVacant;
      givenFreed += fromFreed;
      this.#posts[pool] = (this.#posts[pool] as number) - fromVacant - fromFreed;
      this.#outsideBase[pool] = Math.min(this.#outsideBase[pool] as number, this.#posts[pool] as number);
    }
  }
}

/** What a share of an amount to date comes to beyond what was settled before. */
function due(settled: Float64Array, category: number, toDate: number, share: { numerator: number; denominator: number }): number {
  const before = settled[category] as number;
  settled[category] = Math.max(before, floorShare(toDate, share.numerator, share.denominator));
  return settled[category] - before;
}
