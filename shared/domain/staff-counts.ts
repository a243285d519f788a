import type { AgeCell } from './age-profile.ts';
import { type StaffRecord, mainOf } from './staff.ts';
import type { Category, Sex } from './vocabulary.ts';
import type { PlainDate } from '../time.ts';

/** Signed numbers of people by unit, then by `category|sex|birth month|day of effect`. Each unit's sum up to a day is its staff on that day. */
export type StaffCounts = Map<string, Map<string, number>>;

/** A year of birth alone counts as January (Decree 135/2020/NĐ-CP, Điều 3). */
export const birthMonthOf = ({ birth }: Pick<StaffRecord, 'birth'>): string => (birth.length === 4 ? `${birth}-01` : birth);

/** One person arrives where each service begins and departs where it ends; seconded and absent people count at home. */
function add(counts: StaffCounts, person: StaffRecord, sign: 1 | -1): void {
  const { sex, periods } = person;
  for (const [index, period] of periods.entries()) {
    if (period.state !== 'in-service') continue;
    const { unit } = mainOf(period);
    const ofUnit = counts.get(unit) ?? new Map<string, number>();
    counts.set(unit, ofUnit);
    const count = (date: PlainDate, quantity: number) => {
      const cell = `${period.category}|${sex}|${birthMonthOf(person)}|${date}`;
      const sum = (ofUnit.get(cell) ?? 0) + quantity;
      if (sum === 0) ofUnit.delete(cell);
      else ofUnit.set(cell, sum);
    };
    count(period.from, sign);
    const next = periods[index + 1];
    if (next) count(next.from, -sign);
  }
}

/** What a change of one person's record does to the counts of the units concerned; nothing for what leaves them alone. */
export function countsOfChange(before: StaffRecord | undefined, after: StaffRecord | undefined): StaffCounts {
  const counts: StaffCounts = new Map();
  if (after) add(counts, after, 1);
  if (before) add(counts, before, -1);
  return new Map([...counts].filter(([, ofUnit]) => ofUnit.size > 0));
}

/** Several changes as one. */
export function sumOfCounts(parts: Iterable<StaffCounts>): StaffCounts {
  const sum: StaffCounts = new Map();
  for (const part of parts)
    for (const [unit, cells] of part) {
      const ofUnit = sum.get(unit) ?? new Map<string, number>();
      sum.set(unit, ofUnit);
      for (const [cell, quantity] of cells) ofUnit.set(cell, (ofUnit.get(cell) ?? 0) + quantity);
    }
  return sum;
}

/** The people of a unit on a date by category, sex and birth month: its age profile. Empty cells are left out. */
export function cohortsOn(cells: ReadonlyMap<string, number>, date: PlainDate): AgeCell[] {
  const cohorts = new Map<string, AgeCell>();
  for (const [cell, quantity] of cells) {
    const [category, sex, birthMonth, from] = cell.split('|') as [Category, Sex, string, PlainDate];
    if (from > date) continue;
    const key = `${category}|${sex}|${birthMonth}`;
    const cohort = cohorts.get(key) ?? { category, sex, birthMonth, count: 0 };
    cohorts.set(key, { ...cohort, count: cohort.count + quantity });
  }
  return [...cohorts].flatMap(([, cohort]) => (cohort.count === 0 ? [] : [cohort])).sort(byCohort);
}

const sortKey = ({ category, birthMonth, sex }: AgeCell): string => `${category}|${birthMonth}|${sex}`;
const byCohort = (one: AgeCell, other: AgeCell): number => (sortKey(one) < sortKey(other) ? -1 : 1);

/** First day on which a unit has staff on record; undefined when it keeps none. What a correction took back again comes to 0. */
export const keepsStaffFrom = (cells: ReadonlyMap<string, number>): PlainDate | undefined =>
  [...cells].flatMap(([cell, quantity]) => (quantity === 0 ? [] : [cell.slice(cell.lastIndexOf('|') + 1)])).sort()[0];
