import { allocate } from '../../shared/domain/allocation/allocate.ts';
import { ALLOCATION_METHODS } from '../../shared/domain/allocation/input.ts';
import { attainmentProbability } from '../../shared/domain/probability/attainment-probability.ts';

/**
 * `node bench/planning/calculators.ts`: CPU of the planning calculators in process, medians of 15 interleaved rounds, with
 * the quarters beside it. Aims: least disruption for 46,000 units under 200 ms, the probability for 32,000 staff under 20 ms.
 */
const ROUNDS = 15;

/** A fixed sequence from 0 to 1. */
const spread = (index: number): number => (index * 0.618_033_988_75) % 1;

const units = Array.from({ length: 46_000 }, (_, index) => ({
  id: `unit-${index}`,
  weight: 5 + Math.floor(90 * spread(index)),
  floor: index % 10 === 0 ? 1 : 0,
  cap: 40,
  credit: index % 9 === 0 ? 2 : 0,
  attrition: Math.floor(80 * spread(3 * index)) / 10,
}));
const cohorts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ count: 32_000 / count, annualHazard: 0.002 + 0.12 * spread(index) ** 3 }));

const contenders: Record<string, () => unknown> = {};
for (const method of ALLOCATION_METHODS)
  contenders[`${method}, 46,000 units, 220,000 posts`] = () => allocate({ total: 220_000, method, units });
for (const count of [20, 400, 3200, 32_000]) {
  const groups = cohorts(count);
  contenders[`probability, 32,000 staff in ${count} groups`] = () =>
    attainmentProbability({ required: 3500, years: 5, certain: 0, groups });
}

const measured = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++)
  for (const [name, run] of Object.entries(contenders)) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) measured.get(name)?.push((user + system) / 1000);
  }
for (const [name, values] of measured) {
  values.sort((one, other) => one - other);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => (values[Math.floor(part * ROUNDS)] ?? Number.NaN).toFixed(1));
  console.log(`${name}: ${middle} ms CPU (${low}–${high})`);
}
