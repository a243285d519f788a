import type { UnitFacts } from '../../shared/domain/unit.ts';
import type { Api } from '../support/api.ts';
import { accountsOf } from '../support/accounts.ts';
import { DECISION, SMALL_PROVINCE } from '../support/province.ts';
import { prepareDigest } from './matrix-audit.ts';
import { type JobsOf, prepareJobs } from './matrix-jobs.ts';
import { preparePositions } from './matrix-positions.ts';
import { prepareFormerStaff, prepareStaff } from './matrix-staff.ts';
import { type CoursesOf, prepareTraining } from './matrix-training.ts';

/** Own subtree: H49.02, the department of education. The other: H49.31, a district. */
export const ROOTS = { own: 'H49.02', other: 'H49.31' } as const;
export const SCHOOLS = { own: 'H49.02.01', other: 'H49.31.11' } as const;
export type Place = keyof typeof ROOTS;
export type Known = Record<Place, { reorganisation: string }> & {
  run: string;
  plan: string;
  report: string;
  scenario: string;
  drafts: Record<Place, string>;
  approvable: Record<Place, string>;
  courses: Record<Place, CoursesOf>;
  jobs: Record<Place, JobsOf>;
};

const unit = (code: string, parent: string): UnitFacts => ({
  code,
  parent,
  name: `Trường ${code}`,
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  sites: [],
});
export const registration = (place: Place, turn: number) => ({
  ...unit(`${ROOTS[place]}.N${turn}`, ROOTS[place]),
  from: '2020-01-01',
  decision: DECISION,
});
export const dissolution = (code: string) => ({
  type: 'dissolve',
  effectiveFrom: '2024-01-01',
  decision: DECISION,
  sources: [code],
  shares: [{ source: code, to: 'surrendered', share: { numerator: 1, denominator: 1 } }],
});
export const assigned = (year: number, quantity = 40) => [
  {
    issuer: 'provincial-council',
    category: 'employee-budget',
    quantity,
    reason: 'assign',
    effectiveFrom: `${year}-01-01`,
    decision: DECISION,
  },
];
export const people = { categories: [{ category: 'employee-budget', opening: 40, increases: {}, decreases: {}, closing: 40 }] };
export const cohorts = { cells: [{ category: 'employee-budget', sex: 'female', birthMonth: '1980-03', count: 40 }] };
/** Accounts with a warning: a decision that the figures do not bear out. */
export const accounts = accountsOf(35, 100, { decided: { band: '3a', firstYear: 2021, lastYear: 2025, decision: DECISION } });
export const districtBalance = { revenue: 9, spending: 10, selfBalancing: false, decision: DECISION };
export const projection = { start: { baseline: 2021 }, horizon: 2026 };
export const scenario = { title: 'Phương án 1', model: projection };
export const report = (number: string) => ({
  period: { year: 2025, part: 'year' },
  recipient: 'HĐND tỉnh Quảng Ninh',
  document: { number, date: '2026-01-05', issuedBy: 'UBND tỉnh Quảng Ninh' },
});
export const plan = { target: 'payroll-2026', start: { baseline: 2021 }, method: 'sainte-lague' };
export const each = (places: Place[], row: (place: Place) => object) => ({
  rows: places.map((place) => ({ unit: SCHOOLS[place], version: null, ...row(place) })),
});

/** Twenty classes of each school’s own type. */
const MEASURES = { own: 'upper-secondary', other: 'primary-two-session' } as const;
export const normInput = (place: Place) => ({ sites: [{ site: null, counts: { [MEASURES[place]]: 20 }, pupils: 800 }] });

/** Months of the roots, each at the state that one step starts from; `prepare` records them. */
export const STEP_MONTHS = {
  submit: '2020-03',
  accept: '2020-04',
  return: '2020-05',
  'submit-many': '2020-06',
  'accept-many': '2020-07',
} as const;
const SUBMITTED_MONTHS: readonly string[] = [STEP_MONTHS.accept, STEP_MONTHS.return, STEP_MONTHS['accept-many']];

export const structureCounts = {
  categories: [{ category: 'civil-servant', present: 9, ethnicMinority: 2, partyMembers: 5, qualifications: { university: 9 } }],
};

/** A decision that gave posts to one place only. */
export const REGISTERED_BY = { own: '11/QĐ-UBND', other: '12/QĐ-UBND' } as const;

const DAY = 24 * 3_600_000;

