import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignedOn, postsOf, recordedYears } from '../../../shared/domain/ledger.ts';
import { appendEntries, MAX_ENTRIES } from '../../../shared/domain/ledger-append.ts';
import { countedFor } from '../../../shared/domain/ledger-counted.ts';
import { POST_REASONS, type PostEntry, type PostReason } from '../../../shared/domain/posts.ts';
import { posting, RESERVE, refusalOf, unit, World } from './world.ts';

const LIFE = { from: '2015-01-01', until: null };
const append = (...entries: PostEntry[]) => appendEntries(undefined, 'H49.1', 2025, entries, LIFE);

describe('appending to a ledger', () => {
  test('keeps every entry in the order it came and counts versions', () => {
    const first = append(posting({ quantity: 5, effectiveFrom: '2025-03-01' }));
    const second = appendEntries(first, 'H49.1', 2025, [posting({ quantity: 2, effectiveFrom: '2025-01-01' })], LIFE);
    expect([first.version, second.version]).toEqual([1, 2]);
    expect(second.entries.map(({ quantity }) => quantity)).toEqual([5, 2]);
  });

  test('refuses posts below zero on any later day, with the numbers', () => {
    const record = append(
      posting({ quantity: 10, effectiveFrom: '2025-01-01' }),
      posting({ quantity: -8, effectiveFrom: '2025-09-01', reason: 'recall' }),
    );
    const recall = (quantity: number) => [posting({ quantity, effectiveFrom: '2025-03-01', reason: 'recall' as const })];
    expect(appendEntries(record, 'H49.1', 2025, recall(-2), LIFE).entries).toHaveLength(3);
    expect(refusalOf(() => appendEntries(record, 'H49.1', 2025, recall(-3), LIFE))).toEqual({
      code: 'posts-below-zero',
      field: 'entries.0.quantity',
      data: {
        unit: 'H49.1',
        issuer: 'provincial-council',
        category: 'employee-budget',
        outsideBase: false,
        date: '2025-09-01',
        before: 2,
        change: -3,
        after: -1,
      },
    });
  });

  test('keeps issuers, categories, and posts outside the base apart', () => {
    const assigned = posting({ quantity: 10, effectiveFrom: '2025-01-01' });
    const taken = { quantity: -1, effectiveFrom: '2025-02-01', reason: 'recall' } as const;
    for (const other of [{ issuer: 'central-organisation-commission' }, { category: 'contract' }, { outsideBase: true }] as const)
      expect(refusalOf(() => append(assigned, posting({ ...taken, ...other })))).toMatchObject({
        code: 'posts-below-zero',
        field: 'entries.1.quantity',
      });
    expect(append(assigned, posting(taken)).entries).toHaveLength(2);
  });

  test('takes entries of one day together, in whatever order', () => {
    const day = { effectiveFrom: '2025-05-01' };
    expect(append(posting({ ...day, quantity: -4, reason: 'recall' }), posting({ ...day, quantity: 4 })).entries).toHaveLength(2);
  });

  test('refuses a day of another year, before the unit and from its end on', () => {
    const on = (effectiveFrom: string, life: { from: string; until: string | null }) => () =>
      appendEntries(undefined, 'H49.1', 2025, [posting({ quantity: 1, effectiveFrom })], life);
    const life = { from: '2025-03-01', until: null };
    expect(refusalOf(on('2024-12-31', life))).toMatchObject({ code: 'effective-outside-year', field: 'entries.0.effectiveFrom' });
    expect(refusalOf(on('2026-01-01', life)).code).toBe('effective-outside-year');
    expect(refusalOf(on('2025-02-28', life)).code).toBe('unit-not-yet-established');
    expect(on('2025-03-01', life)().entries).toHaveLength(1);
    expect(refusalOf(on('2025-07-01', { from: '2015-01-01', until: '2025-07-01' })).code).toBe('unit-dissolved');
    expect(refusalOf(on('2025-06-30', { from: '2015-01-01', until: '2025-07-01' }))).toMatchObject({
      code: 'posts-after-end',
      data: { left: 1 },
    });
  });

  test(`holds at most ${MAX_ENTRIES} entries`, () => {
    const full = append(...Array.from({ length: MAX_ENTRIES }, () => posting({ quantity: 1, effectiveFrom: '2025-01-01' })));
    const more = [posting({ quantity: 1, effectiveFrom: '2025-01-01' })];
    expect(refusalOf(() => appendEntries(full, 'H49.1', 2025, more, LIFE))).toMatchObject({
      code: 'too-many-entries',
      data: { count: MAX_ENTRIES + 1 },
    });
  });

  test('lets assignments and supplements only add, recalls only take away, transfers and corrections do either', () => {
    const day = { effectiveFrom: '2025-03-01' };
    const add = (reason: PostReason, quantity: number) => append(posting({ ...day, quantity: 10 }), posting({ ...day, quantity, reason }));
    for (const reason of POST_REASONS)
      for (const quantity of [-3, 3]) {
        const allowed = reason === 'recall' ? quantity < 0 : !['assign', 'supplement'].includes(reason) || quantity > 0;
        if (allowed) expect(add(reason, quantity).entries).toHaveLength(2);
        else
          expect(refusalOf(() => add(reason, quantity))).toEqual({
            code: 'sign-against-reason',
            field: 'entries.1.quantity',
            data: { reason, quantity },
          });
      }
  });

  test('of random entries refuses exactly those after which some day is below zero', () => {
    const entry = fc.record({
      quantity: fc.integer({ min: -6, max: 6 }),
      month: fc.integer({ min: 1, max: 6 }),
      outsideBase: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (rows) => {
        const entries = rows.map(({ quantity, month, outsideBase }) =>
          posting({ quantity, outsideBase, effectiveFrom: `2025-0${month}-01`, reason: 'correction' }),
        );
        const balance = (outside: boolean, month: number) =>
          rows.reduce((sum, row) => (row.outsideBase === outside && row.month <= month ? sum + row.quantity : sum), 0);
        const below = [1, 2, 3, 4, 5, 6].some((month) => balance(false, month) < 0 || balance(true, month) < 0);
        if (below) expect(refusalOf(() => append(...entries)).code).toBe('posts-below-zero');
        else expect(append(...entries).entries).toHaveLength(rows.length);
      }),
    );
  });
});

