import type { Report } from '../api/http/request-event.ts';

/** The wide event of each request as one line for a person: what was asked, by which role, and what it took. */
export const printRequests =
  (print: (line: string) => void): Report =>
  ({ requestId, method, route, tenant, role, status, problem, ms, read, write, error }) => {
    const who = tenant === null ? '' : ` · ${tenant} ${role}`;
    const capacity = read + write === 0 ? '' : ` · read ${read} write ${write}`;
    print(
      `${status}${problem === null ? '' : ` ${problem}`} ${method} ${route ?? '?'} ${ms.toFixed(1)} ms${who}${capacity} · ${requestId}`,
    );
    if (error !== null) print(error);
  };
