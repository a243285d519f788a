import { beforeAll, describe, expect, it } from 'vitest';
import { type NormInput, normInputSchema } from '../../shared/domain/norms/input.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { normInputRegister } from '../../shared/services/norms/norm-input-register.ts';
import { getNormInput, listNormInputs } from '../../shared/services/norms/read-norm-inputs.ts';
import { getNorm, listNorms } from '../../shared/services/norms/read-norms.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany, putOne } from '../../shared/services/unit-register.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { unitHistory } from '../../shared/services/units/read-units.ts';
import { accountsOf } from '../support/accounts.ts';
import { type As, DECISION, HR, freshProvince, settle } from '../support/province.ts';

const SCHOOL = 'H49.31.11';
const OTHER = 'H49.31.12';
const GRAMMAR = 'H49.02.01';
const ALL = { limit: 200 };
const DATE = '2026-10-31';
const input = (counts: NormInput['sites'][number]['counts'], more: Partial<NormInput['sites'][number]> = {}): NormInput =>
  normInputSchema.parse({ sites: [{ site: null, counts, ...more }] });

describe('norms', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const put = (unit: string, what: NormInput, expected: number | 'nothing' | 'unstated' = 'unstated', as: As = {}, year = 2026) =>
    putOne(province.as({ ...HR, ...as }), normInputRegister, { unit, period: year, input: what, expected }, null);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
    const entry = {
      issuer: 'provincial-council',
      category: 'employee-budget',
      reason: 'assign',
      decision: DECISION,
      outsideBase: false,
    } as const;
    const entries = [{ ...entry, quantity: 28, effectiveFrom: '2026-01-01' }];
    await addPostEntries(province.as(), { unit: OTHER, year: 2026, entries, reason: null, expected: 'nothing' });
    const row = (category: 'employee-budget' | 'contract', closing: number) => ({
      category,
      opening: closing,
      increases: {},
      decreases: {},
      closing,
    });
    const people = { categories: [row('employee-budget', 27), row('contract', 3)] };
    await putOne(province.as(HR), headcountRegister, { unit: OTHER, period: '2026-09', input: people, expected: 'nothing' }, null);
    const accounts = { unit: OTHER, period: 2026, input: accountsOf(1, 100), expected: 'nothing' } as const;
    await putOne(province.as({ role: 'finance-officer' }), selfFinancingRegister, accounts, null);
    const staff = { assigned: 28, present: 27 };
    await put(OTHER, input({ 'lower-secondary': 17 }, { pupils: 640, region: '2', population: 9000, staff }));
  });

  it('show a school its norm, posts, people, what is short, and the ceiling of its contracts', async () => {
    expect(await getNorm(province.as({ role: 'hr-officer', units: [OTHER] }), OTHER, DATE)).toMatchObject({
      unit: OTHER,
      state: 'computed',
      year: 2026,
      inputVersion: 1,
      counted: 'stated',
      assigned: 28,
      present: 27,
      report: { month: '2026-09' },
      maximum: {
        exact: { numerator: 323, denominator: 10 },
        whole: 32,
        short: { posts: 4, people: 5 },
        over: { posts: 0, people: 0 },
        verdict: { posts: 'within-maximum', people: 'within-maximum' },
      },
      minimum: null,
      contractCeiling: { state: 'applies', exact: { numerator: 301, denominator: 100 }, whole: 3, contracts: 3, within: true },
      basis: [{ rule: 'norm-lower-secondary' }, { rule: 'norm-rounding' }, { rule: 'contract-ceiling' }],
    });
  });

  it('say that a kind of unit has none, and that a school has reported nothing', async () => {
    expect(await getNorm(province.as(), 'H49.01', DATE)).toMatchObject({
      state: 'no-norm',
      maximum: null,
      contractCeiling: { state: 'other-sector' },
    });
    expect(await getNorm(province.as(), GRAMMAR, DATE)).toMatchObject({
      state: 'no-input',
      maximum: null,
      contractCeiling: { state: 'group-unknown' },
    });
    expect(await getNorm(province.as(), OTHER, '2025-10-31')).toMatchObject({ state: 'no-input', year: 2025 });
    await put(GRAMMAR, input({}, { pupils: 300 }), 'nothing', {}, 2024);
    expect(await getNorm(province.as(), GRAMMAR, '2024-12-31')).toMatchObject({ state: 'no-norm', inputVersion: 1 });
    await put(GRAMMAR, input({ 'upper-secondary': 20 }), 'nothing', {}, 2023);
    expect(await getNorm(province.as(), GRAMMAR, '2023-12-15')).toMatchObject({
      state: 'no-law-in-force',
      withoutNorm: ['upper-secondary'],
    });
    expect(await getNorm(province.as(), GRAMMAR, '2023-12-16')).toMatchObject({ state: 'computed', assigned: null });
  });

  it('of every school are listed, with and without an input, page by page', async () => {
    const { items } = await listNorms(province.as(), DATE, {}, ALL);
    expect(items.map(({ unit, state }) => [unit, state])).toEqual([
      [GRAMMAR, 'no-input'],
      [SCHOOL, 'no-input'],
      [OTHER, 'computed'],
    ]);
    const first = await listNorms(province.as(), DATE, { under: 'H49.31' }, { limit: 1 });
    const rest = await listNorms(province.as(), DATE, { under: 'H49.31' }, { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...rest.items].map(({ unit }) => unit)).toEqual([SCHOOL, OTHER]);
    expect(rest.next).toBeNull();
  });

  it.each([
    ['an unknown site', GRAMMAR, input({}, { site: 'Điểm trường lạ' }), 'unknown-site', 'sites.0.site'],
    [
      'a station at a school',
      GRAMMAR,
      input({ 'commune-health-station': 1 }),
      'measure-of-other-sector',
      'sites.0.counts.commune-health-station',
    ],
    ['a place twice', GRAMMAR, { sites: [...input({}).sites, ...input({}).sites] }, 'site-twice', 'sites.1.site'],
    ['staff of no class', GRAMMAR, input({}, { staff: { assigned: 1, present: 1 } }), 'staff-without-counts', 'sites.0.staff'],
    ['a department', 'H49.01', input({}), 'no-norm-for-unit', 'unit'],
  ] satisfies [string, string, NormInput, string, string][])('refuse %s', async (_case, unit, what, code, field) => {
    await expect(put(unit, what, 'nothing', {}, 2025)).rejects.toMatchObject({ code, field });
  });

  it('take the sites that the register of units has in the year', async () => {
    const sites = [{ name: 'Điểm trường Khe Mằn', kind: 'school-site' as const }];
    await changeUnit(province.as(), SCHOOL, { sites, from: '2026-09-01', decision: DECISION }, 1);
    const at = input({ 'primary-two-session': 4 }, { site: 'Điểm trường Khe Mằn', staff: { assigned: 9, present: 8 } });
    await expect(put(SCHOOL, at, 'nothing', {}, 2025)).rejects.toMatchObject({ code: 'unknown-site' });
    await put(SCHOOL, at, 'nothing');
    expect(await getNorm(province.as(), SCHOOL, DATE)).toMatchObject({
      counted: 'stated',
      assigned: 9,
      maximum: { whole: 6, over: { posts: 3, people: 2 } },
    });
  });

  it('are reported by HR alone, against the version that is there, with a history', async () => {
    await expect(put(OTHER, input({}), 1, { role: 'home-affairs', units: [] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(put(OTHER, input({}), 1, { units: ['H49.02'] })).rejects.toMatchObject({ code: 'not-found' });
    await expect(put(OTHER, input({}))).rejects.toMatchObject({ code: 'precondition-required' });
    await expect(put(OTHER, input({}), 7)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(put(OTHER, input({}), 'nothing', {}, 2028)).rejects.toMatchObject({ code: 'year-too-far' });
    expect(await put(OTHER, input({ 'lower-secondary': 18 }), 1)).toMatchObject({ version: 2 });
    const { items } = await unitHistory(province.as(), OTHER, ALL);
    expect(items[0]?.changes).toMatchObject([{ record: 'norm-input/2026', version: 2, before: { version: 1 }, after: { version: 2 } }]);
  });

  it('of many units go in one request, a repeat of which changes nothing', async () => {
    const rows = [
      { unit: SCHOOL, version: null, input: input({ 'primary-one-session': 10 }) },
      { unit: 'H49.01', version: null, input: input({}) },
      { unit: OTHER, version: null, input: input({ 'lower-secondary': 16 }) },
    ];
    const send = () => putMany(province.as({ ...HR, key: 'inputs' }), normInputRegister, { period: 2022, rows, reason: null }, false);
    const results = await send();
    expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(['created', 'no-norm-for-unit', 'created']);
    expect(await send()).toEqual(results);
    expect((await listNormInputs(province.as(), 2022, ALL)).items.map(({ unit }) => unit)).toEqual([SCHOOL, OTHER]);
    expect((await listNormInputs(province.as({ role: 'hr-officer', units: [OTHER] }), 2022, ALL)).items).toHaveLength(1);
  });

  it('of another province do not exist', async () => {
    await expect(getNormInput(province.as({ tenant: 'H50' }), OTHER, 2026)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getNorm(province.as({ tenant: 'H50' }), OTHER, DATE)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listNorms(province.as({ tenant: 'H50' }), DATE, {}, ALL)).items).toEqual([]);
  });
});
