import { beforeAll, describe, expect, it } from 'vitest';
import { type PostEntryInput, RESERVE } from '../../shared/domain/posts.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { Decision } from '../../shared/domain/vocabulary.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { type DecisionFilters, type DecisionPage, readDecision } from '../../shared/services/decisions/read-decision.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { transferPosts } from '../../shared/services/posts/transfer-posts.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { everyItem } from '../support/audit-trail.ts';
import { type As, DECISION, NOW, SMALL_PROVINCE, freshProvince, settle, testWorld } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const OTHER = 'H49.31.12';
const ALL = { limit: 200 };
const decision = (number: string, more: Partial<Decision> = {}): Decision => ({ ...DECISION, number, ...more });
const entry = (quantity: number, of: Decision, more: Partial<PostEntryInput> = {}): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'assign',
  effectiveFrom: '2024-01-01',
  decision: of,
  outsideBase: false,
  ...more,
});

describe('a decision', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let now = NOW;
  /** The clock moves on with each change, so that their order is known. */
  const world = testWorld(() => (now += 1));
  const clerk = (as: As = {}) => province.as({ world, today: '2026-11-23', ...as });
  const read = (number: string, filters: DecisionFilters = {}, as: As = {}) => readDecision(province.as(as), number, filters, ALL);
  const changed = async (number: string, as: As = {}) =>
    (await read(number, {}, as)).items.map(({ verb, stream, record, version }) => [verb, stream, record, version].join(' '));
  const add = (unit: string, year: number, ...entries: PostEntryInput[]) =>
    addPostEntries(clerk(), { unit, year, entries, reason: 'vì', expected: 'nothing' });

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('shows posts, reserve, units, baselines and reorganisations that rest on it, and what was changed', async () => {
    const big = decision('3168/QĐ-UBND');
    await add(SCHOOL, 2024, entry(30, big), entry(2, decision('9/QĐ-SNV'), { reason: 'supplement' }));
    await add(RESERVE, 2024, entry(5, big));
    await changeUnit(clerk(), OTHER, { name: 'Trường THCS Quảng Lợi', from: '2024-02-01', decision: big }, 1);
    await transferPosts(clerk(), { ...entry(1, big), from: SCHOOL, to: OTHER, effectiveFrom: '2024-03-01' });
    await freezeBaseline(clerk(), { year: 2024, decision: big });
    const merge = { type: 'merge', effectiveFrom: '2025-07-01', decision: big, sources: [SCHOOL], targets: [OTHER] };
    const { id } = await recordReorganisation(clerk(), reorganisationInputSchema.parse(merge));
    expect(await changed('3168/qđ-ubnd')).toEqual([
      `add-post-entries ${SCHOOL} posts/2024 1`,
      `add-post-entries ${RESERVE} posts/2024 1`,
      `change-unit ${OTHER} unit 2`,
      `transfer-posts ${SCHOOL} posts/2024 2`,
      `transfer-posts ${OTHER} posts/2024 1`,
      `freeze-baseline ~BASELINES baseline/2024-1 1`,
      `record-reorganisation ${SCHOOL} unit 2`,
      `record-reorganisation ${SCHOOL} reorganisation/${id} 1`,
    ]);
    const { items, groups, number } = await read('03168 / QĐ-UBND');
    expect([number, groups]).toMatchObject(['3168/QĐ-UBND', [{ ...big, changes: 8 }]]);
    expect(items[0]).toMatchObject({
      decision: big,
      actor: 'home-affairs-1',
      role: 'home-affairs',
      before: null,
      after: { added: [{ quantity: 30 }, { quantity: 2 }] },
    });
  });

  it('is found for each entry that cites it, and not for what was there before', async () => {
    expect(await changed('9/QĐ-SNV')).toEqual([`add-post-entries ${SCHOOL} posts/2024 1`]);
    // The unit's first period still cites the decision of its registration: the change of its name does not rest on that.
    expect((await changed(DECISION.number)).filter((line) => line.includes(OTHER))).toEqual([`register-unit ${OTHER} unit 1`]);
    expect(await changed(DECISION.number)).toHaveLength(SMALL_PROVINCE.length);
  });

  it('is told from others of its number by date and body', async () => {
    const [first, second, third] = [
      decision('5/QĐ'),
      decision('5/QĐ', { date: '2022-01-04' }),
      decision('5/QĐ', { issuedBy: 'Sở Nội vụ' }),
    ];
    await add('H49.02.01', 2023, ...[first, second, third].map((one) => entry(3, one, { effectiveFrom: '2023-01-01' })));
    await add('H49.02.01', 2022, entry(3, { ...second, issuedBy: 'UBND  Tỉnh Quảng Ninh' }, { effectiveFrom: '2022-02-01' }));
    const { groups, items } = await read('05/QĐ');
    expect(groups.map(({ date, issuedBy, changes }) => [date, issuedBy, changes])).toEqual([
      [DECISION.date, third.issuedBy, 1],
      [DECISION.date, first.issuedBy, 1],
      ['2022-01-04', first.issuedBy, 2],
    ]);
    expect(items).toHaveLength(4);
    expect((await read('5/QĐ', { date: '2022-01-04' })).items).toHaveLength(2);
    expect((await read('5/QĐ', { issuedBy: 'SỞ NỘI VỤ' })).items).toHaveLength(1);
    await expect(read('5/QĐ', { date: '2020-01-01' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is shown to an HR officer as far as the own units go, and to others not at all', async () => {
    expect(await changed('3168/QĐ-UBND', { role: 'auditor' })).toHaveLength(8);
    const own = await read('3168/QĐ-UBND', {}, { role: 'hr-officer', units: [OTHER] });
    expect(new Set(own.items.map(({ stream }) => stream))).toEqual(new Set([SCHOOL, OTHER]));
    expect(own.groups).toMatchObject([{ changes: own.items.length }]);
    await expect(read('3168/QĐ-UBND', {}, { role: 'hr-officer', units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(read('3168/QĐ-UBND', {}, { role: 'finance-officer' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(read('3168/QĐ-UBND', {}, { tenant: 'H50' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(read('3169/QĐ-UBND')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is followed one change at a time', async () => {
    const rows: unknown[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page: DecisionPage = await readDecision(province.as(), '3168/QĐ-UBND', {}, { limit: 1, cursor });
      expect(page.groups).toMatchObject([{ changes: 8 }]);
      rows.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(rows).toEqual((await read('3168/QĐ-UBND')).items);
  });

  it('of a bulk request whose rows cite decisions of their own is filed for every row, a repeat included', async () => {
    const fresh = await freshProvince();
    const school = SMALL_PROVINCE.find(({ code }) => code === SCHOOL) as (typeof SMALL_PROVINCE)[number];
    const units = Array.from({ length: 70 }, (_, n) => ({ ...school, code: `H49.31.B${n}`, name: `Trường ${n}` }));
    await settle(fresh.as(), [...SMALL_PROVINCE, ...units]);
    const cites = (n: number) => [decision(`${n + 100}/QĐ-A`), decision('7/NQ-HĐND'), decision(`${n + 100}/QĐ-B`)];
    const rows = units.map(({ code }, n) => ({ unit: code, version: null, entries: cites(n).map((one) => entry(1, one)) }));
    const send = () => addPosts(fresh.as({ key: 'bulk' }), { year: 2024, rows, reason: null }, false);
    const results = await send();
    expect(results.filter(({ outcome }) => outcome !== 'created')).toEqual([]);
    const before = await everyItem(fresh.documents, fresh.table);
    expect(await send()).toEqual(results);
    expect(await everyItem(fresh.documents, fresh.table)).toEqual(before);
    const all = await readDecision(fresh.as(), '7/NQ-HĐND', {}, ALL);
    expect(all.items.map(({ stream }) => stream)).toEqual(units.map(({ code }) => code));
    for (const n of [0, 33, 69])
      expect((await readDecision(fresh.as(), `${n + 100}/QĐ-B`, {}, ALL)).items.map(({ stream }) => stream)).toEqual([`H49.31.B${n}`]);
  });

  it('is filed once where two writers meet, and not at all for what was refused', async () => {
    const race = (id: string, quantity: number) =>
      addPostEntries(clerk({ id }), {
        unit: 'H49.01',
        year: 2024,
        entries: [entry(quantity, decision('77/QĐ'), { category: 'civil-servant' })],
        reason: null,
        expected: 'nothing',
      });
    const outcomes = await Promise.allSettled([race('a', 1), race('b', 2), race('c', 3)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await changed('77/QĐ')).toEqual(['add-post-entries H49.01 posts/2024 1']);
  });
});
