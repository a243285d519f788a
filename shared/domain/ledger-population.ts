import type { PlainDate } from '../time.ts';
import { RESERVE } from './posts.ts';
import type { Tree } from './tree.ts';
import { type Unit, type UnitPeriod, dissolvedOn, periodOn } from './unit.ts';
import type { Category, UnitKind, UnitLevel } from './vocabulary.ts';

/** Whose posts a target counts; null = every one. The reserve has no kind or level: it counts by category alone. */
export type Population = {
  categories: readonly Category[] | null;
  unitKinds: readonly UnitKind[] | null;
  levels: readonly UnitLevel[] | null;
};

export const ofPopulation = (category: Category, { categories }: Population): boolean =>
  categories === null || categories.includes(category);

/** Whether some facts of a unit make it a part of the population. */
export const fitsPopulation = (facts: Pick<UnitPeriod, 'kind' | 'level'> | undefined, { unitKinds, levels }: Population): boolean =>
  facts !== undefined && (unitKinds === null || unitKinds.includes(facts.kind)) && (levels === null || levels.includes(facts.level));

/** The facts that hold on a date; after a unit's end its last, before its beginning its first. */
function nearestFacts(unit: Unit, date: PlainDate): UnitPeriod | undefined {
  const until = dissolvedOn(unit);
  return periodOn(unit, date) ?? (until !== null && until <= date ? unit.periods.at(-1) : unit.periods[0]);
}

/** Answers of which population a holder is a part, and when. */
export class Membership {
  readonly #tree: Tree;
  readonly #population: Population;
  constructor(tree: Tree, population: Population) {
    this.#tree = tree;
    this.#population = population;
  }

  /** Whether the holder lives on a date; the reserve always does. */
  isAlive(holder: string, date: PlainDate): boolean {
    return holder === RESERVE || this.#tree.on(holder, date) !== undefined;
  }

  /** Whether it is of the population by the facts of the date: those nearest to it when the unit does not live then. */
  belongs(holder: string, date: PlainDate): boolean {
    if (holder === RESERVE) return true;
    const unit = this.#tree.find(holder);
    return unit !== undefined && fitsPopulation(nearestFacts(unit, date), this.#population);
  }

  /** Days in (after, until] on which a change of facts takes the unit into or out of the population: +1 or −1. */
  crossings(holder: string, after: PlainDate, until: PlainDate): { date: PlainDate; step: 1 | -1 }[] {
    const periods = this.#tree.find(holder)?.periods ?? [];
    return periods.slice(1).flatMap((period, index) => {
      const [before, now] = [fitsPopulation(periods[index], this.#population), fitsPopulation(period, this.#population)];
      return before !== now && after < period.from && period.from <= until ? [{ date: period.from, step: now ? 1 : -1 } as const] : [];
    });
  }
}
