import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reorganisation } from '../../../shared/domain/reorganisation.ts';
import { restate, restatedSchema } from '../../../shared/domain/restate.ts';
import { yearOf } from '../../../shared/time.ts';
import { randomProvince, reshuffle } from './random-province.ts';
import { RESERVE, unit, World } from './world.ts';

const BASE = '2021-12-31';
const created = (code: string) => ({ code, name: code, kind: 'public-service', level: 'province', sector: 'education', parent: 'H49' });
const share = (source: string, to: string, numerator: number, denominator: number) => ({ source, to, share: { numerator, denominator } });
const schools = () => new World([unit('H49'), ...['A', 'B', 'C'].map((name) => unit(`H49.${name}`))]);
const baseline = (posts: Record<string, number>, reserve = 0) => ({
  date: BASE,
  cells: Object.entries(posts).map(([code, count]) => ({ unit: code, category: 'employee-budget' as const, posts: count })),
  reserve: reserve > 0 ? [{ category: 'employee-budget' as const, posts: reserve }] : [],
});
const view = (world: World, frozen: ReturnType<typeof baseline>, asOf: string) =>
  restatedSchema.parse(restate({ baseline: frozen, reorganisations: world.reorganisations, tree: world.tree, asOf }));

describe('restated baseline', () => {
  const world = schools();
  world.reorganise({
    type: 'split',
    effectiveFrom: '2022-07-01',
    sources: ['H49.A'],
    creates: [created('H49.D'), created('H49.E')],
    shares: [share('H49.A', 'H49.D', 1, 3), share('H49.A', 'H49.E', 2, 3)],
  });
  world.reorganise({ type: 'merge', effectiveFrom: '2023-07-01', sources: ['H49.D', 'H49.B'], targets: ['H49.C'] });
  const sinks = ['reserve', 'surrendered', 'outside'].map((to) => share('H49.E', to, 1, 3));
  world.reorganise({ type: 'dissolve', effectiveFrom: '2024-07-01', sources: ['H49.E'], shares: sinks });
  const frozen = baseline({ 'H49.A': 7, 'H49.B': 5, 'H49.C': 2 }, 1);

  test('keeps exact fractions and rounds once, by largest remainder', () => {
    const { cells } = view(world, frozen, '2022-07-01');
    expect(cells.map(({ unit: code, exact, posts }) => [code, exact, posts])).toEqual([
      ['H49.B', '5', 5],
      ['H49.C', '2', 2],
      ['H49.D', '7/3', 2],
      ['H49.E', '14/3', 5],
      [RESERVE, '1', 1],
    ]);
  });

  test('changes on the day of effect and not the day before', () => {
    const holders = (asOf: string) => view(world, frozen, asOf).cells.map(({ unit: code }) => code);
    expect(holders('2022-06-30')).toEqual(['H49.A', 'H49.B', 'H49.C', RESERVE]);
    expect(holders('2023-06-30')).toEqual(['H49.B', 'H49.C', 'H49.D', 'H49.E', RESERVE]);
    expect(holders('2023-07-01')).toEqual(['H49.C', 'H49.E', RESERVE]);
  });

  test('proves that frozen = restated + surrendered + outside, exactly and in whole posts', () => {
    const { totals, conserved, breaks } = view(world, frozen, '2024-07-01');
    const exact = { restated: '107/9', reserve: '23/9', surrendered: '14/9', outside: '14/9', broken: '0' };
    // 28/3, 23/9, 14/9, 14/9: whole parts 9 + 2 + 1 + 1, two posts to the largest remainders, outside before surrendered.
    expect(totals).toEqual([
      { category: 'employee-budget', frozen: 15, restated: 11, reserve: 2, surrendered: 2, outside: 2, broken: 0, exact, holds: true },
    ]);
    expect([conserved, breaks]).toEqual([true, []]);
  });

  test('tells by which reorganisations posts came to a unit', () => {
    const { cells, moves } = view(world, frozen, '2024-07-01');
    expect(cells.find(({ unit: code }) => code === 'H49.C')?.via).toEqual(['R0000', 'R0001']);
    expect(moves.filter(({ to }) => to === 'H49.C' || to === 'H49.D').map(({ from, to, exact }) => [from, to, exact])).toEqual([
      ['H49.A', 'H49.D', '7/3'],
      ['H49.D', 'H49.C', '7/3'],
      ['H49.B', 'H49.C', '5'],
    ]);
  });

  test('records of the baseline’s own day are in the baseline already, those of the next day are not', () => {
    const restatedAfter = (effectiveFrom: string) => {
      const early = schools();
      const shares = [share('H49.A', 'H49.A', 1, 2), share('H49.A', 'H49.B', 1, 2)];
      early.reorganise({ type: 'transfer', effectiveFrom, sources: ['H49.A'], targets: ['H49.B'], shares });
      return view(early, baseline({ 'H49.A': 8 }), '2025-01-01').cells.map(({ unit: code, posts }) => [code, posts]);
    };
    expect(restatedAfter(BASE)).toEqual([['H49.A', 8]]);
    expect(restatedAfter('2022-01-01')).toEqual([
      ['H49.A', 4],
      ['H49.B', 4],
    ]);
  });
});

