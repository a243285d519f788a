import type { DECREASES, HeadcountRow, INCREASES } from '../../../../shared/domain/headcount.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import type { Person } from './person.ts';

type Increase = (typeof INCREASES)[number];
type Decrease = (typeof DECREASES)[number];
type Tally = Pick<HeadcountRow, 'opening' | 'increases' | 'decreases'>;

const cellOf = (unit: string, category: Category) => `${unit}|${category}`;

/** Everybody in service, and what has happened in each unit and category since the last report (form 8c). */
export class Staff {
  people: Person[] = [];
  #tallies = new Map<string, Tally>();
  /** Units that began since the last report: whoever comes to them is part of their opening. */
  readonly #fresh = new Set<string>();

  tally(unit: string, category: Category): Tally {
    const cell = cellOf(unit, category);
    const known = this.#tallies.get(cell);
    if (known) return known;
    const tally: Tally = { opening: 0, increases: {}, decreases: {} };
    this.#tallies.set(cell, tally);
    return tally;
  }

  begin(unit: string): void {
    this.#fresh.add(unit);
  }

  /** The reorganisations of the period are done: from here on, newcomers to new units are movements like any other. */
  settle(): void {
    this.#fresh.clear();
  }

  join(someone: Person, reason: Increase): void {
    this.#count(someone, reason);
    this.people.push(someone);
  }

  leave(someone: Person, reason: Decrease): void {
    const { decreases } = this.tally(someone.unit, someone.category);
    decreases[reason] = (decreases[reason] ?? 0) + 1;
    someone.gone = true;
  }

  /** Somebody goes on in another unit or category. */
  move(someone: Person, unit: string, category: Category, reason: Decrease = 'transferred-out'): void {
    this.leave(someone, reason);
    someone.gone = false;
    someone.unit = unit;
    someone.category = category;
    this.#count(someone, 'received');
  }

  #count({ unit, category }: Person, reason: Increase): void {
    const tally = this.tally(unit, category);
    if (this.#fresh.has(unit)) tally.opening++;
    else tally.increases[reason] = (tally.increases[reason] ?? 0) + 1;
  }

  /** People in service by unit, then by category. */
  present(): Map<string, Map<Category, Person[]>> {
    const units = new Map<string, Map<Category, Person[]>>();
    for (const someone of this.people) {
      if (someone.gone) continue;
      const unit = units.get(someone.unit) ?? new Map<Category, Person[]>();
      const there = unit.get(someone.category);
      if (there) there.push(someone);
      else units.set(someone.unit, unit.set(someone.category, [someone]));
    }
    return units;
  }

  /** Closes the period: whoever has gone is forgotten and the next period opens with those who are there. */
  turnPage(): void {
    this.people = this.people.filter(({ gone }) => !gone);
    this.#tallies = new Map();
    for (const { unit, category } of this.people) this.tally(unit, category).opening++;
  }
}
