import type { Operation } from './operations.ts';

const PLANNERS = { 'home-affairs': 'all', auditor: 'all' } as const;

/** The province's own history, for planning. */
export const HISTORY_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/planning/hazards': { ask: () => ({ path: '/v1/planning/hazards' }), ok: 200, may: PLANNERS, abroad: '200' },
  'GET /v1/planning/hazards/groups': {
    ask: () => ({ path: '/v1/planning/hazards/groups?by=sector' }),
    ok: 200,
    may: PLANNERS,
    abroad: '200',
  },
  'GET /v1/planning/back-test': { ask: () => ({ path: '/v1/planning/back-test' }), ok: 200, may: PLANNERS, abroad: '200' },
};
