import { ratio } from '../domain/ratio.ts';
import type { SelfFinancingInput } from '../domain/self-financing.ts';
import type { AutonomyBand, FractionValue, Ratio } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { type Band, autonomyBands, autonomyRoutes } from './autonomy-bands.ts';
import { basisOf, inForce } from './engine.ts';
import type { Basis } from './source.ts';

export type SelfFinancing = Omit<SelfFinancingInput, 'decided'>;
export type SelfFinancingBand = { ratio: Ratio; band: AutonomyBand; basis: Basis[] };

/** A / B ≥ bound, in BigInt: products of dong overflow a double. */
const reaches = (a: bigint, b: bigint, bound: FractionValue): boolean => a * BigInt(bound.denominator) >= b * BigInt(bound.numerator);

const investmentCovers = ({ investment, depreciation }: SelfFinancing): boolean =>
  investment !== undefined && depreciation !== undefined && investment >= depreciation;

const fits = (band: Band, input: SelfFinancing, a: bigint, b: bigint): boolean =>
  reaches(a, b, band.atLeast) &&
  (band.below === null || !reaches(a, b, band.below)) &&
  (band.requires === undefined || investmentCovers(input));

const fractionText = ({ numerator, denominator }: FractionValue): string => `${numerator}/${denominator}`;
const bandText = ({ band, atLeast, below, requires }: Band): string =>
  `${band}: A/B ≥ ${fractionText(atLeast)}${below === null ? '' : ` and < ${fractionText(below)}`}${requires === undefined ? '' : ', investment ≥ depreciation'}`;

/**
 * The financial autonomy group of a unit or of one of its activity parts: Decree 60/2021/NĐ-CP, Điều 9 and 10.
 * Group 1 by ratio needs investment and depreciation both stated and investment ≥ depreciation. A route gives at least its
 * group. No revenue (A = 0) is group 4 whatever the route, for every route sells services.
 * @param input A, B, investment and depreciation in whole dong, 0 … 2^53 − 1
 * @param on the day whose law applies: the last of the year concerned, or today
 * @throws Refusal `revenue-without-expenditure` for B = 0 < A; `no-law-in-force` before 15 August 2021
 */
export function selfFinancingBand(input: SelfFinancing, on: PlainDate): SelfFinancingBand {
  const { revenue, expenditure, route } = input;
  const bands = inForce(autonomyBands, on);
  if (expenditure === 0 && revenue > 0) throw new Refusal('revenue-without-expenditure', { revenue }, 'expenditure');
  const share = ratio(revenue, expenditure);
  if (revenue === 0) return { ratio: share, band: '4', basis: [basisOf(autonomyBands, bands, '4: A = 0')] };

  // The bands leave no ratio of at least 0 uncovered (tested), so one is always found.
  const byRatio = bands.value.find((band) => fits(band, input, BigInt(revenue), BigInt(expenditure))) as Band;
  const basis = [basisOf(autonomyBands, bands, bandText(byRatio))];
  if (route === undefined) return { ratio: share, band: byRatio.band, basis };

  const routes = inForce(autonomyRoutes, on);
  const order = bands.value.map(({ band }) => band);
  const byRoute = routes.value.find((row) => row.route === route)?.atLeast ?? byRatio.band;
  if (order.indexOf(byRoute) < order.indexOf(byRatio.band)) {
    basis.push(basisOf(autonomyRoutes, routes, `${route}: at least ${byRoute}`));
    return { ratio: share, band: byRoute, basis };
  }
  return { ratio: share, band: byRatio.band, basis };
}
