import { monthIndex, type PlainMonth } from '../../time.ts';
import { SEXES, type Sex } from '../vocabulary.ts';
import { SCALE } from './flows.ts';
import { add, type Ledger } from './ledger.ts';
import { CATEGORY_COUNT, categoryPosition, type Roster } from './roster.ts';
import type { Retires } from './state.ts';

export const NONE = -1;

/** A cohort as one number, older before younger: birth month × 2 + sex. */
const cohortOf = (birthMonth: number, sex: Sex): number => birthMonth * SEXES.length + SEXES.indexOf(sex);
/** Room for every birth month that a plain month can name, to the end of 2199. */
const COHORTS = 2200 * 12 * SEXES.length;
export const birthMonthOf = (cohort: number): number => Math.floor(cohort / SEXES.length);
export const sexOf = (cohort: number): Sex => SEXES[cohort % SEXES.length] as Sex;

/**
 * The people of known birth month, as groups (unit, category, cohort, count) in parallel arrays. Every group is on two chains:
 * that of its unit, for reorganisations, and that of the step in which it retires. A group whose people left keeps its place
 * with a count of 0. Groups are never per person, so that a step costs what retires in it.
 */
export class Cohorts {
  cell: Int32Array;
  cohort: Int32Array;
  count: Float64Array;
  #nextOfUnit: Int32Array;
  #nextDue: Int32Array;
  #size = 0;
  readonly #firstOfUnit: Int32Array;
  readonly #firstDue: Int32Array;
  readonly #firstStep: number;
  readonly #retires: Retires;
  readonly #postFree = new Int32Array(COHORTS);

  constructor(units: number, groups: number, firstStep: number, steps: number, retires: Retires) {
    this.cell = new Int32Array(groups);
    this.cohort = new Int32Array(groups);
    this.count = new Float64Array(groups);
    this.#nextOfUnit = new Int32Array(groups);
    this.#nextDue = new Int32Array(groups);
    this.#firstOfUnit = new Int32Array(units).fill(NONE);
    this.#firstDue = new Int32Array(steps).fill(NONE);
    this.#firstStep = firstStep;
    this.#retires = retires;
  }

  get size(): number {
    return this.#size;
  }

  /** Month (since year 0) from whose first day the posts of a cohort are free; asked of the law once per cohort. */
  postFree(cohort: number): number {
    const known = this.#postFree[cohort] as number;
    if (known !== 0) return known;
    const month = this.#retires(sexOf(cohort), birthMonthOf(cohort));
    this.#postFree[cohort] = month;
    return month;
  }

  /** A new group; those already overdue retire in step 0. */
  add(cell: number, cohort: number, count: number): void {
    if (this.#size === this.cell.length) this.#grow();
    const group = this.#size++;
    this.cell[group] = cell;
    this.cohort[group] = cohort;
    this.count[group] = count;
    this.#chain(group);
    const step = Math.max(0, this.postFree(cohort) - this.#firstStep);
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

  #chain(group: number): void {
    const unit = Math.floor((this.cell[group] as number) / CATEGORY_COUNT);
    this.#nextOfUnit[group] = this.#firstOfUnit[unit] as number;
    this.#firstOfUnit[unit] = group;
  }

  #grow(): void {
    const grown = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const capacity = Math.max(64, this.cell.length * 2);
    this.cell = grown(this.cell, new Int32Array(capacity));
    this.cohort = grown(this.cohort, new Int32Array(capacity));
    this.count = grown(this.count, new Float64Array(capacity));
    this.#nextOfUnit = grown(this.#nextOfUnit, new Int32Array(capacity));
    this.#nextDue = grown(this.#nextDue, new Int32Array(capacity));
  }
}

/**
 * People of the start by cohort. Where a unit's profile holds a category, the profile decides; a category that it does not
 * hold stands as reported, without birth months.
 */
export function openCohorts(roster: Roster, ledger: Ledger, firstStep: number, steps: number, retires: Retires): Cohorts {
  const groups = roster.members.reduce((sum, { state }) => sum + (state?.cells?.length ?? 0), 0);
  const cohorts = new Cohorts(roster.members.length, groups, firstStep, steps, retires);
  const months = new Map<PlainMonth, number>();
  roster.members.forEach(({ state }, row) => {
    const first = row * CATEGORY_COUNT;
    for (const { category, sex, birthMonth, count } of state?.cells ?? []) {
      const birth = months.get(birthMonth) ?? monthIndex(birthMonth);
      months.set(birthMonth, birth);
      const cell = first + categoryPosition(category);
      cohorts.add(cell, cohortOf(birth, sex), count * SCALE);
      add(ledger.present, cell, count * SCALE);
    }
    for (const { category, present } of state?.headcount ?? []) {
      const cell = first + categoryPosition(category);
      if (ledger.present[cell] !== 0) continue;
      ledger.ageless[cell] = present * SCALE;
      ledger.present[cell] = present * SCALE;
    }
  });
  return cohorts;
}
