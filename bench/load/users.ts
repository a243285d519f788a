import type * as z from 'zod';
import { seeded } from '../../functions/local/demo/random.ts';
import { DEMO_TENANT } from '../../functions/local/demo/label.ts';
import type { DevelopmentIssuer } from '../../functions/local/issuer/issuer.ts';
import { type Role, isSubtreeRole } from '../../shared/actor.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { AUTONOMY_YEAR, COURSE_END, type User, peopleOf } from './days.ts';
import { Session } from './session.ts';
import { type Report, autonomyOfUnitsSchema, madeSchema, reportsSchema, unitsSchema } from './shapes.ts';
import { Tally } from './tally.ts';

const SEED = 49;

/** Sixteen desks; more users sit down in the same order again. */
const DESKS: readonly Role[] = [
  'hr-officer',
  'home-affairs',
  'training-coordinator',
  'hr-officer',
  'auditor',
  'hr-officer',
  'finance-officer',
  'training-coordinator',
  'hr-officer',
  'home-affairs',
  'hr-officer',
  'viewer',
  'training-coordinator',
  'hr-officer',
  'finance-officer',
  'auditor',
];

type Server = { base: string; sign: DevelopmentIssuer['sign'] };

/** A session of a role, under a name that no other has. */
export async function sessionOf(
  { base, sign }: Server,
  name: string,
  role: Role,
  units: readonly string[],
  seed: number,
): Promise<Session> {
  const token = await sign({ subject: name, tenant: DEMO_TENANT, role, units });
  return new Session({ base, token, name: `${name}-${Date.now()}`, random: seeded(SEED + seed), tally: new Tally() });
}

/** Users at their desks: every subtree role has a root of its own, so that nobody writes where somebody else does. */
export async function seatUsers(server: Server, count: number): Promise<User[]> {
  const clerk = await sessionOf(server, 'load-clerk', 'home-affairs', [], 0);
  const roots = await byRoot(clerk);
  const all = roots.flatMap(({ reports }) => reports);
  const autonomous = new Set(
    (await allOf(clerk, `/v1/self-financing?year=${AUTONOMY_YEAR}`, autonomyOfUnitsSchema)).map(({ unit }) => unit),
  );
  const users: User[] = [];
  for (let desk = 0; desk < count; desk++) {
    const role = DESKS[desk % DESKS.length] as Role;
    const whole = role === 'finance-officer' ? all.filter(({ unit }) => autonomous.has(unit)) : all;
    const own = isSubtreeRole(role) ? roots.shift() : { root: null, reports: whole };
    if (own === undefined) throw new Error('the province has too few roots for so many users');
    const { root, reports } = own;
    const session = await sessionOf(server, `load-${desk}`, role, root === null ? [] : [root], desk + 1);
    const list = role === 'training-coordinator' && root !== null ? await openList(session, root) : null;
    users.push({ role, session, root, reports: new Map(reports.map((report) => [report.unit, report])), list });
  }
  return users;
}

/** A list to its end. */
async function allOf<T>(clerk: Session, path: string, page: z.ZodType<{ items: T[]; next: string | null }>): Promise<T[]> {
  const all: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { items, next } = page.parse(await clerk.need('GET', `${path}&limit=200${cursor && `&cursor=${cursor}`}`));
    all.push(...items);
    cursor = next;
  }
  return all;
}

/** The reports of the month, by the unit right below the province that theirs belongs to; the largest of these first. */
async function byRoot(clerk: Session): Promise<{ root: string; reports: Report[] }[]> {
  const units = await allOf(clerk, `/v1/units?asOf=${DEMONSTRATION.asOf}`, unitsSchema);
  const parents = new Map(units.map(({ key, parent }) => [key, parent]));
  const rootOf = (unit: string): string => {
    const parent = parents.get(unit) ?? DEMO_TENANT;
    return parent === DEMO_TENANT ? unit : rootOf(parent);
  };
  const reports = await allOf(clerk, `/v1/headcount?month=${DEMONSTRATION.lastMonth}`, reportsSchema);
  const roots = Map.groupBy(reports, ({ unit }) => rootOf(unit));
  return [...roots]
    .map(([root, own]) => ({ root, reports: own }))
    .filter(({ root }) => root !== DEMO_TENANT)
    .sort((one, other) => other.reports.length - one.reports.length || one.root.localeCompare(other.root));
}

async function openList(session: Session, root: string): Promise<User['list']> {
  const body = {
    title: 'Kỹ năng số, khóa đo tải',
    class: 'digital-skills',
    competences: ['b'],
    provider: 'Trường Đào tạo cán bộ Nguyễn Văn Cừ',
    host: root,
    start: `${DEMONSTRATION.lastMonth}-05`,
    end: COURSE_END,
    periods: 24,
    mode: 'blended',
    decision: { number: '1/QĐ-ĐT', date: `${DEMONSTRATION.lastMonth}-01`, issuedBy: 'Đo tải' },
  };
  const { id } = madeSchema.parse(await session.need('POST', '/v1/training/courses', { body }));
  return { course: id, people: new Map((await peopleOf(session, root)).map((person) => [person, null])) };
}
