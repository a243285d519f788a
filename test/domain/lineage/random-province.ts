import type { FrozenPosts } from '../../../shared/domain/restate.ts';
import type { Category } from '../../../shared/domain/vocabulary.ts';
import { Refusal } from '../../../shared/errors.ts';
import { dice } from './decomposition-truth.ts';
import { RESERVE, unit, World } from './world.ts';

const CATEGORIES = ['employee-budget', 'civil-servant', 'contract'] as const satisfies Category[];
const DATES = ['2022-03-01', '2022-07-01', '2022-10-01', '2023-04-01', '2023-09-01', '2024-01-01', '2024-06-01', '2025-07-01'];
const SINKS = ['reserve', 'surrendered', 'outside'];

/** A forest of departments and schools with posts of three years, before and after up to eight random reorganisations, and its frozen 2021. */
export function randomProvince(seed: number): { before: World; world: World; frozen: FrozenPosts; dates: string[] } {
  const roll = dice(seed);
  const before = build(dice(seed ^ 1));
  const world = build(dice(seed ^ 1));
  const frozen: FrozenPosts = {
    date: '2021-12-31',
    cells: [...world.units.keys()].flatMap((code) => CATEGORIES.map((category) => ({ unit: code, category, posts: roll(30) }))),
    reserve: CATEGORIES.map((category) => ({ category, posts: roll(9) })),
  };
  for (const [index, date] of DATES.entries()) {
    try {
      world.reorganise(randomInput(world, roll, date, index));
    } catch (error) {
      // A random choice may break a rule (living children, a cycle); then nothing happens on that day.
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const dates = [...DATES, '2022-02-28', '2022-06-30', '2022-12-31', '2023-12-31', '2024-12-31', '2025-06-30', '2025-12-31'].sort();
  return { before, world, frozen, dates };
}

function build(roll: (n: number) => number): World {
  const codes = ['H49', 'H49.1', 'H49.2', 'H49.1.1', 'H49.1.2', 'H49.1.3', 'H49.2.1', 'H49.2.2', 'H49.2.2.1'];
  const world = new World(codes.map((code) => unit(code)));
  for (const year of [2022, 2023, 2025])
    for (const holder of [...codes, RESERVE])
      for (const category of CATEGORIES)
        for (const issuer of ['provincial-council', 'central-organisation-commission'] as const) {
          const base = 1 + roll(20);
          world.post(holder, { quantity: base, category, issuer, effectiveFrom: `${year}-01-01` });
          if (roll(3) === 0)
            world.post(holder, {
              quantity: 1 + roll(5),
              category,
              issuer,
              outsideBase: true,
              reason: 'supplement',
              effectiveFrom: `${year}-02-01`,
            });
          if (roll(3) === 0)
            world.post(holder, { quantity: 1 + roll(9), category, issuer, reason: 'supplement', effectiveFrom: `${year}-08-15` });
        }
  return world;
}

function randomInput(world: World, roll: (n: number) => number, date: string, index: number): object {
  const alive = world.tree.aliveOn(date).map(({ unit: { key } }) => key);
  const pick = () => alive[roll(alive.length)] ?? '';
  const sources = [...new Set([pick(), pick()])].filter((code) => code !== 'H49' && world.tree.childrenOn(code, date).length === 0);
  const code = `H49.N${index}`;
  const creates = [{ code, name: code, kind: 'public-service', level: 'province', sector: 'education', parent: 'H49' }];
  const target = pick();
  const parts = 2 + roll(4);
  const cut = 1 + roll(parts - 1);
  const split = (to: string, rest: string, category?: string) =>
    sources.flatMap((source) => [
      { source, to, ...(category ? { category } : {}), share: { numerator: cut, denominator: parts } },
      { source, to: rest, ...(category ? { category } : {}), share: { numerator: parts - cut, denominator: parts } },
    ]);
  const sink = SINKS[roll(3)] ?? 'reserve';
  const inputs = [
    { type: 'merge', creates, sources },
    { type: 'merge', targets: [target], sources },
    { type: 'split', creates, targets: [target], shares: [...split(code, target), ...split(code, sink, 'contract')], sources },
    {
      type: 'split',
      creates,
      targets: [...sources],
      shares: sources.flatMap((source) => [source, code].map((to) => ({ source, to, share: { numerator: 1, denominator: 2 } }))),
      sources,
    },
    { type: 'dissolve', shares: split(sink, sink === 'outside' ? 'reserve' : 'outside'), sources },
    {
      type: 'transfer',
      targets: [target],
      shares: sources.flatMap((source) =>
        [source, target].map((to) => ({ source, to, category: 'employee-budget', share: { numerator: 1, denominator: 2 } })),
      ),
      sources,
    },
  ];
  const chosen = inputs[roll(inputs.length)] ?? {};
  return sources.length > 0
    ? { effectiveFrom: date, ...chosen }
    : { type: 'transfer', effectiveFrom: date, sources: ['H49'], changes: [{ unit: 'H49', name: 'x' }] };
}

/** The same things in another order. */
export function reshuffle<T>(things: readonly T[], seed: number): T[] {
  const roll = dice(seed);
  return things
    .map((thing) => ({ thing, at: roll(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ thing }) => thing);
}
