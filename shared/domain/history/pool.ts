import type { Hazard } from '../projection/drivers.ts';
import { monthly } from '../projection/hazards.ts';
import { CATEGORIES, type Category } from '../vocabulary.ts';
import type { FittedHazard, GroupHazard } from './answer.ts';
import { betaQuantile } from './beta-quantile.ts';
import { annualOf, expectedLeavers, offeredHazards } from './fit.ts';
import type { Tally } from './tally.ts';

type Observed = { readonly leavers: number; readonly expected: number };

/**
 * How much groups truly differ: the variance of their ratios leavers / expected beyond what chance alone gives, by moments
 * (R. J. Marshall 1991); 0 where chance explains all.
 */
export function spreadOf(groups: readonly Observed[]): number {
  const exposed = groups.filter(({ expected }) => expected > 0);
  const expected = exposed.reduce((sum, group) => sum + group.expected, 0);
  if (expected === 0) return 0;
  const squares = exposed.reduce((sum, group) => sum + group.expected * (group.leavers / group.expected - 1) ** 2, 0);
  return Math.max(0, (squares - exposed.length) / expected);
}

/**
 * A group's ratio shrunk to 1, the province: with a Gamma(1/spread, 1/spread) prior the mean of what is known after its
 * leavers. The weight of its own ratio grows with what it expects; without exposure, or spread, it is the province's.
 */
export function shrink({ leavers, expected }: Observed, spread: number): { weight: number; pooledRatio: number } {
  if (expected === 0 || spread === 0) return { weight: 0, pooledRatio: 1 };
  const weight = expected / (expected + 1 / spread);
  return { weight, pooledRatio: weight * (leavers / expected) + (1 - weight) };
}

/** The 95 % interval of a pooled ratio: a gamma distribution, as the limit of a beta one with so many trials. */
const TRIALS = 1e6;
function intervalOf({ leavers, expected }: Observed, spread: number): [number, number] {
  if (spread === 0) return [1, 1];
  const [shape, rate] = [1 / spread + leavers, 1 / spread + expected];
  const at = (part: number) => (betaQuantile(part, shape, TRIALS) * (TRIALS + shape)) / rate;
  return [at(0.025), at(0.975)];
}

/** The province's rate of a row times a ratio; `fitted` says as much as is known of the ratio and of the rate together. */
function scaled(row: Hazard, pooledRatio: number, spread: number, leavers: number): Hazard {
  const { fitted, ...rate } = row;
  if (spread === 0 || !fitted) return row;
  const annual = annualOf(Math.min(1, pooledRatio * monthly(row.annual)));
  if (annual === 0 || fitted.leavers === 0) return { ...row, annual };
  const information = Math.max(1, Math.round(1 / (1 / (1 / spread + leavers) + 1 / fitted.leavers)));
  return { ...rate, annual, fitted: { leavers: information, personYears: information / annual } };
}

/** The rates of each group of a tally, shrunk to those of the province by category, in the order of the groups. */
export function poolGroups(tally: Tally, groups: readonly string[], rows: readonly FittedHazard[]): GroupHazard[] {
  const offered = offeredHazards(rows);
  const observed = (group: string, category: Category) => {
    const strand = tally.of(group).get(category);
    const sum = (of: Float64Array | undefined) => of?.reduce((total, value) => total + value, 0) ?? 0;
    return {
      leavers: sum(strand?.left),
      personMonths: sum(strand?.atRisk),
      expected: strand ? expectedLeavers(category, strand, rows) : 0,
    };
  };
  const spreads = new Map(CATEGORIES.map((category) => [category, spreadOf(groups.map((group) => observed(group, category)))]));
  return groups.map((group) => {
    const known = new Map(
      CATEGORIES.filter((category) => rows.some((row) => row.category === category)).map((category) => {
        const { leavers, personMonths, expected } = observed(group, category);
        const spread = spreads.get(category) ?? 0;
        const ratio = expected > 0 ? leavers / expected : null;
        const pooled = shrink({ leavers, expected }, spread);
        return [
          category,
          { category, leavers, personMonths, expected, ratio, ...pooled, interval95: intervalOf({ leavers, expected }, spread) },
        ];
      }),
    );
    const hazards = offered.map((row) => {
      const { pooledRatio = 1, leavers = 0 } = known.get(row.category) ?? {};
      return scaled(row, pooledRatio, spreads.get(row.category) ?? 0, leavers);
    });
    return { group, categories: [...known.values()], hazards };
  });
}
