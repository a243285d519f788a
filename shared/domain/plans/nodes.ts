import { type Fault, Refusal } from '../../errors.ts';
import { SECTORS } from '../vocabulary.ts';
import { type Claimant, vacantWithin } from './give-out.ts';
import type { NodeLimit, ReductionPlanInput } from './input.ts';
import type { UnitClaim } from './unit-claims.ts';

/** The province as a whole: the root of every plan. */
export const ROOT = '~PROVINCE';

/** A node of the hierarchy with the units under it, by their positions; its bounds are those of its units, narrowed by its own. */
export type PlanNode = Claimant & { readonly node: string; readonly members: readonly number[] };

/** A unit as the method sees it: its attrition is what is free by the deadline. */
export const claimantOf = (claim: UnitClaim): Claimant => ({ ...claim, attrition: claim.free.at(-1) ?? 0 });

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

function aggregate(node: string, members: readonly number[], claims: readonly Claimant[], limit: NodeLimit | undefined): PlanNode {
  const mine = members.map((n) => claims[n] as Claimant);
  const size = sumOf(mine.map(({ weight }) => weight.near));
  return {
    node,
    members,
    weight: { exact: BigInt(size), near: size },
    credit: sumOf(mine.map(({ credit }) => credit)),
    least: Math.max(limit?.floor ?? 0, sumOf(mine.map(({ least }) => least))),
    most: Math.min(limit?.cap ?? Infinity, sumOf(mine.map(({ most }) => most))),
    vacant: sumOf(mine.map(vacantWithin)),
    // Posts that fall free where they cannot be taken help nobody.
    attrition: sumOf(mine.map(({ attrition, most }) => Math.min(attrition, most))),
  };
}

/** Limits of nodes that are no node of the plan, are named twice, or whose cap lies below their floor. */
function checkLimits({ nodeLimits }: ReductionPlanInput, known: ReadonlySet<string>, faults: Fault[]): void {
  const seen = new Set<string>();
  nodeLimits.forEach(({ node, floor = 0, cap = Infinity }, n) => {
    const field = `nodeLimits.${n}`;
    if (!known.has(node)) faults.push({ field: `${field}.node`, code: 'unknown-plan-node', data: { node } });
    if (seen.has(node)) faults.push({ field: `${field}.node`, code: 'duplicate-row', data: { key: node } });
    if (cap < floor) faults.push({ field: `${field}.cap`, code: 'node-cap-below-floor', data: { node, floor, cap } });
    seen.add(node);
  });
}

/**
 * The nodes of a plan: sectors in the order of the law's list, or parents in the order of their keys; one node for all
 * without a hierarchy.
 * @param faults receives limits that name no node, name one twice or contradict themselves
 */
export function nodesOf(claims: readonly UnitClaim[], input: ReductionPlanInput, faults: Fault[]): PlanNode[] {
  const { hierarchy, nodeLimits } = input;
  const nodeOf = ({ unit }: UnitClaim) => (hierarchy === 'sector' ? unit.sector : hierarchy === 'parent' ? (unit.parent ?? ROOT) : ROOT);
  const members = Map.groupBy(claims.keys(), (n) => nodeOf(claims[n] as UnitClaim));
  const names = [...members.keys()];
  if (hierarchy === 'sector') names.sort((one, other) => SECTORS.indexOf(one as never) - SECTORS.indexOf(other as never));
  else names.sort();
  checkLimits(input, new Set(names), faults);
  const limits = new Map(nodeLimits.map((limit) => [limit.node, limit]));
  const claimants = claims.map(claimantOf);
  return names.map((node) => aggregate(node, members.get(node) ?? [], claimants, limits.get(node)));
}

/**
 * Refuses a plan that no allocation satisfies, naming the first node whose bounds contradict its total: a node whose own
 * limits leave nothing between the bounds of its units, in the order of the nodes, else the province.
 */
export function requireFeasible(total: number, nodes: readonly PlanNode[], claims: readonly UnitClaim[]): void {
  for (const { node, members, least, most } of nodes) {
    if (least <= most) continue;
    const mine = members.map((n) => claims[n] as UnitClaim);
    const data = { node, floor: least, cap: most, least: sumOf(mine.map((one) => one.least)), most: sumOf(mine.map((one) => one.most)) };
    throw new Refusal('node-limits-out-of-reach', data, 'nodeLimits');
  }
  const least = sumOf(nodes.map((node) => node.least));
  const most = sumOf(nodes.map((node) => node.most));
  if (total < least || total > most) throw new Refusal('bounds-contradict-total', { node: ROOT, total, least, most }, 'limits');
}
