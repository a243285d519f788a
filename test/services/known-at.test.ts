import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type PostEntryInput, RESERVE } from '../../shared/domain/posts.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { getAgeProfile } from '../../shared/services/age-profiles/read-age-profile.ts';
import type { Context } from '../../shared/services/context.ts';
import { districtBudgetRegister } from '../../shared/services/district-budgets/district-budget-register.ts';
import { getDistrictBudget } from '../../shared/services/district-budgets/read-district-budgets.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getHeadcount } from '../../shared/services/headcount/read-headcount.ts';
import { getStructure } from '../../shared/services/headcount/read-structure.ts';
import { structureRegister } from '../../shared/services/headcount/structure-register.ts';
import { normInputRegister } from '../../shared/services/norms/norm-input-register.ts';
import { getNormInput } from '../../shared/services/norms/read-norm-inputs.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { getPosts } from '../../shared/services/posts/read-posts.ts';
import { getSelfFinancing } from '../../shared/services/self-financing/read-self-financing.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { type UnitRegister, putOne } from '../../shared/services/unit-register.ts';
import { getYearlyPlan } from '../../shared/services/yearly-plans/read-yearly-plans.ts';
import { yearlyPlanRegister } from '../../shared/services/yearly-plans/yearly-plan-register.ts';
import { accountsOf } from '../support/accounts.ts';
import { type As, DECISION, HR, NOW, freshProvince, settle, testWorld } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const DISTRICT = 'H49.31';
const DAY = 24 * 3_600_000;
/** Day 0 is 23 November 2026. */
const dayOf = (offset: number): string => new Date(NOW + offset * DAY).toISOString().slice(0, 10);

type Who = (as?: As) => Context;
type Register = {
  /** Writes the record's next version, whose number is `size`. */
  put: (who: Who, size: number, expected: number | 'nothing') => Promise<unknown>;
  get: (ctx: Context, day?: string, unit?: string) => Promise<unknown>;
  reader: As;
};

const reported =
  <P, I, L, S>(register: UnitRegister<P, I, L, S>, period: P, by: As, inputOf: (size: number) => I, unit = SCHOOL): Register['put'] =>
  (who, size, expected) =>
    putOne(who(by), register, { unit, period, input: inputOf(size), expected }, 'Rà soát lại');
const FINANCE: As = { role: 'finance-officer' };
const headcountOf = (size: number) => ({
  categories: [{ category: 'employee-budget' as const, opening: size, increases: {}, decreases: {}, closing: size }],
});
const structureOf = (present: number) => ({
  categories: [
    { category: 'employee-budget' as const, present, ethnicMinority: 0, partyMembers: 0, qualifications: { university: present } },
  ],
});
const cellsOf = (count: number) => ({
  cells: [{ category: 'employee-budget' as const, sex: 'female' as const, birthMonth: '1980-05', count }],
});
const balanceOf = (revenue: number) => ({ revenue, spending: 1, selfBalancing: true, decision: DECISION });
const entryOf = (quantity: number): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'supplement',
  effectiveFrom: '2026-01-01',
  decision: DECISION,
  outsideBase: false,
});
const ledgerOf = (holder: string): Register => ({
  put: (who, size, expected) => addPostEntries(who(), { unit: holder, year: 2026, entries: [entryOf(size)], reason: null, expected }),
  get: (ctx, day, unit = holder) => getPosts(ctx, unit, 2026, '2026-12-31', day),
  reader: {},
});

const REGISTERS: Readonly<Record<string, Register>> = {
  headcount: {
    put: reported(headcountRegister, '2026-10', HR, headcountOf),
    get: (ctx, day, unit = SCHOOL) => getHeadcount(ctx, unit, '2026-10', day),
    reader: HR,
  },
  'headcount of the month before': {
    put: reported(headcountRegister, '2026-09', HR, headcountOf),
    get: (ctx, day, unit = SCHOOL) => getHeadcount(ctx, unit, '2026-09', day),
    reader: HR,
  },
  structure: {
    put: reported(structureRegister, '2026-10', HR, structureOf),
    get: (ctx, day, unit = SCHOOL) => getStructure(ctx, unit, '2026-10', day),
    reader: HR,
  },
  'age profile': {
    put: reported(ageProfileRegister, '2026-10', HR, cellsOf),
    get: (ctx, day, unit = SCHOOL) => getAgeProfile(ctx, unit, '2026-10', day),
    reader: HR,
  },
  'self-financing': {
    put: reported(selfFinancingRegister, 2026, FINANCE, (size) => accountsOf(size, 1000)),
    get: (ctx, day, unit = SCHOOL) => getSelfFinancing(ctx, unit, 2026, day),
    reader: FINANCE,
  },
  'self-financing of the year before': {
    put: reported(selfFinancingRegister, 2025, FINANCE, (size) => accountsOf(size * 100, 1000)),
    get: (ctx, day, unit = SCHOOL) => getSelfFinancing(ctx, unit, 2025, day),
    reader: FINANCE,
  },
  'district budget': {
    put: reported(districtBudgetRegister, 2024, FINANCE, balanceOf, DISTRICT),
    get: (ctx, day, unit = DISTRICT) => getDistrictBudget(ctx, unit, 2024, day),
    reader: FINANCE,
  },
  'input of norms': {
    put: reported(normInputRegister, 2026, HR, (size) => ({ sites: [{ site: null, counts: { 'primary-two-session': size } }] })),
    get: (ctx, day, unit = SCHOOL) => getNormInput(ctx, unit, 2026, day),
    reader: HR,
  },
  'yearly plan': {
    put: reported(yearlyPlanRegister, 2027, HR, (size) => ({ planned: { budget: size, revenue: 0 } })),
    get: (ctx, day, unit = SCHOOL) => getYearlyPlan(ctx, unit, 2027, ctx.today, day),
    reader: HR,
  },
  posts: ledgerOf(SCHOOL),
  reserve: ledgerOf(RESERVE),
};
const NAMES = Object.keys(REGISTERS);
const named = (name: string): Register => REGISTERS[name] as Register;

