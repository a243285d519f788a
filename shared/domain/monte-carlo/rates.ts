import type { Hazard } from '../projection/drivers.ts';
import { monthlyRates, type Rates } from '../projection/hazards.ts';
import { beta, type Random } from './random.ts';

/**
 * The monthly rates of a request, see `monthlyRates`.
 * @param random where given, each fitted rate is drawn from its beta distribution (Jeffreys' prior) instead
 */
export function ratesOf(hazards: readonly Hazard[], ages: Float64Array, random?: Random): Rates {
  return monthlyRates(hazards, ages, ({ annual, fitted }) =>
    random && fitted ? beta(random, fitted.leavers + 0.5, Math.max(0, fitted.personYears - fitted.leavers) + 0.5) : annual,
  );
}