describe('a lineage that breaks names the unit, the posts and why', () => {
  const broken = (change: (world: World) => void, posts: Record<string, number>) => {
    const world = schools();
    world.reorganise({ type: 'merge', effectiveFrom: '2022-07-01', sources: ['H49.A'], targets: ['H49.B'] });
    change(world);
    return view(world, baseline(posts), '2025-12-31');
  };
  const record = (world: World) => world.reorganisations[0] as (typeof world.reorganisations)[number];

  test('a unit that ended though no record hands its posts on', () => {
    const result = broken((world) => world.reorganisations.pop(), { 'H49.A': 7, 'H49.C': 4 });
    expect(result.breaks).toEqual([{ unit: 'H49.A', category: 'employee-budget', posts: '7', reason: 'ended-without-successor' }]);
    expect(result).toMatchObject({ conserved: false, totals: [{ frozen: 11, restated: 4, broken: 7, holds: false }] });
  });

  test('a record that states no share for the category', () => {
    const result = broken((world) => record(world).shares.pop(), { 'H49.A': 7 });
    expect(result.breaks).toEqual([
      { unit: 'H49.A', category: 'employee-budget', posts: '7', reason: 'no-share', reorganisation: 'R0000' },
    ]);
  });

  test('shares that do not sum to 1', () => {
    const result = broken((world) => Object.assign(record(world).shares[0]?.share ?? {}, { denominator: 2 }), { 'H49.A': 7 });
    expect(result.breaks).toMatchObject([{ unit: 'H49.A', reason: 'shares-not-one', posts: '7' }]);
  });

  test('a unit that the register does not know, and one that did not live on the day', () => {
    const result = broken((world) => world.units.set('H49.Z', unit('H49.Z', {}, '2022-01-01')), { 'H49.X': 3, 'H49.Z': 2, 'H49.C': 1 });
    expect(result.breaks.map(({ unit: code, reason }) => [code, reason])).toEqual([
      ['H49.X', 'unknown-unit'],
      ['H49.Z', 'not-alive'],
    ]);
  });
});

/** Posts that the records say left the ledgers of a year. */
function recordedLoss(reorganisations: readonly Reorganisation[], year: number): Record<string, number> {
  const loss: Record<string, number> = {};
  for (const record of reorganisations)
    for (const { issuer, category, quantity, ...moved } of [...record.surrendered, ...record.outside])
      if (moved.year === year) loss[`${issuer} ${category}`] = (loss[`${issuer} ${category}`] ?? 0) + quantity;
  return loss;
}

