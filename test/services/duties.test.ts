import { beforeAll, describe, expect, it } from 'vitest';
import { type Duty, dutyKey } from '../../shared/domain/duties/duty.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { listDuties } from '../../shared/services/duties/list-duties.ts';
import { HEADCOUNT_STEP_REGISTERS } from '../../shared/services/headcount/headcount-steps.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { type MissingQuestion, listMissing } from '../../shared/services/headcount/list-missing.ts';
import { describeMe } from '../../shared/services/me/describe-me.ts';
import { draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import { returnFramework } from '../../shared/services/position-frameworks/review-framework.ts';
import { submitFramework } from '../../shared/services/position-frameworks/submit-framework.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { PLAN_STEP_REGISTERS, yearlyPlanRegister } from '../../shared/services/yearly-plans/yearly-plan-register.ts';
import { framework } from '../support/positions.ts';
import { type As, DECISION, HR, SMALL_PROVINCE, freshProvince, settle, testWorld } from '../support/province.ts';

const [SCHOOL, PRIMARY, LOWER] = ['H49.02.01', 'H49.31.11', 'H49.31.12'] as const;
const OFFICER: As = { role: 'hr-officer', units: [SCHOOL] };

describe('what is due and who is late', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const report = (unit: string, month: string, reportedOn?: string) => {
    const input = { categories: [], ...(reportedOn ? { reportedOn } : {}) };
    return putOne(province.as(HR), headcountRegister, { unit, period: month, input, expected: 'nothing' }, null);
  };
  const all = async <T>(list: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> => {
    const found: T[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await list(cursor);
      found.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    return found;
  };
  const missing = (as: As, question: MissingQuestion, limit = 200) =>
    all((cursor) => listMissing(province.as(as), question, { limit, ...(cursor ? { cursor } : {}) }));
  const duties = (as: As, filters: { under?: string; late?: boolean } = {}, limit = 200) =>
    all((cursor) => listDuties(province.as(as), filters, { limit, ...(cursor ? { cursor } : {}) }));
  const recorded = (found: Duty[]) => found.flatMap(({ kind, unit, subject }) => (unit ? [`${unit} ${kind} ${subject}`] : []));

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    await report(SCHOOL, '2026-01', '2026-02-05');
    await report(SCHOOL, '2026-02', '2026-03-06');
    await report(PRIMARY, '2026-01', '2026-02-03');
  });

  describe('months that are missing', () => {
    const FIRST = { from: '2026-01', to: '2026-02' };

    it('are named unit by unit with their deadline; the province itself employs nobody', async () => {
      const found = await missing({}, FIRST);
      expect(found.map(({ unit }) => unit)).toEqual(['H49.01', 'H49.02', SCHOOL, 'H49.31', 'H49.31.01', PRIMARY, LOWER]);
      expect(found[0]).toEqual({
        unit: 'H49.01',
        name: 'Sở Nội vụ',
        months: [
          { month: '2026-01', state: 'missing', due: '2026-02-05', reportedOn: null },
          { month: '2026-02', state: 'missing', due: '2026-03-05', reportedOn: null },
        ],
      });
    });

    it('are in time on the day of the deadline, and late on the day after', async () => {
      const ofSchool = await missing({}, { ...FIRST, under: SCHOOL });
      expect(ofSchool.map(({ months }) => months)).toEqual([
        [{ month: '2026-02', state: 'late', due: '2026-03-05', reportedOn: '2026-03-06' }],
      ]);
    });

    it.each([
      // The fifth of the month ends in Hạ Long at 17:00 UTC.
      [Date.UTC(2026, 2, 5, 16, 59), 0],
      [Date.UTC(2026, 2, 5, 17, 0), 6],
    ])('are missing from the day after in Asia/Ho_Chi_Minh (%i)', async (now, count) => {
      const world = testWorld(() => now);
      expect(await missing({ world }, { from: '2026-02', to: '2026-02', state: 'missing' })).toHaveLength(count);
    });

    it('are filtered by state and subtree, and the same a row at a time', async () => {
      expect((await missing({}, { ...FIRST, state: 'late' })).map(({ unit }) => unit)).toEqual([SCHOOL]);
      expect(await missing({ role: 'hr-officer', units: ['H49.31'] }, { ...FIRST, state: 'late' })).toEqual([]);
      const mine = await missing({ role: 'hr-officer', units: ['H49.31'] }, FIRST);
      expect(mine.map(({ unit }) => unit)).toEqual(['H49.31', 'H49.31.01', PRIMARY, LOWER]);
      expect(await missing({ role: 'hr-officer', units: ['H49.31'] }, FIRST, 1)).toEqual(mine);
      expect(await missing({}, FIRST, 1)).toEqual(await missing({}, FIRST));
    });

    it('inside a quarter are owed by nobody up to 2025', async () => {
      const ofSchool = await missing({}, { from: '2025-01', to: '2025-12', under: SCHOOL });
      expect(ofSchool[0]?.months.map(({ month }) => month)).toEqual(['2025-03', '2025-06', '2025-09', '2025-12']);
      expect(await missing({}, { from: '2019-01', to: '2020-12' })).toEqual([]);
    });

    it('that have not begun are not asked for, and no more than 24 at once', async () => {
      expect(await missing({}, { from: '2026-11', to: '2027-03' })).toEqual([]);
      await expect(missing({}, { from: '2025-01', to: '2027-01' })).rejects.toMatchObject({ code: 'month-range', data: { limit: 24 } });
      await expect(missing({}, { from: '2026-02', to: '2026-01' })).rejects.toMatchObject({ code: 'month-range' });
      await expect(missing({ role: 'viewer' }, FIRST)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(missing(OFFICER, { ...FIRST, under: 'H49.31' })).rejects.toMatchObject({ code: 'not-found' });
    });

    it('of another province, or of one without units, are none', async () => {
      expect(await missing({ tenant: 'H50' }, FIRST)).toEqual([]);
    });
  });

  describe('duties', () => {
    it('of the calendar come first, then what each unit owes, the same a row at a time', async () => {
      const found = await duties({});
      expect(found.slice(0, 8).map(({ kind, unit }) => [kind, unit])).toEqual(Array.from({ length: 8 }, () => ['calendar', null]));
      expect(found.map(dutyKey)).toEqual(found.map(dutyKey).toSorted());
      expect(await duties({}, {}, 7)).toEqual(found);
      expect(await duties({ ...OFFICER }, {}, 1)).toEqual(await duties(OFFICER));
      expect(await duties({ tenant: 'H50' })).toHaveLength(8);
    });

    it('of a school are the months of the last year that it has not reported, with day, path and ground', async () => {
      const found = await duties(OFFICER, { under: SCHOOL });
      expect(recorded(found).filter((duty) => duty.includes('headcount'))).toEqual(
        ['2025-12', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'].map(
          (month) => `${SCHOOL} headcount-report ${month}`,
        ),
      );
      expect(found.find(({ subject }) => subject === '2026-10')).toMatchObject({
        due: '2026-11-05',
        late: true,
        who: ['hr-officer'],
        path: `/v1/units/${SCHOOL}/headcount/2026-10`,
        basis: { rule: 'duty-headcount-report' },
      });
    });

    it.each([
      ['2026-11-01', false],
      ['2026-11-05', false],
      ['2026-11-06', true],
    ])('on %s: the month before is late: %s', async (today, late) => {
      const october = (await duties({ ...OFFICER, today })).find(({ subject }) => subject === '2026-10');
      expect(october).toMatchObject({ kind: 'headcount-report', late });
      expect((await duties({ ...OFFICER, today }, { late: false })).some(({ subject }) => subject === '2026-10')).toBe(!late);
    });

    it('late only leaves the calendar out, of which nothing says whether it was done', async () => {
      const late = await duties(OFFICER, { late: true });
      expect(late.every((duty) => duty.late && duty.unit === SCHOOL)).toBe(true);
      expect((await duties(OFFICER, { late: false })).map(({ kind }) => kind)).toEqual(Array.from({ length: 8 }, () => 'calendar'));
    });

    it('follow what becomes of a report: to accept, then to correct', async () => {
      const step = (name: 'submit' | 'return', expected: number) =>
        putOne(
          province.as(name === 'submit' ? HR : {}),
          HEADCOUNT_STEP_REGISTERS[name],
          { unit: SCHOOL, period: '2026-01', input: {}, expected },
          'Thiếu lao động hợp đồng',
        );
      const ofJanuary = async () => (await duties({}, { under: SCHOOL })).filter(({ subject }) => subject === '2026-01');
      expect(await ofJanuary()).toEqual([]);
      await step('submit', 1);
      expect(await ofJanuary()).toMatchObject([{ kind: 'headcount-review', who: ['home-affairs'], due: null, late: false }]);
      await step('return', 2);
      expect(await ofJanuary()).toMatchObject([{ kind: 'headcount-returned', who: ['hr-officer'], reason: 'Thiếu lao động hợp đồng' }]);
    });

    it.each([
      ['2026-04-30', false],
      ['2026-05-01', true],
    ])('on %s: the plan of posts for the next year is late: %s, and that it costs a percentage point', async (today, late) => {
      const plan = (await duties({ ...OFFICER, today })).find(({ kind }) => kind === 'posts-plan');
      expect(plan).toMatchObject({ unit: SCHOOL, subject: '2027', due: '2026-04-30', late, who: ['hr-officer'] });
      expect(plan?.penalty?.en).toContain('1 percentage point');
    });

    it('end with the plan that is accepted, and begin again with one that comes back', async () => {
      const plan = (as: As, ...[step, expected, reason]: ['submit' | 'accept' | 'return', number, string?]) =>
        putOne(province.as(as), PLAN_STEP_REGISTERS[step], { unit: PRIMARY, period: 2027, input: {}, expected }, reason ?? null);
      const open = async () => (await duties({}, { under: PRIMARY })).filter(({ subject }) => subject === '2027').map(({ kind }) => kind);
      const input = { planned: { budget: 20, revenue: 0 } };
      await putOne(province.as(HR), yearlyPlanRegister, { unit: PRIMARY, period: 2027, input, expected: 'nothing' }, null);
      expect(await open()).toEqual(['posts-plan']);
      await plan(HR, 'submit', 1);
      expect(await open()).toEqual(['posts-plan-review']);
      await plan({}, 'return', 2, 'Vượt biên chế được giao');
      expect(await open()).toEqual(['posts-plan-returned']);
      await plan(HR, 'submit', 3);
      await plan({}, 'accept', 4);
      expect(await open()).toEqual([]);
    });

    it('of a framework are its review, late after the term, and its return with the reason', async () => {
      const today = '2026-11-23';
      await draftFramework(province.as({ ...HR, today }), { unit: LOWER, input: framework(), reason: null });
      const open = async (day: string) =>
        (await duties({ today: day }, { under: LOWER })).filter(({ kind }) => kind.startsWith('framework'));
      expect(await open(today)).toEqual([]);
      await submitFramework(province.as({ ...HR, today }), { unit: LOWER, number: 1, expected: 1, reason: null });
      const [review] = await open(today);
      // Three working days from a Monday, for the completeness of the file.
      expect(review).toMatchObject({ kind: 'framework-review', due: '2026-11-26', late: false, who: ['home-affairs'] });
      expect(await open('2026-11-26')).toMatchObject([{ late: false }]);
      expect(await open('2026-11-27')).toMatchObject([{ late: true, path: `/v1/units/${LOWER}/position-frameworks/1` }]);
      await returnFramework(province.as({ today }), { unit: LOWER, number: 1, expected: 2, reason: 'Thiếu bản mô tả' });
      expect(await open(today)).toMatchObject([{ kind: 'framework-returned', reason: 'Thiếu bản mô tả', who: ['hr-officer'] }]);
    });

    it('are read by those who have some, each in scope', async () => {
      for (const role of ['viewer', 'finance-officer', 'council-supervisor'] as const)
        await expect(duties({ role })).rejects.toMatchObject({ code: 'forbidden' });
      expect(recorded(await duties({ role: 'auditor' })).some((duty) => duty.startsWith('H49.01 '))).toBe(true);
      expect(new Set((await duties({ role: 'hr-officer', units: ['H49.31'] })).map(({ unit }) => unit))).toEqual(
        new Set([null, 'H49.31', 'H49.31.01', PRIMARY, LOWER]),
      );
      await expect(duties(OFFICER, { under: 'H49.31' })).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  describe('who asks', () => {
    it('is shown the first ten duties of the role, late ones first, and how many there are', async () => {
      const { openDuties, ...rest } = await describeMe(province.as(OFFICER));
      expect(rest).toMatchObject({ role: 'hr-officer', units: [SCHOOL], today: '2026-11-23' });
      expect(openDuties).toMatchObject({ count: 17, late: 10, complete: true, path: '/v1/duties' });
      expect(openDuties.items).toHaveLength(10);
      expect(openDuties.items.slice(0, 2).map(({ subject }) => subject)).toEqual(['2025-12', '2026-03']);
      expect(openDuties.items.every((duty) => duty.late)).toBe(true);
    });

    it('has the duties of the own role only, and none without a right to them', async () => {
      const { openDuties } = await describeMe(province.as());
      expect(openDuties.items.every(({ who }) => who.includes('home-affairs'))).toBe(true);
      for (const role of ['viewer', 'finance-officer', 'auditor'] as const)
        expect((await describeMe(province.as({ role }))).openDuties).toMatchObject({ count: 0, items: [] });
      expect((await describeMe(province.as({ tenant: 'H50' }))).openDuties).toMatchObject({ complete: true, late: 0 });
    });

    it('reads the months of one school and no province', async () => {
      const ctx = province.as(OFFICER);
      await describeMe(ctx);
      // The version of the tree, 11 owed months and the plan by key, and its frameworks by range.
      expect(ctx.store.meter.read).toBeLessThanOrEqual(14);
      expect(ctx.store.meter.write).toBe(0);
    });

    it('of a large subtree looks at its first 25 units and says so', async () => {
      const large = await freshProvince();
      const school = SMALL_PROVINCE[3];
      const units = Array.from({ length: 30 }, (_, n) => ({ ...school, code: `H49.02.A${n}` })) as typeof SMALL_PROVINCE;
      await settle(large.as(), [...SMALL_PROVINCE.slice(0, 3), ...units]);
      const ctx = large.as({ role: 'hr-officer', units: ['H49.02'] });
      const { openDuties } = await describeMe(ctx);
      expect(openDuties).toMatchObject({ complete: false, late: 25 * 12 - 1 });
      expect(ctx.store.meter.read).toBeLessThan(45);
      const found = await listDuties(ctx, { late: true }, { limit: 200 });
      expect(found.items).toHaveLength(200);
      const rest = await listDuties(ctx, { late: true }, { limit: 200, cursor: found.next ?? '' });
      expect([rest.items.length, rest.next]).toEqual([31 * 11 + 30 - 200, null]);
    });
  });

  it('follows a unit that ended to its heir, for the months in which it lived', async () => {
    const merge = { type: 'merge', effectiveFrom: '2026-07-01', decision: DECISION, sources: [LOWER], targets: [PRIMARY] };
    await recordReorganisation(province.as(), reorganisationInputSchema.parse(merge));
    const ended = (await missing({ role: 'hr-officer', units: [PRIMARY] }, { from: '2026-05', to: '2026-08' })).map(({ unit, months }) => [
      unit,
      months.map(({ month }) => month),
    ]);
    expect(ended).toEqual([
      [PRIMARY, ['2026-05', '2026-06', '2026-07', '2026-08']],
      [LOWER, ['2026-05', '2026-06']],
    ]);
  });
});
