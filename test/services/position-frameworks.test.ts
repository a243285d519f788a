import { beforeAll, describe, expect, it } from 'vitest';
import type { FrameworkInput } from '../../shared/domain/positions/position.ts';
import { addPosition, endPosition } from '../../shared/services/position-catalogue/add-position.ts';
import { listCatalogue, listRegimes } from '../../shared/services/position-catalogue/read-catalogue.ts';
import { approveFramework } from '../../shared/services/position-frameworks/approve-framework.ts';
import { changeFramework, draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import {
  compareVersions,
  getFramework,
  listFrameworks,
  listFrameworksOfUnit,
} from '../../shared/services/position-frameworks/read-frameworks.ts';
import { advanceReview, returnFramework } from '../../shared/services/position-frameworks/review-framework.ts';
import { submitFramework } from '../../shared/services/position-frameworks/submit-framework.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { accountsOf } from '../support/accounts.ts';
import { chainFaults, everyItem } from '../support/audit-trail.ts';
import { framework, frameworkOf2020, manager, position } from '../support/positions.ts';
import { type As, DECISION, HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const PAGE = { limit: 50 };
/** A school for each story, so that none begins where another ended. */
const SCHOOL = (story: number) => `H49.31.S${story}`;

describe('position frameworks', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let stories = 0;
  const next = () => SCHOOL((stories += 1));
  const draft = (unit: string, input: FrameworkInput = framework(), as: As = {}) =>
    draftFramework(province.as({ ...HR, ...as }), { unit, input, reason: null });
  const submit = (unit: string, number = 1, expected = 1, as: As = {}) =>
    submitFramework(province.as({ ...HR, ...as }), { unit, number, expected, reason: null });
  const approve = (
    unit: string,
    number: number,
    expected: number,
    more: Partial<Parameters<typeof approveFramework>[1]> = {},
    as: As = {},
  ) => approveFramework(province.as(as), { unit, number, expected, decision: DECISION, overrides: [], reason: null, ...more });
  const approved = async (unit: string, input: FrameworkInput, number: number) => {
    await draft(unit, input);
    await submit(unit, number);
    return approve(unit, number, 2);
  };
  const statuses = async (unit: string, asOf: string) =>
    (await listFrameworksOfUnit(province.as(), unit, asOf, PAGE)).items.map(({ number, status }) => `${number} ${status}`);

  beforeAll(async () => {
    province = await freshProvince();
    const school = SMALL_PROVINCE.find(({ code }) => code === 'H49.31.11')!;
    await settle(province.as(), [
      ...SMALL_PROVINCE,
      ...Array.from({ length: 16 }, (_, index) => ({ ...school, code: SCHOOL(index + 1), name: `Trường ${index + 1}` })),
    ]);
  });

  it('are drafted, submitted, reviewed step by step, approved, and read whole with every field', async () => {
    const unit = next();
    expect(await draft(unit)).toMatchObject({ unit, number: 1, status: 'draft', positions: 2, posts: 31, version: 1 });
    expect(await submit(unit)).toMatchObject({
      status: 'submitted',
      adjusts: false,
      standing: { step: 'completeness', since: '2026-11-23', dueOn: '2026-11-26', overdue: false },
    });
    const ask = { unit, number: 1, reason: null };
    const review = await advanceReview(province.as(), { ...ask, done: 'completeness', expected: 2 });
    expect(review.standing).toMatchObject({ step: 'review', dueOn: '2026-12-23' });
    await expect(advanceReview(province.as(), { ...ask, done: 'completeness', expected: 3 })).rejects.toMatchObject({
      code: 'step-not-running',
      data: { running: 'review' },
    });
    await advanceReview(province.as(), { ...ask, done: 'review', expected: 3 });
    await expect(advanceReview(province.as(), { ...ask, done: 'decision', expected: 4 })).rejects.toMatchObject({
      code: 'step-not-running',
    });
    expect(await approve(unit, 1, 4)).toMatchObject({ status: 'approved', version: 5, approval: { decision: DECISION } });
    const whole = await getFramework(province.as(), unit, 1);
    expect(whole.document).toEqual(framework().positions);
    expect(whole.steps.map(({ step, by }) => `${step} ${by}`)).toEqual([
      'submitted hr-officer-1',
      'completeness home-affairs-1',
      'review home-affairs-1',
      'approved home-affairs-1',
    ]);
    expect(whole.checks.map(({ check, blocking }) => [check, blocking])).toEqual([['posts-not-recorded', false]]);
    const { items } = await unitHistory(province.as(), unit, PAGE);
    expect(items.slice(0, 5).map(({ verb }) => verb)).toEqual([
      'approve-framework',
      'advance-framework',
      'advance-framework',
      'submit-framework',
      'draft-framework',
    ]);
    expect(items[0]?.changes[0]).toMatchObject({
      record: 'position-framework/1',
      before: { status: 'submitted' },
      after: { status: 'approved' },
    });
  });

  it('never change once approved, and are superseded from the day of effect of the next', async () => {
    const unit = next();
    await approved(unit, frameworkOf2020('2023-01-01'), 1);
    for (const act of [
      () => changeFramework(province.as(HR), { unit, number: 1, input: framework(), expected: 3, reason: null }),
      () => submit(unit, 1, 3),
      () => approve(unit, 1, 3),
      () => returnFramework(province.as(), { unit, number: 1, expected: 3, reason: 'Muộn' }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'framework-locked', data: { frameworkStatus: 'approved' } });
    const second = await approved(unit, framework(), 2);
    expect(second).toMatchObject({ adjusts: true, effectiveFrom: '2026-09-01' });
    expect(await statuses(unit, '2026-08-31')).toEqual(['1 approved', '2 approved']);
    expect(await statuses(unit, '2026-09-01')).toEqual(['1 superseded', '2 approved']);
    await draft(unit, framework());
    await submit(unit, 3);
    await expect(approve(unit, 3, 2)).rejects.toMatchObject({
      code: 'effective-not-after-last',
      data: { number: 2, last: '2026-09-01' },
    });
    expect(await approve(unit, 3, 2, { effectiveFrom: '2026-12-01' })).toMatchObject({ effectiveFrom: '2026-12-01' });
    const compared = await compareVersions(province.as(), unit, 2, 3);
    expect(compared).toMatchObject({ fields: [{ field: 'effectiveFrom', before: '2026-09-01', after: '2026-12-01' }], unchanged: 2 });
  });

  it('are approved by nobody who drafted or submitted them, in whatever role', async () => {
    const unit = next();
    await draft(unit, framework(), { id: 'officer-7' });
    await submit(unit, 1, 1, { id: 'officer-8' });
    for (const id of ['officer-7', 'officer-8'])
      await expect(approve(unit, 1, 2, {}, { id })).rejects.toMatchObject({ code: 'approver-is-submitter', data: { actor: id } });
    expect(await approve(unit, 1, 2, {}, { id: 'officer-9' })).toMatchObject({ status: 'approved' });
  });

  it('come back with a reason, are changed and submitted again', async () => {
    const unit = next();
    await draft(unit);
    await submit(unit);
    await expect(
      changeFramework(province.as(HR), { unit, number: 1, input: framework(), expected: 2, reason: null }),
    ).rejects.toMatchObject({
      code: 'framework-locked',
    });
    const back = await returnFramework(province.as(), { unit, number: 1, expected: 2, reason: 'Thiếu bản mô tả' });
    expect(back).toMatchObject({ status: 'returned', standing: { step: 'returned', dueOn: null } });
    expect((await listFrameworks(province.as(HR), '2026-11-23', { status: 'returned' }, PAGE)).items.map((row) => row.unit)).toEqual([
      unit,
    ]);
    const input = framework([manager(), position({ posts: 29 })]);
    expect(await changeFramework(province.as(HR), { unit, number: 1, input, expected: 3, reason: null })).toMatchObject({
      status: 'draft',
      posts: 30,
      version: 4,
    });
    expect(await submit(unit, 1, 4)).toMatchObject({ status: 'submitted', version: 5 });
  });

  it('are held back by what does not hold: at submission what nothing excuses, at approval what no reason excuses', async () => {
    const unit = next();
    const outside = position({ code: 'XX', name: 'Nhà ngoại cảm', posts: 1 });
    await draft(unit, framework([manager({ tiedTo: null }), position(), outside]));
    await expect(submit(unit)).rejects.toMatchObject({
      code: 'checks-block',
      data: { count: 1 },
      faults: [{ field: 'positions.0.tiedTo', code: 'manager-not-tied' }],
    });
    const input = framework([manager(), position(), outside]);
    await changeFramework(province.as(HR), { unit, number: 1, input, expected: 1, reason: null });
    await submit(unit, 1, 2);
    await expect(approve(unit, 1, 3)).rejects.toMatchObject({ faults: [{ field: 'positions.2.code', code: 'position-not-listed' }] });
    const override = { check: 'position-not-listed', position: 'XX', reason: 'Có trong Phụ lục, danh mục chưa nhập' };
    await expect(approve(unit, 1, 3, { overrides: [{ ...override, position: 'HT' }] })).rejects.toMatchObject({ code: 'no-such-check' });
    await approve(unit, 1, 3, { overrides: [override] });
    const { checks, approval } = await getFramework(province.as(), unit, 1);
    expect(checks[0]).toMatchObject({ check: 'position-not-listed', position: 'XX', overridden: override.reason });
    expect(approval?.overrides).toEqual([override]);
  });

  it('are checked against the posts assigned to the unit for the year and its autonomy', async () => {
    const unit = next();
    const entry = {
      issuer: 'provincial-council',
      category: 'employee-budget',
      reason: 'assign',
      decision: DECISION,
      outsideBase: false,
    } as const;
    const entries = [{ ...entry, quantity: 25, effectiveFrom: '2026-01-01' }];
    await addPostEntries(province.as(), { unit, year: 2026, entries, reason: null, expected: 'unstated' });
    await draft(unit);
    const { checks } = await getFramework(province.as(), unit, 1);
    expect(checks).toMatchObject([{ check: 'posts-above-assigned', data: { framed: 31, assigned: 25, year: 2026 }, overridable: true }]);
  });

  it('ask for no grade ratios once the unit is in group 1 or 2', async () => {
    const unit = next();
    const competencies = { ...position().competencies, professional: [{ name: 'Chuyên môn', grade: null, level: 5 }] };
    const graded = position({ grades: [5, 4, 3], gradePosts: [{ grade: 5, posts: 20 }], competencies });
    await draft(unit, framework([manager(), graded]));
    const ratios = async () => (await getFramework(province.as(), unit, 1)).checks.filter(({ check }) => check === 'grade-over-ratio');
    expect(await ratios()).toHaveLength(1);
    const input = accountsOf(100, 100);
    const ask = { unit, period: 2026, input, expected: 'nothing' } as const;
    await putOne(province.as({ role: 'finance-officer' }), selfFinancingRegister, ask, null);
    expect(await ratios()).toEqual([]);
  });

  it('are refused under a regime that is not in force, of another kind, twice under way, or with a position twice', async () => {
    const unit = next();
    await expect(draft(unit, frameworkOf2020('2026-07-01'))).rejects.toMatchObject({ code: 'regime-not-in-force', field: 'regime' });
    await expect(draft(unit, framework(undefined, { effectiveFrom: '2026-06-30' }))).rejects.toMatchObject({ code: 'regime-not-in-force' });
    await expect(draft(unit, framework([position()], { regime: 'decree-361-2025' }))).rejects.toMatchObject({
      code: 'regime-not-for-kind',
    });
    await expect(draft(unit, framework([position(), position()]))).rejects.toMatchObject({
      code: 'position-twice',
      field: 'positions.1.code',
    });
    await expect(draft(unit, framework(undefined, { effectiveFrom: '2028-01-01' }))).rejects.toMatchObject({ code: 'date-too-far' });
    await draft(unit);
    await expect(draft(unit)).rejects.toMatchObject({ code: 'framework-under-way', data: { number: 1 } });
    const agency = framework([position({ code: 'CV-TH' })], { regime: 'decree-361-2025' });
    expect(await draft('H49.01', agency)).toMatchObject({ population: 'civil-servants' });
    expect(await draft('H49.01')).toMatchObject({ number: 2, population: 'public-employees' });
  });

  it('go by the version stated, and a repeat of a request does nothing twice', async () => {
    const unit = next();
    await draft(unit);
    await expect(submit(unit, 1, 7)).rejects.toMatchObject({ code: 'stale-version', data: { current: 1, given: 7 } });
    await expect(submitFramework(province.as(HR), { unit, number: 1, expected: 'unstated', reason: null })).rejects.toMatchObject({
      code: 'precondition-required',
    });
    const first = await submit(unit, 1, 1, { key: 'submit-once' });
    expect(await submit(unit, 1, 1, { key: 'submit-once' })).toEqual(first);
    expect((await getFramework(province.as(), unit, 1)).steps).toHaveLength(1);
  });

  it('of two who approve at once one wins and the other is told', async () => {
    const unit = next();
    await draft(unit);
    await submit(unit);
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => approve(unit, 1, 2, {}, { id })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale-version' });
  });

  it('may be larger than any item, and come back to the letter', async () => {
    const unit = next();
    // Text that does not compress: what matters is that parts, header and log entry all stay within an item.
    let seed = 1;
    const noise = (length: number) =>
      Array.from({ length }, () => String.fromCodePoint(0x4e00 + ((seed = (seed * 48_271) % 2_147_483_647) % 20_000))).join('');
    const positions = Array.from({ length: 130 }, (_, index) =>
      position({ code: `P-${index}`, name: `Vị trí ${index}`, objective: noise(1000), authority: [noise(1000)] }),
    );
    const input = framework(positions);
    expect(JSON.stringify(input).length * 3).toBeGreaterThan(800_000);
    expect(await draft(unit, input)).toMatchObject({ positions: 130 });
    const whole = await getFramework(province.as(), unit, 1);
    expect(whole.document).toEqual(positions);
  });

  it('are seen and written by those whose unit it is, and by no other province', async () => {
    const unit = next();
    await draft(unit);
    const elsewhere = { role: 'hr-officer', units: ['H49.02'] } as const;
    await expect(getFramework(province.as(elsewhere), unit, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(listFrameworksOfUnit(province.as(elsewhere), unit, '2026-11-23', PAGE)).rejects.toMatchObject({ code: 'not-found' });
    await expect(draft(unit, framework(), { units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(submit(unit, 1, 1, { units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    expect((await listFrameworks(province.as(elsewhere), '2026-11-23', {}, PAGE)).items).toEqual([]);
    await expect(draft(unit, framework(), { role: 'home-affairs' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(approve(unit, 1, 1, {}, HR)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getFramework(province.as({ tenant: 'H50' }), unit, 1)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listFrameworks(province.as({ tenant: 'H50' }), '2026-11-23', {}, PAGE)).items).toEqual([]);
  });

  it('are listed page by page, by status, regime, subtree and overdue', async () => {
    const all = (await listFrameworks(province.as(), '2026-11-23', {}, { limit: 200 })).items;
    const pages = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await listFrameworks(province.as(), '2026-11-23', {}, { limit: 1, cursor });
      pages.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    expect(pages).toEqual(all);
    const waiting = (asOf: string, overdue: boolean) => listFrameworks(province.as(), asOf, { overdue, under: 'H49.31' }, { limit: 200 });
    expect((await waiting('2026-11-26', true)).items).toEqual([]);
    const late = (await waiting('2026-11-27', true)).items;
    expect(late.length).toBeGreaterThan(0);
    expect(late.every(({ status, standing }) => status === 'submitted' && standing.dueOn === '2026-11-26')).toBe(true);
    const civil = await listFrameworks(province.as(), '2026-11-23', { regime: 'decree-361-2025' }, { limit: 200 });
    expect(civil.items.map(({ unit }) => unit)).toEqual(['H49.01']);
    await expect(listFrameworks(province.as(), '2026-11-23', { under: 'H49.99' }, PAGE)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leave a log whose every chain holds', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(items.filter(({ pk }) => `${pk as string}`.startsWith('H49#PF')).length).toBeGreaterThan(10);
    expect(chainFaults(items, 'H49')).toEqual([]);
  });
});

describe('the catalogue of positions', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const entry = {
    regime: 'decree-232-2026',
    code: 'TN-HS',
    name: 'Tư vấn học sinh',
    group: 'professional',
    grades: [3, 2, 1],
    from: '2026-07-01',
    decision: DECISION,
  } as const;
  const add = (more: Partial<typeof entry> | Record<string, unknown> = {}) =>
    addPosition(province.as(), { ...entry, grades: [...entry.grades], ...more } as Parameters<typeof addPosition>[1]);
  const codes = async (asOf: string, q: string) =>
    (await listCatalogue(province.as(HR), asOf, { regime: 'decree-232-2026', q }, PAGE)).items.map(({ code }) => code);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('says what the acts list in all, and that what is entered is recalled and not complete', async () => {
    const regimes = await listRegimes(province.as(), '2026-11-23');
    const { groups, closed, source } = regimes.find(({ regime }) => regime === 'decree-232-2026')!;
    expect(groups.map(({ group, total, complete }) => [group, total, complete])).toEqual([
      ['management', 10, false],
      ['professional', 155, false],
      ['support', 61, false],
    ]);
    expect([closed, source.sourceStatus]).toEqual([true, 'read']);
    const { items } = await listCatalogue(province.as(), '2026-11-23', { q: 'giao vien trung hoc pho thong' }, PAGE);
    expect(items.map(({ regime, code, sourceStatus, grades }) => [regime, code, sourceStatus, grades])).toEqual([
      ['decree-106-2020', 'GV-THPT', 'recalled', [1, 2, 3]],
      ['decree-232-2026', 'GV-THPT', 'recalled', null],
    ]);
  });

  it('is completed by the province, dated and by decision, and corrected where ours is wrong', async () => {
    expect(await add()).toMatchObject({ origin: 'province', sourceStatus: 'read', version: 1, until: null });
    expect([await codes('2026-06-30', 'tu van hoc sinh'), await codes('2026-07-01', 'tu van hoc sinh')]).toEqual([[], ['TN-HS']]);
    await expect(add()).rejects.toMatchObject({ code: 'already-listed', field: 'code' });
    await add({ code: 'YT-HD', name: 'Y tế trường học', from: '2026-07-01' });
    const { items } = await listCatalogue(province.as(), '2026-11-23', { regime: 'decree-232-2026', q: 'YT-HD' }, PAGE);
    expect(items).toMatchObject([{ code: 'YT-HD', name: 'Y tế trường học', origin: 'province' }]);
    await expect(add({ code: 'A', from: '2026-06-30' })).rejects.toMatchObject({ code: 'listed-outside-regime' });
    await expect(add({ code: 'A', group: 'leadership' })).rejects.toMatchObject({ code: 'group-not-of-regime' });
    await expect(addPosition(province.as(HR), { ...entry, grades: null })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends an entry of the province from a day on, and none of its own', async () => {
    const ask = { regime: 'decree-232-2026', code: 'TN-HS', until: '2026-10-01', decision: DECISION, reason: null, expected: 1 } as const;
    await expect(endPosition(province.as(), { ...ask, expected: 4 })).rejects.toMatchObject({ code: 'stale-version' });
    await expect(endPosition(province.as(), { ...ask, code: 'GV-MN' })).rejects.toMatchObject({ code: 'listed-by-law' });
    await expect(endPosition(province.as(), { ...ask, code: 'KHONG-CO' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await endPosition(province.as(), ask)).toMatchObject({ until: '2026-10-01', version: 2 });
    expect([await codes('2026-09-30', 'tu van hoc sinh'), await codes('2026-10-01', 'tu van hoc sinh')]).toEqual([['TN-HS'], []]);
    expect(await add({ from: '2026-12-01' })).toMatchObject({ version: 3 });
    expect((await listCatalogue(province.as({ tenant: 'H50' }), '2026-12-01', { q: 'tu van hoc sinh' }, PAGE)).items).toEqual([]);
  });
});
