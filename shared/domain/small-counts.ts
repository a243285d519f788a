import type { Ratio } from './vocabulary.ts';

/** The smallest number of people that those without a right to their records are shown (Law 91/2025/QH15); nobody is shown as 0. */
export const SMALLEST_SHOWN = 5;

/** How counts of people appear to somebody: all of them, or null where there are 1 to 4. */
export class SmallCounts {
  readonly #showsRecords: boolean;

  constructor(showsRecords: boolean) {
    this.#showsRecords = showsRecords;
  }

  hides(count: number): boolean {
    return !this.#showsRecords && count > 0 && count < SMALLEST_SHOWN;
  }

  count(count: number): number | null {
    return this.hides(count) ? null : count;
  }

  /** A share of people: null as a whole where either of its counts is hidden. */
  ratio(share: Ratio): Ratio | null {
    return this.hides(share.numerator) || this.hides(share.denominator) ? null : share;
  }
}
