import { describe, expect, test } from 'vitest';
import { sentence } from '../../../shared/problems/index.ts';
import { DECISION, RESERVE, refusalOf, unit, World } from './world.ts';

const DAY = '2025-07-01';
const BEFORE = '2025-06-30';

/** A province with a department of four schools A–D (10, 7, 4, 0 budget-paid posts in 2025) and a reserve of 3. */
function province(): World {
  const world = new World([
    unit('H49', { kind: 'administrative' }),
    unit('H49.1', { kind: 'administrative' }),
    unit('H49.2', { kind: 'administrative' }),
    ...['A', 'B', 'C', 'D'].map((name) => unit(`H49.1.${name}`)),
  ]);
  world.post('H49.1.A', { quantity: 10, effectiveFrom: '2025-01-01' });
  world.post('H49.1.B', { quantity: 7, effectiveFrom: '2025-01-01' });
  world.post('H49.1.C', { quantity: 4, effectiveFrom: '2025-01-01' });
  world.post(RESERVE, { quantity: 3, effectiveFrom: '2025-01-01' });
  return world;
}
const created = (code: string, extra: object = {}) => ({
  code,
  name: code,
  kind: 'public-service',
  level: 'province',
  sector: 'education',
  parent: 'H49.1',
  ...extra,
});
const merge = (extra: object = {}) => ({
  type: 'merge',
  effectiveFrom: DAY,
  sources: ['H49.1.A', 'H49.1.B'],
  creates: [created('H49.1.E')],
  targets: ['H49.1.E'],
  ...extra,
});
const half = { numerator: 1, denominator: 2 };
const third = { numerator: 1, denominator: 3 };

describe('merge', () => {
  test('hands every post to the one target without any row, on the day and not the day before', () => {
    const world = province();
    const record = world.reorganise(merge());
    expect([world.postsOn('H49.1.A', BEFORE), world.postsOn('H49.1.B', BEFORE), world.postsOn('H49.1.E', BEFORE)]).toEqual([10, 7, 0]);
    expect([world.postsOn('H49.1.A', DAY), world.postsOn('H49.1.B', DAY), world.postsOn('H49.1.E', DAY)]).toEqual([0, 0, 17]);
    expect(record.shares).toEqual([
      { source: 'H49.1.A', to: 'H49.1.E', category: null, share: { numerator: 1, denominator: 1 } },
      { source: 'H49.1.B', to: 'H49.1.E', category: null, share: { numerator: 1, denominator: 1 } },
    ]);
    expect(record.ends).toEqual(['H49.1.A', 'H49.1.B']);
    expect(world.units.get('H49.1.A')).toMatchObject({
      version: 2,
      closedBy: record.id,
      periods: [{ until: DAY }],
      successors: [{ unit: 'H49.1.E', reorganisation: record.id, effectiveFrom: DAY }],
    });
    expect(world.units.get('H49.1.E')).toMatchObject({ version: 1, openedBy: record.id, periods: [{ from: DAY, until: null }] });
  });

  test('into one of its own sources leaves that one alive, with its own posts untouched and no entry for them', () => {
    const world = province();
    world.reorganise({ type: 'merge', effectiveFrom: DAY, sources: ['H49.1.A', 'H49.1.B'], targets: ['H49.1.A'] });
    expect(world.postsOn('H49.1.A', DAY)).toBe(17);
    expect(
      world.ledger
        .get(2025)
        ?.get('H49.1.A')
        ?.entries.map(({ quantity }) => quantity),
    ).toEqual([10, 7]);
    expect(world.units.get('H49.1.A')?.version).toBe(1);
  });

  test('entries on both sides name record, decision, reason and each other', () => {
    const world = province();
    const { posts } = world.plan(merge({ sources: ['H49.1.A'], targets: ['H49.1.C'], creates: [] }));
    expect(posts).toEqual([
      {
        unit: 'H49.1.A',
        year: 2025,
        entries: [
          {
            issuer: 'provincial-council',
            category: 'employee-budget',
            quantity: -10,
            reason: 'reorganisation',
            effectiveFrom: DAY,
            decision: DECISION,
            outsideBase: false,
            reorganisation: 'R0000',
            counterpart: 'H49.1.C',
          },
        ],
      },
      { unit: 'H49.1.C', year: 2025, entries: [expect.objectContaining({ quantity: 10, counterpart: 'H49.1.A' })] },
    ]);
  });

  test('moves the posts of later recorded years from 1 January, and of both issuers', () => {
    const world = province();
    world.post('H49.1.A', { quantity: 9, effectiveFrom: '2026-01-01' });
    world.post('H49.1.A', { quantity: 11, effectiveFrom: '2026-01-01', issuer: 'central-organisation-commission' });
    world.post('H49.1.A', { quantity: 2, effectiveFrom: '2026-03-01', outsideBase: true });
    const before = ['2026-01-01', '2026-02-28', '2026-03-01', '2026-12-31'].map((date) => world.totalsOn(date));
    world.reorganise(merge());
    expect(['2026-01-01', '2026-02-28', '2026-03-01', '2026-12-31'].map((date) => world.totalsOn(date))).toEqual(before);
    expect(
      world.ledger
        .get(2026)
        ?.get('H49.1.E')
        ?.entries.map(({ quantity, effectiveFrom, issuer, outsideBase }) => [quantity, effectiveFrom, issuer, outsideBase]),
    ).toEqual([
      [11, '2026-01-01', 'central-organisation-commission', false],
      [9, '2026-01-01', 'provincial-council', false],
      [2, '2026-03-01', 'provincial-council', true],
    ]);
  });

  test('hands on what an ending source receives later in the year on the day it would have received it', () => {
    const world = province();
    world.post('H49.1.A', { quantity: 5, effectiveFrom: '2025-09-01', reason: 'supplement' });
    world.reorganise(merge());
    expect([world.postsOn('H49.1.E', '2025-08-31'), world.postsOn('H49.1.E', '2025-09-01')]).toEqual([17, 22]);
  });
});

