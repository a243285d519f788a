import { lateRetirementSchema, streamliningSchema } from '../projection/drivers.ts';
import { ratio } from '../ratio.ts';
import { CATEGORIES, type Category } from '../vocabulary.ts';
import { addMonths, monthOf } from '../../time.ts';
import type { FittedHazard, FittedHazards, HazardOffer } from './answer.ts';
import { offeredHazards, rateOf } from './fit.ts';
import type { Strand, Window } from './tally.ts';

type Strands = ReadonlyMap<Category, Strand>;
type Described = Pick<FittedHazards, 'streamlining' | 'lateRetirement' | 'replacement'>;

/** Take-up, late stays and replacement by category; a category without any of it has no row. */
export function describeLeaving(strands: Strands): Described {
  const seen = CATEGORIES.flatMap((category) => {
    const strand = strands.get(category);
    return strand ? [{ category, ...strand }] : [];
  });
  return {
    streamlining: seen
      .filter(({ eligible, otherPolicy }) => eligible + otherPolicy > 0)
      .map(({ category, eligible, tookUp, otherPolicy }) => ({
        category,
        eligibleMonths: eligible,
        tookUp,
        otherPolicy,
        ...rateOf(tookUp, eligible),
      })),
    lateRetirement: seen
      .filter(({ reached }) => reached > 0)
      .map(({ category, reached, stayed, stillThere, monthsBeyond }) => ({
        category,
        reached,
        stayed,
        share: ratio(stayed, reached),
        stillThere,
        monthsBeyond,
      })),
    replacement: seen.map(({ category, recruited, received, reasons, uncounted }) => {
      const leavers = Object.values(reasons).reduce((sum, people) => sum + people, 0);
      return { category, recruited, received, leavers, ratio: ratio(recruited, leavers), reasons: { ...reasons }, notCounted: uncounted };
    }),
  };
}

/** What of it a scenario can take as it is: take-up for the twelve months after the window, late stays of the mean length seen. */
export function offerOf(
  rows: readonly FittedHazard[],
  { streamlining, lateRetirement }: Described,
  { until }: Window,
  eligible: { least: number; most: number },
): HazardOffer {
  const month = monthOf(until);
  return {
    hazards: offeredHazards(rows),
    drivers: {
      streamlining: streamlining.flatMap(({ category, annual, tookUp }) =>
        annual === null || tookUp === 0
          ? []
          : [streamliningSchema.parse({ category, from: addMonths(month, 1), until: addMonths(month, 12), eligible, annual })],
      ),
      lateRetirement: lateRetirement.flatMap(({ category, reached, stayed, monthsBeyond }) =>
        stayed === 0
          ? []
          : [
              lateRetirementSchema.parse({
                category,
                share: { numerator: stayed, denominator: reached },
                months: Math.min(120, Math.max(1, Math.round(monthsBeyond / stayed))),
              }),
            ],
      ),
    },
  };
}
