import { postFreeMonthIndex } from '../../../../shared/law/retirement.ts';
import type { Category, Sex } from '../../../../shared/domain/vocabulary.ts';
import type { LEAVING_REASONS } from '../../../../shared/domain/staff.ts';
import { type PlainDate, type PlainMonth, monthIndex } from '../../../../shared/time.ts';
import type { Random } from '../random.ts';
import { type Role, profileOf } from '../roles.ts';

/** What began on a day: service in a unit and category, or life without it. */
export type Stretch =
  | { from: PlainDate; unit: string; category: Category; recruited: boolean }
  | { from: PlainDate; left: (typeof LEAVING_REASONS)[number] };

/** Somebody in service. Months are indices; `free` is the month from which the post is free by law. */
export type Person = {
  unit: string;
  category: Category;
  sex: Sex;
  birth: number;
  free: number;
  gone: boolean;
  overdue: boolean;
  stretches: Stretch[];
};

/** Ages in January 2021: upper bound of a band in years, people per 1,000 up to it. */
const AGES = [
  [24, 28, 70],
  [28, 32, 180],
  [32, 36, 340],
  [36, 40, 510],
  [40, 44, 665],
  [44, 48, 795],
  [48, 52, 900],
  [52, 56, 970],
  [56, 60, 1000],
] as const;

const START = monthIndex('2021-01');

function person(unit: string, role: Role, category: Category, birth: number, random: Random): Person {
  const sex: Sex = random.chance(profileOf(role).women) ? 'female' : 'male';
  return { unit, category, sex, birth, free: postFreeMonthIndex(sex, birth), gone: false, overdue: false, stretches: [] };
}

/** Somebody who was in service when the figures begin; nobody is past retirement then. */
export function incumbent(unit: string, role: Role, category: Category, random: Random): Person {
  for (;;) {
    const draw = random.int(1000);
    const [from, to] = AGES.find(([, , upTo]) => draw < upTo) ?? AGES[0];
    const someone = person(unit, role, category, START - random.between(from * 12, to * 12 - 1), random);
    if (someone.free > START) return someone;
  }
}

/** A recruit of 22 to 31 years. */
export const recruit = (unit: string, role: Role, category: Category, month: PlainMonth, random: Random): Person =>
  person(unit, role, category, monthIndex(month) - random.between(22 * 12, 32 * 12 - 1), random);
