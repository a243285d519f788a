import type { Tree } from '../../domain/tree.ts';
import { type Unit, dissolvedOn, establishedOn } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import { type ReportDeadline, headcountDeadline } from '../../law/duties/headcount-report.ts';
import { type PlainMonth, firstDay, lastDay, monthIndex, monthOf } from '../../time.ts';
import { Scope } from '../access.ts';
import type { Context } from '../context.ts';

/** The months from one to another, in order; refuses a range of none or of too many. */
export function monthsBetween(from: PlainMonth, to: PlainMonth, limit: number): PlainMonth[] {
  const count = monthIndex(to) - monthIndex(from) + 1;
  if (count < 1 || count > limit) throw new Refusal('month-range', { from, to, limit }, 'to');
  return Array.from({ length: count }, (_, index) => monthOf(monthIndex(from) + index));
}

/** A unit of the register that employs people: all but the province itself. */
export const employs = (unit: Unit): boolean => unit.periods.some(({ parent }) => parent !== null);

/** Whether a unit lived on any day of a month. */
export function livedIn(unit: Unit, month: PlainMonth): boolean {
  const dissolved = dissolvedOn(unit);
  return establishedOn(unit) <= lastDay(month) && (dissolved === null || dissolved > firstDay(month));
}

/** Which units owe a report of which months, among those that the actor may see and below one unit if that is asked. */
export class OwedMonths {
  readonly #tree: Tree;
  readonly #scope: Scope;
  readonly #under: string | undefined;
  readonly #deadlines: readonly ReportDeadline[];

  constructor(ctx: Context, tree: Tree, months: readonly PlainMonth[], under: string | undefined) {
    this.#tree = tree;
    this.#scope = new Scope(ctx, tree);
    this.#under = under;
    this.#deadlines = months.flatMap((month) => headcountDeadline(month) ?? []);
  }

  /** The months for which there is a deadline at all. */
  get months(): PlainMonth[] {
    return this.#deadlines.map(({ month }) => month);
  }

  /** Units that owe some month, in the order of their keys. */
  units(): string[] {
    return [...this.#tree.units()].flatMap((unit) => (this.#deadlines.some((one) => this.#owes(unit, one.month)) ? [unit.key] : [])).sort();
  }

  /** The months that a unit owes: it lived in them, and was then where the question looks. */
  of(key: string): ReportDeadline[] {
    const unit = this.#tree.find(key);
    return unit === undefined ? [] : this.#deadlines.filter(({ month }) => this.#owes(unit, month));
  }

  #owes(unit: Unit, month: PlainMonth): boolean {
    return employs(unit) && livedIn(unit, month) && this.sees(unit.key, month);
  }

  /** Whether a unit's month is looked at: in the actor's scope, and below the unit that is asked about. */
  sees(unit: string, month: PlainMonth): boolean {
    const date = lastDay(month);
    return this.#scope.sees(unit, date) && (this.#under === undefined || this.#tree.isUnder(unit, [this.#under], date));
  }
}
