import type { Role } from '../../shared/actor.ts';
import { DEMONSTRATION, PROJECTION } from '../demonstration.ts';
import { type Report, peopleSchema, reportSchema, resultsSchema } from './shapes.ts';
import type { Session } from './session.ts';

/** A user of the run: the units that nobody else writes about, and what was learnt of them so far. */
export type User = {
  readonly role: Role;
  readonly session: Session;
  /** The root of the token; of province-wide roles none. */
  readonly root: string | null;
  /** Units with a report of the month, the user's own to correct. */
  readonly reports: Map<string, Report>;
  /** A course that the user hosts, and the people who may be on its list with their version there. */
  readonly list: { course: string; people: Map<string, number | null> } | null;
};

/** Something that a role does, of so many things in a hundred. */
export type Doing = { readonly of: number; readonly run: (user: User) => Promise<void> };

const { asOf, lastMonth } = DEMONSTRATION;
const year = asOf.slice(0, 4);
const under = ({ root }: User): string => (root === null ? '' : `&under=${root}`);
const unitOf = ({ session, reports }: User): string => session.random.pick([...reports.keys()]);

const reading =
  (kind: string, path: (user: User) => string) =>
  async (user: User): Promise<void> =>
    void (await user.session.ask(kind, 'GET', path(user)));

const DO = {
  unit: reading('one unit', (user) => `/v1/units/${unitOf(user)}`),
  units: reading('page of units', (user) => `/v1/units?asOf=${asOf}&limit=100${under(user)}`),
  duties: reading('duties', (user) => `/v1/duties?limit=50${under(user)}`),
  me: reading('who am I', () => '/v1/me'),
  month: reading('page of a month’s headcounts', (user) => `/v1/headcount?month=${lastMonth}&limit=100${under(user)}`),
  staff: reading('page of staff', (user) => `/v1/staff?asOf=${asOf}&limit=50${under(user)}`),
  posts: reading('page of posts', () => `/v1/posts?year=${year}&limit=100`),
  history: reading('history of a unit', (user) => `/v1/units/${unitOf(user)}/history?limit=50`),
  progress: reading('progress', () => `/v1/progress?asOf=${asOf}`),
  coverage: reading('training coverage', (user) => `/v1/training/coverage?year=${year}&asOf=${asOf}&limit=50${under(user)}`),
  courses: reading('page of courses', () => `/v1/training/courses?year=${year}&limit=50`),
  autonomy: reading('page of financial autonomy', () => `/v1/self-financing?year=${AUTONOMY_YEAR}&limit=100`),
  autonomyOf: reading('financial autonomy of a unit', (user) => `/v1/units/${unitOf(user)}/self-financing?asOf=${AUTONOMY_YEAR}-12-31`),
  audit: reading('page of the log of a day', ({ session }) => `/v1/audit?from=${session.today}&limit=50`),
  aggregates: reading('aggregates', () => '/v1/aggregates?year=2025'),
  targets: reading('targets', () => '/v1/targets'),
  list: reading('page of a course’s list', ({ list }) => `/v1/training/courses/${list?.course ?? ''}/attendances?limit=50`),
  headcount: async (user: User): Promise<void> => {
    const path = `/v1/units/${unitOf(user)}/headcount/${lastMonth}`;
    const read = await user.session.ask('headcount read', 'GET', path);
    if (read) user.reports.set(reportSchema.parse(read.body).unit, reportSchema.parse(read.body));
  },
  correct: async (user: User): Promise<void> => {
    const { unit, categories, version } = user.reports.get(unitOf(user)) as Report;
    const body = { categories, reason: 'Đo tải' };
    const saved = await user.session.ask('headcount corrected', 'PUT', `/v1/units/${unit}/headcount/${lastMonth}`, {
      body,
      ifMatch: version,
    });
    if (saved) user.reports.set(unit, { unit, categories, version: saved.version });
  },
  attend: async ({ session, list }: User): Promise<void> => {
    if (list === null) return;
    const staff = session.random.pick([...list.people.keys()]);
    const version = list.people.get(staff) ?? null;
    const row = { staff, state: 'completed', completedOn: COURSE_END, certificate: `CC-${year}/${(version ?? 0) + 1}`, version };
    const body = { rows: [row], reason: 'Đo tải' };
    const path = `/v1/training/courses/${list.course}/attendances`;
    const saved = await session.ask('attendance recorded', 'POST', path, { body, expect: [200] });
    const done = saved && resultsSchema.parse(saved.body).rows[0]?.outcome;
    if (done === 'created' || done === 'changed') list.people.set(staff, (version ?? 0) + 1);
    else if (done) session.tally.note('attendance recorded', 0, 0, [200], JSON.stringify(saved?.body));
  },
} as const;

/** The last year whose autonomy is on record. */
export const AUTONOMY_YEAR = 2025;
/** The last day of the course that each training coordinator opens. */
export const COURSE_END = asOf;

/** What each role does, and how often: mostly small things, now and then one that computes over the province. */
export const DAYS: Partial<Record<Role, readonly Doing[]>> = {
  'hr-officer': [
    { of: 22, run: DO.unit },
    { of: 10, run: DO.units },
    { of: 20, run: DO.headcount },
    { of: 22, run: DO.correct },
    { of: 8, run: DO.month },
    { of: 10, run: DO.staff },
    { of: 5, run: DO.duties },
    { of: 3, run: DO.me },
  ],
  'training-coordinator': [
    { of: 40, run: DO.attend },
    { of: 18, run: DO.list },
    { of: 15, run: DO.staff },
    { of: 15, run: DO.courses },
    { of: 10, run: DO.me },
    { of: 2, run: DO.coverage },
  ],
  'home-affairs': [
    { of: 30, run: DO.unit },
    { of: 20, run: DO.units },
    { of: 15, run: DO.month },
    { of: 15, run: DO.posts },
    { of: 10, run: DO.history },
    { of: 9, run: DO.staff },
    { of: 1, run: DO.progress },
  ],
  'finance-officer': [
    { of: 40, run: DO.autonomyOf },
    { of: 30, run: DO.autonomy },
    { of: 30, run: DO.unit },
  ],
  auditor: [
    { of: 50, run: DO.audit },
    { of: 30, run: DO.history },
    { of: 19, run: DO.unit },
    { of: 1, run: DO.progress },
  ],
  viewer: [
    { of: 50, run: DO.aggregates },
    { of: 50, run: DO.targets },
  ],
};

/** One thing of the user's day, drawn by how often it is done. */
export function next({ role, session }: User): Doing {
  const day = DAYS[role] ?? [];
  let left = session.random.int(day.reduce((sum, { of }) => sum + of, 0));
  for (const doing of day) if ((left -= doing.of) < 0) return doing;
  throw new Error(`${role} has nothing to do`);
}

export const PROJECTING = 'projection';
/** Runs one projection and stores it. */
export const runProjection = (session: Session): Promise<unknown> =>
  session.ask(PROJECTING, 'POST', '/v1/projections', { body: PROJECTION });

/** Who may be on the list of a course of a unit: people of it who are counted. */
export async function peopleOf(session: Session, root: string): Promise<string[]> {
  const { items } = peopleSchema.parse(await session.need('GET', `/v1/staff?asOf=${asOf}&limit=200&under=${root}`));
  return items.filter(({ category }) => category !== 'contract' && category !== 'non-specialised').map(({ id }) => id);
}
