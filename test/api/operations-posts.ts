import { REGISTERED_BY, SCHOOLS, each, normInput } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const REGISTERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own' } as const;
const RECORD = { ok: 200, may: REGISTERS, beyond: '404 not-found', abroad: '404 not-found' } as const;
const LIST = { ok: 200, may: REGISTERS, beyond: '200 left out', abroad: '200' } as const;
const REVIEWED = { may: { 'home-affairs': 'all' }, abroad: '422 unknown-unit' } as const;
const REPORTED = { may: { 'hr-officer': 'own' }, abroad: '404 not-found' } as const;

/** Views of posts, norms, yearly plans, and what a decision changed. */
export const POSTS_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/units/{code}/post-standings': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/post-standings?asOf=2021-12-31` }),
    ...RECORD,
  },
  'GET /v1/post-standings': { ask: () => ({ path: '/v1/post-standings?asOf=2021-12-31' }), shows: SCHOOLS, ...LIST },
  'GET /v1/post-standings/summary': {
    ask: () => ({ path: '/v1/post-standings/summary?asOf=2021-12-31' }),
    ok: 200,
    may: { ...REGISTERS, 'hr-officer': 'all' },
    abroad: '200',
  },
  'GET /v1/over-quota': {
    ask: () => ({ path: '/v1/over-quota?asOf=2021-12-31' }),
    ok: 200,
    may: { ...REGISTERS, 'hr-officer': 'all' },
    abroad: '200',
  },
  'GET /v1/unfunded': {
    ask: () => ({ path: '/v1/unfunded?asOf=2024-01-31' }),
    ok: 200,
    may: { ...REGISTERS, 'hr-officer': 'all' },
    abroad: '200',
  },
  'PUT /v1/units/{code}/norm-inputs/{year}': {
    ask: (place, _known, turn) => ({
      path: `/v1/units/${SCHOOLS[place]}/norm-inputs/${2021 + (turn % 2)}`,
      body: normInput(place),
      headers: { 'if-none-match': '*' },
    }),
    ok: 201,
    beyond: '404 not-found',
    ...REPORTED,
  },
  'GET /v1/units/{code}/norm-inputs/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/norm-inputs/2025` }),
    ...RECORD,
  },
  'GET /v1/norm-inputs': { ask: () => ({ path: '/v1/norm-inputs?year=2025' }), shows: SCHOOLS, ...LIST },
  'POST /v1/norm-inputs/{year}': {
    ask: (place) => ({ path: '/v1/norm-inputs/2026', body: each([place], normInput) }),
    ok: 200,
    may: { 'hr-officer': 'own' },
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  'GET /v1/units/{code}/norm': { ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/norm?asOf=2025-12-31` }), ...RECORD },
  'GET /v1/norms': { ask: () => ({ path: '/v1/norms?asOf=2025-12-31' }), shows: SCHOOLS, ...LIST },
  'PUT /v1/units/{code}/yearly-plans/{year}': {
    ask: (place, _known, turn) => ({
      path: `/v1/units/${SCHOOLS[place]}/yearly-plans/2025`,
      body: { planned: { budget: 40 + turn, revenue: 0 } },
      headers: { 'if-none-match': '*' },
    }),
    ok: 201,
    beyond: '404 not-found',
    ...REPORTED,
  },
  'GET /v1/units/{code}/yearly-plans/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/yearly-plans/2022` }),
    ...RECORD,
  },
  'POST /v1/units/{code}/yearly-plans/{year}/submit': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/yearly-plans/2022/submit`, body: {}, headers: { 'if-match': '"1"' } }),
    ok: 200,
    beyond: '404 not-found',
    ...REPORTED,
  },
  'POST /v1/units/{code}/yearly-plans/{year}/accept': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/yearly-plans/2023/accept`, body: {}, headers: { 'if-match': '"2"' } }),
    ok: 200,
    ...REVIEWED,
  },
  'POST /v1/units/{code}/yearly-plans/{year}/return': {
    ask: (place) => ({
      path: `/v1/units/${SCHOOLS[place]}/yearly-plans/2024/return`,
      body: { reason: 'chưa rõ căn cứ' },
      headers: { 'if-match': '"2"' },
    }),
    ok: 200,
    ...REVIEWED,
  },
  'GET /v1/yearly-plans': { ask: () => ({ path: '/v1/yearly-plans?year=2022' }), shows: SCHOOLS, ...LIST },
  'POST /v1/yearly-plans/{year}': {
    ask: (place) => ({ path: '/v1/yearly-plans/2026', body: each([place], () => ({ planned: { budget: 40, revenue: 0 } })) }),
    ok: 200,
    may: { 'hr-officer': 'own' },
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  'GET /v1/decisions': {
    ask: (place) => ({ path: `/v1/decisions?number=${encodeURIComponent(REGISTERED_BY[place])}` }),
    ...RECORD,
  },
  'GET /v1/decisions/{number}': {
    ask: (place) => ({ path: `/v1/decisions/${encodeURIComponent(REGISTERED_BY[place])}` }),
    ...RECORD,
  },
};
