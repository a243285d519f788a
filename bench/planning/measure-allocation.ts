import loadHighs from 'highs';
import { allocate } from '../../shared/domain/allocation/allocate.ts';
import { attainmentProbability } from '../../shared/domain/probability/attainment-probability.ts';
import { cpuOf } from '../statistics.ts';

/** A fixed sequence from 0 to 1. */
const spread = (index: number): number => (index * 0.618_033_988_75) % 1;

const TOTAL = 220_000;
const UNITS = Array.from({ length: 46_000 }, (_, index) => ({
  id: `u${index}`,
  weight: 5 + Math.floor(90 * spread(index)),
  cap: 12,
  attrition: Math.floor(8 * spread(3 * index)),
}));

/** The first criterion of least disruption: a post beyond attrition costs how far it lies beyond, by weight. */
const costOf = (posts: readonly number[]): number =>
  UNITS.reduce((sum, { weight, attrition }, n) => {
    const beyond = Math.max(0, (posts[n] as number) - attrition);
    return sum + (beyond * (beyond + 1)) / 2 / weight;
  }, 0);

/** The same as a linear program: a free variable up to attrition, then one per post. Its optimum is whole anyway. */
function program(): string {
  const posts = UNITS.flatMap(({ weight, attrition, cap }, n) => [
    { name: `f${n}`, cost: 0, most: attrition },
    ...Array.from({ length: cap - attrition }, (_, k) => ({ name: `x${n}_${k}`, cost: (k + 1) / weight, most: 1 })),
  ]);
  const costs = posts.filter(({ cost }) => cost > 0).map(({ name, cost }) => `${cost} ${name}`);
  const lines = (terms: readonly string[]) => terms.join('\n + ');
  return [
    `Minimize\n obj: ${lines(costs)}`,
    `Subject To\n all: ${lines(posts.map(({ name }) => name))} = ${TOTAL}`,
    `Bounds\n${posts.map(({ name, most }) => ` 0 <= ${name} <= ${most}`).join('\n')}\nEnd`,
  ].join('\n');
}

export type AllocationFigures = {
  units: number;
  total: number;
  own: number[];
  /** Of one run: it takes most of a minute. */
  solver: number;
  ownCost: number;
  solverCost: number;
  probability: number[];
};

/** Least disruption for the nation beside the solver on the same instance, once; and the exact probability of 32,000 staff. */
export async function measureAllocation(rounds: number): Promise<AllocationFigures> {
  // Its types take the ES module for a CommonJS one.
  const highs = await (loadHighs as unknown as typeof loadHighs.default)();
  const text = program();
  const groups = Array.from({ length: 400 }, (_, index) => ({ count: 80, annualHazard: 0.002 + 0.12 * spread(index) ** 3 }));
  const figures: AllocationFigures = { units: UNITS.length, total: TOTAL, own: [], solver: 0, ownCost: 0, solverCost: 0, probability: [] };
  const once = async (keep: boolean) => {
    const own = await cpuOf(() => {
      figures.ownCost = costOf(allocate({ total: TOTAL, method: 'least-disruption', units: UNITS }).map(({ posts }) => posts));
    });
    const probability = await cpuOf(() => attainmentProbability({ required: 3500, years: 5, certain: 0, groups }));
    if (!keep) return;
    figures.own.push(own);
    figures.probability.push(probability);
  };
  await once(false);
  for (let round = 0; round < rounds; round++) await once(true);
  figures.solver = await cpuOf(() => {
    figures.solverCost = highs.solve(text).ObjectiveValue;
  });
  return figures;
}
