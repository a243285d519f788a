import { monthIndex } from '../../time.ts';
import type { ProjectionDrivers } from '../projection/drivers.ts';
import { ageAt, monthly, type Rates, rateAt } from '../projection/hazards.ts';
import { CATEGORY_COUNT, categoryPosition } from '../projection/roster.ts';
import { NEVER } from './people.ts';
import type { Pools } from './pools.ts';
import { Streams } from './random.ts';
import type { Stocks } from './stocks.ts';

/** Names of streams: a thousand for each purpose. */
const [RESIGNING, STREAMLINING, STAYING, RESIGNING_CONVERTED, STREAMLINING_CONVERTED] = [1000, 2000, 3000, 6000, 7000];

/** What has become of somebody. */
const [THERE, GONE, CONVERTED] = [0, 1, 2];

/** How many trials an exponential number of mean 1 reaches. */
export const reachOf = (rate: number): number => (rate > 0 ? -1 / Math.log1p(-rate) : Number.POSITIVE_INFINITY);

type Policy = { category: number; from: number; until: number; least: number; most: number; reach: number };

/**
 * When those who were there at the start leave. Nobody's luck depends on what happens to others, to posts or to recruits:
 * every number is drawn whether or not it is needed, from a stream of its category, age or driver.
 */
export class Staff {
  readonly #pools: Pools;
  readonly #stocks: Stocks;
  readonly #status: Uint8Array;
  readonly #row: Int32Array;
  readonly #moved: number[] = [];
  /** Those whose unit became self-financing: they leave by the rates and policies of their new category. */
  readonly #converted: number[] = [];
  readonly #streams: Streams;
  readonly #names: readonly number[];
  /** Positions of streams, after one for each segment. */
  readonly #stream: { readonly [Purpose in 'streamlining' | 'streamliningConverted' | 'resigningConverted' | 'staying']: number };
  readonly #policies: readonly Policy[];
  /** By category: the share of a cohort up to and with each row, and how long the row lets stay. */
  readonly #staying: readonly { readonly upTo: number; readonly months: number }[][];
  /** Who stays on, chained by the step in which each leaves in the end. */
  readonly #lateFirst: Int32Array;
  readonly #lateNext: Int32Array;
  readonly #highest: Float64Array;
  #highestConverted = 0;
  readonly #alike: Uint8Array;
  readonly #reach: Float64Array;
  readonly #next: Int32Array;
  #rates: Rates | undefined;

