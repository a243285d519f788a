import type { LEAVING_REASONS } from '../staff.ts';
import { OLDEST } from '../projection/drivers.ts';
import type { Category } from '../vocabulary.ts';

export type LeavingReason = (typeof LEAVING_REASONS)[number];
/** Reasons that can count as leaving of one's own; streamlining is fitted apart. */
export const HAZARD_REASONS = ['resigned', 'dismissed', 'other', 'retired', 'transferred-out'] as const;
export type HazardReason = (typeof HAZARD_REASONS)[number];

/** Months, as indices since year 0, both included. */
export type Window = { readonly from: number; readonly until: number };

/** What happened to one category of one group of units in a window. Everything is a whole number of people or person-months. */
export type Strand = {
  /** Person-months at risk of leaving of one's own, and who did, by age in years; unknown ages in the place after them. */
  readonly atRisk: Float64Array;
  readonly left: Float64Array;
  /** Present when the window began and when it ended. */
  opening: number;
  closing: number;
  /** Left in the month in which the law frees the post, or later. */
  byLaw: number;
  /** Left before, for a reason that is not counted. */
  uncounted: number;
  /** Person-months near enough to retirement for the policy, who of them took it up, and who left under a policy otherwise. */
  eligible: number;
  tookUp: number;
  otherPolicy: number;
  /** Reached the statutory month in the window; stayed beyond it; are still there; months that they stayed in the window. */
  reached: number;
  stayed: number;
  stillThere: number;
  monthsBeyond: number;
  /** Came by recruitment, and from elsewhere. */
  recruited: number;
  received: number;
  /** Everybody who left, by the reason as recorded. */
  readonly reasons: Record<LeavingReason, number>;
};

const emptyStrand = (): Strand => ({
  atRisk: new Float64Array(OLDEST + 1),
  left: new Float64Array(OLDEST + 1),
  opening: 0,
  closing: 0,
  byLaw: 0,
  uncounted: 0,
  eligible: 0,
  tookUp: 0,
  otherPolicy: 0,
  reached: 0,
  stayed: 0,
  stillThere: 0,
  monthsBeyond: 0,
  recruited: 0,
  received: 0,
  reasons: { retired: 0, 'transferred-out': 0, resigned: 0, dismissed: 0, streamlined: 0, other: 0 },
});

/** Where people count whose unit has ended without a sole heir. */
export const UNPLACED = '~UNPLACED';

/** Strands by group of units and category. */
export class Tally {
  readonly #groups = new Map<string, Map<Category, Strand>>();

  strand(group: string, category: Category): Strand {
    const ofGroup = this.#groups.get(group) ?? new Map<Category, Strand>();
    if (ofGroup.size === 0) this.#groups.set(group, ofGroup);
    const strand = ofGroup.get(category) ?? emptyStrand();
    ofGroup.set(category, strand);
    return strand;
  }

  groups(): string[] {
    return [...this.#groups.keys()].sort();
  }

  of(group: string): ReadonlyMap<Category, Strand> {
    return this.#groups.get(group) ?? new Map<Category, Strand>();
  }

  /** All groups as one, by category. */
  sum(): Map<Category, Strand> {
    const sums = new Map<Category, Strand>();
    for (const ofGroup of this.#groups.values())
      for (const [category, strand] of ofGroup) {
        const sum = sums.get(category) ?? emptyStrand();
        sums.set(category, sum);
        addTo(sum, strand);
      }
    return sums;
  }
}

const COUNTS = [
  'opening',
  'closing',
  'byLaw',
  'uncounted',
  'eligible',
  'tookUp',
  'otherPolicy',
  'reached',
  'stayed',
  'stillThere',
  'monthsBeyond',
  'recruited',
  'received',
] as const;

function addTo(sum: Strand, part: Strand): void {
  for (let age = 0; age <= OLDEST; age++) {
    sum.atRisk[age] = (sum.atRisk[age] as number) + (part.atRisk[age] as number);
    sum.left[age] = (sum.left[age] as number) + (part.left[age] as number);
  }
  for (const count of COUNTS) sum[count] += part[count];
  for (const [reason, people] of Object.entries(part.reasons) as [LeavingReason, number][]) sum.reasons[reason] += people;
}
