import { OWNER, jobRow } from './matrix-jobs.ts';
import { ROOTS } from './matrix-province.ts';
import type { Operation } from './operations.ts';

/** Readers of everything see every job, officers their own; those of a training coordinator are of no place here. */
const READERS = { 'home-affairs': 'all', auditor: 'all', 'hr-officer': 'own', 'training-coordinator': 'nothing' } as const;
const OWNERS = { 'hr-officer': 'own', 'training-coordinator': 'nothing' } as const;
const ONE = { beyond: '404 not-found', abroad: '404 not-found' } as const;

/** Work off the request path: whose jobs are whose. */
export const JOBS_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /v1/jobs': {
    ask: (place, known) => ({ path: '/v1/jobs', body: { kind: 'enrolments', parameters: { course: known.courses[place].read } } }),
    ok: 201,
    may: { 'training-coordinator': 'all' },
    abroad: '404 not-found',
  },
  'GET /v1/jobs': {
    ask: () => ({ path: '/v1/jobs?limit=200' }),
    ok: 200,
    may: READERS,
    shows: OWNER,
    beyond: '200 left out',
    abroad: '200',
  },
  'GET /v1/jobs/{id}': { ask: (place, known) => ({ path: `/v1/jobs/${known.jobs[place].part}` }), ok: 200, may: READERS, ...ONE },
  'GET /v1/jobs/{id}/results': {
    ask: (place, known) => ({ path: `/v1/jobs/${known.jobs[place].part}/results` }),
    ok: 200,
    may: READERS,
    ...ONE,
  },
  'PUT /v1/jobs/{id}/parts/{part}': {
    ask: (place, known) => ({ path: `/v1/jobs/${known.jobs[place].part}/parts/1`, body: jobRow(ROOTS[place]) }),
    ok: 200,
    may: OWNERS,
    ...ONE,
  },
  'POST /v1/jobs/{id}/start': {
    ask: (place, known) => ({ path: `/v1/jobs/${known.jobs[place].start}/start`, body: { parts: 1, rows: 1 } }),
    ok: 202,
    may: OWNERS,
    ...ONE,
  },
  'POST /v1/jobs/{id}/cancel': {
    ask: (place, known) => ({ path: `/v1/jobs/${known.jobs[place].cancel}/cancel`, body: {} }),
    ok: 200,
    may: OWNERS,
    ...ONE,
  },
};
