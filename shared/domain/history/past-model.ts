import { type ProjectionInput, projectionInputSchema } from '../projection/input.ts';
import { CATEGORIES } from '../vocabulary.ts';
import type { FittedHazards } from './answer.ts';
import type { Tally } from './tally.ts';

/** The schema's first horizon; one that lies in the past is set after the rest has been parsed. */
const ANY_HORIZON = 2026;
const MOST = 1000;

/**
 * What a forecast from the end of a past year would have been told: rates, take-up and late stays fitted from the months
 * before, and as many recruits for leavers as those months saw. No plan, whatever was done later.
 * @param last the year whose end it reaches to
 */
export function pastModel(from: number, last: number, { offer }: Pick<FittedHazards, 'offer'>, seen: Tally): ProjectionInput {
  const sums = seen.sum();
  const replacement = CATEGORIES.flatMap((category) => {
    const strand = sums.get(category);
    if (!strand) return [];
    const leavers = strand.byLaw + strand.tookUp + strand.otherPolicy + strand.left.reduce((sum, people) => sum + people, 0);
    const recruits = Math.min(strand.recruited, leavers);
    if (recruits === 0) return [];
    return leavers <= MOST
      ? [{ category, recruits, leavers }]
      : [{ category, recruits: Math.round((MOST * recruits) / leavers), leavers: MOST }];
  });
  const model = projectionInputSchema.parse({
    start: { date: `${from}-12-31` },
    horizon: ANY_HORIZON,
    hazards: offer.hazards,
    drivers: {
      replacement,
      streamlining: offer.drivers.streamlining.map((row) => ({ ...row, from: `${from + 1}-01`, until: `${last}-12` })),
      lateRetirement: offer.drivers.lateRetirement,
    },
  });
  return { ...model, horizon: last };
}
