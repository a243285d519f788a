import type { PostEntryInput } from '../../shared/domain/posts.ts';
import { RESERVE } from '../../shared/domain/posts.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import type { RowResult } from '../../shared/services/bulk.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { selfFinancingRegister } from '../../shared/services/self-financing/self-financing-register.ts';
import { putMany } from '../../shared/services/unit-register.ts';
import { accountsOf } from './accounts.ts';
import { type As, DECISION, type freshProvince, SMALL_PROVINCE, settle } from './province.ts';

type Province = Awaited<ReturnType<typeof freshProvince>>;

/** Ten schools S1 … S10 under the second department. */
export const school = (number: number) => `H49.02.${String(number).padStart(2, '0')}`;
const SCHOOLS = Array.from({ length: 10 }, (_, n) => school(n + 1));
export const OFFICE = 'H49.01';

const UNITS: UnitFacts[] = [
  ...SMALL_PROVINCE.slice(0, 3),
  ...SCHOOLS.map((code, n) => ({ ...(SMALL_PROVINCE[3] as UnitFacts), code, name: `Trường THPT số ${n + 1}` })),
];

/** An entry of the provincial council for budget-paid public employees, unless told otherwise. */
export const entry = (quantity: number, effectiveFrom: string, more: Partial<PostEntryInput> = {}): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'assign',
  effectiveFrom,
  decision: DECISION,
  outsideBase: false,
  ...more,
});

function refuseNone(results: readonly RowResult[]): void {
  const refused = results.find(({ outcome }) => outcome === 'refused');
  if (refused) throw new Error(JSON.stringify(refused));
}

async function post(as: Province['as'], year: number, ledgers: Readonly<Record<string, PostEntryInput[]>>): Promise<void> {
  const rows = Object.entries(ledgers).map(([unit, entries]) => ({ unit, version: null, entries }));
  refuseNone(await addPosts(as(), { year, rows, reason: null }, false));
}

export async function assess(as: Province['as'], year: number, ratios: Readonly<Record<string, number>>): Promise<void> {
  const rows = Object.entries(ratios).map(([unit, revenue]) => ({ unit, version: null, input: accountsOf(revenue, 100) }));
  const who: As = { role: 'finance-officer' };
  refuseNone(await putMany(as(who), selfFinancingRegister, { period: year, rows, reason: null }, false));
}

/** 2021: 200 posts at ten schools, 6 in reserve, 4 and 100 at the office; frozen, with S1 in group 2 and S2 in 3a. */
export async function settle2021(as: Province['as']): Promise<void> {
  const day = '2021-01-01';
  const central = entry(25, day, { issuer: 'central-organisation-commission' });
  await settle(as(), UNITS);
  await post(as, 2021, {
    ...Object.fromEntries(SCHOOLS.map((code) => [code, [entry(20, day)]])),
    [school(1)]: [entry(20, day), central, entry(5, day, { category: 'employee-revenue' })],
    [OFFICE]: [entry(4, day), entry(10, day, { category: 'cadre' }), entry(90, day, { category: 'civil-servant' })],
    [RESERVE]: [entry(6, day)],
  });
  await assess(as, 2021, { [school(1)]: 100, [school(2)]: 80 });
}

/** 2022: S1 gives back 5, S2 gets 8 new teachers outside the base, S3 is assigned 1 less than it had and nobody says why. */
async function year2022(as: Province['as']): Promise<void> {
  const day = '2022-01-01';
  await post(as, 2022, {
    ...Object.fromEntries(SCHOOLS.map((code) => [code, [entry(20, day)]])),
    [school(1)]: [entry(20, day), entry(-5, '2022-06-01', { reason: 'recall' }), entry(5, day, { category: 'employee-revenue' })],
    [school(2)]: [entry(20, day), entry(8, '2022-09-01', { reason: 'supplement', outsideBase: true })],
    [school(3)]: [entry(19, day)],
    [OFFICE]: [entry(4, day), entry(10, day, { category: 'cadre' }), entry(90, day, { category: 'civil-servant' })],
    [RESERVE]: [entry(6, day)],
  });
}

/**
 * 2025, after two years without records: S4 hands 3 posts to another scope, 9 posts of S5 change their pay source, S6 merges
 * into S7 and surrenders a quarter of its 20 posts, S8 gives back 1 on the last day; the office cuts 4 and gets 2 by scope.
 */
async function year2025(as: Province['as']): Promise<void> {
  const day = '2025-01-01';
  const paySource = { reason: 'pay-source-transfer' } as const;
  await post(as, 2025, {
    ...Object.fromEntries(SCHOOLS.map((code) => [code, [entry(20, day)]])),
    [school(1)]: [entry(15, day), entry(5, day, { category: 'employee-revenue' })],
    [school(2)]: [entry(20, day), entry(8, day, { outsideBase: true })],
    [school(3)]: [entry(19, day)],
    [school(4)]: [entry(20, day), entry(-3, '2025-03-01', { reason: 'scope-transfer' })],
    [school(5)]: [
      entry(20, day),
      entry(-9, '2025-04-01', paySource),
      entry(9, '2025-04-01', { ...paySource, category: 'employee-revenue' }),
    ],
    [school(8)]: [entry(20, day), entry(-1, '2025-12-31', { reason: 'recall' })],
    [OFFICE]: [
      entry(4, day),
      entry(10, day, { category: 'cadre' }),
      entry(90, day, { category: 'civil-servant' }),
      entry(-4, '2025-02-01', { category: 'civil-servant', reason: 'recall' }),
      entry(2, '2025-07-01', { category: 'civil-servant', reason: 'scope-transfer' }),
    ],
    [RESERVE]: [entry(6, day)],
  });
  const quarter = (numerator: number, to: string) => ({ source: school(6), to, share: { numerator, denominator: 4 } });
  const merge = {
    type: 'merge',
    effectiveFrom: '2025-07-01',
    decision: DECISION,
    sources: [school(6)],
    targets: [school(7)],
    shares: [quarter(3, school(7)), quarter(1, 'surrendered')],
  };
  await recordReorganisation(as(), reorganisationInputSchema.parse(merge));
  await assess(as, 2025, { [school(1)]: 110, [school(2)]: 100, [school(3)]: 99 });
}

/** 2026: S9 gives back 10. */
async function year2026(as: Province['as']): Promise<void> {
  const day = '2026-01-01';
  await post(as, 2026, {
    [school(1)]: [entry(15, day), entry(5, day, { category: 'employee-revenue' })],
    [school(2)]: [entry(20, day), entry(8, day, { outsideBase: true })],
    [school(3)]: [entry(19, day)],
    [school(4)]: [entry(17, day)],
    [school(5)]: [entry(11, day), entry(9, day, { category: 'employee-revenue' })],
    [school(7)]: [entry(35, day)],
    [school(8)]: [entry(19, day)],
    [school(9)]: [entry(20, day), entry(-10, '2026-05-01', { reason: 'recall' })],
    [school(10)]: [entry(20, day)],
    [OFFICE]: [entry(4, day), entry(10, day, { category: 'cadre' }), entry(88, day, { category: 'civil-servant' })],
    [RESERVE]: [entry(6, day)],
  });
}

/** The whole story, with both baselines frozen. Every number of it can be worked out by hand. */
export async function settleMeasuredProvince({ as }: Province): Promise<void> {
  await settle2021(as);
  await freezeBaseline(as(), { year: 2021, decision: DECISION });
  await year2022(as);
  await year2025(as);
  await freezeBaseline(as(), { year: 2025, decision: DECISION });
  await year2026(as);
}
