import { DECISION } from '../support/province.ts';
import { plan, projection, scenario } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const HOME_AFFAIRS = { 'home-affairs': 'all' } as const;
const PLANNERS = { 'home-affairs': 'all', auditor: 'all' } as const;

/** Planning from the registers. What is answered is asked in suites of its own; here, who may ask at all. */
export const PLANNING_OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /v1/reduction-plans': {
    ask: () => ({ path: '/v1/reduction-plans', body: plan }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 no-baseline',
  },
  'POST /v1/planning/forecast': {
    ask: () => ({ path: '/v1/planning/forecast', body: projection }),
    ok: 200,
    may: PLANNERS,
    abroad: '422 no-baseline',
  },
  'POST /v1/planning/reorganisation-effect': {
    ask: () => ({ path: '/v1/planning/reorganisation-effect', body: projection }),
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
  'GET /v1/reduction-plans/{id}/certificate': {
    ask: (_place, known) => ({ path: `/v1/reduction-plans/${known.plan}/certificate` }),
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
  'POST /v1/scenarios': {
    ask: () => ({ path: '/v1/scenarios', body: scenario }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '422 no-baseline',
  },
  'GET /v1/scenarios': { ask: () => ({ path: '/v1/scenarios' }), ok: 200, may: PLANNERS, abroad: '200' },
  'GET /v1/scenarios/compare': {
    ask: (_place, known) => ({ path: `/v1/scenarios/compare?ids=${known.scenario},${known.scenario}&draws=100` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'PUT /v1/scenarios/{id}': {
    ask: (place, known) => ({ path: `/v1/scenarios/${known.drafts[place]}`, body: scenario, headers: { 'if-match': '"1"' } }),
    ok: 200,
    may: HOME_AFFAIRS,
    abroad: '404 not-found',
  },
  'POST /v1/scenarios/{id}/approve': {
    ask: (place, known) => ({
      path: `/v1/scenarios/${known.approvable[place]}/approve`,
      body: { decision: DECISION },
      headers: { 'if-match': '"1"' },
    }),
    ok: 200,
    may: HOME_AFFAIRS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}/history': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/history` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'POST /v1/scenarios/{id}/copy': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/copy`, body: { title: 'Bản sao' } }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}/forecast': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/forecast?draws=100` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'POST /v1/scenarios/{id}/projections': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/projections`, body: { title: 'Chạy thử' } }),
    ok: 201,
    may: HOME_AFFAIRS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}/projections': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/projections` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/projections/compare': {
    ask: (_place, known) => ({ path: `/v1/projections/compare?left=${known.run}&right=${known.run}` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/projections/{id}/replay': {
    ask: (_place, known) => ({ path: `/v1/projections/${known.run}/replay` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/projections/{id}/moved-inputs': {
    ask: (_place, known) => ({ path: `/v1/projections/${known.run}/moved-inputs` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}/requirements': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/requirements?target=payroll-2026&draws=100` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
  'GET /v1/scenarios/{id}/sensitivity': {
    ask: (_place, known) => ({ path: `/v1/scenarios/${known.scenario}/sensitivity?target=payroll-2026&draws=100` }),
    ok: 200,
    may: PLANNERS,
    abroad: '404 not-found',
  },
};
