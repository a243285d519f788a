import { monthIndex, type PlainMonth } from '../../time.ts';
import { SEXES, type Sex } from '../vocabulary.ts';
import { add, type Ledger } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition, type Roster } from './roster.ts';
import type { Retires } from './state.ts';

export const NONE = -1;

/** Room for every birth month that a plain month can name, to the end of 2199. */
const COHORTS = 2200 * 12 * SEXES.length;

/** When a run begins, how long it is, by which law people retire, and how many months those stay who stay on. */
type Calendar = {
  readonly firstStep: number;
  readonly steps: number;
  readonly retires: Retires;
  /** By stay: 0 first, for everybody who goes on time. */
  readonly stays: readonly number[];
};

/** Groups by cell: those of a cell lie before its end, from the end of the cell before. */
export type Order = { readonly groups: Int32Array; readonly ends: Int32Array };

/**
 * The people of known birth month, as groups (unit, category, cohort, count) in parallel arrays. A cohort is a birth month, a sex
 * and how long its people stay beyond the statutory age, as one number, older before younger. Every group is on two chains: that
 * of its unit, for reorganisations, and that of the step in which it retires. A group whose people left keeps its place with a
 * count of 0. Groups are never per person, so that a step costs what happens in it.
 */
export class Cohorts {
  cell: Int32Array;
  count: Float64Array;
  /** Of each group its cohort, as a place in `cohorts`: dense, so that what is known of a cohort fits in a small table. */
  place: Int32Array;
  readonly cohorts: number[] = [];
  #nextOfUnit: Int32Array;
  #nextDue: Int32Array;
  #size = 0;
  #order: Order | null = null;
  readonly #firstOfUnit: Int32Array;
  readonly #firstDue: Int32Array;
  readonly #calendar: Calendar;
  readonly #postFree: Int32Array;
  /** Place of a cohort, plus 1; 0 when it has none yet. */
  readonly #places: Int32Array;

  constructor(units: number, groups: number, calendar: Calendar) {
    this.cell = new Int32Array(groups);
    this.place = new Int32Array(groups);
    this.count = new Float64Array(groups);
    this.#nextOfUnit = new Int32Array(groups);
    this.#nextDue = new Int32Array(groups);
    this.#firstOfUnit = new Int32Array(units).fill(NONE);
    this.#firstDue = new Int32Array(calendar.steps).fill(NONE);
    this.#calendar = calendar;
    this.#postFree = new Int32Array(COHORTS);
    this.#places = new Int32Array(COHORTS * calendar.stays.length);
  }

  get size(): number {
    return this.#size;
  }

