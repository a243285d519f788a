import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompose } from '../../../shared/domain/decomposition.ts';
import { dice, POPULATION, Truth } from './decomposition-truth.ts';
import { RESERVE, refusalOf, unit, World } from './world.ts';

const ALL = { categories: null, unitKinds: null, levels: null };
const two = () =>
  new World([unit('H49', { kind: 'administrative' }), unit('H49.1'), unit('H49.2'), unit('H49.3', { kind: 'administrative' })]);
const change = (world: World, asOf: string, more: object = {}) =>
  decompose({
    population: POPULATION,
    baseYear: 2021,
    asOf,
    ledger: world.ledger,
    tree: world.tree,
    reorganisations: world.reorganisations,
    ...more,
  });
const NONE = { realCut: 0, paySource: 0, reorganisation: 0, scope: 0, adjustment: 0, unexplained: 0 };

describe('parts of a change', () => {
  test('each reason goes to its part, and what is outside the base to scope', () => {
    const world = two();
    world.post('H49.1', { quantity: 100, effectiveFrom: '2021-01-01' });
    world.post('H49.1', { quantity: 97, effectiveFrom: '2022-01-01' });
    const enter = (quantity: number, reason: 'recall', outsideBase = false) =>
      world.post('H49.1', { quantity, reason, outsideBase, effectiveFrom: '2022-06-01' });
    enter(-10, 'recall');
    enter(2, 'supplement' as 'recall');
    enter(-20, 'pay-source-transfer' as 'recall');
    enter(5, 'scope-transfer' as 'recall');
    enter(4, 'supplement' as 'recall', true);
    enter(1, 'correction' as 'recall');
    const result = change(world, '2022-06-01');
    expect(result).toMatchObject({ base: 100, current: 79, change: -21 });
    expect(result.parts).toEqual({ realCut: -8, paySource: -20, reorganisation: 0, scope: 9, adjustment: 1, unexplained: -3 });
    expect(result.unexplainedBy).toEqual([{ unit: 'H49.1', year: 2022, quantity: -3 }]);
    expect(result.lines).toContainEqual({ part: 'realCut', reason: 'recall', outsideBase: false, year: 2022, quantity: -10, entries: 1 });
    expect(result.lines).toContainEqual({ part: 'scope', reason: 'supplement', outsideBase: true, year: 2022, quantity: 4, entries: 1 });
    expect(change(world, '2022-05-31').parts).toEqual({ ...NONE, unexplained: -3 });
  });

  test('moving a post to the reserve is no cut', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.post('H49.1', { quantity: 10, effectiveFrom: '2022-01-01' });
    world.post('H49.1', { quantity: -4, reason: 'transfer', effectiveFrom: '2022-03-01' });
    world.post(RESERVE, { quantity: 4, reason: 'transfer', effectiveFrom: '2022-03-01' });
    expect(change(world, '2022-12-31')).toMatchObject({ change: 0, parts: NONE });
  });

  test('a conversion of kind takes its posts into the population as scope, from the day on', () => {
    const world = two();
    world.post('H49.3', { quantity: 12, effectiveFrom: '2021-01-01' });
    world.post('H49.3', { quantity: 12, effectiveFrom: '2022-01-01' });
    world.reorganise({
      type: 'convert',
      effectiveFrom: '2022-07-01',
      sources: ['H49.3'],
      changes: [{ unit: 'H49.3', kind: 'public-service' }],
    });
    expect(change(world, '2022-06-30')).toMatchObject({ change: 0 });
    expect(change(world, '2022-07-01')).toMatchObject({ change: 12, parts: { ...NONE, scope: 12 } });
  });

  test('a unit that ended on 1 January is followed to its successor before anything is called unexplained', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.post('H49.2', { quantity: 20, effectiveFrom: '2021-01-01' });
    world.reorganise({ type: 'merge', effectiveFrom: '2022-01-01', sources: ['H49.1'], targets: ['H49.2'] });
    world.post('H49.2', { quantity: 28, effectiveFrom: '2022-01-01' });
    const result = change(world, '2022-01-01');
    expect(result.parts).toEqual({ ...NONE, unexplained: -2 });
    expect(result.unexplainedBy).toEqual([{ unit: 'H49.2', year: 2022, quantity: -2 }]);
  });

  test('posts surrendered on 1 January are the reorganisation, though no ledger entry says so', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.post('H49.2', { quantity: 20, effectiveFrom: '2021-01-01' });
    const shares = [{ source: 'H49.1', to: 'surrendered', share: { numerator: 1, denominator: 1 } }];
    world.reorganise({ type: 'dissolve', effectiveFrom: '2022-01-01', sources: ['H49.1'], shares });
    world.post('H49.2', { quantity: 20, effectiveFrom: '2022-01-01' });
    expect(change(world, '2022-12-31').parts).toEqual({ ...NONE, reorganisation: -10 });
  });

  const halfOver = (effectiveFrom: string) => ({
    type: 'transfer',
    effectiveFrom,
    sources: ['H49.1'],
    targets: ['H49.2'],
    shares: ['H49.1', 'H49.2'].map((to) => ({ source: 'H49.1', to, share: { numerator: 1, denominator: 2 } })),
  });

  test('an assignment that was recorded after a reorganisation of the year, with its effect in it, is compared along lineage', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.post('H49.2', { quantity: 20, effectiveFrom: '2021-01-01' });
    world.reorganise(halfOver('2022-03-01'));
    world.post('H49.1', { quantity: 5, effectiveFrom: '2022-01-01' });
    world.post('H49.2', { quantity: 25, effectiveFrom: '2022-01-01' });
    expect(change(world, '2022-12-31')).toMatchObject({ change: 0, parts: NONE, unexplainedBy: [] });
  });

  test('a reorganisation of 31 December is in the closing already, one of 1 January is not', () => {
    for (const day of ['2021-12-31', '2022-01-01']) {
      const world = two();
      world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
      world.post('H49.2', { quantity: 20, effectiveFrom: '2021-01-01' });
      world.reorganise(halfOver(day));
      world.post('H49.1', { quantity: 5, effectiveFrom: '2022-01-01' });
      world.post('H49.2', { quantity: 25, effectiveFrom: '2022-01-01' });
      expect(change(world, '2022-12-31')).toMatchObject({ change: 0, unexplainedBy: [] });
    }
  });

  test('a year without records is passed over, and a date in it answered with the last record', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.reorganise({ type: 'merge', effectiveFrom: '2022-04-01', sources: ['H49.1'], targets: ['H49.2'] });
    world.post('H49.2', { quantity: 9, effectiveFrom: '2023-01-01' });
    expect(change(world, '2022-08-01')).toMatchObject({ measuredOn: '2021-12-31', change: 0 });
    expect(change(world, '2023-01-01')).toMatchObject({ measuredOn: '2023-01-01', change: -1, parts: { ...NONE, unexplained: -1 } });
    expect(change(world, '2030-06-30')).toMatchObject({ measuredOn: '2023-12-31' });
    expect(change(world, '2023-06-30').unexplainedBy).toEqual([{ unit: 'H49.2', year: 2023, quantity: -1 }]);
  });

  test('the difference to a frozen base is an adjustment', () => {
    const world = two();
    world.post('H49.1', { quantity: 10, effectiveFrom: '2021-01-01' });
    world.post('H49.1', { quantity: 10, effectiveFrom: '2022-01-01' });
    expect(change(world, '2022-12-31', { frozenBase: 12 })).toMatchObject({ base: 12, change: -2, parts: { ...NONE, adjustment: -2 } });
  });

  test('names the largest causes and sums the others', () => {
    const world = new World([unit('H49'), ...Array.from({ length: 12 }, (_, index) => unit(`H49.${index}`))]);
    for (let index = 0; index < 12; index++) {
      world.post(`H49.${index}`, { quantity: 50, effectiveFrom: '2021-01-01' });
      world.post(`H49.${index}`, { quantity: 50 + index, effectiveFrom: '2022-01-01' });
    }
    const result = change(world, '2022-12-31', { population: ALL, top: 3 });
    expect(result.unexplainedBy.map(({ quantity }) => quantity)).toEqual([11, 10, 9]);
    expect(result.unexplainedElsewhere).toEqual({ units: 8, quantity: 66 - 30 });
  });

  test('a base year without posts is refused', () => {
    expect(refusalOf(() => change(two(), '2022-01-01'))).toMatchObject({ code: 'year-not-recorded', data: { year: 2021 } });
  });
});