describe('split', () => {
  test('gives out whole posts by largest remainder, ties in the order of the codes', () => {
    const world = province();
    const shares = ['H49.1.F', 'H49.1.E', 'H49.1.G'].map((to) => ({ source: 'H49.1.A', to, share: third }));
    const creates = ['E', 'F', 'G'].map((name) => created(`H49.1.${name}`));
    world.reorganise({ type: 'split', effectiveFrom: DAY, sources: ['H49.1.A'], creates, shares });
    expect(['E', 'F', 'G'].map((name) => world.postsOn(`H49.1.${name}`, DAY))).toEqual([4, 3, 3]);
  });

  test('turns explicit posts into fractions and gives out exactly those posts, also when some are outside the base', () => {
    const world = province();
    world.post('H49.1.A', { quantity: 3, effectiveFrom: '2025-02-01', outsideBase: true, reason: 'supplement' });
    const row = (to: string, posts: number) => ({ source: 'H49.1.A', to, category: 'employee-budget', posts });
    const record = world.reorganise({
      type: 'split',
      effectiveFrom: DAY,
      sources: ['H49.1.A'],
      creates: [created('H49.1.E'), created('H49.1.F')],
      shares: [row('H49.1.E', 6), row('H49.1.F', 5), row('reserve', 2)],
    });
    expect(record.shares.map(({ to, share }) => [to, share.numerator, share.denominator])).toEqual([
      ['H49.1.E', 6, 13],
      ['H49.1.F', 5, 13],
      ['reserve', 2, 13],
    ]);
    expect([world.postsOn('H49.1.E', DAY), world.postsOn('H49.1.F', DAY), world.postsOn(RESERVE, DAY)]).toEqual([6, 5, 5]);
    expect(world.totalsOn(DAY)).toEqual(world.totalsOn(BEFORE));
  });

  test('keeps the share of a source that lives on without entries for it', () => {
    const world = province();
    const shares = [
      { source: 'H49.1.A', to: 'H49.1.A', share: { numerator: 7, denominator: 10 } },
      { source: 'H49.1.A', to: 'H49.1.E', share: { numerator: 3, denominator: 10 } },
    ];
    world.reorganise({
      type: 'split',
      effectiveFrom: DAY,
      sources: ['H49.1.A'],
      targets: ['H49.1.A'],
      creates: [created('H49.1.E')],
      shares,
    });
    expect([world.postsOn('H49.1.A', DAY), world.postsOn('H49.1.E', DAY)]).toEqual([7, 3]);
    expect(
      world.ledger
        .get(2025)
        ?.get('H49.1.A')
        ?.entries.map(({ quantity }) => quantity),
    ).toEqual([10, -3]);
  });
});

