import { monthOf, yearOf } from '../../time.ts';
import { noAges, type Rates } from '../projection/hazards.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { carryOut, type Course } from './carry-out.ts';
import { January } from './january.ts';
import type { Pools } from './pools.ts';
import { Recruits } from './recruits.ts';
import { Staff } from './staff.ts';
import { Stocks } from './stocks.ts';

/** What is left to chance: a draw of its own rates, with a seed and number that decide its luck. */
export type Chance = { readonly rates: Rates; readonly seed: number; readonly draw: number };
/** Who leaves in a course: nobody at all, only those whom the law retires, or they and those whom chance takes. */
export type Leaving = 'nobody' | 'due' | Chance;
/** Called after each December. The stocks are those of the course under way: to be read at once. */
export type Observe = (year: number, stocks: Stocks) => void;

/**
 * One course of the province after another, over the same arrays. The months and their order are those of the projection: on
 * 1 January posts are given up; statutory retirement; streamlining; resignation; plans; recruitment. Whole posts and people.
 */
export class Simulation {
  readonly #pools: Pools;
  readonly #course: Course;
  readonly #january: January;
  readonly #still: Rates = noAges();

  constructor(pools: Pools, model: Pick<ProjectionInput, 'drivers' | 'recruitAge'>) {
    const stocks = new Stocks(pools);
    this.#pools = pools;
    this.#january = new January(pools, model.drivers, stocks);
    this.#course = { pools, stocks, staff: new Staff(pools, model.drivers, stocks), recruits: new Recruits(pools, model, stocks) };
  }

  /**
   * Runs the months once.
   * @throws Refusal when a plan leaves people without a unit, or, where only the law retires, asks for more posts than there are
   */
  run(leaving: Leaving, observe: Observe): void {
    const { firstStep, steps, events } = this.#pools;
    const { stocks, staff, recruits } = this.#course;
    const byChance = typeof leaving === 'object';
    const { rates, seed, draw } = byChance ? leaving : { rates: this.#still, seed: 0, draw: 0 };
    stocks.reset();
    staff.reset(rates, seed, draw);
    recruits.reset(rates, seed, draw);
    this.#january.reset();
    let event = 0;
    for (let step = 0; step < steps; step++) {
      const month = (firstStep + step) % 12;
      if (month === 0) {
        this.#january.giveUp();
        recruits.newYear();
      }
      if (leaving !== 'nobody') staff.retire(step, byChance);
      if (byChance) {
        staff.streamline(step);
        staff.resign(step, rates);
        recruits.leave();
      }
      for (; events[event]?.step === step; event++) carryOut(events[event] as (typeof events)[number], this.#course, byChance);
      recruits.hire(step);
      if (month === 11) observe(yearOf(monthOf(firstStep + step)), stocks);
    }
  }
}
