import type { Operation } from './operations.ts';

const AUDITORS = { ok: 200, may: { auditor: 'all' }, abroad: '200' } as const;

/** The log, for auditors alone; and the list of aggregates, which is all that a viewer sees of the registers. */
export const AUDIT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/aggregates': {
    ask: () => ({ path: '/v1/aggregates?year=2021' }),
    ok: 200,
    may: { 'home-affairs': 'all', auditor: 'all', viewer: 'all' },
    abroad: '200',
  },
  'GET /v1/audit': { ask: () => ({ path: '/v1/audit?from=2026-11-01&to=2026-11-30&limit=1' }), ...AUDITORS },
  'GET /v1/audit/verify': { ask: () => ({ path: '/v1/audit/verify?limit=1' }), ...AUDITORS },
  'GET /v1/audit/digests': { ask: () => ({ path: '/v1/audit/digests' }), ...AUDITORS },
  'GET /v1/audit/digests/{day}': { ask: () => ({ path: '/v1/audit/digests/2026-11-23' }), ...AUDITORS, abroad: '404 not-found' },
};
