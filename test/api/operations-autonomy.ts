import { accounts, districtBalance, each, SCHOOLS } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const READERS: Operation['may'] = { 'home-affairs': 'all', auditor: 'all', 'finance-officer': 'all' };
const WRITERS: Operation['may'] = { 'finance-officer': 'all' };
/** The one district of the province stands for both places, in other years: finance reads and writes all of them. */
const DISTRICT = 'H49.31';

/** Financial autonomy and the budgets of districts. */
export const AUTONOMY_OPERATIONS: Readonly<Record<string, Operation>> = {
  'PUT /v1/units/{code}/self-financing/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/self-financing/2022`, body: accounts }),
    ok: 201,
    may: WRITERS,
    abroad: '422 unknown-unit',
  },
  'GET /v1/units/{code}/self-financing/{year}': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/self-financing/2021` }),
    ok: 200,
    may: { ...READERS, 'hr-officer': 'own' },
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/units/{code}/self-financing': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/self-financing?asOf=2021-12-31` }),
    ok: 200,
    may: { ...READERS, 'hr-officer': 'own' },
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/self-financing': {
    ask: () => ({ path: '/v1/self-financing?year=2021' }),
    ok: 200,
    may: { ...READERS, 'hr-officer': 'own' },
    beyond: '200 left out',
    shows: SCHOOLS,
    abroad: '200',
  },
  'POST /v1/self-financing/{year}': {
    ask: (place) => ({ path: '/v1/self-financing/2023', body: each([place], () => accounts) }),
    ok: 200,
    may: WRITERS,
    abroad: '200 unknown-unit',
  },
  'GET /v1/self-financing/overview': {
    ask: () => ({ path: '/v1/self-financing/overview?year=2021' }),
    ok: 200,
    may: READERS,
    abroad: '200',
  },
  'GET /v1/self-financing/targets': {
    ask: () => ({ path: '/v1/self-financing/targets?asOf=2025-12-31' }),
    ok: 200,
    may: READERS,
    abroad: '200',
  },
  'GET /v1/self-financing/warnings': {
    ask: () => ({ path: '/v1/self-financing/warnings?year=2021' }),
    ok: 200,
    may: { ...READERS, 'hr-officer': 'own' },
    beyond: '200 left out',
    shows: SCHOOLS,
    abroad: '200',
  },
  'PUT /v1/units/{code}/district-budget/{year}': {
    ask: (place) => ({ path: `/v1/units/${DISTRICT}/district-budget/${place === 'own' ? 2022 : 2023}`, body: districtBalance }),
    ok: 201,
    may: WRITERS,
    abroad: '422 unknown-unit',
  },
  'GET /v1/units/{code}/district-budget/{year}': {
    ask: () => ({ path: `/v1/units/${DISTRICT}/district-budget/2021` }),
    ok: 200,
    may: READERS,
    abroad: '404 not-found',
  },
  'GET /v1/district-budgets': { ask: () => ({ path: '/v1/district-budgets?year=2021' }), ok: 200, may: READERS, abroad: '200' },
  'POST /v1/district-budgets/{year}': {
    ask: (place) => ({
      path: `/v1/district-budgets/${place === 'own' ? 2024 : 2025}`,
      body: { rows: [{ unit: DISTRICT, version: null, ...districtBalance }] },
    }),
    ok: 200,
    may: WRITERS,
    abroad: '200 unknown-unit',
  },
};
