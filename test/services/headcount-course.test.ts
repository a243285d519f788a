import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadcountInput } from '../../shared/domain/headcount.ts';
import type { HeadcountStep } from '../../shared/domain/headcount-review.ts';
import type { Expected } from '../../shared/services/expected.ts';
import { HEADCOUNT_STEP_REGISTERS } from '../../shared/services/headcount/headcount-steps.ts';
import { getHeadcount, listHeadcountOfMonth, listOverrides } from '../../shared/services/headcount/read-headcount.ts';
import { reportHeadcount } from '../../shared/services/headcount/report-headcount.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { type As, HR, freshProvince, settle } from '../support/province.ts';

const [SCHOOL, PRIMARY, LOWER] = ['H49.02.01', 'H49.31.11', 'H49.31.12'];
const WHY = 'Bổ sung một trường hợp nghỉ hưu';
const same = (count: number): HeadcountInput => rows(count, count);
const rows = (opening: number, closing: number, more: Partial<HeadcountInput['categories'][number]> = {}): HeadcountInput => ({
  categories: [{ category: 'employee-budget', opening, increases: {}, decreases: {}, closing, ...more }],
});

describe('the course of a headcount', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  type Report = { unit?: string; expected?: Expected; reason?: string | null; as?: As };
  const report = (month: string, input: HeadcountInput, { unit = SCHOOL, expected = 'nothing', reason = WHY, as = {} }: Report = {}) =>
    reportHeadcount(province.as({ ...HR, ...as }), { unit, period: month, input, expected }, reason);
  const step = (name: HeadcountStep, month: string, expected: Expected, { as = {}, reason = null, unit = SCHOOL }: Report = {}) =>
    putOne(
      province.as({ ...(name === 'submit' ? HR : {}), ...as }),
      HEADCOUNT_STEP_REGISTERS[name],
      { unit, period: month, input: {}, expected },
      reason,
    );
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error as { code: string }).code,
    );

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  it('goes from recorded over submitted to accepted, each step by its role, a version and a log entry each', async () => {
    await report('2026-01', same(40));
    expect(await step('submit', '2026-01', 1)).toMatchObject({ state: 'submitted', version: 2, review: { submittedBy: 'hr-officer-1' } });
    expect(await step('accept', '2026-01', 2)).toMatchObject({
      state: 'accepted',
      version: 3,
      review: { decidedBy: 'home-affairs-1', decidedOn: '2026-11-23', reason: null },
    });
    const { items } = await unitHistory(province.as(), SCHOOL, { limit: 3 });
    expect(items.map(({ verb, role }) => [verb, role])).toEqual([
      ['accept-headcount', 'home-affairs'],
      ['submit-headcount', 'hr-officer'],
      ['put-headcount', 'hr-officer'],
    ]);
  });

  it('goes back with a reason, is corrected, and submitted again', async () => {
    await report('2026-02', same(40));
    await step('submit', '2026-02', 1);
    expect(await codeOf(step('return', '2026-02', 2))).toBe('return-needs-reason');
    expect(await step('return', '2026-02', 2, { reason: 'Thiếu lao động hợp đồng' })).toMatchObject({
      state: 'returned',
      review: { reason: 'Thiếu lao động hợp đồng' },
    });
    expect(await report('2026-02', same(41), { expected: 3 })).toMatchObject({ state: 'recorded', review: null, version: 4 });
    expect(await step('submit', '2026-02', 4)).toMatchObject({ state: 'submitted' });
  });

  it('of a returned month may go on as it is, when the unit stands by it', async () => {
    await report('2026-03', same(40));
    await step('submit', '2026-03', 1);
    await step('return', '2026-03', 2, { reason: 'Rà soát lại' });
    expect(await step('submit', '2026-03', 3, { reason: 'Số liệu đúng' })).toMatchObject({ state: 'submitted', review: { reason: null } });
  });

  it.each([
    ['accept', 'recorded', '2026-04'],
    ['return', 'recorded', '2026-04'],
    ['submit', 'submitted', '2026-02'],
    ['submit', 'accepted', '2026-01'],
    ['accept', 'accepted', '2026-01'],
    ['return', 'accepted', '2026-01'],
  ] as const)('refuses to %s a month that is %s', async (name, state, month) => {
    if (month === '2026-04') await codeOf(report(month, same(40)));
    const { version } = await getHeadcount(province.as(), SCHOOL, month);
    await expect(step(name, month, version, { reason: WHY })).rejects.toMatchObject({
      code: 'headcount-not-in-state',
      data: { state, step: name },
    });
  });

  it('is insisted on by version, role, scope and by four eyes', async () => {
    await report('2026-05', same(40));
    expect(await codeOf(step('submit', '2026-05', 'unstated'))).toBe('precondition-required');
    expect(await codeOf(step('submit', '2026-05', 9))).toBe('stale-version');
    expect(await codeOf(step('submit', '2026-05', 1, { as: { role: 'home-affairs' } }))).toBe('forbidden');
    expect(await codeOf(step('submit', '2026-05', 1, { as: { units: ['H49.31'] } }))).toBe('not-found');
    expect(await codeOf(step('submit', '2026-06', 1))).toBe('not-found');
    await step('submit', '2026-05', 1, { as: { id: 'both' } });
    expect(await codeOf(step('accept', '2026-05', 2, { as: HR }))).toBe('forbidden');
    expect(await codeOf(step('accept', '2026-05', 2, { as: { role: 'auditor' } }))).toBe('forbidden');
    expect(await codeOf(step('accept', '2026-05', 2, { as: { tenant: 'H50' } }))).toBe('unknown-unit');
    for (const name of ['accept', 'return'] as const)
      expect(await codeOf(step(name, '2026-05', 2, { as: { id: 'both' }, reason: WHY }))).toBe('reviewed-by-submitter');
    expect(await codeOf(step('accept', '2026-05', 2))).toBe('done');
  });

  it('is accepted or returned by nobody who entered or corrected it, though they have another role by then', async () => {
    await report('2023-06', same(40), { unit: LOWER, as: { id: 'entered' } });
    await report('2023-06', same(41), { unit: LOWER, expected: 1, as: { id: 'corrected' } });
    expect(await step('submit', '2023-06', 2, { unit: LOWER, as: { id: 'submitted' } })).toMatchObject({
      enteredBy: ['entered', 'corrected'],
    });
    for (const id of ['entered', 'corrected', 'submitted'])
      for (const name of ['accept', 'return'] as const)
        expect(await codeOf(step(name, '2023-06', 3, { unit: LOWER, as: { id }, reason: WHY }))).toBe('reviewed-by-submitter');
    expect(await codeOf(step('accept', '2023-06', 3, { unit: LOWER }))).toBe('done');
  });

  it.each([
    ['2024-02', '2024-02-28', 'month-not-over'],
    ['2024-02', '2024-02-29', 'done'],
    ['2023-02', '2023-02-27', 'month-not-over'],
    ['2023-02', '2023-02-28', 'done'],
  ])('of %s may be submitted on %s: %s', async (month, today, outcome) => {
    await codeOf(report(month, same(40), { unit: LOWER, as: { today } }));
    expect(await codeOf(step('submit', month, 1, { unit: LOWER, as: { today } }))).toBe(outcome);
  });

  it('loses its acceptance with a correction, which needs a reason and is in the history', async () => {
    await report('2025-12', same(40), { unit: PRIMARY });
    await step('submit', '2025-12', 1, { unit: PRIMARY });
    await step('accept', '2025-12', 2, { unit: PRIMARY });
    const correction = rows(40, 39, { decreases: { retired: 1 } });
    expect(await codeOf(report('2025-12', correction, { unit: PRIMARY, expected: 3, reason: null }))).toBe('correction-needs-reason');
    expect(await report('2025-12', correction, { unit: PRIMARY, expected: 3 })).toMatchObject({
      state: 'recorded',
      review: null,
      version: 4,
    });
    const [entry] = (await unitHistory(province.as(), PRIMARY, { limit: 1 })).items;
    expect(entry).toMatchObject({ reason: WHY, changes: [{ before: { state: 'accepted' }, after: { state: 'recorded' } }] });
    expect(await codeOf(step('accept', '2025-12', 4, { unit: PRIMARY }))).toBe('headcount-not-in-state');
  });

  it('of a submission and a correction at once lets one through', async () => {
    await report('2026-07', same(40));
    const outcomes = await Promise.all([
      codeOf(step('submit', '2026-07', 1)),
      codeOf(report('2026-07', same(41), { expected: 1, as: { id: 'hr-2' } })),
    ]);
    expect(outcomes.toSorted()).toEqual(['done', 'stale-version']);
    const { state } = await getHeadcount(province.as(), SCHOOL, '2026-07');
    expect(state).toBe(outcomes[0] === 'done' ? 'submitted' : 'recorded');
  });

  describe('corrected in the past', () => {
    it('answers which later months up to the present no longer follow, and which are not there', async () => {
      for (const month of ['2026-01', '2026-02', '2026-04', '2026-08']) await report(month, same(30), { unit: LOWER });
      const correction = rows(30, 29, { decreases: { retired: 1 } });
      const { later } = await report('2026-01', correction, { unit: LOWER, expected: 1 });
      const flag = { category: 'employee-budget', previousMonth: '2026-01', previousClosing: 29, opening: 30 };
      expect(later).toEqual({
        checked: 3,
        doNotAddUp: [{ month: '2026-02', flags: [flag] }],
        gaps: ['2026-03', '2026-05', '2026-06', '2026-07'],
      });
      expect((await getHeadcount(province.as(), LOWER, '2026-02')).flags).toEqual([flag]);
      const next = await report('2026-02', rows(29, 29), { unit: LOWER, expected: 1 });
      expect(next.later.doNotAddUp.map(({ month }) => month)).toEqual(['2026-04']);
      const last = await report('2026-04', rows(29, 30, { increases: { received: 1 } }), { unit: LOWER, expected: 1 });
      expect(last.later).toEqual({ checked: 1, doNotAddUp: [], gaps: ['2026-05', '2026-06', '2026-07'] });
    });

    it('or reported late says the same of the months that were there before it', async () => {
      const { later } = await report('2026-05', same(31), { unit: LOWER });
      expect(later.doNotAddUp.map(({ month }) => month)).toEqual(['2026-08']);
    });

    it('has nothing later in the current month', async () => {
      expect((await report('2026-11', same(30), { unit: LOWER })).later).toEqual({ checked: 0, doNotAddUp: [], gaps: [] });
    });
  });

  describe('against its sum', () => {
    const slip = rows(20, 22, { override: 'Kiểm kê đang đối chiếu' });

    it('is kept with a reason, flagged wherever it is read, and listed', async () => {
      const flag = {
        rule: 'closing-does-not-add-up',
        category: 'employee-budget',
        expected: 20,
        closing: 22,
        reason: 'Kiểm kê đang đối chiếu',
      };
      expect(await report('2025-06', slip, { unit: PRIMARY })).toMatchObject({ overrides: [flag] });
      expect(await getHeadcount(province.as(), PRIMARY, '2025-06')).toMatchObject({ overrides: [flag] });
      expect((await listHeadcountOfMonth(province.as(), '2025-06', { limit: 9 })).items).toMatchObject([{ overrides: [flag] }]);
      expect((await unitHistory(province.as(), PRIMARY, { limit: 1 })).items).toMatchObject([
        { changes: [{ after: { categories: [{ override: flag.reason }] } }] },
      ]);
    });

    it('is listed over months, a row at a time, to whoever may see it', async () => {
      await report('2025-03', slip, { unit: SCHOOL });
      await report('2025-03', same(20), { unit: PRIMARY });
      const list = async (as: As, under?: string) => {
        const found: string[] = [];
        for (let cursor: string | undefined, more = true; more; ) {
          const question = { from: '2025-01', to: '2025-12', under };
          const page = await listOverrides(province.as(as), question, { limit: 1, ...(cursor ? { cursor } : {}) });
          found.push(...page.items.map(({ unit, month }) => `${month} ${unit}`));
          more = page.next !== null;
          cursor = page.next ?? undefined;
        }
        return found;
      };
      expect(await list({})).toEqual([`2025-03 ${SCHOOL}`, `2025-06 ${PRIMARY}`]);
      expect(await list({}, 'H49.31')).toEqual([`2025-06 ${PRIMARY}`]);
      expect(await list({ role: 'hr-officer', units: ['H49.02'] })).toEqual([`2025-03 ${SCHOOL}`]);
      expect(await codeOf(list({ role: 'hr-officer', units: ['H49.02'] }, 'H49.31'))).toBe('not-found');
      expect(await codeOf(list({ role: 'finance-officer' }))).toBe('forbidden');
    });

    it('is refused without a reason, and with one that nothing needs', async () => {
      expect(await codeOf(report('2025-09', rows(20, 22)))).toBe('closing-does-not-add-up');
      expect(await codeOf(report('2025-09', rows(20, 20, { override: WHY })))).toBe('override-without-need');
    });
  });

  it.each([
    ['2026-08-31', 'reported-on-out-of-range'],
    ['2026-11-24', 'reported-on-out-of-range'],
    ['2026-09-01', 'done'],
  ])('of September may have been reported on %s: %s', async (reportedOn, outcome) => {
    expect(await codeOf(report('2026-09', { ...same(20), reportedOn }, { unit: PRIMARY }))).toBe(outcome);
  });

  it('keeps the day of the first report through corrections', async () => {
    expect(await report('2026-09', same(21), { unit: PRIMARY, expected: 1 })).toMatchObject({ reportedOn: '2026-09-01' });
  });

  describe('of many units at once', () => {
    const many = (name: HeadcountStep, versions: Record<string, number>, how: As = {}, dryRun = false) =>
      putMany(
        province.as({ ...(name === 'submit' ? HR : {}), ...how }),
        HEADCOUNT_STEP_REGISTERS[name],
        {
          period: '2026-10',
          rows: Object.entries(versions).map(([unit, version]) => ({ unit, version, input: {} })),
          reason: null,
        },
        dryRun,
      );
    const outcomes = async (work: ReturnType<typeof many>) => (await work).map(({ refusal, outcome }) => refusal?.code ?? outcome);

    it('is submitted and accepted row by row, the same again for a repeat', async () => {
      for (const unit of [SCHOOL, PRIMARY, LOWER] as string[]) await report('2026-10', same(20), { unit });
      expect(await outcomes(many('submit', { [SCHOOL as string]: 1, [PRIMARY as string]: 1, 'H49.01': 1 }))).toEqual([
        'changed',
        'changed',
        'not-found',
      ]);
      const rowsOf = { [SCHOOL as string]: 2, [PRIMARY as string]: 1, [LOWER as string]: 1, 'H49.77': 1 };
      const due = ['changed', 'stale-version', 'headcount-not-in-state', 'unknown-unit'];
      expect(await outcomes(many('accept', rowsOf, {}, true))).toEqual(due);
      expect(await outcomes(many('accept', rowsOf, { key: 'october' }))).toEqual(due);
      expect(await outcomes(many('accept', rowsOf, { key: 'october' }))).toEqual(due);
      const states = (await listHeadcountOfMonth(province.as(), '2026-10', { limit: 9 })).items.map(({ state }) => state);
      expect(states).toEqual(['accepted', 'submitted', 'recorded']);
    });

    it('is listed by state and below a unit', async () => {
      const units = async (filters: object) =>
        (await listHeadcountOfMonth(province.as(), '2026-10', { limit: 9 }, filters)).items.map(({ unit }) => unit);
      expect(await units({ state: 'submitted' })).toEqual([PRIMARY]);
      expect(await units({ under: 'H49.31' })).toEqual([PRIMARY, LOWER]);
      expect(await units({ under: 'H49.31', state: 'accepted' })).toEqual([]);
    });
  });
});
