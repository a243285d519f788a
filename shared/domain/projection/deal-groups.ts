import type { Cohorts } from './cohorts.ts';
import { deal } from './deal.ts';
import { CATEGORY_COUNT } from './roster.ts';
import { OUTSIDE } from './shares.ts';

type Hand = { readonly cohort: number; readonly count: number };
/** People of one source and category on the move: their groups, those without a birth month, and who is to receive how many. */
type Moving = {
  readonly groups: readonly number[];
  readonly ageless: number;
  readonly category: number;
  readonly to: readonly number[];
  readonly people: readonly number[];
};

/** People of each cohort, the oldest first; the groups that held them are emptied. */
function gather(cohorts: Cohorts, groups: readonly number[]): Hand[] {
  const hands = new Map<number, Hand>();
  for (const group of groups) {
    const cohort = cohorts.cohort[group] as number;
    hands.set(cohort, { cohort, count: (hands.get(cohort)?.count ?? 0) + (cohorts.count[group] as number) });
    cohorts.count[group] = 0;
  }
  return [...hands.values()].sort((one, other) => one.cohort - other.cohort);
}

/**
 * Gives the released groups of a source their new cells; a cohort is split where it goes several ways.
 * @returns how many people without a birth month each destination receives
 */
export function dealGroups(cohorts: Cohorts, { groups, ageless, category, to, people }: Moving): number[] {
  const cellOf = (n: number) => (to[n] as number) * CATEGORY_COUNT + category;
  const first = people.findIndex((part) => part > 0);
  if (people.every((part, n) => part === 0 || n === first)) {
    for (const group of groups)
      if (to[first] === OUTSIDE) cohorts.count[group] = 0;
      else cohorts.settleIn(group, cellOf(first));
    return people.map((_, n) => (n === first ? ageless : 0));
  }
  const hands = gather(cohorts, groups);
  const dealt = deal([...hands.map(({ count }) => count), ageless], people);
  hands.forEach(({ cohort }, hand) => {
    dealt[hand]?.forEach((count, n) => {
      if (count > 0 && to[n] !== OUTSIDE) cohorts.add(cellOf(n), cohort, count);
    });
  });
  return dealt[hands.length] as number[];
}
