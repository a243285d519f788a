import { monthIndex } from '../../time.ts';
import type { Cohorts } from './cohorts.ts';
import { RESIGNED, STREAMLINED } from './flows.ts';
import { ageAt, countAge, monthlyRates, noAges, rateAt, recruitRate, UNKNOWN_AGE, monthly } from './hazards.ts';
import type { ProjectionInput } from './input.ts';
import { type Ledger, leave } from './ledger.ts';
import { CATEGORY_COUNT, categoryAt, categoryPosition } from './roster.ts';

/** A monthly probability as a whole number of these parts, so that what follows from it is exact. */
const PARTS = 1_000_000_000;
const wholeParts = (probability: number): number => Math.round(probability * PARTS);

/** floor((amount × parts + rest) / 10^9) and what remains of it go here: two numbers without an object for each. */
const divided = { whole: 0, rest: 0 };

/**
 * Divides exactly: of amount = high × 10^6 + low every product stays below 2^53, for at most a million people in a group.
 * @param rest remainder of the unit before, below 10^9
 */
function divide(amount: number, parts: number, rest: number): void {
  const high = Math.floor(amount / 1_000_000);
  const product = high * parts;
  const thousands = Math.floor(product / 1000);
  const sum = (product - thousands * 1000) * 1_000_000 + (amount - high * 1_000_000) * parts + rest;
  const whole = Math.floor(sum / PARTS);
  divided.whole = thousands + whole;
  divided.rest = sum - whole * PARTS;
}

/** Streamlining of a category: months since year 0, months to the statutory age, and the monthly probability in parts. */
type Offer = { category: number; from: number; until: number; least: number; most: number; parts: number };

/**
 * Leaving before the statutory age in expectation: under a policy, then by hazard. Of a cohort of a category, in the whole province,
 * floor(probability × people) leave in a month; unit by unit, in the order of codes, each loses what the sum so far has beyond the
 * units before it, so that it does not matter how the people are spread over units.
 */
export class EarlyLeaving {
  readonly #ledger: Ledger;
  readonly #cohorts: Cohorts;
  readonly #firstStep: number;
  readonly #offers: readonly Offer[];
  /** In parts, by category and age; and for people of unknown age and recruits by category. */
  readonly #resigning: Int32Array;
  readonly #unknown: Int32Array;
  readonly #recruited: Int32Array;
  readonly #any: boolean;
  /** By category and cohort, of the month: probabilities in parts, and remainders. */
  #streamlined = new Float64Array();
  #resigned = new Float64Array();
  #streamlinedRest = new Float64Array();
  #resignedRest = new Float64Array();

