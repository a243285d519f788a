import { plan, projection } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const PLANNERS = { 'home-affairs': 'all', auditor: 'all' } as const;

/** Planning from the registers. What is answered is asked in suites of its own; here, who may ask at all. */
export const PLANNING_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /v1/reduction-plans': {
    ask: () => ({ path: '/v1/reduction-plans', body: plan }),
    ok: 201,
    may: { 'home-affairs': 'all' },
    abroad: '422 no-baseline',
  },
  'POST /v1/planning/forecast': {
    ask: () => ({ path: '/v1/planning/forecast', body: projection }),
    ok: 200,
    may: PLANNERS,
    abroad: '422 no-baseline',
  },
  'GET /v1/reduction-plans': { ask: () => ({ path: '/v1/reduction-plans' }), ok: 200, may: PLANNERS, abroad: '200' },
  'GET /v1/reduction-plans/{id}': {
    ask: (_place, known) => ({ path: `/v1/reduction-plans/${known.plan}` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/reduction-plans/{id}/allocations': {
    ask: (_place, known) => ({ path: `/v1/reduction-plans/${known.plan}/allocations` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/reduction-plans/{id}/allocations/{unit}': {
    ask: (_place, known) => ({ path: `/v1/reduction-plans/${known.plan}/allocations/H49.02.01` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
};