describe('dissolve', () => {
  test('sends posts to reserve, surrendered and outside, and records what left the ledgers', () => {
    const world = province();
    const shares = ['reserve', 'surrendered', 'outside'].map((to) => ({ source: 'H49.1.A', to, share: third }));
    const record = world.reorganise({ type: 'dissolve', effectiveFrom: DAY, sources: ['H49.1.A'], shares });
    // Codes order the sinks after the units: outside, reserve, surrendered; the odd post goes to the first.
    expect(world.postsOn(RESERVE, DAY)).toBe(3 + 3);
    const cell = { unit: 'H49.1.A', year: 2025, issuer: 'provincial-council', category: 'employee-budget' };
    expect(record.surrendered).toEqual([{ ...cell, quantity: 3 }]);
    expect(record.outside).toEqual([{ ...cell, quantity: 4 }]);
    expect(record.moved).toEqual([
      { ...cell, quantity: -10 },
      { ...cell, unit: RESERVE, quantity: 3 },
    ]);
    expect(world.units.get('H49.1.A')?.successors).toEqual([]);
  });

  test('is refused while children live, naming them, and allowed when the same record moves them', () => {
    const world = province();
    const dissolve = { type: 'dissolve', effectiveFrom: DAY, sources: ['H49.1'] };
    const refusal = refusalOf(() => world.plan(dissolve));
    expect(refusal).toMatchObject({ code: 'living-children', field: 'sources.0', data: { count: 4 } });
    expect(sentence('living-children', refusal.data, 'vi')).toContain('còn 4 đơn vị trực thuộc');
    expect(refusal.data.children).toBe('H49.1.A, H49.1.B, H49.1.C, H49.1.D');
    world.reorganise({ ...dissolve, changes: ['A', 'B', 'C', 'D'].map((name) => ({ unit: `H49.1.${name}`, parent: 'H49.2' })) });
    expect(world.tree.childrenOn('H49.2', DAY)).toHaveLength(4);
    expect(world.tree.childrenOn('H49.1', BEFORE)).toHaveLength(4);
  });

  test('of a unit whose children ended earlier the same day goes through, a child of a later day still stands in the way', () => {
    const world = new World([unit('H49'), unit('H49.1'), unit('H49.1.A'), unit('H49.2'), unit('H49.2.A', {}, '2026-01-01')]);
    const dissolve = (code: string) => ({ type: 'dissolve', effectiveFrom: DAY, sources: [code] });
    world.reorganise(dissolve('H49.1.A'));
    world.reorganise(dissolve('H49.1'));
    expect(world.tree.childrenOn('H49', DAY)).toEqual(['H49.2']);
    expect(refusalOf(() => world.plan(dissolve('H49.2')))).toMatchObject({ code: 'living-children', data: { children: 'H49.2.A' } });
  });

  test('of a unit with posts says where each category goes', () => {
    const world = province();
    expect(refusalOf(() => world.plan({ type: 'dissolve', effectiveFrom: DAY, sources: ['H49.1.A'] }))).toMatchObject({
      code: 'shares-not-one',
      data: { source: 'H49.1.A', category: 'employee-budget', sum: '0' },
    });
    world.reorganise({ type: 'dissolve', effectiveFrom: DAY, sources: ['H49.1.D'] });
    expect(world.tree.on('H49.1.D', DAY)).toBeUndefined();
  });
});

