import type { Category } from '../../../../shared/domain/vocabulary.ts';
import { type PlainMonth, monthIndex } from '../../../../shared/time.ts';
import type { DemoUnit } from '../province.ts';
import type { Random } from '../random.ts';
import { type Person, recruit } from './person.ts';
import type { Staff } from './staff.ts';

type Posts = ReadonlyMap<string, ReadonlyMap<Category, number>>;
export type Period = { month: PlainMonth; months: number; posts: Posts; units: ReadonlyMap<string, DemoUnit> };

/** Per 100,000 people and month: resignation below 45, leaving early within five years of retirement (2025: Decree 178/2024). */
const RESIGNATION = 90;
const EARLY_LEAVING = 60;
const EARLY_LEAVING_2025 = 420;
/** Of 1,000 people who reach the age, how many are still there: late decisions that a control should find. */
const OVERDUE = 4;

/** Retirement at the month of each person's cohort, resignation and early leaving. */
export function leavers(staff: Staff, { month, months }: Period, random: Random): void {
  const now = monthIndex(month);
  const early = (month.startsWith('2025') ? EARLY_LEAVING_2025 : EARLY_LEAVING) * months;
  for (const someone of staff.people) {
    if (someone.gone || someone.overdue) continue;
    if (someone.free <= now) {
      someone.overdue = random.chance(OVERDUE);
      if (!someone.overdue) staff.leave(someone, 'retired');
    } else if (now - someone.birth < 45 * 12) {
      if (random.int(100_000) < RESIGNATION * months) staff.leave(someone, random.chance(30) ? 'dismissed' : 'resigned');
    } else if (someone.free - now <= 60 && random.int(100_000) < early) staff.leave(someone, 'streamlined');
  }
}

/** People go where their posts went: off the budget, from cadre or non-specialised work to the civil service, or out. */
export function followPosts(staff: Staff, { posts, units }: Period): void {
  for (const [unit, byCategory] of staff.present()) {
    const of = (category: Category) => posts.get(unit)?.get(category) ?? 0;
    const surplus = (category: Category) => (byCategory.get(category) ?? []).slice(of(category));
    if (of('employee-budget') === 0 && of('employee-revenue') > 0)
      for (const someone of surplus('employee-budget')) staff.move(someone, unit, 'employee-revenue', 'moved-to-revenue');
    if (units.get(unit)?.role !== 'commune') continue;
    for (const someone of surplus('cadre')) staff.move(someone, unit, 'civil-servant');
    for (const someone of surplus('non-specialised'))
      if (of('non-specialised') === 0) staff.leave(someone, 'other');
      else staff.move(someone, unit, 'civil-servant');
  }
}

/** More people than posts: the younger ones move to a like unit with a vacancy, the others leave under the policy. */
export function placeSurplus(staff: Staff, { posts, units }: Period): void {
  const present = staff.present();
  const vacancies = new Map<string, string[]>();
  const likeness = (unit: string, category: Category) => `${units.get(unit)?.role}|${category}`;
  for (const [unit, byCategory] of posts)
    for (const [category, quantity] of byCategory)
      for (let free = quantity - (present.get(unit)?.get(category)?.length ?? 0); free > 0; free--) {
        const like = likeness(unit, category);
        vacancies.set(like, [...(vacancies.get(like) ?? []), unit]);
      }
  for (const [unit, byCategory] of present)
    for (const [category, people] of byCategory) {
      const surplus = people.length - (posts.get(unit)?.get(category) ?? 0);
      if (surplus <= 0) continue;
      const oldestFirst = [...people].sort((a, b) => a.birth - b.birth);
      oldestFirst.slice(-surplus).forEach((someone, index) => {
        const place = index % 2 === 0 ? vacancies.get(likeness(unit, category))?.pop() : undefined;
        if (place) staff.move(someone, place, category);
        else staff.leave(oldestFirst[index] as Person, 'streamlined');
      });
    }
}

/** Recruitment up to the vacancies that the unit keeps, once a year. */
export function recruits(
  staff: Staff,
  { month, posts, units }: Period,
  keptVacant: (unit: string, posts: number) => number,
  random: Random,
): void {
  const present = staff.present();
  for (const [unit, byCategory] of posts) {
    const role = units.get(unit)?.role;
    if (!role) continue;
    for (const [category, quantity] of byCategory) {
      const wanted = quantity - keptVacant(unit, quantity) - (present.get(unit)?.get(category)?.length ?? 0);
      const how = category === 'cadre' ? 'received' : category === 'civil-servant' ? 'recruited-by-exam' : 'recruited-by-selection';
      for (let count = 0; count < wanted; count++) staff.join(recruit(unit, role, category, month, random), how);
    }
  }
}