/** A province in which every operation has something to answer about. */
export async function prepare(api: Api): Promise<Known> {
  const { clock, must, settle } = api;
  const extra = (['own', 'other'] as const).flatMap((place) => ['08', '09'].map((end) => unit(`${ROOTS[place]}.${end}`, ROOTS[place])));
  // The log of a unit never goes back in time: what is older comes first.
  clock.now -= 10 * DAY;
  await settle([...SMALL_PROVINCE, ...extra]);
  await prepareFormerStaff(api, ROOTS);
  clock.now += 10 * DAY;
  for (const year of [2021, 2022, 2025])
    await must('POST', `/v1/posts/${year}`, { body: each(['own', 'other'], () => ({ entries: assigned(year) })) });
  for (const place of ['own', 'other'] as const) {
    const entries = assigned(2020).map((entry) => ({ ...entry, decision: { ...DECISION, number: REGISTERED_BY[place] } }));
    await must('POST', `/v1/units/${SCHOOLS[place]}/posts/2020`, { body: { entries } });
  }
  await must('POST', '/v1/posts/2021/reserve', { body: { entries: assigned(2021, 5) } });
  await must('POST', '/v1/headcount/2021-12', { body: each(['own', 'other'], () => people) });
  for (const month of Object.values(STEP_MONTHS)) {
    const rows = Object.values(ROOTS).map((root) => ({ unit: root, version: null, ...people }));
    await must('POST', `/v1/headcount/${month}`, { body: { rows } });
    const versions = rows.map(({ unit: root }) => ({ unit: root, version: 1 }));
    if (SUBMITTED_MONTHS.includes(month)) await must('POST', `/v1/headcount/${month}/submit`, { body: { rows: versions } });
  }
  const slip = { categories: [{ ...people.categories[0], closing: 39, override: 'Biên bản kiểm kê chưa khớp' }] };
  await must('POST', '/v1/headcount/2020-08', {
    body: { rows: Object.values(ROOTS).map((root) => ({ unit: root, version: null, ...slip })) },
  });
  const counted = Object.values(ROOTS).map((root) => ({ unit: root, version: null, ...structureCounts }));
  await must('POST', '/v1/structure/2020-12', { body: { rows: counted } });
  await must('POST', '/v1/age-profiles/2021-12', { body: each(['own', 'other'], () => cohorts) });
  await must('POST', '/v1/self-financing/2021', { as: { role: 'finance-officer' }, body: each(['own', 'other'], () => accounts) });
  await must('PUT', '/v1/units/H49.31/district-budget/2021', { as: { role: 'finance-officer' }, body: districtBalance });
  await preparePositions(api, ROOTS);
  await prepareStaff(api, ROOTS);
  await prepareDigest(api);
  const courses = await prepareTraining(api, ROOTS);
  const jobs = await prepareJobs(api, ROOTS);
  const dissolve = async (code: string) => {
    const answer = await must('POST', '/v1/reorganisations', { body: dissolution(code) });
    return { reorganisation: String(answer.body['id']) };
  };
  await must('POST', '/v1/norm-inputs/2025', { body: each(['own', 'other'], normInput) });
  for (const year of [2022, 2023, 2024]) {
    await must('POST', `/v1/yearly-plans/${year}`, { body: each(['own', 'other'], () => ({ planned: { budget: 40, revenue: 0 } })) });
    for (const place of year === 2022 ? [] : (['own', 'other'] as const))
      await must('POST', `/v1/units/${SCHOOLS[place]}/yearly-plans/${year}/submit`, { body: {}, headers: { 'if-match': '"1"' } });
  }
  await must('POST', '/v1/baselines', { body: { year: 2021, decision: DECISION } });
  const own = await dissolve('H49.02.08');
  const other = await dissolve('H49.31.08');
  const made = async (path: string, body: object) => String((await must('POST', path, { body })).body['id']);
  return {
    own,
    other,
    courses,
    jobs,
    run: await made('/v1/projections', projection),
    plan: await made('/v1/reduction-plans', plan),
    report: await made('/v1/reports', report('00/BC-UBND')),
    scenario: await made('/v1/scenarios', scenario),
    drafts: { own: await made('/v1/scenarios', scenario), other: await made('/v1/scenarios', scenario) },
    approvable: { own: await made('/v1/scenarios', scenario), other: await made('/v1/scenarios', scenario) },
  };
}
