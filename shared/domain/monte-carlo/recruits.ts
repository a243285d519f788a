import { monthIndex } from '../../time.ts';
import { floorShare } from '../projection/apportion.ts';
import type { Replacement } from '../projection/drivers.ts';
import { type Rates, recruitRate } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { CATEGORY_COUNT, categoryPosition } from '../projection/roster.ts';
import type { Pools } from './pools.ts';
import { Streams } from './random.ts';
import { reachOf } from './staff.ts';
import type { Stocks } from './stocks.ts';

/** Names of streams: a thousand for each purpose. */
const LEAVING = 4000;

/** Recruits: who is hired, and which of them leave again. A recruit is no more than the row in which he stands. */
export class Recruits {
  readonly #pools: Pools;
  readonly #stocks: Stocks;
  readonly #rules: readonly (Omit<Replacement, 'from'> & { readonly at: number; readonly from: number })[];
  readonly #agesOf: (category: number) => readonly { age: number; weight: number }[];
  readonly #standing: number[][] = Array.from({ length: CATEGORY_COUNT }, () => []);
  readonly #thisYear = new Float64Array(CATEGORY_COUNT);
  /** Leavers before the first month of the rule, who are replaced one for one. */
  readonly #oneForOne = new Float64Array(CATEGORY_COUNT);
  readonly #rate = new Float64Array(CATEGORY_COUNT);
  readonly #streams = new Streams(CATEGORY_COUNT);

  constructor(pools: Pools, { drivers, recruitAge }: Pick<ProjectionInput, 'drivers' | 'recruitAge'>, stocks: Stocks) {
    this.#pools = pools;
    this.#stocks = stocks;
    this.#rules = drivers.replacement.map(({ from, ...rule }) => {
      return { ...rule, at: categoryPosition(rule.category), from: from === undefined ? 0 : monthIndex(from) - pools.firstStep };
    });
    this.#agesOf = (category) => this.#rules.find(({ at }) => at === category)?.entryAges ?? [{ age: recruitAge, weight: 1 }];
  }

  reset(rates: Rates, seed: number, draw: number): void {
    this.#thisYear.fill(0);
    this.#oneForOne.fill(0);
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      (this.#standing[category] as number[]).length = 0;
      this.#rate[category] = recruitRate(rates, category, this.#agesOf(category));
      this.#streams.seed(category, seed, draw, LEAVING + category);
    }
  }

  newYear(): void {
    this.#thisYear.fill(0);
  }

  /** Those of a category, by the rows in which they stand. */
  standing(category: number): number[] {
    return this.#standing[category] as number[];
  }

  /** Those of a category who stand in a pool belong to another one from now on. */
  convert(pool: number, from: number, to: number): void {
    const standing = this.standing(from);
    const isIn = (row: number) => this.#stocks.home[row] === pool;
    this.standing(to).push(...standing.filter(isIn));
    standing.splice(0, standing.length, ...standing.filter((row) => !isIn(row)));
  }

  /** Each recruit leaves with the rate of his category; in whose place the last one then stands. */
  leave(): void {
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      const standing = this.#standing[category] as number[];
      const rate = this.#rate[category] as number;
      if (rate === 0 || standing.length === 0) continue;
      const reach = reachOf(rate);
      for (let at = this.#streams.skip(category, reach); at < standing.length; at += this.#streams.skip(category, reach)) {
        this.#stocks.leave(standing[at] as number);
        const last = standing.pop() as number;
        if (at < standing.length) standing[at] = last;
      }
    }
  }

  #hire(category: number, pool: number): void {
    this.#stocks.hire(pool);
    this.standing(category).push(pool);
  }

  /** Planned ones first, then those of the replacement rule: to date floor(k × leavers / n), within the most of the year; one for one before its first month. */
  hire(step: number): void {
    for (const hiring of this.#pools.hirings) if (hiring.step === step) this.#asPlanned(hiring);
    const { leavers, replaced } = this.#stocks;
    for (const { at, recruits, leavers: of, perYear = Number.POSITIVE_INFINITY, from } of this.#rules) {
      const waits = step < from;
      if (waits) this.#oneForOne[at] = leavers[at] as number;
      const before = this.#oneForOne[at] as number;
      const wanted = before + floorShare((leavers[at] as number) - before, recruits, of) - (replaced[at] as number);
      const room = waits ? Number.POSITIVE_INFINITY : perYear - (this.#thisYear[at] as number);
      for (let left = Math.min(wanted, room); left > 0; left--) {
        const pool = this.#stocks.mostVacant(at);
        if (pool < 0) break;
        this.#hire(at, pool);
        replaced[at] = (replaced[at] as number) + 1;
        if (!waits) this.#thisYear[at] = (this.#thisYear[at] as number) + 1;
      }
    }
  }

  #asPlanned({ category, people, pool }: Pools['hirings'][number]): void {
    for (let left = people; left > 0; left--) {
      const to = pool ?? this.#stocks.mostVacant(category);
      if (to < 0 || this.#stocks.vacant(to) === 0) return;
      this.#hire(category, to);
    }
  }
}
