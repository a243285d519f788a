import { type Fault, Refusal } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { categoryPlans, splitCut, sumByCategory, yearly } from './categories.ts';
import { certify } from './certify.ts';
import { giveOutParts, spreadOverYears } from './give-out.ts';
import type { PlanGround } from './ground.ts';
import type { ReductionPlanInput } from './input.ts';
import { claimantOf, nodesOf, type PlanNode, requireFeasible } from './nodes.ts';
import type { PlanAllocation, PlanResult, ReductionPlanNode } from './plan.ts';
import { reasonOf } from './reasons.ts';
import { requiredPosts } from './required.ts';
import { type UnitClaim, unitClaims } from './unit-claims.ts';

/** The units of one node with their cuts and reasons, years still to be set. */
function inNode(claims: readonly UnitClaim[], node: PlanNode, total: number, input: ReductionPlanInput) {
  const mine = node.members.map((n) => claims[n] as UnitClaim);
  const claimants = mine.map(claimantOf);
  const given = giveOutParts(total, claimants, input.method, input.vacanciesFirst);
  const units = mine.map((claim, n) => {
    const reason = reasonOf(claimants[n] as (typeof claimants)[number], claim, given, n, input.method);
    const cut = given.posts[n] as number;
    return { claim, node: node.node, cut, reason, cells: splitCut(cut, claim.unit.cells, input.method, input.vacanciesFirst) };
  });
  return { phase: given.phase, units };
}

/**
 * Gives a target's cut out to units: first to the nodes of the hierarchy, with bounds summed from their units, then within
 * each node by the same method, then among the categories of each unit; ties by sector order, parent key, unit key and the
 * law's list of categories. Then each category's cut is laid over the years of the glide path, first where posts are free by then. It allocates posts and picks nobody.
 * The order in which the units come changes nothing.
 * @throws Refusal with every fault of the limits; `bounds-contradict-total`, `node-limits-out-of-reach` naming the first
 * node that no allocation satisfies; as `requiredPosts`
 * @throws PlanBroken when the result does not add up: a fault of this program
 */
export function planReduction(
  ground: PlanGround,
  target: Pick<Target, 'id' | 'amount' | 'rounding'>,
  input: ReductionPlanInput,
): PlanResult {
  const required = requiredPosts(ground, target, input);
  const faults: Fault[] = [];
  const claims = unitClaims(ground.units, input, faults);
  const nodes = nodesOf(claims, input, faults);
  const [first] = faults;
  if (first) throw new Refusal(first.code, first.data ?? {}, first.field, faults);
  requireFeasible(required.units, nodes, claims);

  const upper = giveOutParts(required.units, nodes, input.method, input.vacanciesFirst);
  const made = nodes.map((node, n) => inNode(claims, node, upper.posts[n] as number, input));
  const flat = made.flatMap(({ units }) => units);
  const cells = flat.flatMap((unit) => unit.cells);
  const cumulative = spreadOverYears(
    required.years.map(({ units }) => units),
    cells.map(({ cut }) => cut),
    cells.map(({ free }) => free),
  );
  let placed = 0;
  const allocations = flat.map(({ claim, node, cut, reason, cells: own }): PlanAllocation => {
    const { unit, code, name, sector, posts, records } = claim.unit;
    const categories = own.map(({ cell, ...given }, n) => ({
      category: cell.category,
      posts: cell.posts,
      cut: given.cut,
      remaining: cell.posts - given.cut,
      years: yearly(required, cumulative[placed + n] as number[]),
      reason: given.reason,
    }));
    placed += own.length;
    const years = required.years.map(({ year }, at) => ({
      year,
      cut: categories.reduce((sum, one) => sum + (one.years[at]?.cut ?? 0), 0),
    }));
    return {
      unit,
      code,
      name,
      sector,
      node,
      weight: claim.weight.near,
      posts,
      cut,
      remaining: posts - cut,
      years,
      categories,
      reason,
      records: [...records],
    };
  });
  const shown = nodes.map((node, n): ReductionPlanNode => {
    const mine = allocations.filter((one) => one.node === node.node);
    const years = required.years.map(({ year }, at) => ({ year, cut: mine.reduce((sum, one) => sum + (one.years[at]?.cut ?? 0), 0) }));
    const { weight, least, most, members } = node;
    const reason = input.hierarchy === 'none' ? null : reasonOf(node, { leastBy: 'floor', mostBy: 'cap' }, upper, n, input.method);
    const cut = upper.posts[n] as number;
    const phase = (made[n] as (typeof made)[number]).phase;
    const categories = sumByCategory(
      mine.flatMap((one) => one.categories),
      required.years,
    );
    return { node: node.node, units: members.length, weight: weight.near, least, most, cut, years, categories, phase, reason };
  });
  allocations.sort((one, other) => (one.unit < other.unit ? -1 : 1));
  const isSilent = ({ posts, cells: own }: UnitClaim['unit']) => posts > 0 && own.every(({ present }) => present === null);
  const withoutPeople = claims.flatMap(({ unit }) => (isSilent(unit) ? [unit.unit] : []));
  const categories = categoryPlans(
    ground,
    required,
    sumByCategory(
      allocations.flatMap((one) => one.categories),
      required.years,
    ),
  );
  const plan = { required, nodes: shown, categories, withoutPeople, allocations };
  const checks = certify(plan, input);
  const certificate = { units: allocations.length, nodes: nodes.length, checks, violations: 0 as const, phase: upper.phase };
  return { ...plan, certificate };
}
