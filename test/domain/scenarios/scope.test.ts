import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../shared/errors.ts';
import type { Target } from '../../../shared/law/target-schema.ts';
import { targetOn } from '../../../shared/law/targets.ts';
import type { BaselineContent } from '../../../shared/domain/baseline.ts';
import type { UnitState } from '../../../shared/domain/projection/state.ts';
import { type FrozenPosts, restate } from '../../../shared/domain/restate.ts';
import { narrow, type Parents, type ScenarioScope } from '../../../shared/domain/scenarios/scope.ts';
import { scopedBases } from '../../../shared/domain/scenarios/scoped-bases.ts';
import { randomProvince } from '../lineage/random-province.ts';
import { unit as registered, World } from '../lineage/world.ts';
import { province, unit } from '../projection/province.ts';

const PAYROLL: Target = targetOn('payroll-2026', '2026-11-23');

describe('a scope', () => {
  const units = [
    unit({ code: 'H49', kind: 'administrative', sector: 'administration' }),
    unit({ code: 'H49.02', kind: 'administrative', sector: 'education' }),
    unit({ code: 'H49.02.01', level: 'province' }),
    // Renamed since it was founded: its parent is known by a later code, it by an earlier key.
    unit({ key: 'H49.90', code: 'H49.02.02', level: 'commune' }),
    unit({ code: 'H49.17', sector: 'health' }),
  ];
  const parents: Parents = new Map([
    ['H49', null],
    ['H49.02', 'H49'],
    ['H49.02.01', 'H49.02'],
    ['H49.90', 'H49.02'],
    ['H49.17', 'H49'],
  ]);
  const reserve = [{ category: 'employee-budget' as const, posts: 6, outsideBase: 0 }];
  const of = (scope: ScenarioScope) => {
    const faults: Fault[] = [];
    const narrowed = narrow(province(units, { reserve }), parents, scope, faults);
    return {
      keys: narrowed.units.map(({ key }) => key),
      reserve: narrowed.reserve,
      faults: faults.map(({ field, code }) => `${field} ${code}`),
    };
  };

  it('is the units that satisfy everything it states, and never the reserve', () => {
    expect(of({ under: 'H49' }).keys).toHaveLength(5);
    expect(of({ under: 'H49.02' })).toEqual({ keys: ['H49.02', 'H49.02.01', 'H49.90'], reserve: [], faults: [] });
    expect(of({ under: 'H49.02', kinds: ['public-service'], levels: ['commune'] }).keys).toEqual(['H49.90']);
    expect(of({ under: 'H49.02.02' }).keys).toEqual(['H49.90']);
    expect(of({ sectors: ['health', 'administration'] }).keys).toEqual(['H49', 'H49.17']);
  });

  it('below nothing, or of nothing, is a fault', () => {
    expect(of({ under: 'H50' }).faults).toEqual(['scope.under unknown-unit']);
    expect(of({ under: 'H49.17', sectors: ['education'] }).faults).toEqual(['scope empty-scope']);
  });
});

/** The units of a world that live on a date, as a projection sees them. */
const livingOf = (world: World, date: string): UnitState[] =>
  world.tree.aliveOn(date).map(({ unit: { key }, facts: { kind, level, sector } }) => unit({ code: key, kind, level, sector }));
const FACTS = { kind: 'public-service', level: 'province', sector: 'education', parent: null, band: null } as const;
/** Posts of the provincial council, frozen at the end of 2021. */
const contentOf = (cells: FrozenPosts['cells']): BaselineContent => ({
  year: 2021,
  date: '2021-12-31',
  units: [...Map.groupBy(cells, ({ unit: code }) => code)].map(([code, mine]) => {
    const posts = mine.map(({ category, posts: assigned }) => ({
      issuer: 'provincial-council' as const,
      category,
      assigned,
      outsideBase: 0,
    }));
    return { unit: code, code, name: code, ...FACTS, posts };
  }),
  reserve: [],
});

describe('the base of a scope', () => {
  it('follows posts and scope transfers along the reorganisations, by exact shares', () => {
    const world = new World([registered('H49'), registered('H49.A'), registered('H49.B')]);
    // Eight posts of A leave the province's scope before a quarter of A is surrendered and the rest joins B.
    world.post('H49.A', { quantity: 20, effectiveFrom: '2022-01-01' });
    world.post('H49.B', { quantity: 10, effectiveFrom: '2022-01-01' });
    world.post('H49.A', { quantity: -8, effectiveFrom: '2022-03-01', reason: 'scope-transfer' });
    world.post('H49.B', { quantity: 2, effectiveFrom: '2022-04-01', reason: 'scope-transfer' });
    world.post('H49.B', { quantity: 5, effectiveFrom: '2022-04-01', reason: 'scope-transfer', outsideBase: true });
    const share = (to: string, numerator: number) => ({ source: 'H49.A', to, share: { numerator, denominator: 4 } });
    const shares = [share('H49.B', 3), share('surrendered', 1)];
    world.reorganise({ type: 'merge', effectiveFrom: '2022-07-01', sources: ['H49.A'], targets: ['H49.B'], shares });
    const { tree, reorganisations, ledger } = world;
    const content = contentOf([
      { unit: 'H49.A', category: 'employee-budget', posts: 20 },
      { unit: 'H49.B', category: 'employee-budget', posts: 10 },
    ]);
    const on = (date: string, code: string) => {
      const mine = livingOf(world, date).filter(({ key }) => key === code);
      return scopedBases([PAYROLL], mine, { tree, reorganisations, ledger, contents: new Map([[2021, content]]) }, date).get(PAYROLL.id);
    };
    expect(on('2022-06-30', 'H49.A')).toEqual({ base: 20, scopeTransfers: -8 });
    expect(on('2022-06-30', 'H49.B')).toEqual({ base: 10, scopeTransfers: 2 });
    // 10 + ¾ × 20, and 2 − ¾ × 8: what B now holds (10 + 2 + 5 + 9 of which 5 are outside the base) shows no cut and no growth.
    expect(on('2022-07-01', 'H49.B')).toEqual({ base: 25, scopeTransfers: -4 });
    expect(world.postsOn('H49.B', '2022-07-01') - 5 + 4).toBe(25);
    expect(on('2021-06-30', 'H49.B')).toBeUndefined();
  });

  it('of scopes that divide the units sum to what all units hold of the frozen posts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 7 }), (seed, parts) => {
        const { world, frozen } = randomProvince(seed);
        const { tree, reorganisations } = world;
        const asOf = '2025-12-31';
        const contents = new Map([[2021, contentOf(frozen.cells)]]);
        const units = livingOf(world, asOf);
        const sum = [...Map.groupBy(units, (_, n) => n % parts).values()].reduce((total, scope) => {
          const found = scopedBases([PAYROLL], scope, { tree, reorganisations, ledger: new Map(), contents }, asOf).get(PAYROLL.id);
          return total + (found?.base ?? 0);
        }, 0);
        const whole = restate({ baseline: { ...frozen, reserve: [] }, reorganisations, tree, asOf }).cells.filter(
          ({ unit: holder, category }) => holder !== '~RESERVE' && category === 'employee-budget',
        );
        expect(sum).toBe(whole.reduce((total, { posts }) => total + posts, 0));
      }),
      { numRuns: 40 },
    );
  });
});
