import { floorShare } from '../projection/apportion.ts';
import type { ProjectionDrivers } from '../projection/drivers.ts';
import { CATEGORY_COUNT } from '../projection/roster.ts';
import type { FractionValue } from '../vocabulary.ts';
import type { Pools } from './pools.ts';
import type { Stocks } from './stocks.ts';

/** What a share of an amount to date comes to beyond what was settled before. */
function due(settled: Float64Array, category: number, toDate: number, { numerator, denominator }: FractionValue): number {
  const before = settled[category] as number;
  settled[category] = Math.max(before, floorShare(toDate, numerator, denominator));
  return settled[category] - before;
}

/** Posts given up on 1 January, by the rules of the projection: see `giveUp` there. */
export class January {
  readonly #pools: Pools;
  readonly #stocks: Stocks;
  readonly #surrender: ProjectionDrivers['surrender'];
  /** What each pool has up. */
  readonly #upNow: Int32Array;
  readonly #up = new Float64Array(CATEGORY_COUNT);
  readonly #settledVacant = new Float64Array(CATEGORY_COUNT);
  readonly #settledFreed = new Float64Array(CATEGORY_COUNT);
  /** By how much a pool has up: how many have that much, what it gives, and what is left of its quota. */
  #counts = new Int32Array(256);
  #whole = new Int32Array(256);
  #rest = new Float64Array(256);
  readonly #sizes: number[] = [];
  #all = 0;

  constructor(pools: Pools, { surrender }: ProjectionDrivers, stocks: Stocks) {
    this.#pools = pools;
    this.#stocks = stocks;
    this.#surrender = surrender;
    this.#upNow = new Int32Array(pools.posts.length);
  }

  reset(): void {
    for (const toDate of [this.#up, this.#settledVacant, this.#settledFreed]) toDate.fill(0);
  }

  giveUp(): void {
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      if (this.#surrender.vacant.numerator > 0) this.#vacant(category);
      this.#unreplaced(category);
    }
    this.#stocks.freed.fill(0);
  }

  /** Of what is vacant for other reasons than a leaver of the year before. */
  #vacant(category: number): void {
    const { freed, room } = this.#stocks;
    const until = this.#pools.first[category + 1] as number;
    for (let pool = this.#pools.first[category] as number; pool < until; pool++)
      this.#putUp(pool, Math.max(0, room[pool] as number) - (freed[pool] as number));
    this.#up[category] = (this.#up[category] as number) + this.#all;
    this.#take(category, due(this.#settledVacant, category, this.#up[category] as number, this.#surrender.vacant));
  }

  #unreplaced(category: number): void {
    const { freed, vacated, recruits } = this.#stocks;
    const until = this.#pools.first[category + 1] as number;
    for (let pool = this.#pools.first[category] as number; pool < until; pool++) this.#putUp(pool, freed[pool] as number);
    const unreplaced = Math.max(0, (vacated[category] as number) - (recruits[category] as number));
    this.#take(category, Math.min(due(this.#settledFreed, category, unreplaced, this.#surrender.unreplaced), this.#all));
  }

  #putUp(pool: number, size: number): void {
    this.#upNow[pool] = size;
    if (size === 0) return;
    this.#all += size;
    if (size >= this.#counts.length) this.#grow(size);
    if (this.#counts[size] === 0) this.#sizes.push(size);
    this.#counts[size] = (this.#counts[size] as number) + 1;
  }

  /** Takes posts of a category from its pools in proportion to what each has up, by largest remainder, ties by code. */
  #take(category: number, total: number): void {
    if (total > 0) {
      const { edge, ties } = this.#quotas(total);
      const until = this.#pools.first[category + 1] as number;
      let left = ties;
      for (let pool = this.#pools.first[category] as number; pool < until; pool++) {
        const size = this.#upNow[pool] as number;
        if (size === 0) continue;
        const rest = this.#rest[size] as number;
        const more = rest > edge || (rest === edge && left > 0) ? 1 : 0;
        if (rest === edge) left -= more;
        const part = (this.#whole[size] as number) + more;
        if (part > 0) this.#stocks.giveUp(pool, part);
      }
    }
    for (const size of this.#sizes) this.#counts[size] = 0;
    this.#sizes.length = 0;
    this.#all = 0;
  }

  /**
   * Quotas by largest remainder, as `apportion` has them: pools that have as much up have the same, so that they are worked
   * out once for each size. One post more goes to all above the `edge` and to the first `ties` at it.
   */
  #quotas(total: number): { edge: number; ties: number } {
    const sizes = this.#sizes;
    let left = total;
    for (const size of sizes) {
      const whole = Math.floor((total * size) / this.#all);
      this.#whole[size] = whole;
      this.#rest[size] = total * size - whole * this.#all;
      left -= whole * (this.#counts[size] as number);
    }
    if (left > 0) sizes.sort((one, other) => (this.#rest[other] as number) - (this.#rest[one] as number));
    for (let n = 0; n < sizes.length && left > 0; ) {
      const edge = this.#rest[sizes[n] as number] as number;
      let alike = 0;
      for (; n < sizes.length && this.#rest[sizes[n] as number] === edge; n++) alike += this.#counts[sizes[n] as number] as number;
      if (alike >= left) return { edge, ties: left };
      left -= alike;
    }
    return { edge: Number.POSITIVE_INFINITY, ties: 0 };
  }

  #grow(size: number): void {
    const counts = new Int32Array(size * 2);
    counts.set(this.#counts);
    this.#counts = counts;
    const whole = new Int32Array(size * 2);
    whole.set(this.#whole);
    this.#whole = whole;
    const rest = new Float64Array(size * 2);
    rest.set(this.#rest);
    this.#rest = rest;
  }
}
