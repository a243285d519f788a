import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countUnits, decomposeUnitCount } from '../../../shared/domain/unit-count.ts';
import { unit, World } from './world.ts';
import { randomProvince } from './random-province.ts';

const created = (code: string, kind = 'public-service') => ({
  code,
  name: code,
  kind,
  level: 'commune',
  sector: 'education',
  parent: 'H49',
});
const NONE = { realCut: 0, paySource: 0, reorganisation: 0, scope: 0, adjustment: 0, unexplained: 0 };

function province(): World {
  const schools = Array.from({ length: 10 }, (_, index) => unit(`H49.S${index}`, { level: 'commune' }));
  return new World([unit('H49', { kind: 'administrative', sector: 'administration' }), unit('H49.H', { sector: 'health' }), ...schools]);
}
const change = (world: World, asOf: string, more: object = {}) =>
  decomposeUnitCount({ tree: world.tree, reorganisations: world.reorganisations, baseDate: '2021-12-31', asOf, ...more });

describe('number of units', () => {
  test('counts public service units alive on the date by sector and level, sites never', () => {
    const world = new World([
      unit('H49', { kind: 'administrative' }),
      unit('H49.1', { sites: [{ name: 'Điểm trường 1', kind: 'school-site' }] }),
    ]);
    expect(countUnits(world.tree, '2021-12-31').total).toBe(1);
    const count = countUnits(province().tree, '2021-12-31');
    expect(count.bySector.filter(({ units }) => units > 0)).toEqual([
      { sector: 'education', units: 10 },
      { sector: 'health', units: 1 },
    ]);
    expect(count.byLevel).toEqual([
      { level: 'province', units: 1 },
      { level: 'district', units: 0 },
      { level: 'commune', units: 10 },
    ]);
  });

  test('Nghệ An: seven sectors of 1,552, 73, 39, 27, 4, 17 and 178 are 1,890 units', () => {
    const sectors = [
      'education',
      'vocational-training',
      'health',
      'culture-sport',
      'information-communication',
      'science-technology',
      'other-services',
    ] as const;
    const numbers = [1552, 73, 39, 27, 4, 17, 178];
    const units = sectors.flatMap((sector, at) =>
      Array.from({ length: numbers[at] ?? 0 }, (_, index) => unit(`H40.${at}X${index}`, { sector })),
    );
    const count = countUnits(new World(units).tree, '2021-12-31');
    expect(count.total).toBe(1890);
    expect(count.bySector.map(({ units: each }) => each)).toEqual([0, ...numbers]);
  });

  test('merging schools is reorganisation from the day on, not a cut', () => {
    const world = province();
    world.reorganise({ type: 'merge', effectiveFrom: '2025-10-24', sources: ['H49.S0', 'H49.S1', 'H49.S2'], creates: [created('H49.N')] });
    expect(change(world, '2025-10-23')).toMatchObject({ change: 0, parts: NONE, lines: [] });
    expect(change(world, '2025-10-24')).toMatchObject({
      base: 11,
      current: 9,
      change: -2,
      parts: { ...NONE, reorganisation: -2 },
      lines: [{ part: 'reorganisation', reason: 'merge', year: 2025, quantity: -2, units: 4 }],
    });
  });

  test('what took effect on the base date is in the base, what did on the day after is in the change', () => {
    for (const [day, base, difference] of [
      ['2021-12-31', 10, 0],
      ['2022-01-01', 11, -1],
    ] as const) {
      const world = province();
      world.reorganise({ type: 'merge', effectiveFrom: day, sources: ['H49.S0'], targets: ['H49.S1'] });
      expect(change(world, '2022-12-31')).toMatchObject({ base, change: difference });
    }
  });

  test('a dissolution is a cut when no unit takes over, reorganisation when one does, scope when all goes outside', () => {
    const dissolve = (to: string) => {
      const world = province();
      world.post('H49.S0', { quantity: 3, effectiveFrom: '2023-01-01' });
      const targets = to.startsWith('H49') ? [to] : [];
      const shares = [{ source: 'H49.S0', to, share: { numerator: 1, denominator: 1 } }];
      world.reorganise({ type: 'dissolve', effectiveFrom: '2023-07-01', sources: ['H49.S0'], targets, shares });
      return change(world, '2023-12-31').parts;
    };
    expect(dissolve('surrendered')).toEqual({ ...NONE, realCut: -1 });
    expect(dissolve('reserve')).toEqual({ ...NONE, realCut: -1 });
    expect(dissolve('H49.S1')).toEqual({ ...NONE, reorganisation: -1 });
    expect(dissolve('outside')).toEqual({ ...NONE, scope: -1 });
  });

  test('conversion is scope, registration and a differing frozen number are adjustment, a missing record is unexplained', () => {
    const world = province();
    world.reorganise({
      type: 'convert',
      effectiveFrom: '2022-07-01',
      sources: ['H49.S0'],
      changes: [{ unit: 'H49.S0', kind: 'administrative' }],
    });
    expect(change(world, '2022-12-31').parts).toEqual({ ...NONE, scope: -1 });
    world.units.set('H49.R', unit('H49.R', {}, '2022-09-01'));
    expect(change(world, '2022-12-31').parts).toEqual({ ...NONE, scope: -1, adjustment: 1 });
    expect(change(world, '2022-12-31', { frozenBase: 12 })).toMatchObject({ base: 12, change: -1, parts: { scope: -1, adjustment: 0 } });
    world.reorganise({ type: 'merge', effectiveFrom: '2023-01-01', sources: ['H49.S1'], targets: ['H49.S2'] });
    world.reorganisations.pop();
    expect(change(world, '2023-12-31').parts).toEqual({ ...NONE, scope: -1, adjustment: 1, unexplained: -1 });
  });

  test('parts sum to the change on every date of random provinces, at every level', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { world, dates } = randomProvince(seed);
        for (const asOf of dates) {
          const result = change(world, asOf, { kinds: null });
          const alive = (date: string) =>
            [...world.units.values()].filter(({ periods }) => (periods[0]?.from ?? '') <= date && (periods.at(-1)?.until ?? '9999') > date)
              .length;
          expect(Object.values(result.parts).reduce((sum, part) => sum + part, 0)).toBe(alive(asOf) - alive('2021-12-31'));
        }
      }),
      { numRuns: 50 },
    );
  });
});
