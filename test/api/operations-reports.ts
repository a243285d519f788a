import { report } from './matrix-province.ts';
import type { Operation } from './operations.ts';

const OVERSEERS = { 'home-affairs': 'all', auditor: 'all', 'council-supervisor': 'all' } as const;
const RECORD = { ok: 200, may: OVERSEERS, abroad: '404 not-found' } as const;

/** Progress of single targets and filed reports: for the department, auditors and the council's supervisors. */
export const REPORT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/progress/{target}/path': {
    ask: () => ({ path: '/v1/progress/payroll-2026/path?asOf=2025-12-31' }),
    ok: 200,
    may: OVERSEERS,
    abroad: '200',
  },
  'POST /v1/reports': {
    ask: (place, _known, turn) => ({ path: '/v1/reports', body: report(`${turn}/${place}`) }),
    ok: 201,
    may: { 'home-affairs': 'all' },
    abroad: '201',
  },
  'GET /v1/reports': { ask: () => ({ path: '/v1/reports' }), ok: 200, may: OVERSEERS, abroad: '200' },
  'GET /v1/reports/{id}': { ask: (_place, known) => ({ path: `/v1/reports/${known.report}` }), ...RECORD },
  'GET /v1/reports/{id}/content': { ask: (_place, known) => ({ path: `/v1/reports/${known.report}/content` }), ...RECORD },
  'GET /v1/reports/{id}/difference': { ask: (_place, known) => ({ path: `/v1/reports/${known.report}/difference` }), ...RECORD },
  'GET /v1/reports/{id}/difference/{target}': {
    ask: (_place, known) => ({ path: `/v1/reports/${known.report}/difference/payroll-2026` }),
    ...RECORD,
  },
};
