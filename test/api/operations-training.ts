import { course, trainee } from './matrix-training.ts';
import { type Place, ROOTS } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const READERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own', 'training-coordinator': 'own' } as const;
const OPEN = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'all', 'training-coordinator': 'all' } as const;
const HOSTS = { may: { 'training-coordinator': 'own' }, beyond: '404 not-found', abroad: '404 not-found' } as const;
const PEOPLE = { own: trainee('own'), other: trainee('other') };
const LIST = { ok: 200, may: READERS, beyond: '200 left out', abroad: '200' } as const;

const at = (id: string, verb = '') => `/v1/training/courses/${id}${verb}`;
const first = { 'if-match': '"1"' };
const rows = (place: Place, said: object = {}) => ({ rows: [{ staff: trainee(place), version: null, ...said }] });
const reason = 'Ghi nhầm';

/** Courses, who is on their lists, and what comes of them. */
export const TRAINING_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /v1/training/courses': { ask: (place) => ({ path: '/v1/training/courses', body: course(ROOTS[place]) }), ok: 201, ...HOSTS },
  'GET /v1/training/courses': { ask: () => ({ path: '/v1/training/courses?year=2025' }), ok: 200, may: OPEN, abroad: '200' },
  'GET /v1/training/courses/{id}': {
    ask: (place, known) => ({ path: at(known.courses[place].read) }),
    ok: 200,
    may: OPEN,
    abroad: '404 not-found',
  },
  'PUT /v1/training/courses/{id}': {
    ask: (place, known) => ({ path: at(known.courses[place].correct), body: { ...course(ROOTS[place]), reason }, headers: first }),
    ok: 200,
    ...HOSTS,
  },
  'POST /v1/training/courses/{id}/cancel': {
    ask: (place, known) => ({ path: at(known.courses[place].cancel, '/cancel'), body: { reason }, headers: first }),
    ok: 200,
    ...HOSTS,
  },
  'POST /v1/training/courses/{id}/reinstate': {
    ask: (place, known) => ({ path: at(known.courses[place].reinstate, '/reinstate'), body: { reason }, headers: { 'if-match': '"2"' } }),
    ok: 200,
    ...HOSTS,
  },
  'GET /v1/training/courses/{id}/history': {
    ask: (place, known) => ({ path: at(known.courses[place].read, '/history') }),
    ok: 200,
    may: OPEN,
    abroad: '404 not-found',
  },
  'GET /v1/training/courses/{id}/attendances/{staff}/history': {
    ask: (place, known) => ({ path: at(known.courses[place].read, `/attendances/${trainee(place)}/history`) }),
    ok: 200,
    may: READERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/training/courses/{id}/attendances': {
    ask: (place, known) => ({ path: at(known.courses[place].read, '/attendances') }),
    ...LIST,
    shows: PEOPLE,
    abroad: '404 not-found',
  },
  'POST /v1/training/courses/{id}/enrolments': {
    ask: (place, known) => ({ path: at(known.courses[place].enrol, '/enrolments'), body: rows(place) }),
    ok: 200,
    ...HOSTS,
    beyond: '200 not-found',
  },
  'POST /v1/training/courses/{id}/attendances': {
    ask: (place, known) => ({
      path: at(known.courses[place].record, '/attendances'),
      body: rows(place, { state: 'completed', completedOn: '2025-03-05', certificate: null }),
    }),
    ok: 200,
    ...HOSTS,
  },
  'GET /v1/training/staff/{id}/attendances': {
    ask: (place) => ({ path: `/v1/training/staff/${trainee(place)}/attendances?year=2025` }),
    ok: 200,
    may: READERS,
    beyond: '404 not-found',
    abroad: '404 not-found',
  },
  'GET /v1/training/coverage': { ask: () => ({ path: '/v1/training/coverage?year=2025' }), ...LIST, shows: ROOTS },
  'GET /v1/training/untrained': { ask: () => ({ path: '/v1/training/untrained?year=2025' }), ...LIST, shows: PEOPLE },
  'GET /v1/training/periods': { ask: () => ({ path: '/v1/training/periods?year=2025' }), ...LIST, shows: PEOPLE },
  'GET /v1/forms/10': { ask: () => ({ path: '/v1/forms/10?year=2025' }), ok: 200, may: OPEN, abroad: '200' },
};
