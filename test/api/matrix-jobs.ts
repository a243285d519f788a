import type { Role } from '../../shared/actor.ts';
import type { Api } from '../support/api.ts';
import type { Place } from './matrix-province.ts';

/** A job of each place for each operation that changes one: that of `own` is the officer's of the matrix, the other a stranger's. */
export const JOB_FOR = ['part', 'start', 'cancel'] as const;
export type JobsOf = Record<(typeof JOB_FOR)[number], string>;

export const jobRow = (unit: string) => ({
  kind: 'headcount',
  rows: [{ unit, version: null, categories: [] }],
});
export const OWNER = { own: 'hr-officer-1', other: 'hr-officer-2' } as const;

/** Jobs whose one part is there, none of them started. */
export async function prepareJobs({ must }: Api, roots: Readonly<Record<Place, string>>): Promise<Record<Place, JobsOf>> {
  const prepared = async (place: Place): Promise<JobsOf> => {
    const as = { role: 'hr-officer' as Role, units: [roots[place]], id: OWNER[place] };
    const ids: [string, string][] = [];
    for (const use of JOB_FOR) {
      const made = await must('POST', '/v1/jobs', { as, body: { kind: 'headcount', parameters: { month: '2020-01' } } });
      const id = String(made.body['id']);
      await must('PUT', `/v1/jobs/${id}/parts/1`, { as, body: jobRow(roots[place]) });
      ids.push([use, id]);
    }
    return Object.fromEntries(ids) as JobsOf;
  };
  return { own: await prepared('own'), other: await prepared('other') };
}