describe('over random provinces and random reorganisations', () => {
  test('no post of any issuer and category is lost or invented on any day, but those recorded as surrendered or outside', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { before, world, dates } = randomProvince(seed);
        for (const date of dates) {
          const gone: Record<string, number> = {};
          const lose = (key: string, quantity: number) => {
            gone[key] = (gone[key] ?? 0) + quantity;
          };
          for (const { entries } of world.ledger.get(yearOf(date))?.values() ?? [])
            for (const { issuer, category, quantity, counterpart, effectiveFrom } of entries)
              if (['surrendered', 'outside'].includes(counterpart ?? '') && effectiveFrom <= date) lose(`${issuer} ${category}`, -quantity);
          if (date.endsWith('-12-31')) expect(gone).toEqual(recordedLoss(world.reorganisations, yearOf(date)));
          const both = (totals: Record<string, number>, key: string) => (totals[key] ?? 0) + (totals[`${key} outside`] ?? 0);
          const [then, now] = [before.totalsOn(date), world.totalsOn(date)];
          for (const key of Object.keys(then).filter((name) => !name.endsWith(' outside')))
            expect([date, key, both(now, key) + (gone[key] ?? 0)]).toEqual([date, key, both(then, key)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an ended unit holds nothing, in no ledger of no year', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { world } = randomProvince(seed);
        for (const records of world.ledger.values())
          for (const { unit: code, year, entries } of records.values()) {
            const until = world.units.get(code)?.periods.at(-1)?.until;
            if (!until || until.slice(0, 4) > String(year)) continue;
            expect([code, year, entries.reduce((sum, { quantity }) => sum + quantity, 0)]).toEqual([code, year, 0]);
          }
      }),
      { numRuns: 60 },
    );
  });

  test('restating conserves every post, on every date, whatever the order of the records', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { world, frozen, dates } = randomProvince(seed);
        for (const asOf of dates) {
          const result = restate({ baseline: frozen, reorganisations: world.reorganisations, tree: world.tree, asOf });
          expect(result).toMatchObject({ conserved: true, breaks: [] });
          for (const { category, frozen: posts, restated, surrendered, outside } of result.totals) {
            expect(restated + surrendered + outside).toBe(posts);
            const cells = result.cells.filter((cell) => cell.category === category);
            expect(cells.reduce((sum, cell) => sum + cell.posts, 0)).toBe(restated);
          }
          expect(restate({ baseline: frozen, reorganisations: reshuffle(world.reorganisations, seed), tree: world.tree, asOf })).toEqual(
            result,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('restating in two steps is restating once: exact shares compose', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { world, frozen } = randomProvince(seed);
        const at = (from: typeof frozen, reorganisations: typeof world.reorganisations, asOf: string) =>
          restate({ baseline: from, reorganisations, tree: world.tree, asOf }).cells.map(
            ({ unit: code, category, exact }) => `${code} ${category} ${exact}`,
          );
        // Scaled so that every fraction at the stopover is whole: shares have denominators 2 to 5, and five records lie before it.
        const scale = 60 ** 5;
        const big = { ...frozen, cells: frozen.cells.map((cell) => ({ ...cell, posts: cell.posts * scale })), reserve: [] };
        const half = restate({ baseline: big, reorganisations: world.reorganisations, tree: world.tree, asOf: '2023-12-31' });
        const cells = half.cells
          .filter(({ unit: code }) => code !== RESERVE)
          .map(({ unit: code, category, exact }) => ({ unit: code, category, posts: Number(exact) }));
        const reserve = half.cells
          .filter(({ unit: code }) => code === RESERVE)
          .map(({ category, exact }) => ({ category, posts: Number(exact) }));
        expect(at({ date: '2023-12-31', cells, reserve }, world.reorganisations, '2025-12-31')).toEqual(
          at(big, world.reorganisations, '2025-12-31'),
        );
      }),
      { numRuns: 40 },
    );
  });
});