  /** A birth month and sex, and how long people stay, as one number. */
  cohort(birthMonth: number, sex: Sex, stay = 0): number {
    return (birthMonth * SEXES.length + SEXES.indexOf(sex)) * this.#calendar.stays.length + stay;
  }
  #person(cohort: number): number {
    return Math.floor(cohort / this.#calendar.stays.length);
  }
  birthMonthOf(cohort: number): number {
    return Math.floor(this.#person(cohort) / SEXES.length);
  }
  sexOf(cohort: number): Sex {
    return SEXES[this.#person(cohort) % SEXES.length] as Sex;
  }
  stayOf(cohort: number): number {
    return cohort % this.#calendar.stays.length;
  }
  cohortOf(group: number): number {
    return this.cohorts[this.place[group] as number] as number;
  }

  /** Month (since year 0) from whose first day the law frees the posts of a cohort; asked of it once per birth month and sex. */
  postFree(cohort: number): number {
    const person = this.#person(cohort);
    const known = this.#postFree[person] as number;
    if (known !== 0) return known;
    const month = this.#calendar.retires(this.sexOf(cohort), this.birthMonthOf(cohort));
    this.#postFree[person] = month;
    return month;
  }

  #placeOf(cohort: number): number {
    const known = this.#places[cohort] as number;
    if (known > 0) return known - 1;
    this.#places[cohort] = this.cohorts.push(cohort);
    return this.cohorts.length - 1;
  }

  /** A new group; those already overdue retire in step 0, those who stay on so many months after the law frees their posts. */
  add(cell: number, cohort: number, count: number): void {
    if (this.#size === this.cell.length) this.#grow();
    const group = this.#size++;
    this.cell[group] = cell;
    this.place[group] = this.#placeOf(cohort);
    this.count[group] = count;
    this.#chain(group);
    const { firstStep, stays } = this.#calendar;
    const step = Math.max(0, this.postFree(cohort) + (stays[this.stayOf(cohort)] as number) - firstStep);
    this.#nextDue[group] = NONE;
    if (step >= this.#firstDue.length) return;
    this.#nextDue[group] = this.#firstDue[step] as number;
    this.#firstDue[step] = group;
  }

  /** The first group that retires in a step, and the one after a group; NONE at the end. */
  firstDue(step: number): number {
    return this.#firstDue[step] as number;
  }
  nextDue(group: number): number {
    return this.#nextDue[group] as number;
  }

  /** Groups of a unit that still have people. */
  ofUnit(unit: number): number[] {
    const groups: number[] = [];
    for (let group = this.#firstOfUnit[unit] as number; group !== NONE; group = this.#nextOfUnit[group] as number)
      if ((this.count[group] as number) > 0) groups.push(group);
    return groups;
  }

  /** Takes all groups of a unit off its chain; they belong nowhere until `settleIn` or a count of 0. */
  release(unit: number): number[] {
    const groups = this.ofUnit(unit);
    this.#firstOfUnit[unit] = NONE;
    return groups;
  }

  settleIn(group: number, cell: number): void {
    this.cell[group] = cell;
    this.#chain(group);
  }

  /** To another category of the same unit. */
  recategorise(group: number, cell: number): void {
    this.cell[group] = cell;
    this.#order = null;
  }

  /** Groups with people in the order of their cells; made anew only after a group was added or moved. */
  inOrder(cells: number): Order {
    this.#order ??= this.#sorted(cells);
    return this.#order;
  }

  #sorted(cells: number): Order {
    const starts = new Int32Array(cells + 1);
    for (let group = 0; group < this.#size; group++) {
      if (this.count[group] === 0) continue;
      const next = (this.cell[group] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    for (let cell = 0; cell < cells; cell++) starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
    const groups = new Int32Array(starts[cells] as number);
    for (let group = 0; group < this.#size; group++) {
      if (this.count[group] === 0) continue;
      const cell = this.cell[group] as number;
      const at = starts[cell] as number;
      groups[at] = group;
      starts[cell] = at + 1;
    }
    // Every start has moved on to where the next one was.
    return { groups, ends: starts.subarray(0, cells) };
  }

  #chain(group: number): void {
    const unit = Math.floor((this.cell[group] as number) / CATEGORY_COUNT);
    this.#nextOfUnit[group] = this.#firstOfUnit[unit] as number;
    this.#firstOfUnit[unit] = group;
    this.#order = null;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const capacity = Math.max(64, this.cell.length * 2);
    this.cell = grown(this.cell, new Int32Array(capacity));
    this.place = grown(this.place, new Int32Array(capacity));
    this.count = grown(this.count, new Float64Array(capacity));
    this.#nextOfUnit = grown(this.#nextOfUnit, new Int32Array(capacity));
    this.#nextDue = grown(this.#nextDue, new Int32Array(capacity));
  }
}

/**
 * People of the start by cohort. Where a unit's profile holds a category, the profile decides; a category that it does not
 * hold stands as reported, without birth months.
 */
export function openCohorts(roster: Roster, ledger: Ledger, calendar: Calendar): Cohorts {
  const groups = roster.members.reduce((sum, { state }) => sum + (state?.cells?.length ?? 0), 0);
  const cohorts = new Cohorts(roster.members.length, groups, calendar);
  const months = new Map<PlainMonth, number>();
  const { scale } = ledger;
  roster.members.forEach(({ state }, row) => {
    const first = row * CATEGORY_COUNT;
    for (const { category, sex, birthMonth, count } of state?.cells ?? []) {
      const birth = months.get(birthMonth) ?? monthIndex(birthMonth);
      months.set(birthMonth, birth);
      const cell = first + categoryPosition(category);
      cohorts.add(cell, cohorts.cohort(birth, sex), count * scale);
      add(ledger.present, cell, count * scale);
    }
    for (const { category, present } of state?.headcount ?? []) {
      const cell = first + categoryPosition(category);
      if (ledger.present[cell] !== 0) continue;
      ledger.ageless[cell] = present * scale;
      ledger.present[cell] = present * scale;
    }
  });
  return cohorts;
}
