import type { Ratio } from './vocabulary.ts';

const PLACES = 4;
const SCALE = 10n ** BigInt(PLACES);

/**
 * A quotient as a decimal with four places, half-up; a negative one rounds half away from zero, so that a gain and a loss
 * of the same size show the same digits. One that rounds to nothing has no sign. Null when the denominator is 0.
 */
export function quotientOf(numerator: bigint, denominator: bigint): string | null {
  if (denominator === 0n) return null;
  const size = numerator < 0n ? -numerator : numerator;
  const scaled = (2n * size * SCALE + denominator) / (2n * denominator);
  const digits = `${scaled / SCALE}.${String(scaled % SCALE).padStart(PLACES, '0')}`;
  return numerator < 0n && scaled > 0n ? `-${digits}` : digits;
}

/** A ratio as a decimal percent; see {@link quotientOf}. */
const percentOf = (numerator: bigint, denominator: bigint): string | null => quotientOf(100n * numerator, denominator);

/**
 * The exact parts of a ratio, not reduced, with a percent for display only. Computed in BigInt.
 * @param numerator a safe integer
 * @param denominator a safe integer of at least 0; 0 gives a percent of null
 * @throws RangeError for a fraction, an unsafe integer or a negative denominator: a fault of the caller
 */
export function ratio(numerator: number, denominator: number): Ratio {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator < 0)
    throw new RangeError(`Not the parts of a ratio: ${numerator} / ${denominator}`);
  return { numerator, denominator, percent: percentOf(BigInt(numerator), BigInt(denominator)) };
}
