import { checkOrder } from './certify-order.ts';
import { checkStatedLimits } from './certify-limits.ts';
import type { ReductionPlanInput } from './input.ts';
import type { CategoryPlan, PlanAllocation, PlanResult, ReductionPlanNode } from './plan.ts';
import { PlanBroken } from './plan-broken.ts';

type Required = PlanResult['required'];

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
  for (const { category, cut, years } of node.categories) {
    const mine = units.flatMap((unit) => unit.categories.filter((one) => one.category === category));
    requireEqual(`${node.node} ${category}`, sumOf(mine.map((one) => one.cut)), cut);
    years.forEach((year, at) =>
      requireEqual(`${node.node} ${category} ${year.year}`, sumOf(mine.map((one) => one.years[at]?.cut ?? 0)), year.cut),
    );
  }
  requireEqual(`${node.node} over its categories`, sumOf(node.categories.map(({ cut }) => cut)), node.cut);
  if (node.cut < node.least || node.cut > node.most)
    throw new PlanBroken(`${node.node}: ${node.cut} outside ${node.least} to ${node.most}`);
  return node.years.length + 4 + node.categories.length * (node.years.length + 1);
}

/** A unit's cut over its years and its categories, and each of these over its own years. */
function checkUnit({ unit, posts, cut, remaining, years, categories, reason }: PlanAllocation, input: ReductionPlanInput): number {
  if (cut < reason.least || cut > reason.most) throw new PlanBroken(`${unit}: ${cut} outside ${reason.least} to ${reason.most}`);
  requireEqual(`${unit} over the years`, sumOf(years.map((year) => year.cut)), cut);
  requireEqual(`${unit} remaining`, remaining, posts - cut);
  requireEqual(`${unit} over its categories`, sumOf(categories.map((one) => one.cut)), cut);
  years.forEach((year, at) =>
    requireEqual(`${unit} ${year.year} over its categories`, sumOf(categories.map((one) => one.years[at]?.cut ?? 0)), year.cut),
  );
  for (const one of categories) {
    const name = `${unit} ${one.category}`;
    if (one.cut > Math.max(0, one.posts)) throw new PlanBroken(`${name}: ${one.cut} of ${one.posts} posts`);
    requireEqual(`${name} over the years`, sumOf(one.years.map((year) => year.cut)), one.cut);
    requireEqual(`${name} remaining`, one.remaining, one.posts - one.cut);
  }
  const order = checkOrder(
    unit,
    categories.map((one) => one.reason),
    input.method,
  );
  return 4 + years.length + 3 * categories.length + order;
}

/** Each category's cut over the nodes, by year, and all categories together against what the target asks for. */
function checkCategories(categories: readonly CategoryPlan[], nodes: readonly ReductionPlanNode[], required: Required): number {
  for (const { category, counted, cut, fromReserve, units, years } of categories) {
    const mine = nodes.flatMap((node) => node.categories.filter((one) => one.category === category));
    requireEqual(category, sumOf(mine.map((one) => one.cut)), units);
    requireEqual(`${category} with the reserve`, cut, units + fromReserve);
    requireEqual(`${category} at the end`, years.at(-1)?.cumulative ?? 0, cut);
    years.forEach((year, at) => {
      const byThen = sumOf(mine.map((one) => sumOf(one.years.slice(0, at + 1).map((each) => each.cut))));
      requireEqual(`${category} ${year.year}`, byThen, year.units);
      requireEqual(`${category} ${year.year} remaining`, year.mayRemain, counted - year.cumulative);
    });
  }
  requireEqual('base over the categories', sumOf(categories.map(({ base }) => base)), required.base);
  requireEqual('counted over the categories', sumOf(categories.map(({ counted }) => counted)), required.counted);
  requireEqual('the reserve over the categories', sumOf(categories.map(({ fromReserve }) => fromReserve)), required.fromReserve);
  required.years.forEach(({ year, cumulative }, at) =>
    requireEqual(`${year} over the categories`, sumOf(categories.map(({ years }) => years[at]?.cumulative ?? 0)), cumulative),
  );
  return 3 + required.years.length + categories.length * (3 + 2 * required.years.length);
}

/**
 * Checks a plan from what it says of itself, not from how it was made: sums at every node, unit, category and year,
 * bounds of every unit, the limits and exemptions of the request, and in every node that nothing given up was dearer than
 * what was spared. So it is computed again from a stored plan alone.
 * @returns how many checks held
 * @throws PlanBroken when one does not: a fault of this program
 */
export function certify(plan: Omit<PlanResult, 'certificate'>, input: ReductionPlanInput): number {
  const { required, nodes, categories, allocations } = plan;
  let checks = 2;
  requireEqual('the units', sumOf(allocations.map(({ cut }) => cut)), required.units);
  requireEqual('the nodes', sumOf(nodes.map(({ cut }) => cut)), required.units);
  required.years.forEach(({ year, units }, at) => {
    checks += 1;
    requireEqual(`${year}`, sumOf(nodes.map(({ years }) => sumOf(years.slice(0, at + 1).map(({ cut }) => cut)))), units);
  });
  for (const allocation of allocations) checks += checkUnit(allocation, input);
  const ofNode = Map.groupBy(allocations, ({ node }) => node);
  for (const node of nodes) {
    const units = ofNode.get(node.node) ?? [];
    const reasons = units.map(({ reason }) => reason);
    checks += checkNode(node, units) + checkOrder(node.node, reasons, input.method);
  }
  checks += checkCategories(categories, nodes, required) + checkStatedLimits(plan, input);
  const upper = nodes.flatMap(({ reason }) => (reason ? [reason] : []));
  return checks + (upper.length > 0 ? checkOrder('the upper level', upper, input.method) : 0);
}
