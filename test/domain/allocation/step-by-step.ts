import Fraction from 'fraction.js';
import type { AllocationInput, AllocationMethod, AllocationUnit } from '../../../shared/domain/allocation/input.ts';

/** The definition taken word for word, in exact fractions: slow, without any of the product's code. */
const clamp = (low: number, value: number, high: number) => Math.max(low, Math.min(value, high));
const floorOf = ({ floor = 0, exempt }: AllocationUnit) => (exempt ? 0 : floor);
const capOf = ({ cap = Infinity, floor = 0, weight, exempt }: AllocationUnit) => (exempt ? 0 : weight === 0 ? floor : cap);
const postsOf = ({ credit = 0 }: AllocationUnit, share: number) => Math.max(0, share - credit);
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

export const boundsOf = (unit: AllocationUnit) => ({ least: postsOf(unit, floorOf(unit)), most: postsOf(unit, capOf(unit)) });

export type Cost = { keys: [Fraction, Fraction]; index: number };
export const sooner = (one: Cost, other: Cost): number =>
  one.keys[0].compare(other.keys[0]) || one.keys[1].compare(other.keys[1]) || one.index - other.index;

/** What a unit's post number `posts` (after credit) costs, exactly. */
export function costOf(
  method: AllocationMethod,
  { weight, attrition = 0, credit = 0 }: AllocationUnit,
  posts: number,
  index: number,
): Cost {
  const share = posts + credit;
  const beyond = method === 'least-disruption' ? new Fraction(share).sub(String(attrition)) : new Fraction(0);
  const over = (cost: Fraction) => cost.div(String(weight || 1));
  return { keys: [over(beyond.lt(0) ? new Fraction(0) : beyond), over(new Fraction(2 * share - 1))], index };
}

/** Raises the shares from the floors, one post at a time, until what is left of them after credit sums to the total. */
export function stepByStep({ total, method, units }: AllocationInput): number[] {
  const shares = units.map(floorOf);
  const posts = () => units.map((unit, index) => postsOf(unit, shares[index] as number));
  while (sum(posts()) < total) {
    const open = units.flatMap((unit, index) => {
      const share = shares[index] as number;
      return share < capOf(unit) ? [costOf(method, { ...unit, credit: 0 }, share + 1, index)] : [];
    });
    const next = open.sort(sooner)[0]!.index;
    shares[next] = (shares[next] as number) + 1;
  }
  return posts();
}

/** Quotas after credit: λ between the two breakpoints around the total, where their sum is a straight line. */
export function quotas({ total, units }: AllocationInput): Fraction[] {
  const at = (lambda: Fraction): Fraction[] =>
    units.map((unit) => {
      const share = [new Fraction(floorOf(unit)), lambda.mul(String(unit.weight)), new Fraction(clamp(0, capOf(unit), 1e12))]
        .sort((a, b) => a.compare(b))
        .at(1)!
        .sub(unit.credit ?? 0);
      return share.lt(0) ? new Fraction(0) : share;
    });
  const whole = (lambda: Fraction) => at(lambda).reduce((all, each) => all.add(each), new Fraction(0));
  const rising = units.filter(({ weight, exempt }) => weight > 0 && exempt !== true);
  const points = rising
    .flatMap((unit) =>
      [floorOf(unit), unit.credit ?? 0, clamp(0, capOf(unit), 1e12)].map((share) => new Fraction(share).div(String(unit.weight))),
    )
    .concat(new Fraction(0))
    .sort((a, b) => a.compare(b));
  const end = points.findIndex((point) => whole(point).gte(total));
  const high = points[end]!;
  const low = points[Math.max(0, end - 1)]!;
  const gained = whole(high).sub(whole(low));
  if (gained.equals(0)) return at(high);
  return at(
    low.add(
      high
        .sub(low)
        .mul(new Fraction(total).sub(whole(low)))
        .div(gained),
    ),
  );
}

/** Every way to give out the total in whole posts within the bounds. */
export function* everyWay(total: number, bounds: readonly { least: number; most: number }[]): Generator<number[]> {
  const [first, ...rest] = bounds;
  if (first === undefined) {
    if (total === 0) yield [];
    return;
  }
  for (let posts = first.least; posts <= Math.min(first.most, total); posts++)
    for (const others of everyWay(total - posts, rest)) yield [posts, ...others];
}