describe('a record as it was known at the end of a day', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const on =
    (offset: number): Who =>
    (as = {}) =>
      province.as({ ...as, world: testWorld(() => NOW + offset * DAY) });
  const notFound = { code: 'not-found' };
  /** What was answered about each register on days 0 and 1. */
  const answers = new Map<string, unknown[]>();

  beforeAll(async () => {
    province = await freshProvince();
    await settle(on(-1)());
    for (const [day, size, expected] of [
      [0, 5, 'nothing'],
      [1, 7, 1],
    ] as const) {
      for (const name of NAMES) await named(name).put(on(day), size, expected);
      for (const name of NAMES) answers.set(name, [...(answers.get(name) ?? []), await named(name).get(on(day)(named(name).reader))]);
    }
  });

  describe.each(NAMES)('%s', (name) => {
    const { get, reader } = named(name);
    const ask = (day: number, as: As = {}, unit?: string) => get(on(9)({ ...reader, ...as }), dayOf(day), unit);

    it('answers its first version on its day, its second from the next day on', async () => {
      const answered = answers.get(name) ?? [];
      expect(answered[0]).not.toEqual(answered[1]);
      // A plan's line says of which day the posts and people beside it are.
      const plain = (answer: unknown) => ({ ...(answer as object), asOf: '' });
      expect(plain(await ask(0))).toEqual(plain(answered[0]));
      for (const day of [1, 2, 9]) expect(plain(await ask(day))).toEqual(plain(answered[1]));
    });

    it('does not exist before its first day, elsewhere, abroad, and beyond the scope', async () => {
      for (const day of [-1, -400]) await expect(ask(day)).rejects.toMatchObject(notFound);
      await expect(ask(1, {}, 'H49.31.12')).rejects.toMatchObject(notFound);
      await expect(ask(1, {}, 'H49.99')).rejects.toMatchObject(notFound);
      await expect(ask(1, { tenant: 'H51' })).rejects.toMatchObject(notFound);
      const beyond = { role: 'hr-officer', units: ['H49.02'] } as const;
      await expect(ask(1, beyond)).rejects.toMatchObject({ code: name === 'district budget' ? 'forbidden' : 'not-found' });
    });
  });

  it('is what was answered at the end of that day, whatever was changed before, after and beside it', async () => {
    const changes = fc.array(fc.record({ name: fc.constantFrom(...NAMES), size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 4, maxLength: 6 }), async (days) => {
        province = await freshProvince();
        await settle(on(-1)());
        const versions = new Map<string, number>();
        const seen: string[][] = [];
        // The date of a plan's line is today's: it is asked for as of the last day.
        const today = dayOf(days.length);
        const all = (offset: number, day?: string) =>
          Promise.all(
            NAMES.map(async (name) => {
              const { get, reader } = named(name);
              const answer = await get({ ...on(offset)(reader), today }, day).catch((error: { code: string }) => error.code);
              return JSON.stringify(name === 'yearly plan' && isEmptyLine(answer) ? 'not-found' : answer);
            }),
          );
        for (const [offset, ofDay] of days.entries()) {
          for (const { name, size } of ofDay) {
            const version = versions.get(name) ?? 0;
            await named(name).put(on(offset), size, version === 0 ? 'nothing' : version);
            versions.set(name, version + 1);
          }
          seen.push(await all(offset));
        }
        for (const [offset, answered] of seen.entries()) expect(await all(days.length, dayOf(offset))).toEqual(answered);
      }),
      { numRuns: 2 },
    );
  });
  /** Without a day, a plan that there is none of is an empty line. */
  const isEmptyLine = (answer: unknown) => (answer as { row?: { plan: unknown } }).row?.plan === null;

  it('is read from a long log some entries at a time, and not beyond what can hold it', async () => {
    province = await freshProvince();
    await settle(on(-1)());
    const { headcount, 'input of norms': norms } = REGISTERS as Record<'headcount' | 'input of norms', Register>;
    await headcount.put(on(0), 5, 'nothing');
    for (let count = 0; count < 120; count++)
      await norms.put(on(1 + Math.floor(count / 20)), 1 + (count % 9), count === 0 ? 'nothing' : count);
    await headcount.put(on(7), 6, 1);
    const reading = async (name: string, day: number, put: Register['get'] = named(name).get) => {
      const ctx = on(9)(named(name).reader);
      const [pages, gets] = [vi.spyOn(ctx.store, 'page'), vi.spyOn(ctx.store, 'get')];
      await put(ctx, dayOf(day)).catch((error: unknown) => expect(error).toMatchObject(notFound));
      expect(pages.mock.calls.every(([, asked]) => (asked?.limit ?? Infinity) <= 50)).toBe(true);
      return { pages: pages.mock.calls.length, gets: gets.mock.calls.length };
    };
    // 123 entries: the last of a day is found among them in seven steps at most, beside the tree's version and the head.
    expect(await reading('headcount', 0)).toMatchObject({ pages: 1 });
    expect(await reading('headcount', 6)).toMatchObject({ pages: 3 });
    expect(await reading('input of norms', 3)).toMatchObject({ pages: 1 });
    expect((await reading('headcount', 3)).gets).toBeLessThanOrEqual(10);
    // What nobody has recorded to this day is in no log; what began later cannot be in older entries.
    expect(await reading('structure', 6)).toMatchObject({ pages: 0 });
    expect(await reading('headcount', -60)).toMatchObject({ pages: 0, gets: 1 });
  });
});
