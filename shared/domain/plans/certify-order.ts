import type { AllocationMethod } from '../allocation/input.ts';
import type { AllocationReason } from './plan.ts';
import { PlanBroken } from './plan-broken.ts';

type Fraction = readonly [bigint, bigint];
function parse(text: string): Fraction {
  const [top = '0', bottom = '1'] = text.split('/');
  return [BigInt(top), BigInt(bottom)];
}
const above = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d > c * b;
type Cost = NonNullable<AllocationReason['lastCost']>;

/** Whether one cost lies above another: beyond attrition first, then evenness. */
function dearer(one: Cost, other: Cost): boolean {
  const [first, second] = [parse(one.beyond ?? '0'), parse(other.beyond ?? '0')];
  if (above(first, second)) return true;
  return !above(second, first) && above(parse(one.even), parse(other.even));
}

const extreme = (costs: readonly (Cost | null)[], beats: (one: Cost, other: Cost) => boolean): Cost | undefined =>
  costs.reduce<Cost | undefined>((best, cost) => (cost !== null && (best === undefined || beats(cost, best)) ? cost : best), undefined);

/** No post that was given costs more than one that was not; or no remainder rounded down is larger than one rounded up. */
export function checkOrder(node: string, reasons: readonly AllocationReason[], method: AllocationMethod): number {
  if (method !== 'largest-remainder') {
    const last = extreme(
      reasons.map(({ lastCost }) => lastCost),
      dearer,
    );
    const next = extreme(
      reasons.map(({ nextCost }) => nextCost),
      (one, other) => dearer(other, one),
    );
    if (last && next && dearer(last, next)) throw new PlanBroken(`${node}: a post that was given costs more than one that was not`);
    return 1;
  }
  const rest = ({ quota }: AllocationReason): Fraction => {
    const [top, bottom] = parse(quota ?? '0');
    return [((top % bottom) + bottom) % bottom, bottom];
  };
  const rounded = reasons.filter(({ quota }) => quota !== null);
  const of = (up: boolean) => rounded.filter(({ roundedUp }) => roundedUp === up).map(rest);
  const largest = of(false).reduce<Fraction>((high, one) => (above(one, high) ? one : high), [0n, 1n]);
  if (of(true).some((one) => above(largest, one))) throw new PlanBroken(`${node}: a larger remainder was rounded down`);
  return 1;
}
