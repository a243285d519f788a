import { ROLES, type Role } from '../../shared/actor.ts';
import { addMonths } from '../../shared/time.ts';
import { DECISION } from '../support/province.ts';
import { AUDIT_OPERATIONS } from './operations-audit.ts';
import { AUTONOMY_OPERATIONS } from './operations-autonomy.ts';
import {
  type Known,
  type Place,
  ROOTS,
  SCHOOLS,
  assigned,
  cohorts,
  dissolution,
  each,
  people,
  projection,
  registration,
} from './matrix-province.ts';

import { PLANNING_OPERATIONS } from './operations-planning.ts';
import { JOBS_OPERATIONS } from './operations-jobs.ts';
import { HEADCOUNT_OPERATIONS } from './operations-headcount.ts';
import { HISTORY_OPERATIONS } from './operations-history.ts';
import { POSITION_OPERATIONS } from './operations-positions.ts';
import { POSTS_OPERATIONS } from './operations-posts.ts';
import { REPORT_OPERATIONS } from './operations-reports.ts';
import { STAFF_OPERATIONS } from './operations-staff.ts';
import { TRAINING_OPERATIONS } from './operations-training.ts';

export type Asked = { path: string; body?: unknown; headers?: Record<string, string> };

/** One operation of the contract: how it is asked for about a place, what a success answers, and who may. */
export type Operation = {
  ask: (place: Place, known: Known, turn: number) => Asked;
  ok: number;
  /** Roles that may, and how far they reach; a role that is not named is forbidden. */
  may: Partial<Record<Role, 'all' | 'own' | 'nothing'>>;
  /** What a role that reaches its own subtree only gets elsewhere; what a role that reaches nothing gets everywhere. */
  beyond?: string;
  /** What the answer names when it shows the place at all; for lists. */
  shows?: Readonly<Record<Place, string>>;
  /** What the same request answers in another province. */
  abroad: string;
};

const EVERYBODY: Operation['may'] = Object.fromEntries(ROLES.map((role) => [role, 'all']));
const HOME_AFFAIRS = { 'home-affairs': 'all' } as const;
const REGISTERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own' } as const;
const REPORTERS = { 'hr-officer': 'own' } as const;
const UNITS = { ...REGISTERS, 'finance-officer': 'all', 'training-coordinator': 'own' } as const;
const OVERSEERS = { 'home-affairs': 'all', auditor: 'all', 'council-supervisor': 'all' } as const;
const PLANNERS = { 'home-affairs': 'all', auditor: 'all' } as const;

/** One record of a unit; a list over units; what is the same for everybody. */
const RECORD = { ok: 200, beyond: '404 not-found', abroad: '404 not-found' } as const;
const LIST = { ok: 200, beyond: '200 left out', abroad: '200' } as const;
const OPEN = { ok: 200, may: EVERYBODY, abroad: '200' } as const;

