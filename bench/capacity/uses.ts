import { courseSchema } from '../../shared/domain/training/course.ts';
import type { Meter } from '../../shared/store/store.ts';
import { DEMONSTRATION, PROJECTION } from '../demonstration.ts';
import { peopleSchema, reportSchema } from '../load/shapes.ts';
import { projectionConsumption } from '../measure-capacity.ts';
import type { Place } from '../place.ts';
import { school } from '../school.ts';
import type { Answered, Desk } from './desk.ts';
import { ofAttendances, ofAudit, ofCoverage, ofHeadcount, ofProgress, ofTransfer, ofTree } from './floors.ts';

/**
 * Something that users do, as a request that writes so many rows, and the least that the last one needed of the table.
 * Rounds are those in which its CPU is measured.
 */
export type Use = { name: UseName; rounds: number; rows: number; once: (round: number) => Promise<Answered>; floor: () => Promise<Meter> };
export type UseName =
  | 'unit'
  | 'list'
  | 'headcount'
  | 'attendance'
  | 'attendances'
  | 'transfer'
  | 'audit'
  | 'coverage'
  | 'progress'
  | 'projection';

const { asOf, lastMonth } = DEMONSTRATION;
const year = asOf.slice(0, 4);
const ROUNDS = { small: 31, large: 3 } as const;
const LIST = 200;

/** The department with the most people below it. */
const HOST = 'H49.16';
/** The course that attendances are recorded for. */
const COURSE = {
  title: 'Kỹ năng số, khóa đo chi phí',
  class: 'digital-skills',
  competences: ['b'],
  provider: 'Trường Đào tạo cán bộ Nguyễn Văn Cừ',
  host: HOST,
  start: `${lastMonth}-05`,
  end: asOf,
  periods: 24,
  mode: 'blended',
  decision: { number: '1/QĐ-ĐT', date: `${lastMonth}-01`, issuedBy: 'Đo chi phí' },
};

/** Every use, ready to be asked for; each desk is the API of a process that has read nothing yet. */
export async function usesOf(place: Place, openDesk: () => Desk): Promise<Use[]> {
  const desk = openDesk();
  const { store } = place.contextOf('auditor');
  const { unit, under } = await school(place);
  const hr = { role: 'hr-officer', units: [under] } as const;
  const coordinator = { role: 'training-coordinator', units: [HOST] } as const;
  const home = { role: 'home-affairs' } as const;
  const staff = await peopleOf(desk);
  const opened = await desk.ask({ ...coordinator, method: 'POST', path: '/v1/training/courses', body: COURSE });
  const course = courseSchema.shape.id.parse((opened.body as { id: unknown }).id);
  const month = `/v1/units/${unit}/headcount/${lastMonth}`;
  const last = { attended: { staff: [] as readonly string[], actor: '', key: '' }, transferred: { staff: '', actor: '', key: '' } };
  const attend = async (ids: readonly string[]): Promise<Answered> => {
    const row = (id: string) => ({ staff: id, state: 'completed', completedOn: asOf, certificate: `CC-${year}/0001`, version: null });
    const path = `/v1/training/courses/${course}/attendances`;
    const answered = await desk.ask({ ...coordinator, method: 'POST', path, body: { rows: ids.map(row) } });
    last.attended = { staff: ids, actor: answered.actor, key: answered.key };
    return answered;
  };
  const transfer = async (id: string): Promise<Answered> => {
    const { version } = await desk.ask({ ...home, path: `/v1/staff/${id}` });
    const body = { type: 'transfer', from: asOf, unit: HOST, reason: 'Đo chi phí' };
    const province = { role: 'hr-officer', units: [place.tenant], method: 'POST' } as const;
    const answered = await desk.ask({ ...province, path: `/v1/staff/${id}/changes`, body, ifMatch: version });
    last.transferred = { staff: id, actor: answered.actor, key: answered.key };
    return answered;
  };
  const correct = async (): Promise<Answered> => {
    const { categories, version } = reportSchema.parse((await desk.ask({ ...hr, path: month })).body);
    return desk.ask({ ...hr, method: 'PUT', path: month, body: { categories, reason: 'Đo chi phí' }, ifMatch: version });
  };
  const attendances = () => ofAttendances(store, { course, ...last.attended });
  const coverage = `/v1/training/coverage?year=${year}&asOf=${asOf}&limit=50`;
  const { small, large } = ROUNDS;
  return [
    { name: 'unit', rounds: small, rows: 0, once: () => desk.ask({ ...hr, path: `/v1/units/${unit}` }), floor: () => ofTree(store) },
    {
      name: 'list',
      rounds: small,
      rows: 0,
      once: () => desk.ask({ ...home, path: `/v1/units?asOf=${asOf}&limit=100` }),
      floor: () => ofTree(store),
    },
    { name: 'headcount', rounds: small, rows: 1, once: correct, floor: () => ofHeadcount(store, unit) },
    { name: 'attendance', rounds: small, rows: 1, once: (round) => attend(staff.slice(round, round + 1)), floor: attendances },
    {
      name: 'attendances',
      rounds: large,
      rows: LIST,
      once: (round) => attend(staff.slice(small + round * LIST).slice(0, LIST)),
      floor: attendances,
    },
    {
      name: 'transfer',
      rounds: small,
      rows: 1,
      once: (round) => transfer(staff.at(-1 - round) ?? ''),
      floor: () => ofTransfer(store, last.transferred),
    },
    {
      name: 'audit',
      rounds: small,
      rows: 0,
      once: () => desk.ask({ role: 'auditor', path: `/v1/audit?unit=${unit}&limit=50` }),
      floor: () => ofAudit(store, unit, 50),
    },
    { name: 'coverage', rounds: large, rows: 0, once: () => openDesk().ask({ ...home, path: coverage }), floor: () => ofCoverage(store) },
    {
      name: 'progress',
      rounds: large,
      rows: 0,
      once: () => openDesk().ask({ ...home, path: `/v1/progress?asOf=${asOf}` }),
      floor: () => ofProgress(store),
    },
    {
      name: 'projection',
      rounds: large,
      rows: 0,
      once: () => desk.ask({ ...home, method: 'POST', path: '/v1/projections', body: PROJECTION }),
      floor: async () => (await projectionConsumption(place)).floor,
    },
  ];
}

/** People of the department, enough for every round. */
async function peopleOf(desk: Desk): Promise<string[]> {
  const staff: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path = `/v1/staff?asOf=${asOf}&under=${HOST}&category=employee-budget&limit=200${cursor && `&cursor=${cursor}`}`;
    const page = peopleSchema.parse((await desk.ask({ role: 'home-affairs', path })).body);
    staff.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return staff;
}