describe('transfer and convert', () => {
  test('a transfer to a new parent with a new code moves no post and keeps the key', () => {
    const world = province();
    const changes = [{ unit: 'H49.1.A', parent: 'H49.2', code: 'H49.2.7' }];
    const { posts, units } = world.plan({ type: 'transfer', effectiveFrom: DAY, sources: ['H49.1.A'], changes });
    expect(posts).toEqual([]);
    expect(units).toMatchObject([
      {
        key: 'H49.1.A',
        version: 2,
        periods: [
          { code: 'H49.1.A', until: DAY },
          { code: 'H49.2.7', parent: 'H49.2', from: DAY },
        ],
      },
    ]);
    world.reorganise({ type: 'transfer', effectiveFrom: DAY, sources: ['H49.1.A'], changes });
    expect(world.tree.find('H49.2.7')?.key).toBe('H49.1.A');
    const later = world.reorganise({ type: 'merge', effectiveFrom: '2025-10-01', sources: ['H49.2.7'], targets: ['H49.1.B'] });
    expect(later.sources).toEqual(['H49.1.A']);
  });

  test('a partial transfer moves one category and keeps every other', () => {
    const world = province();
    world.post('H49.1.A', { quantity: 4, effectiveFrom: '2025-01-01', category: 'contract' });
    const row = (to: string) => ({ source: 'H49.1.A', to, category: 'contract', share: half });
    world.reorganise({
      type: 'transfer',
      effectiveFrom: DAY,
      sources: ['H49.1.A'],
      targets: ['H49.1.B'],
      shares: [row('H49.1.A'), row('H49.1.B')],
    });
    expect(['employee-budget', 'contract'].map((category) => world.postsOn('H49.1.A', DAY, category))).toEqual([10, 2]);
    expect(world.postsOn('H49.1.B', DAY, 'contract')).toBe(2);
  });

  test('a conversion changes the kind from the day on and replaces facts that began on the same day', () => {
    const world = province();
    const convert = (kind: string) => ({ type: 'convert', effectiveFrom: DAY, sources: ['H49.1.A'], changes: [{ unit: 'H49.1.A', kind }] });
    expect(refusalOf(() => world.plan(convert('public-service'))).code).toBe('convert-needs-new-kind');
    world.reorganise(convert('administrative'));
    world.reorganise(convert('association'));
    expect([world.tree.on('H49.1.A', BEFORE)?.kind, world.tree.on('H49.1.A', DAY)?.kind]).toEqual(['public-service', 'association']);
    expect(world.units.get('H49.1.A')?.periods).toHaveLength(2);
  });
});

