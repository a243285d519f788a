import type { Api } from '../support/api.ts';

/** People of the matrix; at the roots, so that the schools may still report their age profiles. */
export const nameOf = (place: string, what: string) => `NV-${place}-${what}`;
export const staffEntry = (unit: string, id: string) => ({
  id,
  sex: 'female',
  birth: '1985-04',
  periods: [
    {
      from: '2021-01-01',
      state: 'in-service',
      event: 'received',
      category: 'civil-servant',
      grade: null,
      assignments: [{ kind: 'main', unit, position: null, titleStandard: null }],
      absence: null,
    },
  ],
});
const PEOPLE = ['read', 'changed', 'moved', 'corrected'];

/** Somebody who left long ago. */
const formerEntry = (unit: string, id: string) => {
  const entry = staffEntry(unit, id);
  const left = { from: '2022-01-01', state: 'left', reason: 'resigned', policy: null };
  return { ...entry, periods: [...entry.periods, left] };
};

/** Who is to be erased: recorded before saved answers ran out. */
export const prepareFormerStaff = ({ must }: Api, roots: Readonly<Record<string, string>>) =>
  must('POST', '/v1/staff/bulk', {
    body: { rows: Object.entries(roots).map(([place, root]) => formerEntry(root, nameOf(place, 'erased'))) },
  });

/** Somebody in each place for every operation that changes a person. */
export const prepareStaff = ({ must }: Api, roots: Readonly<Record<string, string>>) =>
  must('POST', '/v1/staff/bulk', {
    body: { rows: Object.entries(roots).flatMap(([place, root]) => PEOPLE.map((what) => staffEntry(root, nameOf(place, what)))) },
  });
