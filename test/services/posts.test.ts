import { beforeAll, describe, expect, it } from 'vitest';
import { type PostEntryInput, RESERVE } from '../../shared/domain/posts.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { getPosts, listPosts } from '../../shared/services/posts/read-posts.ts';
import { transferPosts } from '../../shared/services/posts/transfer-posts.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { everyItem } from '../support/audit-trail.ts';
import { type As, DECISION, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const OTHER = 'H49.31.12';
const entry = (quantity: number, more: Partial<PostEntryInput> = {}): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'assign',
  effectiveFrom: '2024-01-01',
  decision: DECISION,
  outsideBase: false,
  ...more,
});

describe('posts', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const items = () => everyItem(province.documents, province.table);
  const add = (
    unit: string,
    year: number,
    entries: PostEntryInput[],
    expected: number | 'nothing' | 'unstated' = 'unstated',
    as: As = {},
  ) => addPostEntries(province.as(as), { unit, year, entries, reason: null, expected });
  const transfer = (from: string, to: string, quantity: number, effectiveFrom = '2024-06-01') => {
    const { issuer, category, decision } = entry(1);
    return transferPosts(province.as(), { from, to, quantity, issuer, category, decision, effectiveFrom, outsideBase: false });
  };
  const assigned = async (unit: string, asOf: string) =>
    (await getPosts(province.as(), unit, +asOf.slice(0, 4), asOf)).assigned.map(({ issuer, category, assigned: posts }) => [
      issuer === 'provincial-council' ? 'council' : 'central',
      category,
      posts,
    ]);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    await add(SCHOOL, 2024, [entry(30)]);
    await add(OTHER, 2024, [entry(20)]);
  });

  it('on a date are the entries effective by then, the day before and the day of', async () => {
    await add(SCHOOL, 2024, [entry(5, { reason: 'supplement', effectiveFrom: '2024-03-01' })], 1);
    expect(await assigned(SCHOOL, '2024-02-29')).toEqual([['council', 'employee-budget', 30]]);
    expect(await assigned(SCHOOL, '2024-03-01')).toEqual([['council', 'employee-budget', 35]]);
  });

  it('keep both issuers and every category apart', async () => {
    const central = entry(33, { issuer: 'central-organisation-commission' });
    await add(SCHOOL, 2024, [central, entry(2, { category: 'employee-revenue' }), entry(1, { outsideBase: true })], 2);
    const view = await getPosts(province.as(), SCHOOL, 2024, '2024-12-31');
    expect(view.assigned).toEqual([
      expect.objectContaining({ category: 'employee-budget', assigned: 36, outsideBase: 1, byReason: { assign: 31, supplement: 5 } }),
      expect.objectContaining({ issuer: 'central-organisation-commission', assigned: 33 }),
      expect.objectContaining({ category: 'employee-revenue', assigned: 2 }),
    ]);
  });

  it.for([
    ['a negative balance', [entry(-31, { reason: 'recall', effectiveFrom: '2024-01-01' })], 'posts-below-zero', 'entries.0.quantity'],
    [
      'a balance that is negative on a day in between',
      [entry(-31, { reason: 'recall', effectiveFrom: '2024-02-01' }), entry(31, { reason: 'supplement', effectiveFrom: '2024-04-01' })],
      'posts-below-zero',
      'entries.0.quantity',
    ],
    [
      'posts outside the base taken from those inside',
      [entry(-2, { outsideBase: true, reason: 'recall' })],
      'posts-below-zero',
      'entries.0.quantity',
    ],
    ['an entry of another year', [entry(1, { effectiveFrom: '2025-01-01' })], 'effective-outside-year', 'entries.0.effectiveFrom'],
    ['a recall that adds', [entry(1, { reason: 'recall' })], 'sign-against-reason', 'entries.0.quantity'],
    ['a supplement that takes away', [entry(1), entry(-1, { reason: 'supplement' })], 'sign-against-reason', 'entries.1.quantity'],
    ['an assignment that takes away', [entry(-1)], 'sign-against-reason', 'entries.0.quantity'],
    [
      'a decision of tomorrow',
      [entry(1), entry(1, { decision: { ...DECISION, date: '2026-11-24' } })],
      'decision-in-future',
      'entries.1.decision.date',
    ],
    ['nothing', [], 'nothing-to-do', 'entries'],
  ] as const)('refuse %s and change nothing', async ([, entries, code, field]) => {
    const before = await items();
    await expect(add(SCHOOL, 2024, [...entries], 3)).rejects.toMatchObject({ code, field });
    expect(await items()).toEqual(before);
  });

  it('say the numbers of a negative balance', async () => {
    await expect(add(OTHER, 2024, [entry(-21, { reason: 'recall', effectiveFrom: '2024-05-01' })], 1)).rejects.toMatchObject({
      data: { unit: OTHER, date: '2024-05-01', before: 20, change: -21, after: -1 },
    });
  });

  it('are changed only against the version that is there', async () => {
    await expect(add(OTHER, 2024, [entry(1)])).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(add(OTHER, 2024, [entry(1)], 7)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(add(OTHER, 2024, [entry(1)], 'nothing')).rejects.toMatchObject({ code: 'already-exists' });
  });

  it('reach one year ahead of today and not further', async () => {
    const next = (year: number) => [entry(10, { effectiveFrom: `${year}-01-01` })];
    await expect(add(SCHOOL, 2027, next(2027))).resolves.toMatchObject({ version: 1 });
    await expect(add(SCHOOL, 2028, next(2028))).rejects.toMatchObject({ code: 'year-too-far', data: { last: 2027 } });
    await expect(add(OTHER, 2028, next(2028), 'unstated', { today: '2027-01-01' })).resolves.toMatchObject({ version: 1 });
  });

  it('are not given to a unit before its first day, nor to one that nobody knows', async () => {
    await expect(add(SCHOOL, 2019, [entry(1, { effectiveFrom: '2019-12-31' })])).rejects.toMatchObject({
      code: 'unit-not-yet-established',
    });
    await expect(add('H49.99', 2024, [entry(1)])).rejects.toMatchObject({ code: 'unknown-unit', field: 'unit' });
  });

  it('move between two units as two equal entries, both or neither', async () => {
    const { from, to } = await transfer(OTHER, SCHOOL, 4);
    expect(from.entries.at(-1)).toMatchObject({ quantity: -4, reason: 'transfer', counterpart: SCHOOL });
    expect(to.entries.at(-1)).toMatchObject({ quantity: 4, reason: 'transfer', counterpart: OTHER });
    expect(await assigned(OTHER, '2024-05-31')).toEqual([['council', 'employee-budget', 20]]);
    expect(await assigned(OTHER, '2024-06-01')).toEqual([['council', 'employee-budget', 16]]);
    const before = await items();
    await expect(transfer(OTHER, SCHOOL, 17)).rejects.toMatchObject({ code: 'posts-below-zero' });
    await expect(transfer(OTHER, OTHER, 1)).rejects.toMatchObject({ code: 'same-place' });
    await expect(transfer(OTHER, 'H49.99', 1)).rejects.toMatchObject({ code: 'unknown-unit' });
    expect(await items()).toEqual(before);
  });

  it('go to the reserve and come back; the reserve is read by those without a subtree', async () => {
    await transfer(OTHER, RESERVE, 6);
    expect(await assigned(RESERVE, '2024-12-31')).toEqual([['council', 'employee-budget', 6]]);
    await transfer(RESERVE, SCHOOL, 2, '2024-07-01');
    expect(await assigned(RESERVE, '2024-06-30')).toEqual([['council', 'employee-budget', 6]]);
    expect(await assigned(RESERVE, '2024-07-01')).toEqual([['council', 'employee-budget', 4]]);
    await expect(transfer(RESERVE, SCHOOL, 5, '2024-08-01')).rejects.toMatchObject({ code: 'posts-below-zero' });
    const officer = province.as({ role: 'hr-officer', units: ['H49'] });
    await expect(getPosts(officer, RESERVE, 2024, '2024-12-31')).rejects.toMatchObject({ code: 'not-found' });
    expect((await listPosts(officer, 2024, '2024-12-31', { limit: 50 })).items.map(({ unit }) => unit)).toEqual([SCHOOL, OTHER]);
  });

  it('of a year are listed with what they come to, one at a time as well', async () => {
    const all = (await listPosts(province.as(), 2024, '2024-12-31', { limit: 50 })).items;
    expect(all.map(({ unit }) => unit)).toEqual([SCHOOL, OTHER, RESERVE]);
    const seen: typeof all = [];
    let cursor: string | undefined;
    do {
      const page = await listPosts(province.as(), 2024, '2024-12-31', { limit: 1, cursor });
      seen.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });

  it('of many holders go in one request, the reserve among them, each row for itself', async () => {
    const row = (unit: string, version: number | null, quantity: number) => ({
      unit,
      version,
      entries: [entry(quantity, { effectiveFrom: '2025-01-01' })],
    });
    const rows = [row(SCHOOL, null, 40), row(RESERVE, null, 3), row(OTHER, 1, 5), row('H49.99', null, 1), row(OTHER, null, -1)];
    const results = await addPosts(province.as(), { year: 2025, rows, reason: 'giao biên chế' }, false);
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual([
      'created',
      'created',
      'stale-version',
      'unknown-unit',
      'duplicate-row',
    ]);
    expect(await assigned(RESERVE, '2025-12-31')).toEqual([['council', 'employee-budget', 3]]);
  });

  it('may be written by home affairs alone and read by the own subtree', async () => {
    for (const role of ['hr-officer', 'auditor', 'finance-officer'] as const)
      await expect(
        add(SCHOOL, 2026, [entry(1, { effectiveFrom: '2026-01-01' })], 'unstated', { role, units: ['H49'] }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    const officer = province.as({ role: 'hr-officer', units: ['H49.02'] });
    await expect(getPosts(officer, SCHOOL, 2024, '2024-12-31')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of an ended unit end with it: the day before is open, the day is not, and nothing may be left behind', async () => {
    const merge = { type: 'merge', effectiveFrom: '2025-07-01', decision: DECISION, sources: [SCHOOL], targets: [OTHER] };
    await recordReorganisation(province.as(), reorganisationInputSchema.parse(merge));
    const on = (date: string, quantity: number) => entry(quantity, { reason: 'supplement', effectiveFrom: date });
    await expect(add(SCHOOL, 2025, [on('2025-07-01', 1)], 2)).rejects.toMatchObject({ code: 'unit-dissolved' });
    await expect(add(SCHOOL, 2025, [on('2025-06-30', 1)], 2)).rejects.toMatchObject({ code: 'posts-after-end', data: { left: 1 } });
    await expect(add(SCHOOL, 2025, [on('2025-06-30', 1), { ...on('2025-06-30', -1), reason: 'recall' }], 2)).resolves.toMatchObject({
      version: 3,
    });
  });
});