describe('reading a ledger', () => {
  const record = append(
    posting({ quantity: 10, effectiveFrom: '2025-01-01' }),
    posting({ quantity: 3, effectiveFrom: '2025-07-01', reason: 'supplement', outsideBase: true }),
    posting({ quantity: -1, effectiveFrom: '2025-07-01', reason: 'recall' }),
  );

  test('an entry counts from its day on and not the day before', () => {
    expect(postsOf(record, '2025-06-30')).toMatchObject([{ assigned: 10, outsideBase: 0, byReason: { assign: 10 } }]);
    expect(postsOf(record, '2025-07-01')).toMatchObject([
      { assigned: 12, outsideBase: 3, byReason: { assign: 10, supplement: 3, recall: -1 } },
    ]);
    expect(postsOf(record, '2024-12-31')).toEqual([]);
  });

  test('only units alive on the day are assigned posts, and the reserve always is', () => {
    const world = new World([unit('H49'), unit('H49.1', {}, '2015-01-01', '2025-07-01')]);
    const records = [record, { ...record, unit: RESERVE }, { ...record, unit: 'H49.9' }];
    const holders = (date: string) => assignedOn(records, date, world.tree).map((cell) => cell.unit);
    expect([holders('2025-06-30'), holders('2025-07-01')]).toEqual([['H49.1', RESERVE], [RESERVE]]);
  });

  test('Hà Nội 2025: 7,864 assigned and 76 in reserve are 7,940 civil-servant posts, 117,275 and 280 are 117,555 public employees', () => {
    const world = new World([unit('H49')]);
    const post = (holder: string, quantity: number, category: 'civil-servant' | 'employee-budget') =>
      world.post(holder, { quantity, category, effectiveFrom: '2025-01-01' });
    post('H49', 7864, 'civil-servant');
    post(RESERVE, 76, 'civil-servant');
    post('H49', 117_275, 'employee-budget');
    post(RESERVE, 280, 'employee-budget');
    const total = (category: 'civil-servant' | 'employee-budget') =>
      countedFor(
        { categories: [category], unitKinds: null, levels: null },
        { ledger: world.ledger, tree: world.tree, baseYear: 2021, date: '2025-12-31' },
      ).total;
    expect([total('civil-servant'), total('employee-budget')]).toEqual([7940, 117_555]);
  });

  test('a year without entries is not recorded', () => {
    const empty = new Map([['H49', { unit: 'H49', year: 2024, entries: [], version: 1 }]]);
    expect(
      recordedYears(
        new Map([
          [2025, new Map([['H49.1', record]])],
          [2024, empty],
        ]),
      ),
    ).toEqual([2025]);
  });
});

