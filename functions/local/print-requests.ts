import type { ChunkMessage } from '../../shared/services/jobs/queue.ts';
import type { Carried } from '../../shared/services/jobs/run-chunk.ts';
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

/** What became of a chunk of a job, likewise. */
export const lineOfChunk = ({ tenant, job }: ChunkMessage, { kind, chunk }: NonNullable<Carried>): string =>
  `${chunk.state} ${kind} ${job} · ${tenant} · chunk ${chunk.number}, attempt ${chunk.attempts}: ${chunk.accepted} accepted, ${chunk.refused} refused`;
