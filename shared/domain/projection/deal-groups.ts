import type { Cohorts } from './cohorts.ts';
import { deal, dealParts } from './deal.ts';
import type { Ledger } from './ledger.ts';
import { CATEGORY_COUNT } from './roster.ts';
import { OUTSIDE } from './shares.ts';

type Hand = { readonly cohort: number; readonly count: number };
/** People of one source and category on the move: their groups, those without a birth month, recruits, and who is to receive how many. */
type Moving = {
  readonly groups: readonly number[];
  readonly ageless: number;
  readonly newcomers: number;
  readonly category: number;
  readonly to: readonly number[];
  readonly people: readonly number[];
};

/** People of each cohort, the oldest first; the groups that held them are emptied. */
function gather(cohorts: Cohorts, groups: readonly number[]): Hand[] {
  const hands = new Map<number, Hand>();
  for (const group of groups) {
    const cohort = cohorts.cohortOf(group);
    hands.set(cohort, { cohort, count: (hands.get(cohort)?.count ?? 0) + (cohorts.count[group] as number) });
    cohorts.count[group] = 0;
  }
  return [...hands.values()].sort((one, other) => one.cohort - other.cohort);
}

/**
 * Gives the released groups of a source their new cells; a cohort is split where it goes several ways.
 * @returns how many people without a birth month, and how many recruits, each destination receives
 */
export function dealGroups(
  { cohorts, ledger }: { readonly cohorts: Cohorts; readonly ledger: Ledger },
  { groups, ageless, newcomers, category, to, people }: Moving,
): { ageless: number[]; newcomers: number[] } {
  const cellOf = (n: number) => (to[n] as number) * CATEGORY_COUNT + category;
  const first = people.findIndex((part) => part > 0);
  if (people.every((part, n) => part === 0 || n === first)) {
    for (const group of groups)
      if (to[first] === OUTSIDE) cohorts.count[group] = 0;
      else cohorts.settleIn(group, cellOf(first));
    const all = (amount: number) => people.map((_, n) => (n === first ? amount : 0));
    return { ageless: all(ageless), newcomers: all(newcomers) };
  }
  const hands = gather(cohorts, groups);
  const counts = [...hands.map(({ count }) => count), ageless, newcomers];
  const dealt = ledger.scale === 1 ? deal(counts, people) : dealParts(counts, people);
  hands.forEach(({ cohort }, hand) => {
    dealt[hand]?.forEach((count, n) => {
      if (count > 0 && to[n] !== OUTSIDE) cohorts.add(cellOf(n), cohort, count);
    });
  });
  return { ageless: dealt[hands.length] as number[], newcomers: dealt[hands.length + 1] as number[] };
}
