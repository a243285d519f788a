import { DECISION } from '../support/province.ts';
import type { Api } from '../support/api.ts';
import type { Place } from './matrix-province.ts';
import { nameOf } from './matrix-staff.ts';

/** One course of each root for each operation that changes it, or its list. */
export const COURSE_FOR = ['read', 'correct', 'cancel', 'reinstate', 'enrol', 'record'] as const;
export type CoursesOf = Record<(typeof COURSE_FOR)[number], string>;

export const trainee = (place: Place): string => nameOf(place, 'read');
export const course = (host: string) => ({
  title: 'Kỹ năng số cơ bản',
  class: 'other',
  competences: [],
  provider: 'Trường Đại học Hạ Long',
  host,
  start: '2025-03-03',
  end: '2025-03-05',
  periods: 8,
  mode: 'in-person',
  decision: DECISION,
});

/** The courses that each root runs; on the list of the course to read stands somebody of the root. */
export async function prepareTraining({ must }: Api, roots: Readonly<Record<Place, string>>): Promise<Record<Place, CoursesOf>> {
  const prepared = async (place: Place): Promise<CoursesOf> => {
    const as = { role: 'training-coordinator', units: [roots[place]] } as const;
    const made = async () => String((await must('POST', '/v1/training/courses', { as, body: course(roots[place]) })).body['id']);
    const ids: [string, string][] = [];
    for (const use of COURSE_FOR) ids.push([use, await made()]);
    const courses = Object.fromEntries(ids) as CoursesOf;
    await must('POST', `/v1/training/courses/${courses.read}/enrolments`, {
      as,
      body: { rows: [{ staff: trainee(place), version: null }] },
    });
    await must('POST', `/v1/training/courses/${courses.reinstate}/cancel`, {
      as,
      body: { reason: 'Hoãn do bão' },
      headers: { 'if-match': '"1"' },
    });
    return courses;
  };
  return { own: await prepared('own'), other: await prepared('other') };
}