  constructor(pools: Pools, { streamlining, lateRetirement }: ProjectionDrivers, stocks: Stocks) {
    const { people, firstStep, steps } = pools;
    const segments = people.segments.length;
    this.#pools = pools;
    this.#stocks = stocks;
    this.#status = new Uint8Array(people.pool.length);
    this.#row = people.pool.slice();
    this.#policies = streamlining.map(({ category, from, until, eligible, annual }): Policy => {
      const months = { from: monthIndex(from) - firstStep, until: monthIndex(until) - firstStep };
      return { category: categoryPosition(category), ...months, ...eligible, reach: reachOf(monthly(annual)) };
    });
    this.#staying = Array.from({ length: CATEGORY_COUNT }, () => []);
    for (const { category, share, months } of lateRetirement) {
      const rows = this.#staying[categoryPosition(category)] as { upTo: number; months: number }[];
      rows.push({ upTo: (rows.at(-1)?.upTo ?? 0) + share.numerator / share.denominator, months });
    }
    const policies = this.#policies.length;
    this.#names = [
      ...people.segments.map(({ category, band }) => RESIGNING + category * 100 + band),
      ...this.#policies.map((_, n) => STREAMLINING + n),
      ...this.#policies.map((_, n) => STREAMLINING_CONVERTED + n),
      RESIGNING_CONVERTED,
      ...this.#staying.map((_, category) => STAYING + category),
    ];
    const streamliningConverted = segments + policies;
    const resigningConverted = streamliningConverted + policies;
    this.#stream = { streamlining: segments, streamliningConverted, resigningConverted, staying: resigningConverted + 1 };
    this.#streams = new Streams(this.#names.length);
    this.#lateFirst = new Int32Array(steps);
    this.#lateNext = new Int32Array(lateRetirement.length > 0 ? people.pool.length : 0);
    [this.#highest, this.#reach, this.#next] = [new Float64Array(segments), new Float64Array(segments), new Int32Array(segments)];
    this.#alike = new Uint8Array(segments);
  }

  reset(rates: Rates, seed: number, draw: number): void {
    this.#status.fill(THERE);
    this.#converted.length = 0;
    for (const person of this.#moved) this.#row[person] = this.#pools.people.pool[person] as number;
    this.#moved.length = 0;
    this.#lateFirst.fill(-1);
    this.#names.forEach((name, stream) => {
      this.#streams.seed(stream, seed, draw, name);
    });
    if (this.#rates !== rates) this.#prepare(rates);
    this.#rates = rates;
    for (let n = 0; n < this.#next.length; n++) this.#next[n] = this.#streams.skip(n, this.#reach[n] as number);
  }

  /** The highest rate of each segment over the horizon. */
  #prepare(rates: Rates): void {
    const { people, steps } = this.#pools;
    people.segments.forEach(({ category, oldest, youngest }, n) => {
      let [highest, lowest] = [0, 1];
      for (let age = ageAt(youngest, 0); age <= ageAt(oldest, steps - 1); age++) {
        highest = Math.max(highest, rateAt(rates, category, age));
        lowest = Math.min(lowest, rateAt(rates, category, age));
      }
      this.#alike[n] = lowest === highest ? 1 : 0;
      this.#highest[n] = highest;
      this.#reach[n] = reachOf(highest);
    });
    this.#highestConverted = rates.reduce((most, rate) => Math.max(most, rate), 0);
  }

  /** Whether somebody of the start is still there, and in which pool. */
  isIn(person: number, pool: number): boolean {
    return this.#status[person] !== GONE && this.#stocks.home[this.#row[person] as number] === pool;
  }
  moveTo(person: number, row: number): void {
    this.#row[person] = row;
    this.#moved.push(person);
  }
  /** Goes with his unit out of the province's count: no leaver. */
  goOutside(person: number): void {
    this.#status[person] = GONE;
  }

  /** Of somebody there, as it is by now. */
  #categoryOf(person: number): number {
    return this.#pools.categoryOf[this.#stocks.home[this.#row[person] as number] as number] as number;
  }
  /** From now on somebody leaves by the rates and policies of another category. */
  convert(person: number): void {
    this.#status[person] = CONVERTED;
    this.#converted.push(person);
  }

  #leave(person: number): void {
    this.#status[person] = GONE;
    this.#stocks.leave(this.#row[person] as number);
  }

  /** Statutory retirement; part of each cohort stays on, but for those who were overdue at the start. */
  retire(step: number, byChance: boolean): void {
    const { due, dueFrom } = this.#pools.people;
    const stays = byChance && this.#lateNext.length > 0;
    for (let person = this.#lateFirst[step] as number; person >= 0; person = this.#lateNext[person] as number)
      if (this.#status[person] !== GONE) this.#leave(person);
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      const until = dueFrom(category, step + 1);
      for (let person = dueFrom(category, step); person < until; person++) {
        if (stays && (due[person] as number) >= 0 && this.#staysOn(person, category, step)) continue;
        if (this.#status[person] !== GONE) this.#leave(person);
      }
    }
  }

  #staysOn(person: number, category: number, step: number): boolean {
    const luck = this.#streams.uniform(this.#stream.staying + category);
    const row = this.#staying[this.#categoryOf(person)]?.find(({ upTo }) => luck < upTo);
    const until = row ? step + row.months : NEVER;
    if (until < this.#pools.steps) {
      this.#lateNext[person] = this.#lateFirst[until] as number;
      this.#lateFirst[until] = person;
    }
    return row !== undefined;
  }

  /** Under a policy, among those whose statutory month is near enough. */
  streamline(step: number): void {
    const { due, dueFrom } = this.#pools.people;
    this.#policies.forEach(({ category, from, until, least, most, reach }, n) => {
      if (step < from || step > until || reach === Number.POSITIVE_INFINITY) return;
      const stream = this.#stream.streamlining + n;
      const end = dueFrom(category, step + most + 1);
      let person = dueFrom(category, step + least) + this.#streams.skip(stream, reach);
      for (; person < end; person += 1 + this.#streams.skip(stream, reach)) if (this.#status[person] === THERE) this.#leave(person);
      this.#eachConverted(this.#stream.streamliningConverted + n, reach, (moved) => {
        const ahead = (due[moved] as number) - step;
        if (least <= ahead && ahead <= most && this.#categoryOf(moved) === category) this.#leave(moved);
      });
    });
  }

  /**
   * From candidate to candidate at the highest rate of the segment, on through its people month after month, which is one
   * sequence because chance has no memory; each is taken with what its own rate is of the highest.
   */
  resign(step: number, rates: Rates): void {
    const { months, segments } = this.#pools.people;
    for (let n = 0; n < segments.length; n++) {
      const highest = this.#highest[n] as number;
      if (highest === 0) continue;
      const { category, from, until } = segments[n] as (typeof segments)[number];
      const reach = this.#reach[n] as number;
      const alike = this.#alike[n] === 1;
      let at = from + (this.#next[n] as number);
      for (; at < until; at += 1 + this.#streams.skip(n, reach)) {
        const luck = alike ? 0 : this.#streams.uniform(n) * highest;
        if (this.#status[at] !== THERE || (!alike && luck >= rateAt(rates, category, ageAt(months[at] as number, step)))) continue;
        this.#leave(at);
      }
      this.#next[n] = at - until;
    }
    const highest = this.#highestConverted;
    const stream = this.#stream.resigningConverted;
    if (highest > 0)
      this.#eachConverted(stream, reachOf(highest), (person) => {
        const rate = rateAt(rates, this.#categoryOf(person), ageAt(months[person] as number, step));
        if (this.#streams.uniform(stream) * highest < rate) this.#leave(person);
      });
  }

  /** Candidates among those converted who are still there. */
  #eachConverted(stream: number, reach: number, take: (person: number) => void): void {
    if (this.#converted.length === 0) return;
    for (let at = this.#streams.skip(stream, reach); at < this.#converted.length; at += 1 + this.#streams.skip(stream, reach)) {
      const person = this.#converted[at] as number;
      if (this.#status[person] === CONVERTED) take(person);
    }
  }
}
