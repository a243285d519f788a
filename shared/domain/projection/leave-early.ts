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

/** Leaving of one kind in one month, by place in a table: probabilities in parts, and what remained of the groups so far. */
type Table = { parts: Float64Array; rests: Float64Array };
const tableOf = (size: number): Table => ({ parts: new Float64Array(size), rests: new Float64Array(size) });

/** A table of that size in which nobody leaves. */
function emptied(table: Table, size: number): Table {
  if (table.parts.length !== size) return tableOf(size);
  table.parts.fill(0);
  table.rests.fill(0);
  return table;
}

/**
 * floor((amount × parts + rest) / 10^9), where the remainder is the next rest. Exact: of amount = high × 10^6 + low every product
 * stays below 2^53, for at most nine million people in a group; a quotient that multiplication rounds wrongly is put right.
 */
function leaversOf(rests: Float64Array, at: number, parts: number, amount: number): number {
  let leavers = 0;
  let sum = amount * parts + (rests[at] as number);
  if (amount > 1_000_000) {
    const high = Math.floor(amount / 1_000_000) * parts;
    leavers = Math.floor(high / 1000);
    sum = (high - leavers * 1000) * 1_000_000 + (amount % 1_000_000) * parts + (rests[at] as number);
  }
  let whole = Math.floor(sum * 1e-9);
  let rest = sum - whole * PARTS;
  if (rest < 0) {
    whole -= 1;
    rest += PARTS;
  } else if (rest >= PARTS) {
    whole += 1;
    rest -= PARTS;
  }
  rests[at] = rest;
  return leavers + whole;
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
  readonly #byAge: Int32Array;
  readonly #unknown: Int32Array;
  readonly #recruited: Int32Array;
  /** Categories of which anybody resigns. */
  readonly #categories: readonly number[];
  /** Of the month, by category and cohort. */
  #streamlining = tableOf(0);
  #resigning = tableOf(0);

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
    this.#byAge = Int32Array.from(rates, wholeParts);
    this.#unknown = Int32Array.from({ length: CATEGORY_COUNT }, (_, category) => wholeParts(rateAt(rates, category, UNKNOWN_AGE)));
    this.#recruited = Int32Array.from({ length: CATEGORY_COUNT }, (_, category) => {
      const rule = drivers.replacement.find((one) => one.category === categoryAt(category));
      return wholeParts(recruitRate(rates, category, rule?.entryAges ?? [{ age: recruitAge, weight: 1 }]));
    });
    this.#categories = [...new Set(hazards.filter(({ annual }) => annual > 0).map(({ category }) => categoryPosition(category)))];
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
    this.#prepare(this.#firstStep + step);
    this.#cohortsLeave();
    this.#othersLeave(this.#ledger.ageless, this.#unknown);
    this.#othersLeave(this.#ledger.newcomers, this.#recruited);
  }

  /** Probabilities of the month by category and cohort. */
  #prepare(month: number): void {
    const { cohorts } = this.#cohorts;
    const size = CATEGORY_COUNT * cohorts.length;
    const ages = this.#byAge.length / CATEGORY_COUNT;
    this.#streamlining = emptied(this.#streamlining, size);
    this.#resigning = emptied(this.#resigning, size);
    cohorts.forEach((cohort, place) => {
      const age = ageAt(month - this.#cohorts.birthMonthOf(cohort), 0);
      for (const category of this.#categories)
        this.#resigning.parts[category * cohorts.length + place] = this.#byAge[category * ages + age] as number;
    });
    for (const { category, from, until, least, most, parts } of this.#offers) {
      if (month < from || month > until) continue;
      cohorts.forEach((cohort, place) => {
        const left = this.#cohorts.postFree(cohort) - month;
        if (left >= least && left <= most) this.#streamlining.parts[category * cohorts.length + place] = parts;
      });
    }
  }

  #cohortsLeave(): void {
    const { place: places, count: counts, cohorts } = this.#cohorts;
    const { groups, ends } = this.#cohorts.inOrder(this.#ledger.cells);
    const [takers, takersRests] = [this.#streamlining.parts, this.#streamlining.rests];
    const [leavers, leaversRests] = [this.#resigning.parts, this.#resigning.rests];
    let n = 0;
    for (let cell = 0; cell < ends.length; cell++) {
      const end = ends[cell] as number;
      if (n === end) continue;
      const first = (cell % CATEGORY_COUNT) * cohorts.length;
      let streamlined = 0;
      let resigned = 0;
      for (; n < end; n++) {
        const group = groups[n] as number;
        let count = counts[group] as number;
        if (count === 0) continue;
        const at = first + (places[group] as number);
        const taking = takers[at] as number;
        if (taking !== 0) {
          const left = leaversOf(takersRests, at, taking, count);
          streamlined += left;
          count -= left;
        }
        const leaving = leavers[at] as number;
        if (leaving !== 0) {
          const left = leaversOf(leaversRests, at, leaving, count);
          resigned += left;
          count -= left;
        }
        counts[group] = count;
      }
      this.#leave(cell, streamlined, resigned);
    }
  }

  #leave(cell: number, streamlined: number, resigned: number): void {
    if (streamlined > 0) leave(this.#ledger, cell, STREAMLINED, streamlined);
    if (resigned > 0) leave(this.#ledger, cell, RESIGNED, resigned);
  }

  /** People of unknown age, or recruits: one group per category of the province. */
  #othersLeave(people: Float64Array, parts: Int32Array): void {
    const rests = new Float64Array(CATEGORY_COUNT);
    for (let cell = 0; cell < people.length; cell++) {
      const count = people[cell] as number;
      if (count === 0) continue;
      const category = cell % CATEGORY_COUNT;
      const leavers = leaversOf(rests, category, parts[category] as number, count);
      people[cell] = count - leavers;
      this.#leave(cell, 0, leavers);
    }
  }
}
