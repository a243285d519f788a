import type { ReductionPlanInput } from './input.ts';
import type { PlanAllocation, PlanResult } from './plan.ts';
import { PlanBroken } from './plan-broken.ts';

/** One limit of the request against what was given out. */
function require(holds: boolean, what: string): number {
  if (!holds) throw new PlanBroken(what);
  return 1;
}

/**
 * Checks that a plan keeps what the request said of units, sectors and nodes: exemptions, floors, caps and norms, the
 * largest share, posts out of the reserve. Floor and cap bound the cut with the credit for cuts already made.
 * @returns how many checks held
 * @throws PlanBroken when one does not
 */
export function checkStatedLimits(
  { required, nodes, allocations }: Pick<PlanResult, 'required' | 'nodes' | 'allocations'>,
  input: ReductionPlanInput,
): number {
  const sectors = new Set(input.exemptions.flatMap((row) => ('sector' in row ? [row.sector] : [])));
  const exempt = new Set(input.exemptions.flatMap((row) => ('unit' in row ? [row.unit] : [])));
  const limits = new Map(input.limits.map((limit) => [limit.unit, limit]));
  const isExempt = ({ unit, code, sector }: PlanAllocation) => sectors.has(sector) || exempt.has(unit) || exempt.has(code);
  let checks = require(required.fromReserve <= input.fromReserve, `${required.fromReserve} out of the reserve`);
  for (const allocation of allocations) {
    const { unit, code, posts, cut, remaining, reason } = allocation;
    checks += require(cut <= Math.max(0, posts), `${unit}: ${cut} of ${posts} posts`);
    if (isExempt(allocation)) {
      checks += require(cut === 0, `${unit} is exempt and gives ${cut}`);
      continue;
    }
    const { floor = 0, cap = Infinity, minimum = 0 } = limits.get(unit) ?? limits.get(code) ?? {};
    checks += require(cut + reason.credit >= floor, `${unit}: ${cut} below its floor ${floor}`);
    checks += require(cut <= Math.max(0, cap - reason.credit), `${unit}: ${cut} above its cap ${cap}`);
    checks += require(cut === 0 || remaining >= minimum, `${unit}: ${remaining} left, its norm is ${minimum}`);
    const share = input.largestShare;
    if (share)
      checks += require(BigInt(cut) * BigInt(share.denominator) <=
        BigInt(Math.max(0, posts)) * BigInt(share.numerator), `${unit}: ${cut} above the largest share`);
  }
  for (const { node, floor = 0, cap = Infinity } of input.nodeLimits) {
    const { cut } = nodes.find((one) => one.node === node) ?? { cut: 0 };
    checks += require(floor <= cut && cut <= cap, `${node}: ${cut} outside ${floor} to ${cap}`);
  }
  return checks;
}
