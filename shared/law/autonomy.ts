import { ratio } from '../domain/ratio.ts';
import type { AutonomyPart, AutonomyPartInput, AutonomyRoute } from '../domain/self-financing.ts';
import type { AutonomyBand, FractionValue, Ratio } from '../domain/vocabulary.ts';
import { Refusal } from '../errors.ts';
import type { PlainDate } from '../time.ts';
import { type Band, autonomyBands, autonomyRoutes } from './autonomy-bands.ts';
import { type CountedItem, autonomyItems, countItems, sumOf } from './autonomy-items.ts';
import { basisOf, inForce } from './engine.ts';
import type { Basis } from './source.ts';

export type SelfFinancing = {
  revenue: number;
  expenditure: number;
  investment?: number | undefined;
  depreciation?: number | undefined;
  route?: AutonomyRoute | undefined;
};
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

/** A part of a unit with A, B and the band that follow from its items; the items with what of each counts, and the law applied. */
export type AssessedPart = { part: AutonomyPart; items: CountedItem[]; ratio: Ratio; basis: Basis[] };

/**
 * A and B of an activity part from its items, and its group: Decree 60/2021/NĐ-CP, Điều 9 and 10. In group 4 earned income
 * counts as surplus only: in group 4 is a part that its decision put there or, without a decision, that the whole of its
 * income leaves there.
 * @param on the day whose law applies: the last of the year concerned
 * @param field path of the part, for refusals
 * @throws Refusal of {@link countItems}, {@link sumOf} and {@link selfFinancingBand}
 */
export function assessPart(part: AutonomyPartInput, on: PlainDate, field: string): AssessedPart {
  const path = `${field}.items`;
  const assess = (inGroup4: boolean) => {
    const items = countItems(part.items, inGroup4, on, path);
    for (const side of ['beside-a', 'beside-b'] as const) sumOf(items, side, path);
    const accounts = { ...part, revenue: sumOf(items, 'a', path), expenditure: sumOf(items, 'b', path) };
    if (accounts.expenditure === 0 && accounts.revenue > 0)
      throw new Refusal('revenue-without-expenditure', { revenue: accounts.revenue }, path);
    const { ratio: share, band, basis } = selfFinancingBand(accounts, on);
    const counting = basisOf(
      autonomyItems,
      inForce(autonomyItems, on),
      inGroup4 ? 'A and B by item, income as surplus only' : 'A and B by item',
    );
    return { items, accounts, share, band, basis: [counting, ...basis] };
  };
  const { decided } = part;
  let assessed = assess(decided?.band === '4');
  if (decided === undefined && assessed.band === '4') assessed = assess(true);
  const { items, accounts, share, band, basis } = assessed;
  return { part: { ...accounts, band, bandDiffers: decided !== undefined && decided.band !== band }, items, ratio: share, basis };
}
