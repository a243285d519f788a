import { framework } from '../support/positions.ts';
import { DECISION } from '../support/province.ts';
import { SCHOOL_OF, addedPosition } from './matrix-positions.ts';
import { type Place, ROOTS, SCHOOLS } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const REGISTERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own' } as const;
const RECORD = { ok: 200, may: REGISTERS, beyond: '404 not-found', abroad: '404 not-found' } as const;
const LIST = { ok: 200, may: REGISTERS, beyond: '200 left out', abroad: '200' } as const;
const CATALOGUE = { ok: 200, may: { ...REGISTERS, 'hr-officer': 'all' }, abroad: '200' } as const;
const DRAFTED = { may: { 'hr-officer': 'own' }, beyond: '404 not-found', abroad: '404 not-found' } as const;
const REVIEWED = { ok: 200, may: { 'home-affairs': 'all' }, abroad: '404 not-found' } as const;

const frameworks = (place: Place, school: keyof typeof SCHOOL_OF) => `/v1/units/${ROOTS[place]}.${SCHOOL_OF[school]}/position-frameworks`;
const acting = (place: Place, verb: 'submit' | 'advance' | 'return' | 'approve', body: object, version: number) => ({
  path: `${frameworks(place, verb)}/1/${verb}`,
  body,
  headers: { 'if-match': `"${version}"` },
});

/** Catalogue and frameworks of job positions. */
export const POSITION_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/position-catalogue': { ask: () => ({ path: '/v1/position-catalogue?q=giao+vien' }), ...CATALOGUE },
  'GET /v1/position-regimes': { ask: () => ({ path: '/v1/position-regimes' }), ...CATALOGUE },
  'POST /v1/position-catalogue': {
    ask: (_place, _known, turn) => ({ path: '/v1/position-catalogue', body: addedPosition(`P${turn}`) }),
    ok: 201,
    may: { 'home-affairs': 'all' },
    abroad: '201',
  },
  'PATCH /v1/position-catalogue/{regime}/{code}': {
    ask: (place) => ({
      path: `/v1/position-catalogue/decree-232-2026/${place.toUpperCase()}`,
      body: { until: '2026-12-31', decision: DECISION },
      headers: { 'if-match': '"1"' },
    }),
    ...REVIEWED,
  },
  'GET /v1/position-frameworks': {
    ask: () => ({ path: '/v1/position-frameworks' }),
    shows: { own: `${ROOTS.own}.${SCHOOL_OF.read}`, other: `${ROOTS.other}.${SCHOOL_OF.read}` },
    ...LIST,
  },
  'GET /v1/units/{code}/position-frameworks': { ask: (place) => ({ path: frameworks(place, 'read') }), ...RECORD },
  'POST /v1/units/{code}/position-frameworks': {
    ask: (place) => ({ path: frameworks(place, 'draft'), body: framework() }),
    ok: 201,
    ...DRAFTED,
  },
  'GET /v1/units/{code}/position-frameworks/{version}': { ask: (place) => ({ path: `${frameworks(place, 'read')}/1` }), ...RECORD },
  'PUT /v1/units/{code}/position-frameworks/{version}': {
    ask: (place) => ({ path: `${frameworks(place, 'change')}/1`, body: framework(), headers: { 'if-match': '"1"' } }),
    ok: 200,
    ...DRAFTED,
  },
  'GET /v1/units/{code}/position-frameworks/{version}/compare': {
    ask: (place) => ({ path: `${frameworks(place, 'read')}/1/compare?with=1` }),
    ...RECORD,
  },
  'POST /v1/units/{code}/position-frameworks/{version}/submit': { ask: (place) => acting(place, 'submit', {}, 1), ok: 200, ...DRAFTED },
  'POST /v1/units/{code}/position-frameworks/{version}/advance': {
    ask: (place) => acting(place, 'advance', { done: 'completeness' }, 2),
    ...REVIEWED,
  },
  'POST /v1/units/{code}/position-frameworks/{version}/return': {
    ask: (place) => acting(place, 'return', { reason: 'Bổ sung bản mô tả' }, 2),
    ...REVIEWED,
  },
  'POST /v1/units/{code}/position-frameworks/{version}/approve': {
    ask: (place) => acting(place, 'approve', { decision: DECISION }, 2),
    ...REVIEWED,
  },
  'GET /v1/position-compliance': { ask: () => ({ path: '/v1/position-compliance' }), shows: SCHOOLS, ...LIST },
  'GET /v1/position-compliance/summary': { ask: () => ({ path: '/v1/position-compliance/summary' }), ...CATALOGUE },
  'GET /v1/units/{code}/position-compliance': {
    ask: (place) => ({ path: `/v1/units/${SCHOOLS[place]}/position-compliance` }),
    ...RECORD,
  },
};