  constructor(ledger: Ledger, cohorts: Cohorts, { hazards, recruitAge, drivers }: ProjectionInput, firstStep: number) {
    this.#ledger = ledger;
    this.#cohorts = cohorts;
    this.#firstStep = firstStep;
    this.#offers = drivers.streamlining.map(({ category, from, until, eligible, annual }) => {
      return {
        category: categoryPosition(category),
        from: monthIndex(from),
        until: monthIndex(until),
        ...eligible,
        parts: wholeParts(monthly(annual)),
      };
    });
    const rates = monthlyRates(hazards, this.#agesAtStart());
    this.#resigning = Int32Array.from(rates, wholeParts);
    this.#unknown = Int32Array.from({ length: CATEGORY_COUNT }, (_, category) => wholeParts(rateAt(rates, category, UNKNOWN_AGE)));
    this.#recruited = Int32Array.from({ length: CATEGORY_COUNT }, (_, category) => {
      const rule = drivers.replacement.find((one) => one.category === categoryAt(category));
      return wholeParts(recruitRate(rates, category, rule?.entryAges ?? [{ age: recruitAge, weight: 1 }]));
    });
    this.#any = ledger.scale > 1;
  }

  #agesAtStart(): Float64Array {
    const { cohorts } = this.#cohorts;
    const people = new Float64Array(CATEGORY_COUNT * cohorts.length);
    for (let group = 0; group < this.#cohorts.size; group++) {
      const category = (this.#cohorts.cell[group] as number) % CATEGORY_COUNT;
      const at = category * cohorts.length + (this.#cohorts.place[group] as number);
      people[at] = (people[at] as number) + (this.#cohorts.count[group] as number) / this.#ledger.scale;
    }
    const ages = noAges();
    people.forEach((count, at) => {
      const cohort = cohorts[at % cohorts.length] as number;
      const age = ageAt(this.#firstStep - this.#cohorts.birthMonthOf(cohort), 0);
      if (count > 0) countAge(ages, Math.floor(at / cohorts.length), age, count);
    });
    return ages;
  }

  /** The leavers of a month, after its retirements. */
  step(step: number): void {
    if (!this.#any) return;
    this.#prepare(this.#firstStep + step);
    this.#cohortsLeave();
    this.#othersLeave(this.#ledger.ageless, this.#unknown);
    this.#othersLeave(this.#ledger.newcomers, this.#recruited);
  }

  /** Probabilities of the month by category and cohort. */
  #prepare(month: number): void {
    const { cohorts } = this.#cohorts;
    const size = CATEGORY_COUNT * cohorts.length;
    if (this.#resigned.length !== size) {
      this.#streamlined = new Float64Array(size);
      this.#resigned = new Float64Array(size);
      this.#streamlinedRest = new Float64Array(size);
      this.#resignedRest = new Float64Array(size);
    }
    this.#streamlined.fill(0);
    this.#streamlinedRest.fill(0);
    this.#resignedRest.fill(0);
    const ages = this.#resigning.length / CATEGORY_COUNT;
    cohorts.forEach((cohort, place) => {
      const age = ageAt(month - this.#cohorts.birthMonthOf(cohort), 0);
      for (let category = 0; category < CATEGORY_COUNT; category++)
        this.#resigned[category * cohorts.length + place] = this.#resigning[category * ages + age] as number;
    });
    for (const { category, from, until, least, most, parts } of this.#offers) {
      if (month < from || month > until) continue;
      cohorts.forEach((cohort, place) => {
        const left = this.#cohorts.postFree(cohort) - month;
        if (left >= least && left <= most) this.#streamlined[category * cohorts.length + place] = parts;
      });
    }
  }

  #cohortsLeave(): void {
    const { cell: cells, place: places, count: counts, cohorts } = this.#cohorts;
    const order = this.#cohorts.inOrder(this.#ledger.cells);
    const [streamlinedParts, resignedParts] = [this.#streamlined, this.#resigned];
    const [streamlinedRest, resignedRest] = [this.#streamlinedRest, this.#resignedRest];
    let [open, first, streamlined, resigned] = [-1, 0, 0, 0];
    for (let n = 0; n < order.length; n++) {
      const group = order[n] as number;
      let count = counts[group] as number;
      if (count === 0) continue;
      const cell = cells[group] as number;
      if (cell !== open) {
        this.#leave(open, streamlined, resigned);
        open = cell;
        first = (cell % CATEGORY_COUNT) * cohorts.length;
        streamlined = 0;
        resigned = 0;
      }
      const at = first + (places[group] as number);
      const takers = streamlinedParts[at] as number;
      if (takers !== 0) {
        divide(count, takers, streamlinedRest[at] as number);
        streamlinedRest[at] = divided.rest;
        streamlined += divided.whole;
        count -= divided.whole;
      }
      const leavers = resignedParts[at] as number;
      if (leavers !== 0) {
        divide(count, leavers, resignedRest[at] as number);
        resignedRest[at] = divided.rest;
        resigned += divided.whole;
        count -= divided.whole;
      }
      counts[group] = count;
    }
    this.#leave(open, streamlined, resigned);
  }

  #leave(cell: number, streamlined: number, resigned: number): void {
    if (streamlined > 0) leave(this.#ledger, cell, STREAMLINED, streamlined);
    if (resigned > 0) leave(this.#ledger, cell, RESIGNED, resigned);
  }

  /** People of unknown age, or recruits: one group per category of the province. */
  #othersLeave(people: Float64Array, parts: Int32Array): void {
    for (let category = 0; category < CATEGORY_COUNT; category++) {
      const leavers = parts[category] as number;
      if (leavers === 0) continue;
      let rest = 0;
      for (let cell = category; cell < people.length; cell += CATEGORY_COUNT) {
        const count = people[cell] as number;
        if (count === 0) continue;
        divide(count, leavers, rest);
        rest = divided.rest;
        people[cell] = count - divided.whole;
        this.#leave(cell, 0, divided.whole);
      }
    }
  }
}
