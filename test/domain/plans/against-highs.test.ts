import fc from 'fast-check';
import loadHighs from 'highs';
import { expect, it } from 'vitest';
import type { PlanGround, PlanUnit } from '../../../shared/domain/plans/ground.ts';
import type { ReductionPlanInput } from '../../../shared/domain/plans/input.ts';
import { planReduction } from '../../../shared/domain/plans/plan-reduction.ts';
import { Refusal } from '../../../shared/errors.ts';
import { anyPlan, TARGET } from './ground.ts';

/** Whoever gives posts, as the design words it: bounds after credit, weight, and what falls free counted from before the credit. */
type Giver = { group: number; weight: number; least: number; most: number; credit: number; vacant: number; free: number; given: number };

const WEIGHTS = [1, 2, 3, 4, 6, 12];
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
const gcd = (one: number, other: number): number => (other === 0 ? one : gcd(other, one % other));
const lcm = (numbers: readonly number[]) => numbers.reduce((all, each) => (each === 0 ? all : (all * each) / gcd(all, each)), 1);

function giverOf(unit: PlanUnit, input: ReductionPlanInput, group: number, given: number): Giver {
  const { posts, base, cutSinceBase, cells } = unit;
  const { floor = 0, cap = Infinity } = input.limits.find((limit) => limit.unit === unit.unit) ?? {};
  const exempt = input.exemptions.some((row) => 'unit' in row && row.unit === unit.unit);
  const weight = exempt ? 0 : input.weights === 'base' ? base : posts;
  const credit = exempt || !input.creditCutsMade ? 0 : cutSinceBase;
  const least = exempt ? 0 : Math.max(0, floor - credit);
  const most = exempt ? 0 : weight === 0 ? least : Math.min(posts, Math.max(0, cap - credit));
  const { present, retired } = cells[0]!;
  const free = (gone: number) => (present === null ? 0 : Math.max(0, posts - Math.max(0, present - gone)));
  return { group, weight, least, most, credit, vacant: Math.max(least, Math.min(most, free(0))), free: free(retired.at(-1) ?? 0), given };
}

/** Vacancies first: they bound every part of a group from above while they suffice, then from below. */
function bounded(givers: readonly Giver[], totals: readonly number[], vacanciesFirst: boolean): Giver[] {
  return givers.map((giver) => {
    const vacant = sum(givers.filter(({ group }) => group === giver.group).map((one) => one.vacant));
    if (!vacanciesFirst) return giver;
    return totals[giver.group]! <= vacant ? { ...giver, most: giver.vacant } : { ...giver, least: giver.vacant };
  });
}

it('the solver HiGHS finds no less disruptive plan, nor a more even one among the least disruptive, from the sectors down to the units', async () => {
  // Its types take the ES module for a CommonJS one.
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  /** Whether what was given costs as little as the solver can make it: first beyond what falls free, then evenly. */
  const judge = (asked: readonly Giver[], totals: readonly number[], vacanciesFirst: boolean) => {
    const givers = bounded(asked, totals, vacanciesFirst);
    const common = lcm(givers.map(({ weight }) => weight));
    const beyond = ({ weight, free, credit }: Giver, n: number) =>
      weight === 0 ? 0 : (Math.max(0, n + credit - free - credit) * common) / weight;
    const even = ({ weight, credit }: Giver, n: number) => (weight === 0 ? 0 : ((2 * (n + credit) - 1) * common) / weight);
    const costOf = (of: typeof beyond) => sum(givers.flatMap((giver) => Array.from({ length: giver.given }, (_, k) => of(giver, k + 1))));
    // One variable per post that somebody can give, 0 or 1; those up to the floor are given.
    const posts = givers.flatMap((giver, g) =>
      Array.from({ length: giver.most }, (_, k) => ({
        name: `x${g}_${k}`,
        giver,
        beyond: beyond(giver, k + 1),
        even: even(giver, k + 1),
        held: k < giver.least,
      })),
    );
    if (posts.length === 0) return;
    const weighted = (key: 'beyond' | 'even') => posts.map((post) => `${post[key]} ${post.name}`).join(' + ');
    const rules = totals.flatMap((total, group) => {
      const mine = posts.filter(({ giver }) => giver.group === group);
      return mine.length === 0 ? [] : [` t${group}: ${mine.map(({ name }) => name).join(' + ')} = ${total}\n`];
    });
    const solve = (objective: string, more = '') =>
      highs.solve(
        `Minimize\n obj: ${objective}\nSubject To\n${rules.join('')}${more}Bounds\n` +
          `${posts.map(({ name, held }) => ` ${held ? 1 : 0} <= ${name} <= 1\n`).join('')}General\n ${posts.map(({ name }) => name).join(' ')}\nEnd`,
        { mip_rel_gap: 0 },
      );
    const optimum = solve(weighted('beyond'));
    expect(optimum.Status).toBe('Optimal');
    const least = Math.round(optimum.ObjectiveValue);
    const second = solve(weighted('even'), ` first: ${weighted('beyond')} <= ${least}\n`);
    expect([Math.round(costOf(beyond)), Math.round(costOf(even))]).toEqual([least, Math.round(second.ObjectiveValue)]);
  };

  let judged = 0;
  const plans = fc.sample(anyPlan(6), { numRuns: 400, seed: 20301231 });
  for (const { ground: on, input: asked } of plans) {
    if (judged === 200) break;
    const units = on.units.map((unit): PlanUnit => ({ ...unit, base: WEIGHTS[unit.posts % WEIGHTS.length]! }));
    const input: ReductionPlanInput = {
      ...asked,
      method: 'least-disruption',
      weights: 'base',
      hierarchy: judged % 4 === 0 ? 'none' : 'sector',
    };
    const plan = made({ ...on, units }, input);
    if (plan === undefined) continue;
    judged += 1;
    const nodes = plan.nodes.map(({ node, cut }) => ({ node, cut }));
    const givers = plan.allocations.map(({ unit, node, cut }) =>
      giverOf(
        units.find((one) => one.unit === unit)!,
        input,
        nodes.findIndex((one) => one.node === node),
        cut,
      ),
    );
    const upper = nodes.map(({ cut }, group): Giver => {
      const mine = givers.filter((giver) => giver.group === group);
      const all = (of: (giver: Giver) => number) => sum(mine.map(of));
      return {
        group: 0,
        weight: all(({ weight }) => weight),
        least: all(({ least }) => least),
        most: all(({ most }) => most),
        credit: all(({ credit }) => credit),
        vacant: all(({ vacant }) => vacant),
        free: all(({ free, most }) => Math.min(free, most)),
        given: cut,
      };
    });
    judge(upper, [plan.required.units], input.vacanciesFirst);
    judge(
      givers,
      nodes.map(({ cut }) => cut),
      input.vacanciesFirst,
    );
  }
  expect(judged).toBe(200);
});

function made(on: PlanGround, input: ReductionPlanInput) {
  try {
    return planReduction(on, TARGET, input);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
