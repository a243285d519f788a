import type { AgeCell } from '../../../../shared/domain/age-profile.ts';
import { type HeadcountRow, expectedClosing } from '../../../../shared/domain/headcount.ts';
import { CATEGORIES, type Category } from '../../../../shared/domain/vocabulary.ts';
import { type PlainMonth, firstDay, lastDay, monthIndex, monthOf } from '../../../../shared/time.ts';
import type { Fold, Recorded } from '../fold.ts';
import type { DemoUnit } from '../province.ts';
import type { Random } from '../random.ts';
import type { AgeProfileRow, HeadcountRowOf } from '../steps.ts';
import { followPosts, leavers, placeSurplus, recruits } from './movements.ts';
import { type Person, incumbent } from './person.ts';
import { followReorganisations } from './reorganised.ts';
import { STAFF_SINCE } from './records.ts';
import { Staff } from './staff.ts';

/** Report months in which recruits arrive. */
const RECRUITING = /-(03|09)$|^2026-08$/;
/** One report in so many opens with a figure that is not the last closing, and one profile in so many misses a person. */
const OPENING_SLIPS = 6000;
const PROFILE_SLIPS = 150;

/** The people of the province and what their units report of them. */
export class PeopleRegister {
  readonly #staff = new Staff();
  readonly #vacant = new Map<string, number>();
  readonly #random: Random;
  #last = monthIndex('2020-12');

  constructor(random: Random) {
    this.#random = random;
  }

  /** Fills the posts of January 2021, but for the vacancies that each unit keeps. */
  fill(fold: Fold): void {
    for (const [unit, posts] of fold.postsOn('2021-01-01'))
      for (const [category, quantity] of unit.startsWith('~') ? [] : posts) {
        const { role } = fold.known(unit);
        for (let left = quantity - this.#keptVacant(unit, quantity); left > 0; left--)
          this.#staff.settleIn(incumbent(unit, role, category, this.#random));
      }
    this.#staff.turnPage();
  }

  reorganised(recorded: readonly Recorded[]): void {
    followReorganisations(
      this.#staff,
      recorded.map(({ done }) => done),
    );
  }

  /** What every living unit reports at the end of a month, since its last report. */
  report(fold: Fold, month: PlainMonth): HeadcountRowOf[] {
    const alive = fold.aliveOn(lastDay(month));
    const units = new Map<string, DemoUnit>(alive.map((unit) => [unit.key, unit]));
    const period = { month, months: monthIndex(month) - this.#last, posts: fold.postsOn(lastDay(month)), units };
    this.#last = monthIndex(month);
    this.#staff.settle();
    this.#staff.on(firstDay(month), lastDay(month));
    followPosts(this.#staff, period);
    leavers(this.#staff, period, this.#random);
    placeSurplus(this.#staff, period);
    if (RECRUITING.test(month)) recruits(this.#staff, period, (unit, posts) => this.#keptVacant(unit, posts), this.#random);
    const rows = alive.flatMap(({ key }): HeadcountRowOf[] => {
      const categories = CATEGORIES.flatMap((category) => this.#row(key, category));
      return categories.length > 0 ? [{ unit: key, categories }] : [];
    });
    this.#staff.turnPage();
    return rows;
  }

  /**
   * Cohorts of those present at the last report. Before the staff records begin a few profiles miss one person, which a
   * control should find; since then a profile follows from the records.
   */
  ageProfiles(fold: Fold): AgeProfileRow[] {
    const present = this.#staff.present();
    return fold.aliveOn(lastDay(monthOf(this.#last))).flatMap(({ key }): AgeProfileRow[] => {
      const cells = CATEGORIES.flatMap((category) => cellsOf(category, present.get(key)?.get(category) ?? []));
      if (cells.length === 0) return [];
      const slips = cells.length > 1 && this.#random.int(PROFILE_SLIPS) === 0 && monthOf(this.#last) < STAFF_SINCE;
      return [{ unit: key, cells: slips ? withoutOne(cells) : cells }];
    });
  }

  /** Everybody who was ever in service. */
  everybody(): readonly Person[] {
    return [...this.#staff.left, ...this.#staff.people];
  }

  #row(unit: string, category: Category): HeadcountRow[] {
    const { opening, increases, decreases } = this.#staff.tally(unit, category);
    if (opening === 0 && Object.keys(increases).length === 0) return [];
    const row = { category, opening, increases, decreases, closing: 0 };
    if (this.#random.int(OPENING_SLIPS) === 0) {
      row.opening++;
      row.decreases.other = (row.decreases.other ?? 0) + 1;
    }
    return [{ ...row, closing: expectedClosing(row) }];
  }

  /** 2 to 5 in 100 posts stay vacant; small units fill all. */
  #keptVacant(unit: string, posts: number): number {
    const perMille = this.#vacant.get(unit) ?? this.#random.between(20, 50);
    this.#vacant.set(unit, perMille);
    return Math.floor((posts * perMille + 500) / 1000);
  }
}

function cellsOf(category: Category, people: readonly Person[]): AgeCell[] {
  const cells = new Map<string, AgeCell>();
  for (const { sex, birth } of people) {
    const key = `${sex}|${birth}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { category, sex, birthMonth: monthOf(birth), count: 1 });
  }
  return [...cells.values()].sort((a, b) =>
    a.birthMonth === b.birthMonth ? (a.sex < b.sex ? -1 : 1) : a.birthMonth < b.birthMonth ? -1 : 1,
  );
}

/** The cells with one person fewer in the first. */
function withoutOne([first, ...others]: readonly AgeCell[]): AgeCell[] {
  return first && first.count > 1 ? [{ ...first, count: first.count - 1 }, ...others] : [...others];
}
