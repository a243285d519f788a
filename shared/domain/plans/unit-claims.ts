import type { Fault } from '../../errors.ts';
import type { Claim } from '../allocation/claim.ts';
import type { PlanCell, PlanUnit } from './ground.ts';
import type { ReductionPlanInput, UnitLimit } from './input.ts';

/** What holds a unit's cut from below or above; null where nothing does. */
export const BOUNDS = ['exempt', 'floor', 'cap', 'minimum-norm', 'largest-share', 'all-posts', 'no-weight'] as const;
export type Bound = (typeof BOUNDS)[number];

/** A unit's claim on the cut, and what each of its bounds comes from. */
export type UnitClaim = Claim & {
  readonly unit: PlanUnit;
  readonly exempt: boolean;
  readonly floor: number;
  readonly leastBy: Bound | null;
  readonly mostBy: Bound;
  readonly vacant: number;
  /** Posts free by the end of each year of the plan if nobody is hired. */
  readonly free: readonly number[];
};

/** Faults that one answer names. */
const MAX_FAULTS = 100;

/** Units named by a plan, by their rows; a code that is no unit of the population, or named twice, is a fault. */
function locate<T>(rows: readonly T[], codeOf: (row: T) => string, field: (n: number) => string, find: Find, faults: Fault[]) {
  const found = new Map<string, T>();
  rows.forEach((row, n) => {
    const unit = find(codeOf(row));
    if (!unit) faults.push({ field: field(n), code: 'unit-not-in-plan', data: { unit: codeOf(row) } });
    else if (found.has(unit.unit)) faults.push({ field: field(n), code: 'duplicate-unit', data: { unit: codeOf(row) } });
    else found.set(unit.unit, row);
  });
  return found;
}
type Find = (code: string) => PlanUnit | undefined;

/** Posts of a category free with nobody hired: those vacant at the start, and those of people who retire by the end of each year. */
export function freeOf({ posts, present, retired }: PlanCell): { vacant: number; free: number[] } {
  if (present === null) return { vacant: 0, free: retired.map(() => 0) };
  const free = (left: number) => Math.max(0, posts - Math.max(0, left));
  return { vacant: free(present), free: retired.map((gone) => free(present - gone)) };
}

/** The same of a unit: category by category, since nobody too many in one fills a post of another. */
function freeOfUnit({ cells }: PlanUnit): { vacant: number; free: number[] } {
  const each = cells.map(freeOf);
  const years = each[0]?.free ?? [];
  return {
    vacant: each.reduce((sum, { vacant }) => sum + vacant, 0),
    free: years.map((_, year) => each.reduce((sum, { free }) => sum + (free[year] ?? 0), 0)),
  };
}

function claimOf(unit: PlanUnit, input: ReductionPlanInput, limit: UnitLimit | undefined, exempt: boolean): UnitClaim {
  const credit = input.creditCutsMade ? unit.cutSinceBase : 0;
  const size = input.weights === 'base' ? unit.base : unit.posts;
  const weight = { exact: BigInt(size), near: size };
  const floor = limit?.floor ?? 0;
  const common = { unit, weight, credit, exempt, floor, ...freeOfUnit(unit) };
  if (exempt) return { ...common, credit: 0, weight: { exact: 0n, near: 0 }, least: 0, most: 0, leastBy: null, mostBy: 'exempt' };
  const least = Math.max(0, floor - credit);
  const share = input.largestShare;
  const caps: [Bound, number][] = [
    ['all-posts', Math.max(0, unit.posts)],
    ['minimum-norm', limit?.minimum === undefined ? Infinity : Math.max(0, unit.posts - limit.minimum)],
    ['largest-share', share ? Number((BigInt(Math.max(0, unit.posts)) * BigInt(share.numerator)) / BigInt(share.denominator)) : Infinity],
    ['cap', limit?.cap === undefined ? Infinity : Math.max(0, limit.cap - credit)],
    ['no-weight', size === 0 ? least : Infinity],
  ];
  const [mostBy, most] = caps.reduce((low, each) => (each[1] < low[1] ? each : low));
  return { ...common, least, most, leastBy: least > 0 ? 'floor' : null, mostBy };
}

/**
 * The claims of a plan's units, in the order of their keys, bounds in posts still to be cut. Floor and cap bound the cut
 * before credit; a minimum norm, the largest share and the unit's own posts bound what is taken from it now.
 * @param faults receives: units that are not of the population or named twice, caps below floors (at most 100)
 */
export function unitClaims(units: readonly PlanUnit[], input: ReductionPlanInput, faults: Fault[]): UnitClaim[] {
  const byName = new Map(units.flatMap((unit) => [[unit.code, unit] as const, [unit.unit, unit] as const]));
  const find: Find = (code) => byName.get(code);
  const limits = locate(
    input.limits,
    ({ unit }) => unit,
    (n) => `limits.${n}.unit`,
    find,
    faults,
  );
  const named = input.exemptions.map((row, n) => ({ row, n })).filter(({ row }) => 'unit' in row) as { row: { unit: string }; n: number }[];
  const exempt = locate(
    named,
    ({ row }) => row.unit,
    (n) => `exemptions.${named[n]?.n}.unit`,
    find,
    faults,
  );
  const sectors = new Set(input.exemptions.flatMap((row) => ('sector' in row ? [row.sector] : [])));
  if (input.largestShare && input.largestShare.numerator > input.largestShare.denominator)
    faults.push({ field: 'largestShare', code: 'share-above-one', data: input.largestShare });
  const claims = [...units]
    .sort((one, other) => (one.unit < other.unit ? -1 : 1))
    .map((unit) => claimOf(unit, input, limits.get(unit.unit), exempt.has(unit.unit) || sectors.has(unit.sector)));
  const places = new Map(input.limits.map(({ unit }, n) => [find(unit)?.unit, n]));
  input.limits.forEach(({ unit, floor = 0, cap = Infinity }, n) => {
    if (cap < floor) faults.push({ field: `limits.${n}.cap`, code: 'cap-below-floor', data: { unit, floor, cap } });
  });
  for (const { unit, floor, least, most, credit, mostBy, exempt: isExempt } of claims)
    if (least > most && !isExempt && mostBy !== 'cap' && faults.length < MAX_FAULTS)
      faults.push({
        field: `limits.${places.get(unit.unit) ?? 0}.floor`,
        code: 'floor-above-cut',
        data: { unit: unit.unit, floor, credit, least, most, bound: mostBy },
      });
  return claims;
}
