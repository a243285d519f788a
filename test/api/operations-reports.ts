import type { Operation } from './operations.ts';

const OVERSEERS = { 'home-affairs': 'all', auditor: 'all', 'council-supervisor': 'all' } as const;

/** Progress of single targets and filed reports: for the department, auditors and the council's supervisors. */
export const REPORT_OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /v1/progress/{target}/path': {
    ask: () => ({ path: '/v1/progress/payroll-2026/path?asOf=2025-12-31' }),
    ok: 200,
    may: OVERSEERS,
    abroad: '200',
  },
};
