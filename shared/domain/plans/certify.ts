import type { AllocationMethod } from '../allocation/input.ts';
import type { AllocationReason, PlanAllocation, PlanResult, ReductionPlanNode } from './plan.ts';

/** A plan contradicts itself: a fault of this program, never of the request. */
export class PlanBroken extends Error {
  override readonly name = 'PlanBroken';
}

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
function checkOrder(node: string, reasons: readonly AllocationReason[], method: AllocationMethod): number {
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

function requireEqual(what: string, found: number, due: number): void {
  if (found !== due) throw new PlanBroken(`${what}: ${found}, not ${due}`);
}
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Sums of a node, over its units and over the years. */
function checkNode(node: ReductionPlanNode, units: readonly PlanAllocation[]): number {
  requireEqual(node.node, sumOf(units.map(({ cut }) => cut)), node.cut);
  node.years.forEach(({ year, cut }, at) =>
    requireEqual(`${node.node} ${year}`, sumOf(units.map(({ years }) => years[at]?.cut ?? 0)), cut),
  );
  requireEqual(`${node.node} over the years`, sumOf(node.years.map(({ cut }) => cut)), node.cut);
  if (node.cut < node.least || node.cut > node.most)
    throw new PlanBroken(`${node.node}: ${node.cut} outside ${node.least} to ${node.most}`);
  return node.years.length + 3;
}

/**
 * Checks a plan from what it says of itself, not from how it was made: sums at every node and year, bounds of every unit,
 * and in every node that nothing given up was dearer than what was spared.
 * @returns how many checks held
 * @throws PlanBroken when one does not: a fault of this program
 */
export function certify(plan: Omit<PlanResult, 'certificate'>, method: AllocationMethod): number {
  const { required, nodes, allocations } = plan;
  let checks = 2;
  requireEqual('the units', sumOf(allocations.map(({ cut }) => cut)), required.units);
  requireEqual('the nodes', sumOf(nodes.map(({ cut }) => cut)), required.units);
  required.years.forEach(({ year, units }, at) => {
    checks += 1;
    requireEqual(`${year}`, sumOf(nodes.map(({ years }) => sumOf(years.slice(0, at + 1).map(({ cut }) => cut)))), units);
  });
  for (const { unit, posts, cut, remaining, years, reason } of allocations) {
    checks += 3;
    if (cut < reason.least || cut > reason.most) throw new PlanBroken(`${unit}: ${cut} outside ${reason.least} to ${reason.most}`);
    requireEqual(`${unit} over the years`, sumOf(years.map((year) => year.cut)), cut);
    requireEqual(`${unit} remaining`, remaining, posts - cut);
  }
  const ofNode = Map.groupBy(allocations, ({ node }) => node);
  for (const node of nodes) {
    const units = ofNode.get(node.node) ?? [];
    checks += checkNode(node, units);
    checks += checkOrder(
      node.node,
      units.map(({ reason }) => reason),
      method,
    );
  }
  const upper = nodes.flatMap(({ reason }) => (reason ? [reason] : []));
  return checks + (upper.length > 0 ? checkOrder('the upper level', upper, method) : 0);
}
