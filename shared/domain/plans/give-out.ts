import { giveOut } from '../allocation/allocate.ts';
import type { Claim } from '../allocation/claim.ts';
import type { AllocationMethod } from '../allocation/input.ts';
import type { Quota } from '../allocation/by-largest-remainder.ts';

/** A claim of a unit or of a node, with the posts that are vacant and those that fall free in time, both before credit. */
export type Claimant = Claim & { readonly vacant: number; readonly attrition: number };

/** within: vacancies suffice, and bound every part; beyond: all are taken, and bound every part from below. */
export type Phase = 'all-at-once' | 'within-vacancies' | 'beyond-vacancies';

/** A total given out among claimants, with what the method was told. */
export type GivenOut = {
  readonly posts: readonly number[];
  readonly phase: Phase;
  /** Bounds as the method saw them. */
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly quotas: ReadonlyMap<number, Quota>;
};

/** What a claimant can give in vacant posts, within its own bounds. */
export const vacantWithin = ({ least, most, vacant }: Claimant): number => Math.max(least, Math.min(most, vacant));

/**
 * Gives a total out by a method. With vacancies first, no post that somebody holds is given anywhere while a vacant one is
 * left: up to the sum of the vacancies these bound every part from above, after that from below.
 * @param total between the sums of `least` and of `most`
 */
export function giveOutParts(total: number, claims: readonly Claimant[], method: AllocationMethod, vacanciesFirst: boolean): GivenOut {
  const vacant = claims.map(vacantWithin);
  const inVacancies = vacant.reduce((sum, posts) => sum + posts, 0);
  const phase: Phase = !vacanciesFirst ? 'all-at-once' : total <= inVacancies ? 'within-vacancies' : 'beyond-vacancies';
  const bounded = claims.map((claim, n): Claim => {
    if (phase === 'within-vacancies') return { ...claim, most: vacant[n] as number };
    return phase === 'beyond-vacancies' ? { ...claim, least: vacant[n] as number } : claim;
  });
  // What a credit stands for has fallen free before: attrition counts from the same point as the share.
  const attrition = claims.map(({ attrition: posts, credit }) => posts + credit);
  const { posts, quotas } = giveOut(total, bounded, method, attrition);
  return { posts, quotas, phase, least: bounded.map(({ least }) => least), most: bounded.map(({ most }) => most) };
}

/**
 * The cut of each unit by the end of each year. The last year is given; the years before it are taken backwards, each
 * unit's at most what it has the year after, first where posts are free by then: vacancies, then retirements.
 * @param cumulative posts of all units by the end of each year, never falling; the last is the sum of `final`
 * @param free by unit and year: posts free by its end
 */
export function spreadOverYears(cumulative: readonly number[], final: readonly number[], free: readonly (readonly number[])[]): number[][] {
  const years: (readonly number[])[] = [final];
  for (let year = cumulative.length - 2; year >= 0; year--) {
    const later = years[0] as readonly number[];
    const claims = later.map((most, n): Claimant => {
      const weight = final[n] as number;
      return {
        weight: { exact: BigInt(weight), near: weight },
        credit: 0,
        least: 0,
        most,
        vacant: 0,
        attrition: Math.min(most, free[n]?.[year] ?? 0),
      };
    });
    years.unshift(giveOutParts(cumulative[year] as number, claims, 'least-disruption', false).posts);
  }
  return final.map((_, n) => years.map((posts) => posts[n] as number));
}