test('agrees with a separate bookkeeping of random years: every part, every day on which something happened', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const truth = new Truth(seed);
      const roll = dice(seed ^ 0x5f3759df);
      const base = truth.total;
      // Records come in order of date; a reorganisation of December may be recorded when the next year has its posts already.
      for (const key of Object.keys(truth.parts) as (keyof typeof truth.parts)[]) truth.parts[key] = 0;
      let gap = false;
      for (let year = 2022; year <= 2026; year++) {
        if (gap || (year < 2026 && roll(5) === 0)) {
          if (roll(2) === 0) truth.quietEvent(`${year}-05-01`);
          gap = year < 2024 && roll(3) === 0;
          if (year < 2026) continue;
        }
        const late = year > 2022 && roll(3) === 0 && truth.world.ledger.has(year - 1);
        if (late) {
          truth.open(`${year}-01-01`, true);
          truth.late(`${year - 1}-12-20`, `${year}-01-01`);
        } else {
          for (const day of ['01', '05', '15']) if (roll(2) === 0) truth.quietEvent(`${year}-01-${day}`);
          truth.open(`${year}-${roll(2) === 0 ? '02-01' : '01-20'}`);
        }
        for (let month = 3; month <= 12; month++) {
          const date = `${year}-${String(month).padStart(2, '0')}-01`;
          truth.event(date);
          const result = change(truth.world, date);
          expect({ ...result.parts, change: result.change, seed, date }).toEqual({
            ...truth.parts,
            change: truth.total - base,
            seed,
            date,
          });
        }
      }
    }),
    { numRuns: 80 },
  );
});
