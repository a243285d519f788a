import { DECISION } from '../province.ts';
import { entryOf } from '../staff.ts';
import { course } from '../training.ts';

/** Schools that stay, and those that are merged and split. */
export const SCHOOLS = Array.from({ length: 10 }, (_, n) => `H49.31.S${String(n).padStart(2, '0')}`);
export const MERGERS = Array.from({ length: 6 }, (_, n) => `H49.31.M${String(n).padStart(2, '0')}`);
/** Schools that only report: with them a month is several chunks. */
export const REPORTERS = Array.from({ length: 56 }, (_, n) => `H49.31.R${String(n).padStart(2, '0')}`);
export const PEOPLE = Array.from({ length: 48 }, (_, n) => `NV-${String(n).padStart(3, '0')}`);
export const DISTRICT = 'H49.31';
export const RESERVE = '~RESERVE';
/** In this year posts are only moved about, so that every reading of it whole comes to the same sum. */
export const CLOSED_YEAR = 2024;
export const OPEN_YEAR = 2025;
export const POSTS_EACH = 40;

export const ROLES = {
  'home-affairs': [],
  'hr-officer': ['H49'],
  'finance-officer': [],
  'training-coordinator': ['H49'],
  auditor: [],
} as const;
export type ProveRole = keyof typeof ROLES;

const unit = (code: string, parent: string | null, kind = 'administrative', level = 'province') => ({
  code,
  name: `Đơn vị ${code}`,
  kind,
  level,
  sector: 'education',
  parent,
  sites: [],
  from: '2020-01-01',
  decision: DECISION,
});

export const school = (code: string) => unit(code, DISTRICT, 'public-service', 'commune');

const assigned = (year: number) => ({
  rows: [...SCHOOLS, ...MERGERS, RESERVE].map((code) => ({
    unit: code,
    version: null,
    entries: [
      {
        issuer: 'provincial-council',
        category: 'employee-budget',
        quantity: POSTS_EACH,
        reason: 'assign',
        effectiveFrom: `${year}-01-01`,
        decision: DECISION,
      },
    ],
  })),
});

/** What is there before the clients begin. */
export const SETTING: readonly { path: string; as: ProveRole; body: unknown }[] = [
  {
    path: '/v1/units/bulk',
    as: 'home-affairs',
    body: {
      rows: [
        unit('H49', null),
        unit('H49.01', 'H49'),
        unit(DISTRICT, 'H49', 'administrative', 'district'),
        ...[...SCHOOLS, ...MERGERS].map(school),
      ],
    },
  },
  ...[CLOSED_YEAR, OPEN_YEAR].map((year) => ({ path: `/v1/posts/${year}`, as: 'home-affairs' as const, body: assigned(year) })),
  {
    path: '/v1/staff/bulk',
    as: 'hr-officer',
    body: { rows: PEOPLE.map((id, n) => entryOf(SCHOOLS[n % SCHOOLS.length] as string, { id })), reason: 'tiếp nhận hồ sơ' },
  },
  { path: '/v1/training/courses', as: 'training-coordinator', body: course({ host: 'H49.01' }) },
];
