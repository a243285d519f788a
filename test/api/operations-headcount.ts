import { addMonths } from '../../shared/time.ts';
import { type Place, ROOTS, STEP_MONTHS, structureCounts } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const READERS: Operation['may'] = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own' };
const REPORTERS: Operation['may'] = { 'hr-officer': 'own' };
const REVIEWERS: Operation['may'] = { 'home-affairs': 'all' };
const RECORD = { ok: 200, may: READERS, beyond: '404 not-found', abroad: '404 not-found' } as const;
const LIST = { ok: 200, may: READERS, beyond: '200 left out', abroad: '200' } as const;

const step = (place: Place, name: 'submit' | 'accept' | 'return') => ({
  path: `/v1/units/${ROOTS[place]}/headcount/${STEP_MONTHS[name]}/${name}`,
  body: { reason: 'đã rà soát' },
  headers: { 'if-match': name === 'submit' ? '"1"' : '"2"' },
});
const stepMany = (place: Place, name: 'submit' | 'accept') => ({
  path: `/v1/headcount/${STEP_MONTHS[`${name}-many`]}/${name}`,
  body: { rows: [{ unit: ROOTS[place], version: name === 'submit' ? 1 : 2 }] },
});

/** The course of a headcount, its forms, structure counts and duties. */
export const HEADCOUNT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /v1/units/{code}/headcount/{month}/submit': {
    ask: (place) => step(place, 'submit'),
    ok: 200,
    may: REPORTERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'POST /v1/units/{code}/headcount/{month}/accept': {
    ask: (place) => step(place, 'accept'),
    ok: 200,
    may: REVIEWERS,
    abroad: '422 unknown-unit',
  },
  'POST /v1/units/{code}/headcount/{month}/return': {
    ask: (place) => step(place, 'return'),
    ok: 200,
    may: REVIEWERS,
    abroad: '422 unknown-unit',
  },
  'POST /v1/headcount/{month}/submit': {
    ask: (place) => stepMany(place, 'submit'),
    ok: 200,
    may: REPORTERS,
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  'POST /v1/headcount/{month}/accept': {
    ask: (place) => stepMany(place, 'accept'),
    ok: 200,
    may: REVIEWERS,
    abroad: '200 unknown-unit',
  },
  'GET /v1/headcount/missing': {
    ask: () => ({ path: '/v1/headcount/missing?from=2021-01&to=2021-12' }),
    shows: ROOTS,
    ...LIST,
  },
  'GET /v1/headcount/overrides': {
    ask: () => ({ path: '/v1/headcount/overrides?from=2020-01&to=2020-12' }),
    shows: ROOTS,
    ...LIST,
  },
  'PUT /v1/units/{code}/structure/{month}': {
    ask: (place, _known, turn) => ({ path: `/v1/units/${ROOTS[place]}/structure/${addMonths('2022-01', turn)}`, body: structureCounts }),
    ok: 201,
    may: REPORTERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/units/{code}/structure/{month}': {
    ask: (place) => ({ path: `/v1/units/${ROOTS[place]}/structure/2020-12` }),
    ...RECORD,
  },
  'GET /v1/structure': { ask: () => ({ path: '/v1/structure?month=2020-12' }), shows: ROOTS, ...LIST },
  'POST /v1/structure/{month}': {
    ask: (place, _known, turn) => ({
      path: `/v1/structure/${addMonths('2024-01', turn)}`,
      body: { rows: [{ unit: ROOTS[place], version: null, ...structureCounts }] },
    }),
    ok: 200,
    may: REPORTERS,
    beyond: '200 not-found',
    abroad: '200 not-found',
  },
  'GET /v1/forms/8c': {
    ask: (place) => ({ path: `/v1/forms/8c?from=2021-10&to=2021-12&under=${ROOTS[place]}` }),
    ...RECORD,
  },
  'GET /v1/forms/8b': { ask: (place) => ({ path: `/v1/forms/8b?asOf=2021-12-31&under=${ROOTS[place]}` }), ...RECORD },
  'GET /v1/duties': { ask: () => ({ path: '/v1/duties?limit=200' }), shows: ROOTS, ...LIST },
};
