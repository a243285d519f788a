import type { DECREASES, HeadcountRow, INCREASES } from '../../../../shared/domain/headcount.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import { type PlainDate, firstDay, monthOf } from '../../../../shared/time.ts';
import type { Person, Stretch } from './person.ts';

type Increase = (typeof INCREASES)[number];
type Decrease = (typeof DECREASES)[number];
type Tally = Pick<HeadcountRow, 'opening' | 'increases' | 'decreases'>;

const cellOf = (unit: string, category: Category) => `${unit}|${category}`;

/** Everybody in service, and what has happened in each unit and category since the last report (form 8c). */
export class Staff {
  people: Person[] = [];
  /** Everybody who has left. */
  readonly left: Person[] = [];
  /** The day on which what happens now takes effect; a day of its own for whoever something has happened to on it already. */
  #day: readonly [usual: PlainDate, later: PlainDate] = ['2021-01-01', '2021-01-01'];
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

  /** What happens from here on takes effect on `usual`, or on `later` for units and people for whom that is too early. */
  on(usual: PlainDate, later: PlainDate = usual): void {
    this.#day = [usual, later];
  }

  /** Somebody who was there before the figures begin. */
  settleIn(someone: Person): void {
    this.people.push(someone);
    this.#begin(someone, false);
  }

  join(someone: Person, reason: Increase): void {
    this.#count(someone, reason);
    this.people.push(someone);
    this.#begin(someone, true);
  }

  leave(someone: Person, reason: Exclude<Decrease, 'moved-to-revenue'>): void {
    this.#depart(someone, reason);
    someone.gone = true;
    const due = firstDay(monthOf(someone.free));
    const retires = reason === 'retired' && (someone.stretches.at(-1)?.from ?? '') < due;
    this.#write(someone, { from: retires ? due : this.#dayFor(someone), left: reason });
  }

  /** Somebody goes on in another unit or category. */
  move(someone: Person, unit: string, category: Category, reason: Decrease = 'transferred-out'): void {
    this.#depart(someone, reason);
    someone.unit = unit;
    someone.category = category;
    this.#count(someone, 'received');
    this.#begin(someone, false);
  }

  #depart({ unit, category }: Person, reason: Decrease): void {
    const { decreases } = this.tally(unit, category);
    decreases[reason] = (decreases[reason] ?? 0) + 1;
  }

  #begin(someone: Person, recruited: boolean): void {
    const { unit, category } = someone;
    this.#write(someone, { from: this.#fresh.has(unit) ? this.#day[1] : this.#dayFor(someone), unit, category, recruited });
  }

  #dayFor({ stretches }: Person): PlainDate {
    const [usual, later] = this.#day;
    return (stretches.at(-1)?.from ?? '') < usual ? usual : later;
  }

  /** What happens twice on a day happens once. */
  #write({ stretches }: Person, stretch: Stretch): void {
    if (stretches.at(-1)?.from === stretch.from) stretches.pop();
    stretches.push(stretch);
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
    this.left.push(...this.people.filter(({ gone }) => gone));
    this.people = this.people.filter(({ gone }) => !gone);
    this.#tallies = new Map();
    for (const { unit, category } of this.people) this.tally(unit, category).opening++;
  }
}
