import { monthOf } from '../../time.ts';
import { CATEGORIES } from '../vocabulary.ts';
import { type Cohorts, NONE } from './cohorts.ts';
import type { Ledger } from './ledger.ts';
import type { ProjectionResult } from './result.ts';
import { CATEGORY_COUNT, categoryAt, keyOf, type Roster } from './roster.ts';

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** What a reader must know of the start before trusting the rest: the overdue, units without profile, differing counts. */
export function openingLists(roster: Roster, ledger: Ledger, cohorts: Cohorts, firstStep: number) {
  const overdue: ProjectionResult['overdue'] = [];
  for (let group = cohorts.firstDue(0); group !== NONE; group = cohorts.nextDue(group)) {
    const cohort = cohorts.cohortOf(group);
    const month = cohorts.postFree(cohort);
    if (month >= firstStep) continue;
    const cell = cohorts.cell[group] as number;
    const person = { sex: cohorts.sexOf(cohort), birthMonth: monthOf(cohorts.birthMonthOf(cohort)), postFreeFrom: monthOf(month) };
    const count = (cohorts.count[group] as number) / ledger.scale;
    overdue.push({ unit: keyOf(roster, Math.floor(cell / CATEGORY_COUNT)), category: categoryAt(cell % CATEGORY_COUNT), ...person, count });
  }
  const withoutAgeProfile: ProjectionResult['withoutAgeProfile'] = [];
  const profileDiffers: ProjectionResult['profileDiffers'] = [];
  roster.members.forEach(({ key, state }, row) => {
    if (state === null) return;
    const { cells, headcount } = state;
    if (cells === null) {
      const reported = headcount?.reduce((sum, { present }) => sum + present, 0) ?? null;
      const posts = state.posts.reduce((sum, cell) => sum + cell.posts, 0);
      if (posts > 0 || (reported ?? 0) > 0) withoutAgeProfile.push({ unit: key, posts, reported });
    } else if (headcount !== null)
      CATEGORIES.forEach((category, position) => {
        const cell = row * CATEGORY_COUNT + position;
        const profile = ((ledger.present[cell] as number) - (ledger.ageless[cell] as number)) / ledger.scale;
        const reported = headcount.find((line) => line.category === category)?.present ?? 0;
        if (profile !== reported) profileDiffers.push({ unit: key, category, profile, reported });
      });
  });
  overdue.sort(
    (one, other) =>
      compare(one.unit, other.unit) ||
      compare(one.category, other.category) ||
      compare(one.birthMonth + one.sex, other.birthMonth + other.sex),
  );
  return { overdue, withoutAgeProfile, profileDiffers };
}
