import { describe, expect, test } from 'vitest';
import { project } from '../../../shared/domain/projection/project.ts';
import { projectionInputSchema } from '../../../shared/domain/projection/input.ts';
import { Refusal } from '../../../shared/errors.ts';
import { sentence } from '../../../shared/problems/index.ts';
import { province, request, unit } from './province.ts';
import { retires } from './retires.ts';

const state = province(
  [
    unit({ code: 'H49.01', posts: 4, men: { '1980-01': 4 } }),
    unit({ code: 'H49.02', posts: 4, men: { '1980-01': 3 } }),
    unit({ code: 'H49.03', posts: 4, kind: 'administrative' }),
  ],
  {
    notAlive: [
      { code: 'H49.OLD', established: '2010-01-01', dissolved: '2025-07-01' },
      { code: 'H49.NEW', established: '2027-01-01', dissolved: null },
      { code: 'H49.LATE', established: '2025-12-31', dissolved: null },
    ],
  },
);
const created = (code: string) => ({ code, name: code, kind: 'public-service', level: 'commune', sector: 'education' }) as const;
const merge = (source: string, target: string, effectiveFrom = '2026-07-01') => ({ effectiveFrom, sources: [source], targets: [target] });

/** The refusal of a request: every fault as field and code, with both sentences there. */
function refusalOf(input: Parameters<typeof request>[0]): { field: string | undefined; code: string }[] {
  try {
    project(state, request(input), retires);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const language of ['vi', 'en'] as const) expect(sentence(error.code, error.data, language)).not.toMatch(/undefined|null/);
    return error.faults.length > 0 ? error.faults.map(({ field, code }) => ({ field, code })) : [{ field: error.field, code: error.code }];
  }
  return [];
}

