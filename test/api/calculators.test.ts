import { beforeAll, describe, expect, it } from 'vitest';
import { type Api, type Ask, freshApi, itemsOf, problemOf } from '../support/api.ts';

const TENTH = { numerator: 1, denominator: 10 };
const KEYS_OF_BASIS = ['act', 'article', 'effectiveFrom', 'rule', 'sourceStatus', 'value'];

describe('calculators and the law', () => {
  let api: Api;
  const post = (name: string, body: unknown, ask: Ask = {}) => api.call('POST', `/v1/law/${name}`, { ...ask, body });
  /** The answer without its basis, which every answer carries and which is checked here. */
  const answered = async (name: string, body: unknown): Promise<Record<string, unknown>> => {
    const answer = await post(name, body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
    const { basis, ...rest } = answer.body;
    expect(basis).not.toHaveLength(0);
    for (const step of basis as object[]) expect(Object.keys(step).sort()).toEqual(KEYS_OF_BASIS);
    return rest;
  };
  const basisOf = async (name: string, body: unknown) =>
    (await post(name, body)).body['basis'] as { rule: string; value: string; effectiveFrom: string; act: string; article: string }[];

  beforeAll(async () => {
    api = await freshApi();
  });

  it('need no key, store nothing, and answer the same to everybody', async () => {
    const body = { sex: 'male', birth: '1964-10' };
    const first = await post('retirement-date', body, { headers: { 'idempotency-key': null } });
    expect(first.status).toBe(200);
    for (const role of ['viewer', 'council-supervisor', 'auditor', 'finance-officer'] as const)
      expect((await post('retirement-date', body, { as: { role, tenant: 'H50' } })).text).toBe(first.text);
    expect(await api.dump('H')).toEqual([]);
  });

  describe('the retirement date', () => {
    it.each([
      ['male', '1964-10', { years: 61, months: 6 }, '2026-04-30', '2026-05'],
      ['female', '1969-05', { years: 57, months: 0 }, '2026-05-31', '2026-06'],
      ['male', '1960-12', { years: 60, months: 0 }, '2020-12-31', '2021-01'],
      ['male', '1961-01', { years: 60, months: 3 }, '2021-04-30', '2021-05'],
      ['female', '1966-01', { years: 55, months: 4 }, '2021-05-31', '2021-06'],
      ['male', '1966-04', { years: 62, months: 0 }, '2028-04-30', '2028-05'],
      ['male', '1990-01', { years: 62, months: 0 }, '2052-01-31', '2052-02'],
      ['female', '1975-05', { years: 60, months: 0 }, '2035-05-31', '2035-06'],
      ['female', '1990-02', { years: 60, months: 0 }, '2050-02-28', '2050-03'],
      ['male', '1966-02', { years: 61, months: 9 }, '2027-11-30', '2027-12'],
      ['male', '1970-02', { years: 62, months: 0 }, '2032-02-29', '2032-03'],
    ])('of a person (%s) born %s follows the schedule', async (sex, birth, age, lastDay, postFreeFrom) => {
      expect(await answered('retirement-date', { sex, birth })).toEqual({ age, lastDay, postFreeFrom });
    });

    it('takes a year alone as 1 January, a month as its first day, and a day as it is', async () => {
      const january = await answered('retirement-date', { sex: 'male', birth: '1964-01' });
      expect(await answered('retirement-date', { sex: 'male', birth: '1964' })).toEqual(january);
      const october = await answered('retirement-date', { sex: 'male', birth: '1964-10' });
      for (const day of ['01', '15', '31'])
        expect(await answered('retirement-date', { sex: 'male', birth: `1964-10-${day}` })).toEqual(october);
    });

    it('says from which article it follows', async () => {
      const basis = await basisOf('retirement-date', { sex: 'male', birth: '1964-10' });
      expect(basis[0]).toMatchObject({
        act: '135/2020/NĐ-CP',
        article: expect.stringContaining('Điều 4') as string,
        value: '61 years 6 months',
      });
    });

    it.each([
      [{ sex: 'other', birth: '1964-10' }, 'sex'],
      [{ birth: '1964-10' }, 'sex'],
      [{ sex: 'male' }, 'birth'],
      [{ sex: 'male', birth: 1964 }, 'birth'],
      [{ sex: 'male', birth: '64-10' }, 'birth'],
      [{ sex: 'male', birth: '1964-13' }, 'birth'],
      [{ sex: 'male', birth: '1909' }, 'birth'],
      [{ sex: 'male', birth: '2031-01' }, 'birth'],
      [{ sex: 'male', birth: '1964-10', name: 'Nguyễn Văn A' }, 'name'],
    ])('refuses %j and names the field', async (body, field) => {
      const answer = await post('retirement-date', body);
      expect([answer.status, problemOf(answer).errors?.map((fault) => fault.field)]).toEqual([400, [field]]);
    });
  });

  describe('the required cut', () => {
    it('of 29,000 cut by 10 % twice is 2,900 and then 2,610 of what is left', async () => {
      expect(await answered('required-cut', { base: 29_000, cut: TENTH, rounding: 'half-up', times: 2 })).toEqual({
        steps: [
          { base: 29_000, required: 2_900, remaining: 26_100, exactlyRequired: 2_900 },
          { base: 26_100, required: 2_610, remaining: 23_490, exactlyRequired: 2_610 },
        ],
        required: 5_510,
        remaining: 23_490,
      });
    });

    it.each([
      ['units of Resolution 08/NQ-CP', 57_920, [5_792, 5_213]],
      ['posts of Resolution 08/NQ-CP', 2_053_690, [205_369, 184_832]],
    ])('of %s is what was published', async (_what, base, required) => {
      const { steps } = await answered('required-cut', { base, cut: TENTH, rounding: 'half-up', times: 2 });
      expect((steps as { required: number }[]).map((step) => step.required)).toEqual(required);
    });

    it.each([
      ['half-up', 28_565, 2_857, 2_857],
      ['half-up', 28_564, 2_856, 2_857],
      ['floor', 28_569, 2_856, 2_857],
      ['ceiling', 28_561, 2_857, 2_857],
      ['floor', 9, 0, 1],
      ['half-up', 0, 0, 0],
      ['half-up', 2 ** 53 - 1, 900_719_925_474_099, 900_719_925_474_100],
    ])('rounds %s of %i to %i, and needs %i to be at least 10 %% exactly', async (rounding, base, required, exactlyRequired) => {
      expect(await answered('required-cut', { base, cut: TENTH, rounding })).toEqual({
        steps: [{ base, required, remaining: base - required, exactlyRequired }],
        required,
        remaining: base - required,
      });
    });

    it.each([
      [{ base: 1.5, cut: TENTH, rounding: 'half-up' }, 'base'],
      [{ base: -1, cut: TENTH, rounding: 'half-up' }, 'base'],
      [{ base: 1, cut: 0.1, rounding: 'half-up' }, 'cut'],
      [{ base: 1, cut: { numerator: 11, denominator: 10 }, rounding: 'half-up' }, 'cut.numerator'],
      [{ base: 1, cut: { numerator: 1, denominator: 0 }, rounding: 'half-up' }, 'cut.denominator'],
      [{ base: 1, cut: TENTH, rounding: 'nearest' }, 'rounding'],
      [{ base: 1, cut: TENTH, rounding: 'half-up', times: 21 }, 'times'],
    ])('refuses %j and names the field', async (body, field) => {
      const answer = await post('required-cut', body);
      expect([answer.status, problemOf(answer).errors?.map((fault) => fault.field)]).toEqual([400, [field]]);
    });
  });

  describe('the attainment', () => {
    const attain = (base: number, current: number, cut = TENTH) => answered('attainment', { base, current, cut, rounding: 'half-up' });

    it('of the government’s units is 13.33 %, of the ministry’s series 13.39 %', async () => {
      expect(await attain(55_891, 48_442)).toMatchObject({
        change: { numerator: 7_449, denominator: 55_891, percent: '13.3277' },
        metExactly: true,
      });
      expect(await attain(55_404, 47_984)).toMatchObject({ change: { numerator: 7_420, denominator: 55_404, percent: '13.3925' } });
      expect(await attain(253, 211, { numerator: 1, denominator: 4 })).toMatchObject({ change: { percent: '16.6008' }, metExactly: false });
    });

    it('is met under the rounding and not exactly when one post is missing', async () => {
      expect(await attain(28_561, 25_705)).toEqual({
        change: { numerator: 2_856, denominator: 28_561, percent: '9.9996' },
        metExactly: false,
        metRounded: true,
        shortExactly: 1,
        shortRounded: 0,
      });
      expect(await attain(28_561, 25_704)).toMatchObject({ metExactly: true, metRounded: true, shortExactly: 0, shortRounded: 0 });
      expect(await attain(28_561, 25_706)).toMatchObject({ metExactly: false, metRounded: false, shortExactly: 2, shortRounded: 1 });
    });

    it('is negative when it grew, and has no percent of nothing', async () => {
      expect(await attain(100, 110)).toMatchObject({
        change: { numerator: -10, denominator: 100, percent: '-10.0000' },
        metExactly: false,
        shortExactly: 20,
      });
      expect(await attain(0, 0)).toMatchObject({ change: { numerator: 0, denominator: 0, percent: null } });
    });
  });

  describe('the self-financing band', () => {
    it.each([
      [0, 100, '0.0000', '4'],
      [9_999_999, 100_000_000, '10.0000', '4'],
      [10, 100, '10.0000', '3c'],
      [29_999_999, 100_000_000, '30.0000', '3c'],
      [30, 100, '30.0000', '3b'],
      [69_999_999, 100_000_000, '70.0000', '3b'],
      [70, 100, '70.0000', '3a'],
      [99_999_999, 100_000_000, '100.0000', '3a'],
      [100, 100, '100.0000', '2'],
      [2 ** 53 - 1, 2 ** 53 - 1, '100.0000', '2'],
      [2 ** 53 - 2, 2 ** 53 - 1, '100.0000', '3a'],
    ])('of revenue %i and expenditure %i is %s %% and group %s', async (revenue, expenditure, percent, band) => {
      expect(await answered('self-financing-band', { revenue, expenditure })).toEqual({
        ratio: { numerator: revenue, denominator: expenditure, percent },
        band,
      });
    });

    it('is 1 only with investment and depreciation both stated and covered, or by the market-price route', async () => {
      const band = async (more: object) => (await answered('self-financing-band', { revenue: 120, expenditure: 100, ...more }))['band'];
      expect(await band({ investment: 10, depreciation: 10 })).toBe('1');
      expect(await band({ investment: 9, depreciation: 10 })).toBe('2');
      expect(await band({ investment: 10 })).toBe('2');
      expect(await band({ depreciation: 0 })).toBe('2');
      expect(await band({ revenue: 5, route: 'ordered-full-cost' })).toBe('2');
      expect(await band({ revenue: 5, route: 'market-price' })).toBe('1');
      expect(await band({ investment: 10, depreciation: 10, route: 'ordered-full-cost' })).toBe('1');
    });

    it('cannot be formed from revenue without expenditure, and is 4 without revenue', async () => {
      const refused = await post('self-financing-band', { revenue: 1, expenditure: 0 });
      expect(problemOf(refused)).toMatchObject({
        status: 422,
        code: 'revenue-without-expenditure',
        article: 'Nghị định 60/2021/NĐ-CP, Điều 10',
      });
      expect(await answered('self-financing-band', { revenue: 0, expenditure: 0 })).toMatchObject({ band: '4', ratio: { percent: null } });
    });
  });

  describe('the rules', () => {
    it('are listed with dated values, each with act, article and whether it was read', async () => {
      const { body } = await api.call('GET', '/v1/law/rules');
      const rules = body['items'] as {
        id: string;
        values: { from: string; source: { act: string; article: string; sourceStatus: string } }[];
      }[];
      expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['retirement-age-men', 'retirement-age-women', 'autonomy-bands']));
      for (const { values } of rules)
        for (const { from, source } of values) {
          expect(from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          expect([source.act, source.article].every((text) => text.length > 2)).toBe(true);
          expect(['read', 'recalled']).toContain(source.sourceStatus);
        }
      expect((await api.call('GET', '/v1/law/rules/retirement-age-men')).body).toEqual(rules.find(({ id }) => id === 'retirement-age-men'));
      expect((await api.call('GET', '/v1/law/rules/no-such-rule')).status).toBe(404);
    });
  });

  describe('the targets', () => {
    const ELEVEN = [
      'budget-2030',
      'civil-servants-2026',
      'data-training',
      'digital-training',
      'districts-2025',
      'payroll-2025',
      'payroll-2026',
      'payroll-2030',
      'positions-2025',
      'self-financing-2025',
      'units-2025',
    ];
    type Target = {
      id: string;
      amount: { numerator: number; denominator: number };
      deadline: string;
      base: { year: number } | null;
      quotation: string;
      populationEnds?: string;
    };

    it('are the eleven of the resolution, with amount, base, deadline and passage, and the milestone beside them', async () => {
      const answer = await api.call('GET', '/v1/targets?asOf=2025-01-01');
      const targets = new Map(itemsOf<Target>(answer).map((target) => [target.id, target]));
      expect([...targets.keys()].sort()).toEqual(ELEVEN);
      const facts = (id: string) => {
        const { amount, deadline, base } = targets.get(id) as Target;
        return [`${amount.numerator}/${amount.denominator}`, deadline, base?.year];
      };
      expect(facts('units-2025')).toEqual(['1/10', '2025-12-31', 2021]);
      expect(facts('payroll-2025')).toEqual(['1/10', '2025-12-31', 2021]);
      expect(facts('payroll-2026')).toEqual(['1/10', '2026-12-31', 2021]);
      expect(facts('civil-servants-2026')).toEqual(['1/20', '2026-12-31', 2021]);
      expect(facts('payroll-2030')).toEqual(['1/10', '2030-12-31', 2025]);
      expect(facts('self-financing-2025')).toEqual(['1/5', '2025-12-31', undefined]);
      expect(facts('budget-2030').slice(1, 2)).toEqual(['2030-12-31']);
      expect(facts('districts-2025')[0]).toBe('6/13');
      for (const { quotation } of targets.values()) expect(quotation.length).toBeGreaterThan(20);
      expect(answer.body['milestones']).toMatchObject([{ id: 'cadre-database-2023', deadline: '2023-12-31' }]);
    });

    it('are read one by one, as of a date, and before the resolution there is no law to answer from', async () => {
      expect((await api.call('GET', '/v1/targets/districts-2025?asOf=2025-06-30')).body).toMatchObject({ populationEnds: '2025-06-30' });
      expect((await api.call('GET', '/v1/targets/units-2030')).status).toBe(404);
      const before = await api.call('GET', '/v1/targets?asOf=2022-11-03');
      expect(problemOf(before)).toMatchObject({ status: 422, code: 'no-law-in-force' });
      expect(itemsOf(await api.call('GET', '/v1/targets?asOf=2022-11-04'))).toHaveLength(11);
    });
  });
});