describe('posts counted against a target', () => {
  const population = { categories: ['employee-budget' as const], unitKinds: ['public-service' as const], levels: null };
  const world = new World([unit('H49', { kind: 'administrative' }), unit('H49.1')]);
  for (const year of [2021, 2022, 2023]) {
    world.post('H49.1', { quantity: 100, effectiveFrom: `${year}-01-01` });
    world.post('H49', { quantity: 40, effectiveFrom: `${year}-01-01` });
    world.post(RESERVE, { quantity: 5, effectiveFrom: `${year}-01-01` });
    world.post('H49.1', { quantity: 900, effectiveFrom: `${year}-01-01`, issuer: 'central-organisation-commission' });
    world.post('H49.1', { quantity: 9, effectiveFrom: `${year}-01-01`, category: 'employee-revenue' });
  }
  world.post('H49.1', { quantity: 50, effectiveFrom: '2021-06-01', reason: 'scope-transfer' });
  world.post('H49.1', { quantity: 7, effectiveFrom: '2022-03-01', reason: 'scope-transfer' });
  world.post('H49.1', { quantity: -2, effectiveFrom: '2023-03-01', reason: 'scope-transfer' });
  world.post('H49', { quantity: 30, effectiveFrom: '2022-03-01', reason: 'scope-transfer' });
  world.post('H49.1', { quantity: 4, effectiveFrom: '2023-05-01', reason: 'supplement', outsideBase: true });
  world.post('H49.1', { quantity: 3, effectiveFrom: '2023-05-01', reason: 'scope-transfer', outsideBase: true });
  const counted = (date: string) => countedFor(population, { ledger: world.ledger, tree: world.tree, baseYear: 2021, date });

  test('are of its kinds, categories and issuer, with the reserve', () => {
    expect(counted('2022-02-28')).toEqual({ total: 105, outsideBase: 0, scopeTransfersIn: 0, scopeTransfersOut: 0, counted: 105 });
  });

  test('leave out scope transfers of every year since the base, each from its day on', () => {
    expect(counted('2022-03-01')).toMatchObject({ total: 112, scopeTransfersIn: 7, counted: 105 });
    expect(counted('2023-02-28')).toMatchObject({ total: 105, scopeTransfersIn: 7, scopeTransfersOut: 0, counted: 98 });
    expect(counted('2023-03-01')).toMatchObject({ total: 103, scopeTransfersIn: 7, scopeTransfersOut: 2, counted: 98 });
  });

  test('leave out what is outside the base, once', () => {
    expect(counted('2023-05-01')).toEqual({ total: 110, outsideBase: 7, scopeTransfersIn: 7, scopeTransfersOut: 2, counted: 98 });
  });
});
