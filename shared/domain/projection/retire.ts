import Fraction from 'fraction.js';
import { type Cohorts, NONE } from './cohorts.ts';
import type { LateRetirement } from './drivers.ts';
import { RETIRED } from './flows.ts';
import { type Ledger, leave } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition } from './roster.ts';

/** One way to stay on: its place among the stays of the cohorts, and the part of those that the stays before it left. */
type Stay = { readonly stay: number; readonly numerator: bigint; readonly denominator: bigint };
/** Who stays beyond the statutory age, by category; the shortest first. */
export type Stays = {
  /** Months by stay, 0 first: those who go on time. */
  readonly months: readonly number[];
  readonly byCategory: readonly (readonly Stay[])[];
};

/** Each share is turned into a part of those whom the shorter stays left over, so that the parts can never exceed the whole. */
export function staysOf(rows: readonly LateRetirement[]): Stays {
  const sorted = rows
    .filter(({ share }) => share.numerator > 0)
    .toSorted((one, other) => one.months - other.months || categoryPosition(one.category) - categoryPosition(other.category));
  const byCategory = Array.from({ length: CATEGORY_COUNT }, (_, position): Stay[] => {
    let left = new Fraction(1);
    return sorted.flatMap(({ category, share }, n): Stay[] => {
      if (categoryPosition(category) !== position) return [];
      const part = new Fraction(share.numerator, share.denominator);
      const ofRest = part.div(left);
      left = left.sub(part);
      return [{ stay: n + 1, numerator: ofRest.n, denominator: ofRest.d }];
    });
  });
  return { months: [0, ...sorted.map(({ months }) => months)], byCategory };
}

/** What a share of several amounts, one after another, comes to: each gets what the sum so far has beyond what was given. */
class RunningShare {
  #seen = 0n;
  #given = 0n;
  next(amount: number, { numerator, denominator }: Stay): number {
    this.#seen += BigInt(amount);
    const due = (this.#seen * numerator) / denominator - this.#given;
    this.#given += due;
    return Number(due);
  }
}

/** Groups that are due, in the order of their cells: the remainder of a share goes from unit to unit. */
function dueInOrder(cohorts: Cohorts, step: number): number[] {
  const due: number[] = [];
  for (let group = cohorts.firstDue(step); group !== NONE; group = cohorts.nextDue(group)) if (cohorts.count[group] !== 0) due.push(group);
  return due.sort((one, other) => (cohorts.cell[one] as number) - (cohorts.cell[other] as number) || one - other);
}

/** Moves those of a group who stay on into groups that are due later; who was overdue at the start, or has stayed on before, goes. */
function keepSome(cohorts: Cohorts, { byCategory }: Stays, group: number, month: number, shares: Map<string, RunningShare>): void {
  const cell = cohorts.cell[group] as number;
  const cohort = cohorts.cohortOf(group);
  if (cohorts.stayOf(cohort) > 0 || cohorts.postFree(cohort) < month) return;
  for (const stay of byCategory[cell % CATEGORY_COUNT] as readonly Stay[]) {
    const name = `${cell % CATEGORY_COUNT} ${cohort} ${stay.stay}`;
    const share = shares.get(name) ?? new RunningShare();
    shares.set(name, share);
    const kept = share.next(cohorts.count[group] as number, stay);
    if (kept === 0) continue;
    cohorts.count[group] = (cohorts.count[group] as number) - kept;
    cohorts.add(cell, cohorts.cohort(cohorts.birthMonthOf(cohort), cohorts.sexOf(cohort), stay.stay), kept);
  }
}

/**
 * Everyone whose post is free from the first day of the month leaves, but for the shares of a cohort that stay on.
 * @param month the month under way, since year 0; that of step 0 is the first
 */
export function retire(ledger: Ledger, cohorts: Cohorts, stays: Stays, step: number, month: number): void {
  const shares = new Map<string, RunningShare>();
  const staying = stays.months.length > 1;
  const retireGroup = (group: number) => {
    const count = cohorts.count[group] as number;
    if (count === 0) return;
    cohorts.count[group] = 0;
    leave(ledger, cohorts.cell[group] as number, RETIRED, count);
  };
  if (!staying) for (let group = cohorts.firstDue(step); group !== NONE; group = cohorts.nextDue(group)) retireGroup(group);
  else
    for (const group of dueInOrder(cohorts, step)) {
      keepSome(cohorts, stays, group, month, shares);
      retireGroup(group);
    }
}