describe('refuses', () => {
  const share = (to: string, numerator: number, denominator: number) => ({ source: 'H49.1.A', to, share: { numerator, denominator } });
  const split = (shares: object[], extra: object = {}) => ({
    type: 'split',
    effectiveFrom: DAY,
    sources: ['H49.1.A'],
    creates: [created('H49.1.E'), created('H49.1.F')],
    shares,
    ...extra,
  });
  const posts = (to: string, count: number) => ({ source: 'H49.1.A', to, category: 'employee-budget', posts: count });

  test.each([
    ['an unknown unit', merge({ sources: ['H49.1.A', 'H49.1.X'] }), 'unknown-unit', 'sources.1'],
    ['a date before a unit existed', merge({ effectiveFrom: '2014-12-31' }), 'unit-not-yet-established', 'sources.0'],
    ['a unit ending on its first day', merge({ effectiveFrom: '2015-01-01' }), 'unit-ends-on-first-day', 'sources.0'],
    ['a source named twice', merge({ sources: ['H49.1.A', 'H49.1.A'] }), 'duplicate-unit', 'sources.1'],
    ['a target named twice', merge({ targets: ['H49.1.C', 'H49.1.C'] }), 'duplicate-unit', 'targets.1'],
    ['a code that was used', merge({ creates: [created('H49.1.C')], targets: [] }), 'code-taken', 'creates.0.code'],
    ['a code outside the parent', merge({ creates: [created('H49.2.E')], targets: [] }), 'code-does-not-extend-parent', 'creates.0.code'],
    [
      'a code that only begins like the parent',
      merge({ creates: [created('H49.11')], targets: [] }),
      'code-does-not-extend-parent',
      'creates.0.code',
    ],
    ['a new unit without parent', merge({ creates: [created('H50', { parent: null })], targets: [] }), 'parent-needed', 'creates.0.parent'],
    [
      'a new unit below an ending one',
      merge({ creates: [created('H49.1.A.1', { parent: 'H49.1.A' })], targets: [] }),
      'change-of-ending-unit',
      'creates.0.parent',
    ],
    ['a merge without target', merge({ creates: [], targets: [] }), 'merge-needs-two-units', 'targets'],
    [
      'a merge of one unit with itself',
      merge({ sources: ['H49.1.A'], creates: [], targets: ['H49.1.A'] }),
      'merge-needs-two-units',
      'targets',
    ],
    ['a split into one', split([], { creates: [created('H49.1.E')] }), 'split-needs-two-targets', 'targets'],
    [
      'a dissolution that keeps its source',
      { type: 'dissolve', effectiveFrom: DAY, sources: ['H49.1.A'], targets: ['H49.1.A'] },
      'dissolve-leaves-nothing',
      'targets',
    ],
    ['a transfer of nothing', { type: 'transfer', effectiveFrom: DAY, sources: ['H49.1.A'] }, 'nothing-changes', 'sources.0'],
    ['a change of an ending unit', merge({ changes: [{ unit: 'H49.1.A', name: 'x' }] }), 'change-of-ending-unit', 'changes.0.unit'],
    ['shares that sum to 5/6', split([share('H49.1.E', 1, 2), share('H49.1.F', 1, 3)]), 'shares-not-one', 'shares.0'],
    ['shares that sum to 7/6', split([share('H49.1.E', 1, 2), share('H49.1.F', 2, 3)]), 'shares-not-one', 'shares.0'],
    ['a row stated twice', split([share('H49.1.E', 1, 2), share('H49.1.E', 1, 2)]), 'share-row-twice', 'shares.1'],
    ['a row to a stranger', split([share('H49.1.C', 1, 1)]), 'share-target-unknown', 'shares.0.to'],
    ['a row back to the ending source', split([share('H49.1.A', 1, 1)]), 'share-target-unknown', 'shares.0.to'],
    ['a row of a stranger', split([{ ...share('H49.1.E', 1, 1), source: 'H49.1.B' }]), 'share-source-unknown', 'shares.0.source'],
    ['posts that do not add up', split([posts('H49.1.E', 5), posts('H49.1.F', 4)]), 'posts-do-not-add-up', 'shares.0'],
    [
      'posts mixed with shares',
      split([posts('H49.1.E', 5), { ...share('H49.1.F', 1, 2), category: 'employee-budget' }]),
      'share-rows-mixed',
      'shares.0',
    ],
    ['posts without category', split([{ source: 'H49.1.A', to: 'H49.1.E', posts: 10 }]), 'share-or-posts', 'shares.0'],
    [
      'a cycle',
      { type: 'transfer', effectiveFrom: DAY, sources: ['H49.1'], changes: [{ unit: 'H49.1', parent: 'H49.1.A' }] },
      'tree-cycle',
      'changes.0.parent',
    ],
  ])('%s', (_, input, code, field) => {
    const refusal = refusalOf(() => province().plan(input));
    expect(refusal).toMatchObject({ code, field });
    for (const language of ['vi', 'en'] as const) expect(sentence(refusal.code, refusal.data, language)).not.toMatch(/undefined|null|^$/);
  });

  test('a dissolved unit from the day of its end, not the day before', () => {
    const world = province();
    world.reorganise(merge());
    const again = (effectiveFrom: string) => ({
      type: 'transfer',
      effectiveFrom,
      sources: ['H49.1.A'],
      changes: [{ unit: 'H49.1.A', name: 'x' }],
    });
    expect(refusalOf(() => world.plan(again(DAY))).code).toBe('unit-dissolved');
    expect(world.plan(again(BEFORE)).units).toHaveLength(1);
  });

  test('more than 16 units on a side, sources and other changed units taken together', () => {
    const schools = Array.from({ length: 17 }, (_, index) => `H49.1.S${index}`);
    const world = new World([unit('H49'), unit('H49.1'), unit('H49.1.T'), ...schools.map((code) => unit(code))]);
    const input = (changed: number) => ({
      type: 'merge',
      effectiveFrom: DAY,
      sources: schools.slice(0, 16 - changed),
      targets: ['H49.1.T'],
      changes: schools.slice(16 - changed).map((code) => ({ unit: code, name: 'x' })),
    });
    expect(refusalOf(() => world.plan(input(2)))).toMatchObject({
      code: 'reorganisation-too-large',
      field: 'sources',
      data: { limit: 16, count: 17 },
    });
    const { changes, ...sixteen } = input(1);
    expect(world.plan({ ...sixteen, changes: changes.slice(0, 1) }).reorganisation.sources).toHaveLength(15);
  });

  test('what a later recorded reorganisation would contradict', () => {
    const world = province();
    world.reorganise({ type: 'merge', effectiveFrom: '2025-10-01', sources: ['H49.1.B'], targets: ['H49.1.C'] });
    const into = (targets: string[], sources = ['H49.1.A']) =>
      refusalOf(() => world.plan({ type: 'merge', effectiveFrom: DAY, sources, targets })).code;
    expect(into(['H49.1.B'])).toBe('later-change-recorded');
    expect(into(['H49.1.A'], ['H49.1.C'])).toBe('later-change-recorded');
    expect(into(['H49.1.A'], ['H49.1.B'])).toBe('later-change-recorded');
    expect(world.plan({ type: 'merge', effectiveFrom: DAY, sources: ['H49.1.A'], targets: ['H49.1.C'] }).posts).toHaveLength(2);
  });

  test('a cycle that would only close on a later day already on record', () => {
    const world = province();
    const under = (code: string, parent: string, effectiveFrom: string) => ({
      type: 'transfer',
      effectiveFrom,
      sources: [code],
      changes: [{ unit: code, parent }],
    });
    world.reorganise(under('H49.2', 'H49.1', '2026-01-01'));
    expect(refusalOf(() => world.plan(under('H49.1', 'H49.2', DAY)))).toMatchObject({ code: 'tree-cycle', data: { date: '2026-01-01' } });
  });

  test('a surviving source that a later recall would take below zero, with the numbers', () => {
    const world = province();
    world.post('H49.1.A', { quantity: -8, reason: 'recall', effectiveFrom: '2025-10-01' });
    const give = { type: 'transfer', effectiveFrom: DAY, sources: ['H49.1.A'], targets: ['H49.1.B'] };
    const shares = [share('H49.1.A', 1, 2), share('H49.1.B', 1, 2)];
    const refusal = refusalOf(() => world.plan({ ...give, shares }));
    expect(refusal).toMatchObject({ code: 'posts-below-zero', data: { before: 2, change: -5, after: -3, date: '2025-10-01' } });
  });
});

test('the order of the rows changes nothing', () => {
  const rows = [
    { source: 'H49.1.A', to: 'H49.1.E', share: third },
    { source: 'H49.1.B', to: 'H49.1.E', share: half },
    { source: 'H49.1.A', to: 'H49.1.F', share: { numerator: 2, denominator: 3 } },
    { source: 'H49.1.B', to: 'reserve', share: half },
  ];
  const input = { ...merge(), type: 'split', creates: [created('H49.1.E'), created('H49.1.F')], targets: [] };
  const plan = (shares: object[]) => province().plan({ ...input, shares });
  expect(plan([...rows].reverse())).toEqual(plan(rows));
});