describe('a projection refuses', () => {
  test('a horizon before the start, and takes one that leaves a month', () => {
    expect(refusalOf({ horizon: 2028 })).toEqual([]);
    const late = province([], { date: '2028-12-31' });
    expect(() => project(late, request({ horizon: 2028 }), retires)).toThrow('horizon-before-start');
    expect(project(province([], { date: '2028-11-30' }), request({ horizon: 2028 }), retires).identity.steps).toBe(1);
  });

  test('more recruits than leavers, a category twice, a share above one', () => {
    const rule = { category: 'employee-budget' as const, recruits: 3, leavers: 2 };
    const drivers = { replacement: [rule, { ...rule, recruits: 2 }], surrender: { vacant: { numerator: 3, denominator: 2 } } };
    expect(refusalOf({ drivers })).toEqual([
      { field: 'drivers.replacement.0.recruits', code: 'recruits-above-leavers' },
      { field: 'drivers.replacement.1.category', code: 'duplicate-category' },
      { field: 'drivers.surrender.vacant', code: 'share-above-one' },
    ]);
  });

  test('an age at entry twice, hazards that share ages or have none', () => {
    const rule = { category: 'employee-budget' as const, recruits: 1, leavers: 2 };
    const entryAges = [30, 25, 30].map((age) => ({ age, weight: 1 }));
    expect(refusalOf({ drivers: { replacement: [{ ...rule, entryAges }] } })).toEqual([
      { field: 'drivers.replacement.0.entryAges.2.age', code: 'entry-age-twice' },
    ]);
    const hazard = (fromAge: number, belowAge: number) => ({ category: 'employee-budget' as const, fromAge, belowAge, annual: 0.1 });
    expect(refusalOf({ hazards: [hazard(30, 40), hazard(39, 50), hazard(50, 50)] })).toEqual([
      { field: 'hazards.1', code: 'hazards-overlap' },
      { field: 'hazards.2.belowAge', code: 'hazard-ages-empty' },
    ]);
    expect(refusalOf({ hazards: [hazard(30, 40), hazard(40, 50)] })).toEqual([]);
  });

  test('streamlining without people or months, outside the run, or twice for the same people; each boundary is taken', () => {
    const row = (from: string, until: string, least = 24, most = 60) => {
      return { category: 'employee-budget' as const, from, until, eligible: { least, most }, annual: 0.1 };
    };
    const faults = (...streamlining: ReturnType<typeof row>[]) => refusalOf({ drivers: { streamlining } });
    expect(faults(row('2026-02', '2026-01', 61, 60))).toEqual([
      { field: 'drivers.streamlining.0.eligible', code: 'least-above-most' },
      { field: 'drivers.streamlining.0.until', code: 'until-before-from' },
    ]);
    const outside = [{ field: 'drivers.streamlining.0.from', code: 'months-outside-projection' }];
    expect([faults(row('2025-01', '2025-12')), faults(row('2029-01', '2029-02'))]).toEqual([outside, outside]);
    expect([faults(row('2025-01', '2026-01')), faults(row('2028-12', '2030-12'))]).toEqual([[], []]);
    const twice = [{ field: 'drivers.streamlining.1', code: 'streamlining-overlaps' }];
    expect(faults(row('2026-01', '2026-12'), row('2026-12', '2027-12', 60, 70))).toEqual(twice);
    expect(faults(row('2026-01', '2026-12'), row('2027-01', '2027-12'))).toEqual([]);
    expect(faults(row('2026-01', '2026-12'), row('2026-01', '2026-12', 61, 70))).toEqual([]);
  });

  test('more than everybody staying on, or two shares for as long', () => {
    const stay = (numerator: number, months: number) => {
      return { category: 'employee-budget' as const, share: { numerator, denominator: 2 }, months };
    };
    const faults = (...lateRetirement: ReturnType<typeof stay>[]) => refusalOf({ drivers: { lateRetirement } });
    expect(faults(stay(1, 12), stay(1, 24))).toEqual([]);
    expect(faults(stay(1, 12), stay(1, 12), stay(1, 24))).toEqual([
      { field: 'drivers.lateRetirement.1', code: 'late-retirement-twice' },
      { field: 'drivers.lateRetirement.2.share', code: 'late-retirement-above-one' },
    ]);
    expect(faults(stay(3, 12))).toEqual([{ field: 'drivers.lateRetirement.0.share', code: 'share-above-one' }]);
  });

  test('recruits and added posts outside the run, for a unit that does not live then, or under a label in use', () => {
    const merger = { ...merge('H49.01', 'H49.02', '2026-07-01'), id: 'one' };
    const recruit = (month: string, unit?: string, id?: string) => {
      return { category: 'employee-budget' as const, month, people: 1, ...(unit ? { unit } : {}), ...(id ? { id } : {}) };
    };
    const add = (effectiveFrom: string, unit?: string, id?: string) => {
      return { category: 'employee-budget' as const, effectiveFrom, posts: 1, ...(unit ? { unit } : {}), ...(id ? { id } : {}) };
    };
    const faults = (recruitment: ReturnType<typeof recruit>[], addedPosts: ReturnType<typeof add>[] = []) =>
      refusalOf({ reorganisations: [merger], drivers: { recruitment, addedPosts } });
    expect(faults([recruit('2025-12'), recruit('2029-01'), recruit('2026-01'), recruit('2028-12')])).toEqual([
      { field: 'drivers.recruitment.0.month', code: 'months-outside-projection' },
      { field: 'drivers.recruitment.1.month', code: 'months-outside-projection' },
    ]);
    expect(faults([recruit('2026-06', 'H49.01'), recruit('2026-07', 'H49.01'), recruit('2026-07', 'H49.XX', 'one')])).toEqual([
      { field: 'drivers.recruitment.1.unit', code: 'unit-dissolved' },
      { field: 'drivers.recruitment.2.id', code: 'duplicate-row' },
      { field: 'drivers.recruitment.2.unit', code: 'unknown-unit' },
    ]);
    expect(
      faults([], [add('2025-12-31'), add('2026-06-30', 'H49.01'), add('2026-07-01', 'H49.01'), add('2026-07-01', 'H49.NEW', 'one')]),
    ).toEqual([
      { field: 'drivers.addedPosts.0.effectiveFrom', code: 'plan-outside-projection' },
      { field: 'drivers.addedPosts.2.unit', code: 'unit-dissolved' },
      { field: 'drivers.addedPosts.3.id', code: 'duplicate-row' },
      { field: 'drivers.addedPosts.3.unit', code: 'unit-not-yet-established' },
    ]);
  });

  test('a plan on the day of the start or after the horizon, and takes the days between', () => {
    const on = (date: string) => refusalOf({ reorganisations: [merge('H49.01', 'H49.02', date)] });
    expect(on('2025-12-31')).toEqual([{ field: 'reorganisations.0.effectiveFrom', code: 'plan-outside-projection' }]);
    expect(on('2026-01-01')).toEqual([]);
    expect(on('2028-12-31')).toEqual([]);
    expect(on('2029-01-01')).toEqual([{ field: 'reorganisations.0.effectiveFrom', code: 'plan-outside-projection' }]);
  });

  test('units that are unknown, gone, not there yet, or entered into the register after the baseline was frozen', () => {
    const plan = { effectiveFrom: '2026-07-01', sources: ['H49.OLD', 'H49.XX', 'H49.LATE'], targets: ['H49.NEW'] };
    expect(refusalOf({ reorganisations: [plan] })).toEqual([
      { field: 'reorganisations.0.sources.0', code: 'unit-dissolved' },
      { field: 'reorganisations.0.sources.1', code: 'unknown-unit' },
      { field: 'reorganisations.0.sources.2', code: 'unknown-unit' },
      { field: 'reorganisations.0.targets.0', code: 'unit-not-yet-established' },
    ]);
  });

  test('a unit that an earlier plan ended, from the day of its end', () => {
    const convert = (effectiveFrom: string) => [{ unit: 'H49.01', effectiveFrom, band: '2' as const }];
    const gone = [{ field: 'conversions.0.unit', code: 'unit-dissolved' }];
    expect(refusalOf({ reorganisations: [merge('H49.01', 'H49.02')], conversions: convert('2026-07-01') })).toEqual(gone);
    expect(refusalOf({ reorganisations: [merge('H49.01', 'H49.02')], conversions: convert('2026-06-30') })).toEqual([]);
  });

  test('a unit that a later plan creates, until that day', () => {
    const create = { ...merge('H49.01', 'H49.A'), creates: [created('H49.A')] };
    const convert = (effectiveFrom: string) => [{ unit: 'H49.A', effectiveFrom, band: '2' as const }];
    expect(refusalOf({ reorganisations: [create], conversions: convert('2026-06-30') })).toEqual([
      { field: 'conversions.0.unit', code: 'unit-not-yet-established' },
    ]);
    expect(refusalOf({ reorganisations: [create], conversions: convert('2026-07-01') })).toEqual([]);
  });

  test('contradictory plans: two on one day for a unit that gives, a second conversion', () => {
    const twice = [merge('H49.01', 'H49.02'), merge('H49.02', 'H49.03')];
    expect(refusalOf({ reorganisations: twice })).toEqual([{ field: 'reorganisations.1.sources.0', code: 'contradictory-plans' }]);
    expect(refusalOf({ reorganisations: [merge('H49.01', 'H49.03'), merge('H49.02', 'H49.03')] })).toEqual([]);
    const convert = { unit: 'H49.01', effectiveFrom: '2026-07-01', band: '2' as const };
    expect(refusalOf({ conversions: [convert, { ...convert, effectiveFrom: '2027-01-01', band: '1' }] })).toEqual([
      { field: 'conversions.1.unit', code: 'contradictory-plans' },
    ]);
  });

  test('two plans of one label, and a unit twice on one side', () => {
    const plan = { ...merge('H49.01', 'H49.03'), id: 'same' };
    const other = { effectiveFrom: '2026-08-01', sources: ['H49.02', 'H49.02'], targets: ['H49.03'], id: 'same' };
    expect(refusalOf({ reorganisations: [plan, other] })).toEqual([
      { field: 'reorganisations.1.id', code: 'duplicate-row' },
      { field: 'reorganisations.1.sources.1', code: 'duplicate-row' },
    ]);
  });

  test('the conversion of a unit that is no public service unit', () => {
    expect(refusalOf({ conversions: [{ unit: 'H49.03', effectiveFrom: '2026-07-01', band: '2' }] })).toEqual([
      { field: 'conversions.0.unit', code: 'conversion-needs-public-service' },
    ]);
  });

  test('the creation of a unit whose code is, was, or will be another’s', () => {
    const make = (code: string) => ({ ...merge('H49.01', code), creates: [created(code)] });
    for (const code of ['H49.02', 'H49.OLD'])
      expect(refusalOf({ reorganisations: [make(code)] })[0]).toEqual({ field: 'reorganisations.0.creates.0.code', code: 'code-taken' });
  });

  test('shares that do not sum to one, per source and category', () => {
    const share = (numerator: number, category?: 'contract') => ({
      source: 'H49.01',
      to: 'H49.02',
      ...(category && { category }),
      share: { numerator, denominator: 100 },
    });
    const plan = (...shares: ReturnType<typeof share>[]) => refusalOf({ reorganisations: [{ ...merge('H49.01', 'H49.02'), shares }] });
    expect(plan(share(100))).toEqual([]);
    expect(plan(share(99))).toEqual([{ field: 'reorganisations.0.shares', code: 'shares-not-one' }]);
    expect(plan(share(100), share(101, 'contract'))).toEqual([{ field: 'reorganisations.0.shares', code: 'shares-not-one' }]);
    const two = { effectiveFrom: '2026-07-01', sources: ['H49.01'], targets: ['H49.01', 'H49.02'] };
    expect(refusalOf({ reorganisations: [two] })[0]).toEqual({ field: 'reorganisations.0.shares', code: 'shares-not-one' });
  });

  test('a share of a unit that gives nothing, to a unit that receives nothing, or stated twice', () => {
    const share = { source: 'H49.01', to: 'H49.02', share: { numerator: 1, denominator: 2 } };
    const plan = (shares: (typeof share)[]) => refusalOf({ reorganisations: [{ ...merge('H49.01', 'H49.02'), shares }] });
    expect(plan([{ ...share, source: 'H49.03' }])).toEqual([{ field: 'reorganisations.0.shares.0.source', code: 'share-source-unknown' }]);
    expect(plan([{ ...share, to: 'H49.03' }])).toEqual([{ field: 'reorganisations.0.shares.0.to', code: 'share-target-unknown' }]);
    expect(plan([share, share])).toEqual([{ field: 'reorganisations.0.shares.1', code: 'share-row-twice' }]);
  });

  test('to leave people without a unit', () => {
    const dissolve = {
      effectiveFrom: '2026-07-01',
      sources: ['H49.01'],
      shares: [{ source: 'H49.01', to: 'reserve', share: { numerator: 1, denominator: 1 } }],
    };
    expect(refusalOf({ reorganisations: [dissolve] })).toEqual([{ field: 'reorganisations.0.shares', code: 'people-without-unit' }]);
  });

  test('to surrender more posts than the sources then hold', () => {
    const plan = (posts: number) =>
      refusalOf({ reorganisations: [{ ...merge('H49.01', 'H49.02'), postsSurrendered: [{ category: 'employee-budget', posts }] }] });
    expect(plan(4)).toEqual([]);
    expect(plan(5)).toEqual([{ field: 'reorganisations.0.postsSurrendered', code: 'surrender-above-posts' }]);
  });
});

describe('the shape of a request', () => {
  test('fills in the defaults: nobody recruited, unreplaced posts given up, vacant ones kept', () => {
    expect(projectionInputSchema.parse({ start: { date: '2025-12-31' }, horizon: 2030 }).drivers).toEqual({
      replacement: [],
      surrender: { unreplaced: { numerator: 1, denominator: 1 }, vacant: { numerator: 0, denominator: 1 } },
      streamlining: [],
      lateRetirement: [],
      recruitment: [],
      addedPosts: [],
    });
  });

  test('refuses an unknown field, a horizon out of range, and a day that does not exist', () => {
    const good = { start: { baseline: 2025 }, horizon: 2030 };
    expect(projectionInputSchema.safeParse({ ...good, seed: 1 }).success).toBe(false);
    expect([2025, 2026, 2040, 2041].map((horizon) => projectionInputSchema.safeParse({ ...good, horizon }).success)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(projectionInputSchema.safeParse({ ...good, start: { date: '2025-02-29' } }).success).toBe(false);
  });
});
