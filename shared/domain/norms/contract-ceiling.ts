import Fraction from 'fraction.js';
import { basisOf, valueOn } from '../../law/engine.ts';
import { contractCeiling } from '../../law/norms/norms.ts';
import type { Basis } from '../../law/source.ts';
import type { PlainDate } from '../../time.ts';
import type { AutonomyBand, Sector } from '../vocabulary.ts';
import type { ContractCeiling } from './answer.ts';
import { type ComputedNorm, valueOf } from './unit-norm.ts';

type Case = {
  /** Undefined where the unit's norm is not computed. */
  norm: Pick<ComputedNorm, 'most' | 'least' | 'staff' | 'counted'> | undefined;
  sector: Sector;
  /** The unit's autonomy group on the date; null when it has not been assessed. */
  band: AutonomyBand | null;
  /** Contract workers present; null without a report. */
  contracts: number | null;
  date: PlainDate;
};

/**
 * How many contracts an education or health unit of group 4 may have: 70 % of (norm − assigned), the exact norm, rounded
 * down once at the end; nothing where as many posts are assigned as the norm gives. Decree 235/2026, Điều 6. The norm is
 * the maximum where there is one, else the minimum; only against the posts that the unit states for the norm.
 */
export function contractCeilingOf({ norm, sector, band, contracts, date }: Case): { ceiling: ContractCeiling; basis: Basis[] } {
  const none = (state: ContractCeiling['state']) => ({
    ceiling: { state, exact: null, whole: null, contracts, within: null },
    basis: [],
  });
  const dated = valueOn(contractCeiling, date);
  if (dated === undefined) return none('no-law-in-force');
  const { share, bands, sectors } = dated.value;
  if (!sectors.includes(sector)) return none('other-sector');
  if (band === null) return none('group-unknown');
  if (!bands.includes(band)) return none('other-group');
  const bound = norm?.most ?? norm?.least ?? null;
  const assigned = norm?.staff.assigned ?? null;
  // All posts of a unit are more than those that the norm counts: the ceiling would come out too low.
  if (bound === null || assigned === null || norm?.counted !== 'stated') return none('not-computed');
  const missing = bound.sub(assigned);
  const exact = missing.s < 0n ? new Fraction(0) : missing.mul(new Fraction(share.numerator, share.denominator));
  const whole = Number(exact.floor().n);
  return {
    ceiling: { state: 'applies', exact: valueOf(exact), whole, contracts, within: contracts === null ? null : contracts <= whole },
    basis: [basisOf(contractCeiling, dated, `${share.numerator}/${share.denominator} of (norm − assigned), floor`)],
  };
}