/** Every operation of the contract. One that is missing here fails the suites that walk it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ...POSTS_OPERATIONS,
  ...TRAINING_OPERATIONS,
  ...POSITION_OPERATIONS,
  ...HEADCOUNT_OPERATIONS,
  ...STAFF_OPERATIONS,
  ...PLANNING_OPERATIONS,
  ...JOBS_OPERATIONS,
  ...HISTORY_OPERATIONS,
  ...REPORT_OPERATIONS,
  'GET /v1/units': { ask: () => ({ path: '/v1/units' }), may: UNITS, shows: SCHOOLS, ...LIST },
  'POST /v1/units': {
    ask: (place, _known, turn) => ({ path: '/v1/units', body: registration(place, turn) }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 unknown-unit',
  },
  'POST /v1/units/bulk': {
    ask: (place, _known, turn) => ({ path: '/v1/units/bulk', body: { rows: [registration(place, 100 + turn)] } }),
    ok: 200,
    may: HOME_AFFAIRS,
    abroad: '200 unknown-unit',
  },
  'GET /v1/units/{code}': { ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}` }), may: UNITS, ...RECORD },
  'PATCH /v1/units/{code}': {
    ask: (place) => ({
      path: `/v1/units/${SCHOOLS[place]}`,
      body: { name: 'Tên mới', from: '2023-01-01', decision: DECISION },
      headers: { 'if-match': '"1"' },
    }),
    ok: 200,
    may: HOME_AFFAIRS,
    abroad: '404 not-found',
  },
  'GET /v1/units/{code}/history': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/history` }),
    may: REGISTERS,
    ...RECORD,
  },
  'GET /v1/units/{code}/lineage': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/lineage` }),
    may: UNITS,
    ...RECORD,
  },
  'GET /v1/reorganisations': {
    ask: () => ({ path: '/v1/reorganisations' }),
    may: REGISTERS,
    shows: { own: 'H49.02.08', other: 'H49.31.08' },
    ...LIST,
  },
  'POST /v1/reorganisations': {
    ask: (place) => ({ path: '/v1/reorganisations', body: dissolution(`${ROOTS[place]}.09`) }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 unknown-unit',
  },
  'GET /v1/reorganisations/{id}': {
    ask: (place, known) => ({ path: `/v1/reorganisations/${known[place].reorganisation}` }),
    may: REGISTERS,
    ...RECORD,
  },
  'GET /v1/units/{code}/posts/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/posts/2021` }),
    may: REGISTERS,
    ...RECORD,
  },
  'POST /v1/units/{code}/posts/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/posts/2023`, body: { entries: assigned(2023) } }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 unknown-unit',
  },
  'GET /v1/posts/{year}/reserve': {
    ask: () => ({ path: '/v1/posts/2021/reserve' }),
    may: { ...PLANNERS, 'hr-officer': 'nothing' },
    ...RECORD,
  },
  'POST /v1/posts/{year}/reserve': {
    ask: (_place, _known, turn) => ({ path: `/v1/posts/${2023 + (turn % 3)}/reserve`, body: { entries: assigned(2023 + (turn % 3)) } }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '201',
  },
  'GET /v1/reserve/history': { ask: () => ({ path: '/v1/reserve/history' }), ok: 200, may: PLANNERS, abroad: '200' },
  'GET /v1/posts': {
    ask: () => ({ path: '/v1/posts?year=2021' }),
    may: REGISTERS,
    shows: SCHOOLS,
    ...LIST,
  },
  'POST /v1/posts/{year}': {
    ask: (place) => ({ path: '/v1/posts/2024', body: each([place], () => ({ entries: assigned(2024) })) }),
    ok: 200,
    may: HOME_AFFAIRS,
    abroad: '200 unknown-unit',
  },
  'POST /v1/post-transfers': {
    ask: (place) => ({
      path: '/v1/post-transfers',
      body: { ...assigned(2021, 1)[0], reason: 'điều chuyển', from: SCHOOLS[place], to: '~RESERVE' },
    }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 unknown-unit',
  },
  'PUT /v1/units/{code}/headcount/{month}': {
    ask: (place, _known, turn) => ({ path: `/v1/units/${SCHOOLS[place]}/headcount/${addMonths('2022-01', turn)}`, body: people }),
    ok: 201,
    may: REPORTERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/units/{code}/headcount/{month}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/headcount/2021-12` }),
    may: REGISTERS,
    ...RECORD,
  },
  'GET /v1/units/{code}/headcount': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/headcount?from=2021-01&to=2021-12` }),
    may: REGISTERS,
    ...RECORD,
  },
  'GET /v1/headcount': {
    ask: () => ({ path: '/v1/headcount?month=2021-12' }),
    may: REGISTERS,
    shows: SCHOOLS,
    ...LIST,
  },
  'POST /v1/headcount/{month}': {
    ask: (place, _known, turn) => ({ path: `/v1/headcount/${addMonths('2024-01', turn)}`, body: each([place], () => people) }),
    ok: 200,
    may: REPORTERS,
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  'PUT /v1/units/{code}/age-profile/{month}': {
    ask: (place, _known, turn) => ({ path: `/v1/units/${SCHOOLS[place]}/age-profile/${addMonths('2022-01', turn)}`, body: cohorts }),
    ok: 201,
    may: REPORTERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/units/{code}/age-profile/{month}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/age-profile/2021-12` }),
    may: REGISTERS,
    ...RECORD,
  },
  'GET /v1/units/{code}/age-profile': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/age-profile?asOf=2022-06-30` }),
    may: REGISTERS,
    ...RECORD,
  },
  'POST /v1/age-profiles/{month}': {
    ask: (place, _known, turn) => ({ path: `/v1/age-profiles/${addMonths('2024-01', turn)}`, body: each([place], () => cohorts) }),
    ok: 200,
    may: REPORTERS,
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  ...AUTONOMY_OPERATIONS,
  ...AUDIT_OPERATIONS,
  'GET /v1/law/rules': { ask: () => ({ path: '/v1/law/rules' }), ...OPEN },
  'GET /v1/law/rules/{id}': { ask: () => ({ path: '/v1/law/rules/retirement-age-men' }), ...OPEN },
  'GET /v1/targets': { ask: () => ({ path: '/v1/targets' }), ...OPEN },
  'GET /v1/targets/{id}': { ask: () => ({ path: '/v1/targets/payroll-2030' }), ...OPEN },
  'POST /v1/law/retirement-date': {
    ask: () => ({ path: '/v1/law/retirement-date', body: { sex: 'male', birth: '1964-10' } }),
    ...OPEN,
  },
  'POST /v1/law/required-cut': {
    ask: () => ({
      path: '/v1/law/required-cut',
      body: { base: 29_000, cut: { numerator: 1, denominator: 10 }, rounding: 'half-up', times: 2 },
    }),
    ok: 200,
    may: EVERYBODY,
    abroad: '200',
  },
  'POST /v1/law/attainment': {
    ask: () => ({
      path: '/v1/law/attainment',
      body: { base: 28_561, current: 25_705, cut: { numerator: 1, denominator: 10 }, rounding: 'half-up' },
    }),
    ok: 200,
    may: EVERYBODY,
    abroad: '200',
  },
  'POST /v1/law/self-financing-band': {
    ask: () => ({ path: '/v1/law/self-financing-band', body: { revenue: 35, expenditure: 100 } }),
    ...OPEN,
  },
  'POST /v1/baselines': {
    ask: (_place, _known, turn) => ({ path: '/v1/baselines', body: { year: turn % 2 === 0 ? 2022 : 2025, decision: DECISION } }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 nothing-recorded',
  },
  'GET /v1/baselines': { ask: () => ({ path: '/v1/baselines' }), ok: 200, may: OVERSEERS, abroad: '200' },
  'GET /v1/baselines/{year}': { ask: () => ({ path: '/v1/baselines/2021' }), ok: 200, may: OVERSEERS, abroad: '404 not-found' },
  'GET /v1/baselines/{year}/restated': {
    ask: () => ({ path: '/v1/baselines/2021/restated?asOf=2025-12-31' }),
    ok: 200,
    may: OVERSEERS,
    abroad: '404 not-found',
  },
  'GET /v1/progress': { ask: () => ({ path: '/v1/progress?asOf=2025-12-31' }), ok: 200, may: OVERSEERS, abroad: '200' },
  'POST /v1/projections': {
    ask: () => ({ path: '/v1/projections', body: projection }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 no-baseline',
  },
  'GET /v1/projections': { ask: () => ({ path: '/v1/projections' }), ok: 200, may: PLANNERS, abroad: '200' },
  'GET /v1/projections/{id}': {
    ask: (_place, known) => ({ path: `/v1/projections/${known.run}` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/projections/{id}/explain': {
    ask: (_place, known) => ({ path: `/v1/projections/${known.run}/explain?year=2026&measure=posts` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'POST /v1/planning/allocation': {
    ask: () => ({ path: '/v1/planning/allocation', body: { total: 3, method: 'sainte-lague', units: [{ id: 'A', weight: 1 }] } }),
    ...OPEN,
  },
  'POST /v1/planning/attainment-probability': {
    ask: () => ({ path: '/v1/planning/attainment-probability', body: { required: 1, years: 5, certain: 1, groups: [] } }),
    ...OPEN,
  },
  'GET /v1/me': { ask: () => ({ path: '/v1/me' }), ...OPEN },
};
