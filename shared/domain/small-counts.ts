import { LEAST_SHOWN } from './aggregates/hide.ts';
import type { Ratio } from './vocabulary.ts';

/** How counts of people appear to somebody: all of them, or null where there are 1 to 4. */
export class SmallCounts {
  readonly #showsRecords: boolean;

  constructor(showsRecords: boolean) {
    this.#showsRecords = showsRecords;
  }

  hides(count: number): boolean {
    return !this.#showsRecords && count > 0 && count < LEAST_SHOWN;
  }

  count(count: number): number | null {
    return this.hides(count) ? null : count;
  }

  /** A share of people: null as a whole where either of its counts is hidden. */
  ratio(share: Ratio): Ratio | null {
    return this.hides(share.numerator) || this.hides(share.denominator) ? null : share;
  }
}
